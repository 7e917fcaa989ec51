"""How near a due day is, in words and in working days: the case and the approval desk say the same."""

from __future__ import annotations

from datetime import date

from app.basics.dates import show_date


def due_words(due_on: date, days_left: int | None, today: date) -> str:
    """``3 working days late``, ``due today``, ``due in 2 working days``; the date where there are no days to count.

    ``days_left`` are working days of the calendar that counts for the matter, negative when the day is over.
    """
    if due_on == today:
        return "due today"
    if days_left is None:
        return f"{'was due' if due_on < today else 'due'} {show_date(due_on)}"
    if due_on < today:
        return f"{_working_days(max(1, -days_left))} late"
    if days_left < 1:
        return f"due {show_date(due_on)}, before the next working day"
    return f"due in {_working_days(days_left)}"


def _working_days(count: int) -> str:
    return f"{count} working day" if count == 1 else f"{count} working days"
