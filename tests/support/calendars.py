"""Calendars straight from their source, without an office: every year of theirs taken as confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from app.calendars.rules import WorkingCalendar
from app.calendars.sources import default_categories, holidays_of, weekend_of


def working_calendar(
    code: str,
    name: str,
    country: str,
    subdivision: str | None,
    years: Iterable[int],
    closures: Mapping[date, str] | None = None,
) -> WorkingCalendar:
    """The calendar of a place for those years, its weekend included."""
    categories, confirmed = default_categories(country), frozenset(years)
    return WorkingCalendar(
        code=code,
        name=name,
        country=country,
        subdivision=subdivision,
        categories=categories,
        weekend=weekend_of(country, subdivision, max(confirmed)),
        holidays=holidays_of(country, subdivision, categories, confirmed),
        closures=dict(closures or {}),
        confirmed_years=confirmed,
    )
