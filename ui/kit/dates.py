"""Dates and times as people type them and as every screen shows them: 21 Nov 2026, 14:02."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HOW = "Type a date such as 21 Nov 2026, 21/11/26 or today."


class NotADateError(ValueError):
    """The text is no date; the message is a sentence for the person who typed it."""


def show_date(day: date | None) -> str:
    """``21 Nov 2026``; empty for None."""
    return "" if day is None else f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def show_day(day: date) -> str:
    """``Saturday 21 November 2026``, for headings and for screen readers."""
    weekday, month = _DAYS[day.weekday()].capitalize(), _FULL_MONTHS[day.month - 1].capitalize()
    return f"{weekday} {day.day} {month} {day.year}"


def show_time(moment: datetime) -> str:
    """``14:02`` in this computer's zone."""
    return f"{moment.astimezone():%H:%M}"


def show_moment(moment: datetime | None) -> str:
    """``21 Nov 2026, 14:02`` in this computer's zone; empty for None."""
    if moment is None:
        return ""
    local = moment.astimezone()
    return f"{show_date(local.date())}, {local:%H:%M}"


def today_here() -> date:
    """The date on this computer; screens that count in a desk's zone give their own."""
    return datetime.now(UTC).astimezone().date()


def read_date(text: str, today: date) -> date | None:
    """The date meant by ``text``, or None for an empty one.

    Takes ``21 Nov 2026``, ``21 november``, ``21/11/26``, ``21.11.2026``, ``2026-11-21``, ``21112026``, ``today``,
    ``yesterday``, ``tomorrow``, ``+10``, ``-3`` (days), ``friday`` or ``next friday`` (the next
    one, never today). A date without a year is in the year of ``today``. Day comes before month. Raises NotADateError.
    """
    words = text.strip().lower().rstrip(".")
    if not words:
        return None
    found = _spoken(words, today) or _shifted(words, today)
    if found is None:
        found = _written(words, today)
    if found is None:
        raise NotADateError(f"“{text.strip()}” is not a date. {_HOW}")
    return found


def _spoken(words: str, today: date) -> date | None:
    by_name = {"today": 0, "yesterday": -1, "tomorrow": 1}
    if words in by_name:
        return today + timedelta(days=by_name[words])
    day = words.removeprefix("next ").strip()
    matches = [number for number, name in enumerate(_DAYS) if len(day) >= 3 and name.startswith(day)]
    if not matches:
        return None
    return today + timedelta(days=(matches[0] - today.weekday() - 1) % 7 + 1)


def _shifted(words: str, today: date) -> date | None:
    found = re.fullmatch(r"([+-])\s*(\d{1,4})\s*(d|days?)?", words)
    if not found:
        return None
    return today + timedelta(days=int(found[1] + found[2]))


_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_NUMBERS = re.compile(r"(?P<d>\d{1,2})[/. -](?P<m>\d{1,2})(?:[/. -](?P<y>\d{4}|\d{2}))?")
_RUN = re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>\d{4}|\d{2})")
_NAMED = re.compile(r"(?P<d>\d{1,2})(?:st|nd|rd|th)?[ .-]*(?P<m>[a-z]{3,9})[ .,-]*(?P<y>\d{4}|\d{2})?")


def _written(words: str, today: date) -> date | None:
    for pattern in (_ISO, _RUN, _NUMBERS, _NAMED):
        found = pattern.fullmatch(words)
        if found:
            month = _month(found["m"])
            return None if month is None else _checked(_year(found["y"], today), month, int(found["d"]))
    return None


def _month(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    return next((n for n, name in enumerate(_FULL_MONTHS, 1) if name.startswith(text)), None)


def _year(text: str | None, today: date) -> int:
    """Two digits mean a year from 79 back to 20 ahead, since births and due dates are both typed."""
    if text is None:
        return today.year
    if len(text) == 4:
        return int(text)
    year = today.year // 100 * 100 + int(text)
    return year - 100 if year > today.year + 20 else year


def _checked(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise NotADateError(f"There is no month {month}. The day comes first: 21/11/{year % 100:02}.")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADateError(f"{MONTHS[month - 1]} {year} has no day {day}.") from None
