"""Reading the lines that were put into a chronology by hand, each with what it said before it was corrected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.complaints.inquiry_rows import LineRow
from app.complaints.inquiry_tables import ChronologyLine
from app.complaints.record import ChronologyRow
from app.complaints.wording import show_date
from app.staff.tables import Staff
from app.staff.work import ReadWork
from app.store.tables import Action, Change

_LABELS = {"happened_on": "the day", "happened_at": "the time", "what": "what happened", "source": "the source"}


def lines_of(work: ReadWork, complaint_id: int) -> tuple[LineRow, ...]:
    """Every line of a case, those struck out too, with its corrections."""
    rows = work.session.scalars(
        select(ChronologyLine)
        .where(ChronologyLine.complaint_id == complaint_id)
        .order_by(ChronologyLine.happened_on, ChronologyLine.happened_at, ChronologyLine.id)
    ).all()
    before = _corrections(work, [row.id for row in rows])
    return tuple(
        LineRow(
            row.id,
            row.version,
            row.happened_on,
            row.happened_at,
            row.what,
            row.source,
            row.struck_on,
            row.struck_why,
            tuple(before.get(row.id, ())),
        )
        for row in rows
    )


def line_rows(lines: Iterable[LineRow]) -> Iterable[ChronologyRow]:
    """The same as lines of the chronology."""
    for line in lines:
        source = f" ({line.source})" if line.source else ""
        yield ChronologyRow(line.happened_on, f"{line.what}{source}", None, line.happened_at, line)


def _corrections(work: ReadWork, line_ids: Sequence[int]) -> dict[int, list[str]]:
    """By line: "Corrected on 22 Nov 2026 by Asha Rao; what happened was “He rang”", the latest first."""
    if not line_ids:
        return {}
    query = (
        select(Change.row_id, Change.at, Change.payload, Staff.display_name)
        .outerjoin(Action, Action.id == Change.action_id)
        .outerjoin(Staff, Staff.id == Action.staff_id)
        .where(Change.table_name == "chronology_line", Change.kind == "update", Change.row_id.in_(line_ids))
        .order_by(Change.id.desc())
    )
    found: dict[int, list[str]] = {}
    for row_id, at, payload, who in work.session.execute(query):
        was = [f"{label} was {_shown(field, payload[field][0])}" for field, label in _LABELS.items()
               if field in (payload or {})]  # fmt: skip
        if was:
            day = show_date(at.astimezone(ZoneInfo(work.actor.zone)).date())
            found.setdefault(row_id, []).append(f"Corrected on {day} by {who or 'direct SQL'}: {'; '.join(was)}.")
    return found


def _shown(field: str, value: Any) -> str:
    if value is None or value == "":
        return "empty"
    return show_date(date.fromisoformat(str(value))) if field == "happened_on" else f"“{value}”"
