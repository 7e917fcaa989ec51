"""A time as one says it on the telephone: "tomorrow 15:00", "Mon", "in 3 days", "21/11 at 9.30", "in 2 hours"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.basics.dates import show_date
from app.basics.problems import WorldProblem

END_OF_DAY = time(17, 0)
"""What a day without a time means: by the end of the working day."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TIME = re.compile(r"(?:\bat\s+)?\b(?P<h>\d{1,2})(?:[:.](?P<m>\d{2}))?\s*(?P<half>am|pm)?$")
_IN = re.compile(r"in (?P<n>\d{1,3}|an?|one|two|three) (?P<unit>minute|hour|day|week|month)s?")
_AGO = re.compile(r"(?P<n>\d{1,3}|an?|one|two|three) (?P<unit>minute|hour|day)s? ago")
_NUMBERS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3}
_DATE = re.compile(r"(?P<d>\d{1,2})(?:[/.\s-](?P<m>\d{1,2}|[a-z]{3,9}))(?:[/.\s-](?P<y>\d{2}|20\d{2}))?\.?")
_YEARS_TO_A_LEAP_DAY = 8  # at most: over 2100, which has none


def show_when(moment: datetime, zone: str) -> str:
    """An instant as ``parse_when`` reads it back: "21 Nov 2026, 15:00" at a desk in ``zone``."""
    here = moment.astimezone(ZoneInfo(zone))
    return f"{show_date(here.date())}, {here:%H:%M}"


_LONG_PAST_DAYS = 183
"""A day without a year that was less than half a year ago may be a slip as well as next year's: it is refused."""


class WhenNotUnderstood(WorldProblem):
    """The words name no time."""


def parse_when(words: str, now: datetime, zone: str) -> datetime:
    """The instant (UTC) that somebody at a desk in ``zone`` means by ``words``, said at ``now`` (aware).

    A day alone means its end, 17:00; a weekday the next one, never today. Raises WhenNotUnderstood, also for a day
    without a year that passed less than half a year ago: it may be a slip as well as the same day of next year.
    """
    said = " ".join(words.casefold().replace(",", " ").split())
    here = now.astimezone(ZoneInfo(zone))
    soon = _IN.fullmatch(said)
    if soon and soon["unit"] in ("minute", "hour"):
        return (now + _count(soon["n"]) * timedelta(**{soon["unit"] + "s": 1})).astimezone(UTC)
    # "21.11" alone is a day, as is "3.10.26"; "9.30", which is no day, is a time.
    is_day = _date(said.removeprefix("on "), here.date()) is not None
    day_words, at = (said, None) if is_day else _split_time(said)
    day = _day(day_words, here.date(), at_said=at is not None)
    if day is None:
        raise WhenNotUnderstood(
            f"“{words.strip()}” names no time.", "Write for example “tomorrow 15:00”, “Mon”, “in 3 days” or “21 Nov”."
        )
    if not day_words and at is not None and datetime.combine(day, at, here.tzinfo) <= here:
        day += timedelta(days=1)  # "9:30" said in the afternoon is tomorrow's
    _refuse_just_past(day_words.removeprefix("on "), day, here.date())
    return datetime.combine(day, at or END_OF_DAY, ZoneInfo(zone)).astimezone(UTC)


def _refuse_just_past(said: str, day: date, today: date) -> None:
    """A day of this half year that is over: whoever says it without a year may have slipped."""
    found = _DATE.fullmatch(said)
    last = _date(said, today, past=True) if found is not None and not found["y"] else None
    if last is not None and 0 < (today - last).days < _LONG_PAST_DAYS:
        raise WhenNotUnderstood(f"{last.day} {last:%b} is past: write the year if you mean {day.year}.")


def parse_past(words: str, now: datetime, zone: str) -> datetime:
    """When a contact was: "" or "now", "14:02" (today), "yesterday 15:00", "20 minutes ago", "19 Nov 9:30".

    Returns UTC. Raises WhenNotUnderstood, also for a time that is still to come.
    """
    said = " ".join(words.casefold().replace(",", " ").split())
    if said in ("", "now", "just now"):
        return now
    ago = _AGO.fullmatch(said)
    if ago:
        return now - _count(ago["n"]) * timedelta(**{ago["unit"] + "s": 1})
    here = now.astimezone(ZoneInfo(zone))
    day_words, at = _split_time(said)
    day = here.date() - timedelta(days=1) if day_words == "yesterday" else _past_day(day_words, here.date())
    if day is not None and at is not None:
        moment = datetime.combine(day, at, here.tzinfo)
        if moment <= here:
            return moment.astimezone(UTC)
    raise WhenNotUnderstood(
        f"“{words.strip()}” names no time that has been.", "Write for example “14:02” or “yesterday 15:00”."
    )


def _past_day(said: str, today: date) -> date | None:
    if said in ("", "today"):
        return today
    return _date(said.removeprefix("on "), today, past=True)


def _count(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _split_time(said: str) -> tuple[str, time | None]:
    """The words of the day, and the time where one is said: it needs a colon, a dot, "at", "am" or "pm"."""
    found = _TIME.search(said)
    if found is None or not (found["m"] or found["half"] or "at" in found[0]):
        return said, None
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if found["half"] and hour > 12:
        return said, None
    if found["half"]:
        hour = hour % 12 + (12 if found["half"] == "pm" else 0)
    if hour > 23 or minute > 59:
        return said, None
    return said[: found.start()].strip(), time(hour, minute)


def _day(said: str, today: date, *, at_said: bool) -> date | None:
    if said in ("today", "tonight") or (not said and at_said):
        return today
    if said in ("tomorrow", "tmrw"):
        return today + timedelta(days=1)
    soon = _IN.fullmatch(said)
    if soon and soon["unit"] in ("day", "week", "month"):
        return _later(today, _count(soon["n"]), soon["unit"])
    if said == "next week":
        return today + timedelta(days=7 - today.weekday())
    weekday = _weekday(said.removeprefix("next ").removeprefix("on "))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return _date(said.removeprefix("on "), today)


def _later(today: date, count: int, unit: str) -> date:
    if unit != "month":
        return today + timedelta(**{unit + "s": count})
    months = today.month - 1 + count
    year, month = today.year + months // 12, months % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(today.day, last))


def _weekday(said: str) -> int | None:
    if len(said) < 2 or not said.isalpha():
        return None
    return next((number for number, name in enumerate(_DAYS) if name.startswith(said)), None)


def _date(said: str, today: date, *, past: bool = False) -> date | None:
    """A day by its number and month; without a year the nearest one from today on, or up to today if it is past."""
    found = _DATE.fullmatch(said)
    if found is None:
        return None
    month = int(found["m"]) if found["m"].isdigit() else _month(found["m"])
    if found["y"]:
        return _day_of(2000 + int(found["y"]) if len(found["y"]) == 2 else int(found["y"]), month, int(found["d"]))
    years = (today.year + (-step if past else step) for step in range(_YEARS_TO_A_LEAP_DAY + 1))
    days = (_day_of(year, month, int(found["d"])) for year in years)
    return next((day for day in days if day is not None and (day <= today if past else day >= today)), None)


def _day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    return next((number for number, name in enumerate(_MONTHS, 1) if word.startswith(name)), 0)
