"""Who is away, until when, and who covers: asked wherever a name is offered, by the day at the desk of who is away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.basics.clock import today_in
from app.basics.dates import show_date
from app.staff.permissions import Permission
from app.staff.tables import Absence, Desk, Staff
from app.staff.work import ReadWork


@dataclass(frozen=True, slots=True)
class Away:
    """One absence; ``last_on`` is the last day away, ``cover_id`` None where nobody covers.

    ``is_now``: by the day at the person's own desk it has begun and is not over.
    """

    id: int
    staff_id: int
    name: str
    from_on: date
    last_on: date
    cover_id: int | None
    cover: str
    is_now: bool

    @property
    def words(self) -> str:
        """As a name is followed by it: "away until 4 Dec 2026; Tom Bell covers"."""
        until = f"away until {show_date(self.last_on)}"
        return f"{until}; {self.cover} covers" if self.cover else until


def absences(work: ReadWork) -> list[Away]:
    """Who is away now or will be, by the first day."""
    work.require(Permission.STAFF_READ)
    cover = aliased(Staff)
    query = (
        select(Absence, Staff.display_name, Desk.zone, cover.display_name.label("cover_name"))
        .join(Staff, Staff.id == Absence.staff_id)
        .join(Desk, Desk.id == Staff.desk_id)
        .outerjoin(cover, cover.id == Absence.cover_id)
        .where(Absence.ended_at.is_(None), Absence.last_on >= work.now().date() - timedelta(days=1))
        .order_by(Absence.from_on, Absence.id)
    )
    return [
        Away(row.id, row.staff_id, name, row.from_on, row.last_on, row.cover_id, cover_name or "", row.from_on <= today)
        for row, name, zone, cover_name in work.session.execute(query)
        if row.last_on >= (today := today_in(work.clock, zone))
    ]


def away_now(work: ReadWork) -> Mapping[int, Away]:
    """Who is away at this moment, by staff id."""
    return {one.staff_id: one for one in absences(work) if one.is_now}


def with_absence(name: str, away: Away | None) -> str:
    """A name as it is offered: "Carys Lloyd (away until 4 Dec 2026; Tom Bell covers)"."""
    return f"{name} ({away.words})" if away is not None else name
