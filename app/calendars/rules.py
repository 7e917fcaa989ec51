"""Working days: which days an office works, and counting by them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from app.basics.problems import WorldProblem
from app.calendars.day_names import weekday_name

SATURDAY_AND_SUNDAY = frozenset({6, 7})
_ONE_DAY = timedelta(days=1)


class CalendarNotConfirmed(WorldProblem):
    """A count reached a year whose holidays nobody has confirmed for this calendar."""

    def __init__(self, calendar: str, year: int) -> None:
        super().__init__(
            f"The calendar “{calendar}” is not confirmed for {year}, so working days there cannot be counted.",
            "Ask an administrator to check and confirm that year's holidays.",
        )
        self.calendar = calendar
        self.year = year


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of one place.

    ``weekend`` holds ISO weekdays (Saturday is 6); ``holidays`` and ``closures`` (the office's own) map days to
    names; only days of ``confirmed_years`` can be asked for.
    """

    code: str
    name: str
    country: str
    subdivision: str | None
    categories: tuple[str, ...]
    weekend: frozenset[int]
    holidays: Mapping[date, str]
    closures: Mapping[date, str]
    confirmed_years: frozenset[int]


def why_not_working(calendar: WorkingCalendar, day: date) -> str | None:
    """Why the day is not worked ("Saturday", "Good Friday", "office closed: staff day"); None on a working day.

    Raises CalendarNotConfirmed outside the confirmed years.
    """
    if day.year not in calendar.confirmed_years:
        raise CalendarNotConfirmed(calendar.name, day.year)
    if day.isoweekday() in calendar.weekend:
        return weekday_name(day)
    if day in calendar.holidays:
        return calendar.holidays[day]
    if day in calendar.closures:
        return f"office closed: {calendar.closures[day]}"
    return None


def is_working_day(calendar: WorkingCalendar, day: date) -> bool:
    """Whether the day is worked. Raises CalendarNotConfirmed outside the confirmed years."""
    return why_not_working(calendar, day) is None


def next_working_day(calendar: WorkingCalendar, day: date) -> date:
    """The first working day after this one. Raises CalendarNotConfirmed past the confirmed years."""
    return on_or_after(calendar, day + _ONE_DAY)


def on_or_after(calendar: WorkingCalendar, day: date) -> date:
    """The day itself if it is worked, else the next that is."""
    while not is_working_day(calendar, day):
        day += _ONE_DAY
    return day


def on_or_before(calendar: WorkingCalendar, day: date) -> date:
    """The day itself if it is worked, else the last one before that is."""
    while not is_working_day(calendar, day):
        day -= _ONE_DAY
    return day


def add_working_days(calendar: WorkingCalendar, day: date, amount: int) -> date:
    """The ``amount``-th working day after a day, itself not counted; backwards when negative, itself when 0."""
    step = _ONE_DAY if amount > 0 else -_ONE_DAY
    left = abs(amount)
    while left:
        day += step
        left -= is_working_day(calendar, day)
    return day


def working_days_between(calendar: WorkingCalendar, first: date, last: date) -> int:
    """Working days after ``first`` up to and with ``last``; negative when ``last`` stands before ``first``."""
    if last < first:
        return -working_days_between(calendar, last, first)
    days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
    return sum(is_working_day(calendar, day) for day in days)
