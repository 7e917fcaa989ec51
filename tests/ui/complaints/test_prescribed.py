"""What the procedure says of a fault and of an effect, as the form tells it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.complaints.test_complaint_rules import PROCEDURE, WHOLE
from ui.complaints.prescribed import fault_choices, fault_note, level_choices, level_note


def test_nothing_is_chosen_beforehand_and_none_can_be_chosen() -> None:
    assert fault_choices(PROCEDURE)[0].value is None
    assert level_choices(PROCEDURE)[0].value is None
    assert (fault_note(PROCEDURE, None), level_note(WHOLE, None, None)) == ("", "")


def test_a_fault_tells_its_usual_remedies_and_the_room_one_has() -> None:
    note = fault_note(PROCEDURE, "delay")
    assert "Usually: apology, action, consolatory payment." in note
    assert note.endswith("A payment is right where the wait itself did harm, or lasted long.")


@pytest.mark.parametrize(
    ("level", "currency", "day", "told"),
    [
        (1, "GBP", date(2026, 10, 2), "An apology is enough."),
        (2, "GBP", date(2026, 10, 2), "Usually GBP 100.00 to GBP 450.00."),
        (6, "GBP", date(2026, 10, 2), "Usually from GBP 10,000.00."),
        (2, "SGD", date(2026, 10, 2), "The scale has no sum for it in SGD."),
        (2, "GBP", date(2019, 3, 31), "The scale has no sum for it in GBP."),
        (2, "GBP", None, "Usually GBP 100.00 to GBP 450.00."),
    ],
)
def test_a_level_tells_what_it_was_worth_on_that_day(level: int, currency: str, day: date | None, told: str) -> None:
    assert level_note(replace(WHOLE, currency=currency), level, day).rstrip().endswith(told)
