"""The stored calendars, as the pure rules of this room want them."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import NotFound
from app.calendars.rules import WorkingCalendar
from app.calendars.tables import Calendar, CalendarYear, ClosedDay, ClosedDayKind
from app.staff.work import ReadWork


def calendar(work: ReadWork, code: str) -> WorkingCalendar:
    """The working calendar of that code with its confirmed years. Raises NotFound when there is none.

    Working days are no secret: whoever is signed in may know them.
    """
    row = work.session.scalar(select(Calendar).where(Calendar.code == code))
    if row is None:
        raise NotFound(
            f"There is no calendar “{code}”.", "Ask an administrator to add it, or to give the desk another."
        )
    closed = work.session.execute(
        select(ClosedDay.day, ClosedDay.name, ClosedDay.kind).where(ClosedDay.calendar_id == row.id)
    ).all()
    years = work.session.scalars(select(CalendarYear.year).where(CalendarYear.calendar_id == row.id))
    return WorkingCalendar(
        code=row.code,
        name=row.name,
        country=row.country,
        subdivision=row.subdivision,
        categories=tuple(filter(None, row.categories.split(","))),
        weekend=frozenset(int(day) for day in row.weekend.split(",") if day),
        holidays={day: name for day, name, kind in closed if kind is ClosedDayKind.PUBLIC},
        closures={day: name for day, name, kind in closed if kind is ClosedDayKind.OWN},
        confirmed_years=frozenset(years),
    )
