"""Dates as people read them, the same whatever locale the machine or the window toolkit has set."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def show_date(day: date) -> str:
    """A date with its short month: "3 Nov 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def show_long_date(day: date) -> str:
    """A date with its month in full: "3 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
