"""Dates in words."""

from __future__ import annotations

from datetime import date

import pytest

from app.basics.dates import show_date, show_long_date


@pytest.mark.parametrize(
    ("day", "short", "long"),
    [
        (date(2026, 3, 3), "3 Mar 2026", "3 March 2026"),
        (date(2026, 12, 31), "31 Dec 2026", "31 December 2026"),
        (date(2027, 5, 10), "10 May 2027", "10 May 2027"),
    ],
)
def test_a_date_in_words(day: date, short: str, long: str) -> None:
    assert (show_date(day), show_long_date(day)) == (short, long)
