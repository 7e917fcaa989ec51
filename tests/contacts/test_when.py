"""Times as they are said."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contacts.when import WhenNotUnderstood, parse_past, parse_when

FRIDAY = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)

SAID = [
    ("today", "2026-11-20 17:00"),
    ("tomorrow 15:00", "2026-11-21 15:00"),
    ("tomorrow at 3pm", "2026-11-21 15:00"),
    ("Mon", "2026-11-23 17:00"),
    ("monday 9.30", "2026-11-23 09:30"),
    ("Friday", "2026-11-27 17:00"),
    ("next tuesday", "2026-11-24 17:00"),
    ("next week", "2026-11-23 17:00"),
    ("in 3 days", "2026-11-23 17:00"),
    ("in a week at 12:15", "2026-11-27 12:15"),
    ("in 2 hours", "2026-11-20 12:00"),
    ("in 30 minutes", "2026-11-20 10:30"),
    ("in one month", "2026-12-20 17:00"),
    ("21 Nov", "2026-11-21 17:00"),
    ("21/11 at 9", "2026-11-21 09:00"),
    ("3 january", "2027-01-03 17:00"),
    ("3/1/27 8am", "2027-01-03 08:00"),
    ("9:30", "2026-11-21 09:30"),
    ("11:30", "2026-11-20 11:30"),
    ("21.11", "2026-11-21 17:00"),
    ("21.11.", "2026-11-21 17:00"),
    ("3.10.26", "2026-10-03 16:00"),
    ("3.10.2027 9.30", "2027-10-03 08:30"),
    ("19.11.27", "2027-11-19 17:00"),
    ("21 May 2027", "2027-05-21 16:00"),
    ("20 May", "2027-05-20 16:00"),
    ("9.30", "2026-11-21 09:30"),
    ("21.00", "2026-11-20 21:00"),
    ("at 21.11", "2026-11-20 21:11"),
    ("today 21.11", "2026-11-20 21:11"),
    ("29 Feb", "2028-02-29 17:00"),
    ("29 Feb at 9:30", "2028-02-29 09:30"),
    ("29 Feb 2027", None),
    ("12am tomorrow", None),
    ("31 Feb", None),
    ("25:00", None),
    ("soon", None),
    ("", None),
    ("13pm", None),
]


@pytest.mark.parametrize(("words", "expected"), SAID)
def test_what_is_said_is_understood_or_refused(words: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(WhenNotUnderstood, match="names no time"):
            parse_when(words, FRIDAY, "Europe/London")
    else:
        assert f"{parse_when(words, FRIDAY, 'Europe/London'):%Y-%m-%d %H:%M}" == expected


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("19 Nov", "19 Nov is past: write the year if you mean 2027."),
        ("on 19.11 at 9:30", "19 Nov is past: write the year if you mean 2027."),
        ("22 May", "22 May is past: write the year if you mean 2027."),
    ],
)
def test_a_day_that_has_just_been_needs_its_year(words: str, sentence: str) -> None:
    with pytest.raises(WhenNotUnderstood) as caught:
        parse_when(words, FRIDAY, "Europe/London")
    assert str(caught.value) == sentence


def test_it_is_the_desks_own_time() -> None:
    assert parse_when("tomorrow 9:00", FRIDAY, "Asia/Singapore") == datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def test_the_end_of_a_short_month() -> None:
    end_of_january = datetime(2027, 1, 31, 10, tzinfo=UTC)
    assert parse_when("in 1 month", end_of_january, "UTC") == datetime(2027, 2, 28, 17, tzinfo=UTC)


def test_the_end_of_february_in_a_leap_year() -> None:
    january = datetime(2028, 1, 10, tzinfo=UTC)
    assert parse_past("29 Feb at 9:30", january, "UTC") == datetime(2024, 2, 29, 9, 30, tzinfo=UTC)
    assert parse_when("29 Feb", january, "UTC") == datetime(2028, 2, 29, 17, tzinfo=UTC)


@given(st.dates(date(2020, 1, 1), date(2032, 12, 31)), st.sampled_from(["{:%d/%m/%Y}", "{:%d.%m.%Y}"]))
def test_a_year_that_is_said_is_that_year(day: date, form: str) -> None:
    said = form.format(day)
    assert parse_when(f"{said} at 8:00", FRIDAY, "UTC").date() == day
    if day < FRIDAY.date():
        assert parse_past(f"{said} 8:00", FRIDAY, "UTC").date() == day
    elif day > FRIDAY.date():
        with pytest.raises(WhenNotUnderstood):
            parse_past(f"{said} 8:00", FRIDAY, "UTC")


@given(st.dates(date(2028, 1, 1), date(2028, 12, 31)), st.dates(date(2026, 1, 1), date(2032, 12, 31)))
def test_a_day_without_a_year_is_the_nearest_on_its_side(said: date, today: date) -> None:
    now = datetime(today.year, today.month, today.day, 12, tzinfo=UTC)
    words = f"{said.day}/{said.month} 8:00"
    behind = parse_past(words, now, "UTC").date()
    assert (behind.day, behind.month) == (said.day, said.month)
    assert behind <= today
    if 0 < (today - behind).days < 183:
        with pytest.raises(WhenNotUnderstood, match="is past: write the year"):
            parse_when(words, now, "UTC")
        return
    ahead = parse_when(words, now, "UTC").date()
    assert (ahead.day, ahead.month) == (said.day, said.month)
    assert today <= ahead


@given(st.text(max_size=40))
def test_any_words_are_understood_or_refused(words: str) -> None:
    with contextlib.suppress(WhenNotUnderstood):
        assert parse_when(words, FRIDAY, "Europe/London").tzinfo is UTC


PAST = [
    ("", "2026-11-20 10:00"),
    ("now", "2026-11-20 10:00"),
    ("9:15", "2026-11-20 09:15"),
    ("today 9.15", "2026-11-20 09:15"),
    ("yesterday at 3pm", "2026-11-19 15:00"),
    ("20 minutes ago", "2026-11-20 09:40"),
    ("an hour ago", "2026-11-20 09:00"),
    ("19 Nov 9:30", "2026-11-19 09:30"),
    ("24 Dec 9:30", "2025-12-24 09:30"),
    ("19/11/2026 9:30", "2026-11-19 09:30"),
    ("19 Nov 2025 9:30", "2025-11-19 09:30"),
    ("29 Feb 9:30", "2024-02-29 09:30"),
    ("20 Nov 9:30", "2026-11-20 09:30"),
    ("19/12/2026 9:30", None),
    ("21 Nov 2027 9:30", None),
    ("31 Feb 9:30", None),
    ("11:00", None),
    ("yesterday", None),
    ("tomorrow 9:00", None),
]


@pytest.mark.parametrize(("words", "expected"), PAST)
def test_a_time_that_has_been(words: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(WhenNotUnderstood, match="has been"):
            parse_past(words, FRIDAY, "Europe/London")
    else:
        assert f"{parse_past(words, FRIDAY, 'Europe/London'):%Y-%m-%d %H:%M}" == expected
