"""Confirm a year of a calendar: its public holidays are stored, and deadlines may fall in it from then on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from app.basics.dates import show_date
from app.basics.problems import BadInput, FieldProblem, NotFound
from app.basics.text import clean_line
from app.calendars.sources import default_categories, holidays_of, weekend_of
from app.calendars.tables import Calendar, CalendarYear, ClosedDay, ClosedDayKind
from app.staff.permissions import Permission
from app.staff.work import Work

_WEEK = frozenset(range(1, 8))


def add_calendar(
    work: Work, code: str, name: str, country: str, subdivision: str | None = None, weekend: str | None = None
) -> int:
    """Add an empty calendar of a place; its years are confirmed one by one.

    ``weekend`` holds ISO weekdays ("5,6" for Friday and Saturday); left out, it is the office week of the place.
    Raises BadInput, and CalendarSourceNotKnown for a place whose holidays are not known.
    """
    work.require(Permission.CALENDAR_CONFIRM)
    if work.session.scalar(select(Calendar.id).where(Calendar.code == code)) is not None:
        raise BadInput.one("code", f"There is a calendar “{code}” already.")
    days = office_week(country, subdivision, weekend, work.today().year)
    row = Calendar(
        code=clean_line(code),
        name=clean_line(name),
        country=country.upper(),
        subdivision=subdivision,
        categories=",".join(default_categories(country)),
        weekend=",".join(map(str, sorted(days))),
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def office_week(country: str, subdivision: str | None, weekend: str | None, year: int) -> frozenset[int]:
    """The days on which an office rests, as ``add_calendar`` takes them, and raising the same."""
    usual = weekend_of(country, subdivision, year)
    return usual if weekend is None else _weekdays(weekend)


def _weekdays(text: str) -> frozenset[int]:
    try:
        days = frozenset(int(day) for day in text.split(","))
    except ValueError:
        days = frozenset()
    if not days or not days < _WEEK:
        raise BadInput.one("weekend", f"“{text}” is no weekend: write its days as numbers from Monday, such as 6,7.")
    return days


def confirm_year(work: Work, code: str, year: int, closures: Mapping[date, str] | None = None) -> int:
    """Store the public holidays of a year and the office's own closures in it; says how many days are closed.

    Raises NotFound for an unknown calendar, BadInput for a year that is confirmed already or a closure outside it,
    CalendarSourceNotKnown where the holidays of the place are not known.
    """
    work.require(Permission.CALENDAR_CONFIRM)
    row = work.session.scalar(select(Calendar).where(Calendar.code == code))
    if row is None:
        raise NotFound(f"There is no calendar “{code}”.")
    own = dict(closures or {})
    if problems := list(_problems(work, row, year, own)):
        raise BadInput(problems)
    public = holidays_of(row.country, row.subdivision, row.categories.split(","), [year])
    public = {day: name for day, name in public.items() if day not in own}
    for kind, days in ((ClosedDayKind.PUBLIC, public), (ClosedDayKind.OWN, own)):
        work.session.add_all(
            ClosedDay(calendar_id=row.id, day=day, name=clean_line(name), kind=kind) for day, name in days.items()
        )
    work.session.add(
        CalendarYear(calendar_id=row.id, year=year, confirmed_on=work.today(), confirmed_by_id=work.actor.staff_id)
    )
    return len(public) + len(own)


def _problems(work: Work, row: Calendar, year: int, closures: Mapping[date, str]) -> list[FieldProblem]:
    problems = [FieldProblem("closures", f"{show_date(day)} is not in {year}.") for day in closures if day.year != year]
    confirmed = select(CalendarYear.id).where(CalendarYear.calendar_id == row.id, CalendarYear.year == year)
    if not 2000 <= year <= 2100:
        problems.append(FieldProblem("year", f"The year {year} is not between 2000 and 2100."))
    elif work.session.scalar(confirmed) is not None:
        problems.append(FieldProblem("year", f"{year} is confirmed already for {row.name}."))
    return problems
