"""How near a due day is, in words."""

from __future__ import annotations

from datetime import date

import pytest

from app.calendars.due_words import due_words

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("day", "left", "said"),
    [
        (17, -3, "3 working days late"),
        (19, -1, "1 working day late"),
        (15, 0, "1 working day late"),
        (19, None, "was due 19 Nov 2026"),
        (20, 0, "due today"),
        (20, None, "due today"),
        (23, 1, "due in 1 working day"),
        (22, 0, "due 22 Nov 2026, before the next working day"),
        (27, 5, "due in 5 working days"),
        (27, None, "due 27 Nov 2026"),
    ],
)
def test_due_words(day: int, left: int | None, said: str) -> None:
    assert due_words(date(2026, 11, day), left, TODAY) == said
