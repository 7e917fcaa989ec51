"""A payment of the record is printed with its sum, and each sum of the record stands in the letter, and no other."""

from __future__ import annotations

from typing import Any

import pytest

from letters.block_text import to_plain, with_text
from letters.checks import check
from letters.compose import compose
from letters.problems import DocumentRefused

Facts = dict[str, Any]
PAYMENT: Facts = {
    "kind": "consolatory",
    "text": "for the worry that this caused you",
    "owner": "our payments team",
    "due_on": "2026-12-04",
    "amount": {"minor": 25000, "currency": "GBP", "text": "GBP 250.00"},
}


@pytest.fixture
def paying(response: Facts) -> Facts:
    """The response with a payment for its second point."""
    response["complaint"]["heads"][1]["remedies"].append(PAYMENT)
    return response


def test_a_payment_is_printed_with_its_sum(paying: Facts) -> None:
    letter = compose(paying)
    assert (
        "By 4 December 2026, our payments team will pay you GBP 250.00 for the worry that this caused you."
        in to_plain(letter.block("head-h2-remedy"))
    )
    assert [finding for finding in check(letter, paying) if finding.severity == "block"] == []


@pytest.mark.parametrize(("instead", "told"), [("some money", 1), ("GBP 25.00", 2), ("GBP 250", 0)])
def test_the_letter_says_each_sum_of_the_record(paying: Facts, instead: str, told: int) -> None:
    letter = compose(paying)
    block = letter.block("head-h2-remedy")
    said = letter.with_block(with_text(block, to_plain(block).replace("GBP 250.00", instead)))
    found = [finding for finding in check(said, paying) if finding.rule == "C15"]
    assert len(found) == told
    assert all(finding.severity == "block" and finding.head_id == "h2" for finding in found)


@pytest.mark.parametrize(
    "amount",
    [
        {"minor": 0, "currency": "GBP", "text": "GBP 0.00"},
        {"minor": 100, "currency": "gbp", "text": "GBP 1.00"},
        {"minor": 100, "currency": "GBP"},
        100,
    ],
)
def test_a_sum_that_is_none_is_refused(paying: Facts, amount: Any) -> None:
    paying["complaint"]["heads"][1]["remedies"][-1] = PAYMENT | {"amount": amount}
    with pytest.raises(DocumentRefused):
        compose(paying)
