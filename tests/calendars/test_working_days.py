"""Working days of eight places, as their governments publish them, and counting by them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.calendars.rules import (
    CalendarNotConfirmed,
    WorkingCalendar,
    add_working_days,
    is_working_day,
    next_working_day,
    on_or_before,
    why_not_working,
    working_days_between,
)
from app.calendars.sources import (
    CalendarSourceNotKnown,
    default_categories,
    holidays_of,
    needs_subdivision,
    subdivisions_of,
)
from tests.support.calendars import working_calendar

YEARS = (2025, 2026, 2027)
PLACES = {
    "ENG": working_calendar("gb-eng", "England", "GB", "ENG", YEARS, closures={date(2026, 4, 14): "staff day"}),
    "SCT": working_calendar("gb-sct", "Scotland", "GB", "SCT", YEARS),
    "HK": working_calendar("hk", "Hong Kong", "HK", None, YEARS),
    "SG": working_calendar("sg", "Singapore", "SG", None, YEARS),
    "IE": working_calendar("ie", "Ireland", "IE", None, YEARS),
    "NZ": working_calendar("nz", "New Zealand", "NZ", None, YEARS),
    "ZA": working_calendar("za", "South Africa", "ZA", None, YEARS),
    "MY": working_calendar("my-14", "Kuala Lumpur", "MY", "KUL", YEARS),
}
ENGLAND = PLACES["ENG"]


@pytest.mark.parametrize(
    ("place", "day", "worked"),
    [
        ("ENG", date(2026, 4, 6), False),  # Easter Monday
        ("SCT", date(2026, 4, 6), True),
        ("SCT", date(2026, 1, 2), False),
        ("ENG", date(2026, 1, 2), True),
        ("SCT", date(2026, 11, 30), False),  # St Andrew's Day
        ("ENG", date(2026, 12, 28), False),  # Boxing Day falls on a Saturday
        ("ENG", date(2027, 12, 27), False),
        ("ENG", date(2027, 12, 28), False),
        ("HK", date(2026, 4, 3), False),  # Good Friday, not statutory before 2028 but a general holiday
        ("HK", date(2026, 4, 7), False),
        ("HK", date(2026, 11, 21), False),  # a Saturday: offices rest, although only Sunday is the law's
        ("HK", date(2026, 2, 19), False),  # third day of Lunar New Year
        ("SG", date(2026, 4, 6), True),
        ("SG", date(2026, 8, 10), False),
        ("IE", date(2026, 2, 2), False),
        ("IE", date(2026, 4, 3), True),  # Good Friday is no public holiday in Ireland
        ("NZ", date(2026, 7, 10), False),  # Matariki
        ("ZA", date(2027, 3, 22), False),
        ("MY", date(2027, 2, 1), False),  # Federal Territory Day
        ("MY", date(2026, 4, 3), True),
    ],
)
def test_public_holidays_of_each_place(place: str, day: date, worked: bool) -> None:
    assert is_working_day(PLACES[place], day) is worked


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2026, 4, 2), None),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 4, 4), "Saturday"),
        (date(2026, 4, 14), "office closed: staff day"),
    ],
)
def test_says_why_a_day_is_not_worked(day: date, why: str | None) -> None:
    assert why_not_working(ENGLAND, day) == why


def test_names_are_english_where_the_place_writes_english() -> None:
    assert PLACES["HK"].holidays[date(2026, 2, 17)] == "Lunar New Year's Day"
    assert all(name.isascii() for place in PLACES.values() for name in place.holidays.values())


def test_a_weekend_on_friday_and_saturday() -> None:
    kedah = working_calendar("my-02", "Kedah", "MY", "02", [2026])
    assert [is_working_day(kedah, date(2026, 7, day)) for day in (9, 10, 11, 12)] == [True, False, False, True]


@pytest.mark.parametrize(
    ("place", "day", "amount", "expected"),
    [
        ("ENG", date(2026, 4, 2), 1, date(2026, 4, 7)),
        ("SCT", date(2026, 4, 2), 1, date(2026, 4, 6)),
        ("ENG", date(2026, 4, 4), 1, date(2026, 4, 7)),
        ("ENG", date(2026, 4, 7), -1, date(2026, 4, 2)),
        ("ENG", date(2026, 4, 4), 0, date(2026, 4, 4)),
        ("ENG", date(2026, 12, 23), 3, date(2026, 12, 30)),
        ("HK", date(2026, 4, 2), 1, date(2026, 4, 8)),
    ],
)
def test_adding_working_days(place: str, day: date, amount: int, expected: date) -> None:
    assert add_working_days(PLACES[place], day, amount) == expected


@pytest.mark.parametrize("ask", [is_working_day, why_not_working, next_working_day, on_or_before])
def test_a_year_that_nobody_confirmed_is_refused(ask: object) -> None:
    with pytest.raises(CalendarNotConfirmed, match=r"“England” is not confirmed for 2028.*administrator"):
        ask(ENGLAND, date(2028, 5, 1))  # type: ignore[operator]


def test_counting_into_a_year_not_confirmed_is_refused() -> None:
    with pytest.raises(CalendarNotConfirmed) as refused:
        add_working_days(ENGLAND, date(2027, 12, 24), 5)
    assert refused.value.year == 2028


@pytest.mark.parametrize(
    ("country", "subdivision", "categories", "sentence"),
    [
        ("GB", None, ("public",), "differ from place to place. Choose one of ENG, NIR, SCT, WLS."),
        ("MY", None, ("public",), "differ from place to place"),
        ("GB", "ZZ", ("public",), "does not have subdivision ZZ"),
        ("XX", None, ("public",), "No public holidays are known for the country “XX”"),
        ("os", None, ("public",), "country “os”"),
        ("SG", None, ("nonsense",), "Category is not supported: nonsense"),
    ],
)
def test_unknown_sources_are_refused_with_a_sentence(
    country: str, subdivision: str | None, categories: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(CalendarSourceNotKnown, match=sentence):
        holidays_of(country, subdivision, categories, [2026])


def test_what_the_confirming_screen_can_offer() -> None:
    assert default_categories("hk") == ("public", "optional")
    assert default_categories("SG") == ("public",)
    assert needs_subdivision("GB")
    assert not needs_subdivision("SG")
    assert subdivisions_of("GB") == ("ENG", "NIR", "SCT", "WLS")


DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
CALENDARS = st.sampled_from(list(PLACES.values()))


@given(CALENDARS, DAYS, st.integers(1, 120))
def test_adding_ends_on_a_working_day_and_between_counts_it_back(
    calendar: WorkingCalendar, day: date, amount: int
) -> None:
    end = add_working_days(calendar, day, amount)
    assert is_working_day(calendar, end)
    assert working_days_between(calendar, day, end) == amount
    assert working_days_between(calendar, end, day) == -amount


@given(CALENDARS, DAYS)
def test_the_next_working_day_is_the_first(calendar: WorkingCalendar, day: date) -> None:
    following = next_working_day(calendar, day)
    assert following == add_working_days(calendar, day, 1)
    assert not any(
        is_working_day(calendar, day + timedelta(days=passed)) for passed in range(1, (following - day).days)
    )
