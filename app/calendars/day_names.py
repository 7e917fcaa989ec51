"""Days as the sentences of a deadline write them: "Thu 2 Apr 2026", whatever the machine's locale."""

from __future__ import annotations

from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def weekday_name(day: date) -> str:
    """The English weekday in full."""
    return _WEEKDAYS[day.weekday()]


def show_day(day: date) -> str:
    """A day with its short weekday and month: "Thu 2 Apr 2026"."""
    return f"{short_day(day)} {day.year}"


def short_day(day: date) -> str:
    """A day without its year: "Thu 2 Apr"."""
    return f"{weekday_name(day)[:3]} {day.day} {_MONTHS[day.month - 1]}"


def show_days(first: date, last: date) -> str:
    """A run of days: "Wed 8 to Fri 10 Apr 2026"; the month and year of the first only where they differ."""
    if first == last:
        return show_day(first)
    if first.year != last.year:
        return f"{show_day(first)} to {show_day(last)}"
    if first.month != last.month:
        return f"{short_day(first)} to {show_day(last)}"
    return f"{weekday_name(first)[:3]} {first.day} to {show_day(last)}"
