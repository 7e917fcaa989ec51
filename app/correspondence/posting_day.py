"""The planned posting day: the date that a letter bears, from which its lateness and its limits are worked out."""

from __future__ import annotations

from datetime import date, time
from zoneinfo import ZoneInfo

from app.basics.problems import NotFound
from app.calendars.find import calendar
from app.calendars.rules import CalendarNotConfirmed, on_or_after
from app.correspondence.gather_facts import desk_of, desk_today
from app.correspondence.letter_rows import letter_row
from app.correspondence.problems import PostingDayPassed
from app.correspondence.rules import ready_on, weekday_on_or_after
from app.correspondence.states import LetterState
from app.correspondence.tables import Letter
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork


def posting_day(work: ReadWork, letter: Letter) -> date:
    """The day on which the letter goes out if it is ready now."""
    return posting_day_at(work, desk_of(work, letter))


def posting_day_at(work: ReadWork, desk: Desk) -> date:
    """The day on which a desk posts what is ready now: today until its last collection, else its next working day.

    Where nobody has confirmed its calendar so far, Monday to Friday count: the day is printed on the letter, and read
    by its author and its approver before it goes.
    """
    collected = time.fromisoformat(desk.last_collection) if desk.last_collection else None
    first = ready_on(work.now().astimezone(ZoneInfo(desk.zone)), collected)
    try:
        return on_or_after(calendar(work, desk.calendar_code), first)
    except (CalendarNotConfirmed, NotFound):
        return weekday_on_or_after(first)


def day_has_passed(work: ReadWork, letter_id: int) -> bool:
    """Whether an approved letter should have gone out before today, so that it must be dated anew."""
    work.require(Permission.LETTER_READ)
    return _has_passed(work, letter_row(work, letter_id))


def require_day(work: ReadWork, letter: Letter) -> None:
    """Go on only while the posting day of an approved letter has not passed. Raises PostingDayPassed."""
    if letter.planned_on is not None and _has_passed(work, letter):
        raise PostingDayPassed(letter.reference, letter.planned_on)


def _has_passed(work: ReadWork, letter: Letter) -> bool:
    is_late = letter.planned_on is not None and letter.planned_on < desk_today(work, letter)
    return letter.state is LetterState.APPROVED and is_late
