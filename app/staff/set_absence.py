"""Say when somebody is away and who covers, or that they are back: one's own, or as a manager anybody's."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import or_, select

from app.basics.dates import show_date
from app.basics.problems import BadInput, NotFound
from app.staff.absences import absences
from app.staff.permissions import Permission, roles_with
from app.staff.tables import Absence, Role, Staff, StaffRole
from app.staff.work import Work

LONGEST = timedelta(days=400)


def set_absence(work: Work, staff_id: int, from_on: date, last_on: date, cover_id: int | None = None) -> int:
    """Somebody is away from one day to another, both included; returns the absence's id. It ends by itself.

    Whoever covers decides meanwhile what would have been theirs to decide, never what they had a hand in, and on sums
    within their own authority. Raises BadInput for days in the wrong order, over already, or too long; for a cover who
    is the person, does not work here, is away as well or may not decide what the person may; and where the person is
    away at that time already.
    """
    work.require(Permission.ABSENCE_SET)
    if staff_id != work.actor.staff_id:
        work.require(Permission.ABSENCE_ARRANGE)
    name = _works_here(work, staff_id, "staff_id")
    _check_days(work, from_on, last_on)
    there = _absence_within(work, staff_id, from_on, last_on)
    if there:
        raise BadInput.one("from_on", f"{name} is away {there} already: end that first.")
    if cover_id is not None:
        _check_cover(work, staff_id, cover_id, from_on, last_on)
    row = Absence(
        staff_id=staff_id,
        from_on=from_on,
        last_on=last_on,
        cover_id=cover_id,
        set_by_id=work.actor.staff_id,
        set_at=work.now(),
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def end_absence(work: Work, absence_id: int) -> None:
    """They are back, or do not go after all: nobody covers from now on."""
    work.require(Permission.ABSENCE_SET)
    row = work.session.get(Absence, absence_id)
    if row is None:
        raise NotFound("There is no such absence.")
    if row.staff_id != work.actor.staff_id:
        work.require(Permission.ABSENCE_ARRANGE)
    if row.ended_at is None:
        row.ended_at = work.now()


def _works_here(work: Work, staff_id: int, field: str) -> str:
    name = work.session.scalar(select(Staff.display_name).where(Staff.id == staff_id))
    if name is None or not _roles_today(work, staff_id):
        raise BadInput.one(field, "Choose somebody who works here today.")
    return name


def _roles_today(work: Work, staff_id: int) -> set[Role]:
    today = work.today()
    query = select(StaffRole.role).where(
        StaffRole.staff_id == staff_id,
        StaffRole.from_on <= today,
        or_(StaffRole.until_on.is_(None), StaffRole.until_on > today),
    )
    return set(work.session.scalars(query))


def _check_days(work: Work, from_on: date, last_on: date) -> None:
    if last_on < from_on:
        raise BadInput.one("last_on", f"The last day away comes before the first, {show_date(from_on)}.")
    if last_on < work.today():
        raise BadInput.one("last_on", f"{show_date(last_on)} is over: say when somebody is away, not when they were.")
    if last_on - from_on > LONGEST:
        raise BadInput.one("last_on", f"That is more than {LONGEST.days} days: whoever leaves is taken off the roles.")


def _absence_within(work: Work, staff_id: int, from_on: date, last_on: date) -> str:
    """When somebody is away in those days, in words; empty where they are here."""
    for one in absences(work):
        if one.staff_id == staff_id and one.from_on <= last_on and from_on <= one.last_on:
            return f"from {show_date(one.from_on)} to {show_date(one.last_on)}"
    return ""


def _check_cover(work: Work, staff_id: int, cover_id: int, from_on: date, last_on: date) -> None:
    if cover_id == staff_id:
        raise BadInput.one("cover_id", "Nobody covers for themselves: choose somebody else, or nobody.")
    name = _works_here(work, cover_id, "cover_id")
    there = _absence_within(work, cover_id, from_on, last_on)
    if there:
        raise BadInput.one("cover_id", f"{name} is away as well, {there}: choose somebody else, or nobody.")
    approving = set(roles_with(Permission.LETTER_APPROVE))
    if approving & _roles_today(work, staff_id) and not approving & _roles_today(work, cover_id):
        raise BadInput.one("cover_id", f"{name} may not approve letters, so they would wait: choose somebody who may.")
