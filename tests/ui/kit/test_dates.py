"""Dates are taken as people type them, and refused with a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.dates import NotADateError, read_date, show_date, show_day

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("21 Nov 2026", TODAY),
        ("21 november 2026", TODAY),
        ("21st Nov 26", TODAY),
        ("21/11/26", TODAY),
        ("21/11/2026", TODAY),
        ("21.11.2026", TODAY),
        ("21-11-2026", TODAY),
        ("21 11 2026", TODAY),
        ("2026-11-21", TODAY),
        ("21112026", TODAY),
        ("211126", TODAY),
        ("21/11", TODAY),
        ("21nov", TODAY),
        (" Today ", TODAY),
        ("yesterday", date(2026, 11, 20)),
        ("tomorrow", date(2026, 11, 22)),
        ("+10", date(2026, 12, 1)),
        ("-3 days", date(2026, 11, 18)),
        ("fri", date(2026, 11, 27)),
        ("saturday", date(2026, 11, 28)),
        ("next Monday", date(2026, 11, 23)),
        ("5 may 57", date(1957, 5, 5)),
        ("29/02/2024", date(2024, 2, 29)),
        ("٢١/١١/٢٠٢٦", TODAY),
        ("", None),
        ("   ", None),
    ],
)
def test_a_date_is_read(text: str, day: date | None) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("soon", "“soon” is not a date"),
        ("31/02/2026", "Feb 2026 has no day 31"),
        ("11/21/2026", "There is no month 21"),
        ("29 Feb 2025", "Feb 2025 has no day 29"),
        ("0/1/2026", "Jan 2026 has no day 0"),
        ("21 foo 2026", "is not a date"),
        ("1/1/0000", "has no day 1"),
        ("today!", "is not a date"),
        ("+99999", "is not a date"),
    ],
)
def test_what_is_no_date_is_refused_with_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(NotADateError, match=sentence.replace("+", r"\+")):
        read_date(text, TODAY)


@given(st.dates())
def test_what_is_shown_is_read_back(day: date) -> None:
    shown = show_date(day)
    assert read_date(f"{shown[: -len(str(day.year))]}{day.year:04}", TODAY) == day


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        outcome: object = read_date(text, TODAY)
    except NotADateError as error:
        outcome = str(error)
    assert outcome is None or isinstance(outcome, date) or str(outcome).endswith(".")


def test_a_day_in_full() -> None:
    assert show_day(TODAY) == "Saturday 21 November 2026"
