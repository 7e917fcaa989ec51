"""Days on which an office closes beyond its weekends, and whether they stand before something that is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.calendars.day_names import show_days
from app.calendars.rules import WorkingCalendar, is_working_day, next_working_day, working_days_between

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Closing:
    """A run of days that are not worked, with a holiday or a closure of the office among them."""

    first: date
    last: date

    @property
    def words(self) -> str:
        """As a reason says it: "the office is closed Fri 25 to Mon 28 Dec 2026"."""
        return f"the office is closed {show_days(self.first, self.last)}"


def closing_before(of: WorkingCalendar, today: date, due_on: date) -> Closing | None:
    """The first such run that begins after today and not after the due day, None when there is none.

    Raises CalendarNotConfirmed when that cannot be said.
    """
    day = today + _ONE_DAY
    while day <= due_on:
        if is_working_day(of, day):
            day += _ONE_DAY
            continue
        after = next_working_day(of, day)
        run = [day + timedelta(days=number) for number in range((after - day).days)]
        if any(one in of.holidays or one in of.closures for one in run if one.isoweekday() not in of.weekend):
            return Closing(run[0], run[-1])
        day = after
    return None


def is_soon(of: WorkingCalendar, today: date, due_on: date, days: int) -> Closing | bool:
    """Whether no more than so many working days are left; the closing, where that is so but for closed days ahead.

    Before closed days one is told as many working days before they begin, of all that is due within as many working
    days after them. Raises CalendarNotConfirmed.
    """
    if due_on < today:
        return False
    if working_days_between(of, today, due_on) <= days:
        return True
    closing = closing_before(of, today, due_on)
    if closing is None:
        return False
    before = working_days_between(of, today, closing.first)
    after = working_days_between(of, closing.last, due_on)
    return closing if before <= days and after <= days else False
