"""Public holidays of a place, from the `holidays` package, to be checked and confirmed by a person year by year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from app.basics.problems import WorldProblem
from app.calendars.rules import SATURDAY_AND_SUNDAY

if TYPE_CHECKING:
    from holidays import HolidayBase

# Their public holidays differ by part of the country in so many days that a national list counts wrongly: without
# England's, Great Britain has no Easter Monday; Malaysia's states have new year, rulers' birthdays and Thaipusam.
_NEEDS_SUBDIVISION = frozenset({"AU", "CH", "DE", "GB", "MY"})

# Hong Kong offices keep the general holidays; the "public" list is the statutory one, without Good Friday until 2028.
_CATEGORIES = {"HK": ("public", "optional")}

# The package gives all of Malaysia a Saturday and Sunday; these states rest on Friday and Saturday.
_FRIDAY_STATES = frozenset({"02", "KDH", "03", "KTN", "11", "TRG"})


class CalendarSourceNotKnown(WorldProblem):
    """There are no holidays for that country, subdivision or category."""


def default_categories(country: str) -> tuple[str, ...]:
    """The kinds of holiday on which offices there are closed."""
    return _CATEGORIES.get(country.upper(), ("public",))


def subdivisions_of(country: str) -> tuple[str, ...]:
    """Codes of the parts of a country that have holidays of their own. Raises CalendarSourceNotKnown."""
    import holidays

    source = getattr(holidays, country.upper(), None) if len(country) == 2 else None
    if source is None:
        raise CalendarSourceNotKnown(f"No public holidays are known for the country “{country}”.")
    return tuple(source.subdivisions)


def needs_subdivision(country: str) -> bool:
    """Whether a calendar of that country must say which part of it is meant."""
    return country.upper() in _NEEDS_SUBDIVISION


def holidays_of(
    country: str, subdivision: str | None, categories: Sequence[str], years: Iterable[int]
) -> dict[date, str]:
    """The holidays of those years by day, named in English where the package can.

    ``country`` is ISO 3166 alpha-2; a subdivision is the package's code or alias ("ENG", "KUL").
    Raises CalendarSourceNotKnown for an unknown country, part or category, or a part left out where it is needed.
    """
    return dict(sorted(_source(country, subdivision, categories, years).items()))


def weekend_of(country: str, subdivision: str | None, year: int) -> frozenset[int]:
    """The ISO weekdays on which offices of a place rest. Raises CalendarSourceNotKnown as ``holidays_of`` does."""
    return _weekend(_source(country, subdivision, default_categories(country), [year]), subdivision)


def _weekend(source: HolidayBase, subdivision: str | None) -> frozenset[int]:
    """The office week of a place: the package names only the legal day of rest in some, Sunday in Hong Kong."""
    if source.country == "MY" and subdivision in _FRIDAY_STATES:
        return frozenset({5, 6})
    legal = frozenset(day + 1 for day in source.weekend)
    return legal if len(legal) > 1 else SATURDAY_AND_SUNDAY


def _source(country: str, subdivision: str | None, categories: Sequence[str], years: Iterable[int]) -> HolidayBase:
    import holidays

    known = subdivisions_of(country)
    if subdivision is None and needs_subdivision(country):
        raise CalendarSourceNotKnown(
            f"Public holidays in {country} differ from place to place.", f"Choose one of {', '.join(known)}."
        )
    try:
        return holidays.country_holidays(
            country.upper(),
            subdiv=subdivision,
            categories=tuple(categories),
            years=sorted(years),
            expand=False,
            language=_language(country.upper()),
        )
    except (NotImplementedError, ValueError) as refusal:
        raise CalendarSourceNotKnown(f"No such public holidays are known: {refusal}") from refusal


def _language(country: str) -> str | None:
    """English as the place itself writes it, else any English, else what it has."""
    import holidays

    spoken = getattr(holidays, country).supported_languages
    return next((tag for tag in (f"en_{country}", "en_GB", "en_US") if tag in spoken), None)
