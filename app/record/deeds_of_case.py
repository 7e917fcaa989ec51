"""The audit of a case in words: who did what to it, its points, clocks and letters, when, why, and what it changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, Table, and_, literal, select, union_all

from app.basics.dates import show_date
from app.complaints.find_record import stored_complaint
from app.complaints.tables import Complaint
from app.correspondence.tables import Letter
from app.members.labels import in_words
from app.record.history import DIRECT
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork
from app.store.base import Base
from app.store.tables import Action, Change

_SILENT = frozenset({"id", "version", "circle_id", "trace", "position", "content", "facts", "findings", "fingerprint"})
"""Columns that follow from others, or whose value is no words."""
THINGS: Mapping[str, str] = {
    "chronology_line": "Line of the chronology",
    "complaint_hand": "Somebody with a hand in the stage",
    "complaint_head": "Point",
    "complaint_head_step": "Step of a point",
    "complaint_party": "Party",
    "complaint_reference": "Reference",
    "evidence_head": "Point of the evidence",
    "letter_comment": "Comment on the letter",
    "letter_decision": "Decision on the letter",
    "letter_event": "Event of the letter",
    "letter_kept_reading": "Reading kept by the author",
    "letter_reading_confirmed": "Reading confirmed by the approver",
    "letter_release": "Release without approval",
    "letter_revision": "Version of the letter",
    "letter_sent_to": "Approver asked",
    "letter_suggestion": "Suggestion in the letter",
    "pile": "Scanned pile",
    "question_head": "Point of the question",
    "request": "Something asked for",
    "sla_clock": "Clock",
    "stage_answer": "Answer of the stage",
    "stage_finding": "Finding of the stage",
    "staff_question": "Question to a colleague",
}
"""What a row of a table is called where the table's own name would not do."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Deed:
    """One deed: its verb in words, and a line for each row that it changed."""

    at: datetime
    who: str
    what: str
    why: str
    changes: tuple[str, ...]


def deeds_of_case(work: ReadWork, complaint_id: int, limit: int = 2_000) -> list[Deed]:
    """Every deed on a case, oldest first; of a longer history the newest."""
    work.require(Permission.HISTORY_READ)
    stored_complaint(work, complaint_id)
    rows = union_all(*_rows_of(complaint_id)).subquery()
    query = (
        select(Change, Action.verb, Action.reason, Staff.display_name)
        .join(rows, and_(Change.table_name == rows.c.table_name, Change.row_id == rows.c.row_id))
        .outerjoin(Action, Action.id == Change.action_id)
        .outerjoin(Staff, Staff.id == Action.staff_id)
        .order_by(Change.id.desc())
        .limit(limit)
    )
    found: dict[int, Deed] = {}
    for change, verb, why, who in reversed(work.session.execute(query).all()):
        key = -change.id if change.action_id is None else change.action_id
        new = Deed(change.at, who or DIRECT, _verb(verb or "past Fairhand"), why or "", ())
        before = found.get(key, new)
        found[key] = replace(before, changes=(*before.changes, *_in_words(change)))
    return list(found.values())


def _rows_of(complaint_id: int) -> Iterator[Select[str, int]]:
    """The case's own row, the rows that name it, its letters and theirs: each once, found by an index of its table."""
    tables = Base.metadata.tables
    case, letter = tables[Complaint.__tablename__], tables[Letter.__tablename__]
    of_case = letter.c.subject == f"complaint:{complaint_id}"
    yield _keys(case).where(case.c.id == complaint_id)
    yield _keys(letter).where(of_case)
    for table in tables.values():
        if "unaudited" in table.info or "id" not in table.c:
            continue
        if "complaint_id" in table.c:
            yield _keys(table).where(table.c.complaint_id == complaint_id)
        elif "letter_id" in table.c:
            yield _keys(table).where(table.c.letter_id.in_(select(letter.c.id).where(of_case)))


def _keys(table: Table) -> Select[str, int]:
    return select(literal(table.name).label("table_name"), table.c.id.label("row_id"))


def _verb(verb: str) -> str:
    return (verb.partition(".")[2] or verb).replace("_", " ")


def _in_words(change: Change) -> list[str]:
    """One line: the thing, and its fields from what to what."""
    thing = THINGS.get(change.table_name) or in_words(change.table_name)
    fields = [_field(column, pair) for column, pair in sorted((change.payload or {}).items())]
    told = "; ".join(field for field in fields if field)
    if change.kind == "insert":
        return [f"{thing} added. {told}".strip()]
    return [f"{thing}: {told}"] if told else []


def _field(column: str, pair: Any) -> str:
    if column in _SILENT or column.endswith(("_id", "_sha256")):
        return ""
    old, new = (_value(one) for one in pair)
    if not old and not new:
        return ""
    label = in_words(column.removesuffix("_on").removesuffix("_at")).lower()
    return f"{label} {old} → {new or 'nothing'}" if old else f"{label} {new}"


def _value(value: Any) -> str:
    """A stored value in a few words; dates as people read them."""
    if value is None or value == "" or isinstance(value, Mapping | list):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = str(value)
    if isinstance(value, str) and _DAY.fullmatch(text):
        return _day(text)
    text = " ".join((in_words(text) if "_" in text and " " not in text else text).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _day(text: str) -> str:
    """A day as people read it; a number of the same shape, such as a reference of another body, as it stands."""
    try:
        return show_date(date.fromisoformat(text))
    except ValueError:
        return text
