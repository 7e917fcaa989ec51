"""Money: written and read with its currency's decimals, and never mixed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.basics.money import Money, MoneyNotValid, exponent_of


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (120000, "SGD", "SGD 1,200.00"),
        (5, "GBP", "GBP 0.05"),
        (-500, "JPY", "JPY −500"),
        (1234567, "BHD", "BHD 1,234.567"),
        (0, "HKD", "HKD 0.00"),
    ],
)
def test_how_it_is_written(minor: int, currency: str, shown: str) -> None:
    assert str(Money(minor, currency)) == shown


@pytest.mark.parametrize(
    ("text", "currency", "expected"),
    [
        ("1200", "SGD", Money(120000, "SGD")),
        (" sgd 1,200.5 ", "", Money(120050, "SGD")),
        ("SGD1,200.50", "SGD", Money(120050, "SGD")),
        ("-5", "GBP", Money(-500, "GBP")),
        ("1,000,000", "JPY", Money(1000000, "JPY")),
    ],
)
def test_how_it_is_read(text: str, currency: str, expected: Money) -> None:
    assert Money.parse(text, currency) == expected


@pytest.mark.parametrize(
    ("text", "currency", "sentence"),
    [
        ("", "SGD", "is no amount"),
        ("12", "", "is no amount"),
        ("1.200,00", "SGD", "is no amount"),
        ("12,00", "SGD", "is no amount"),
        ("1e3", "SGD", "is no amount"),
        ("£5", "GBP", "is no amount"),
        ("GBP 5", "SGD", "is in GBP, but SGD is meant"),
        ("5.005", "GBP", "has 3 decimals; GBP has 2"),
        ("5.0", "JPY", "has 1 decimals; JPY has 0"),
        ("5", "ZZZ", "“ZZZ” is no currency"),
        ("9" * 15, "GBP", "more money than can be kept"),
        ("9" * 5_000, "GBP", "more money than can be kept"),
    ],
)
def test_what_is_refused(text: str, currency: str, sentence: str) -> None:
    with pytest.raises(MoneyNotValid, match=sentence):
        Money.parse(text, currency)


def test_sums() -> None:
    assert Money(150, "GBP") + Money(50, "GBP") == Money(200, "GBP")
    assert Money(150, "GBP") - Money(200, "GBP") == -Money(50, "GBP")
    assert Money(1, "GBP") < Money(2, "GBP")
    assert Money(2, "GBP") <= Money(2, "GBP")
    for mixed in (
        lambda: Money(1, "GBP") + Money(1, "SGD"),
        lambda: Money(1, "GBP") - Money(1, "SGD"),
        lambda: Money(1, "GBP") < Money(1, "SGD"),
    ):
        with pytest.raises(ValueError, match="not of one currency"):
            mixed()


@given(st.integers(-(10**15), 10**15), st.sampled_from(["GBP", "JPY", "BHD", "SGD"]))
def test_what_is_written_is_read_back(minor: int, currency: str) -> None:
    money = Money(minor, currency)
    assert Money.parse(str(money), currency) == money
    assert exponent_of(currency) in {0, 2, 3}


@pytest.mark.parametrize(
    ("currency", "exponent"),
    [
        *(("GBP", 2), ("EUR", 2), ("SGD", 2), ("JPY", 0), ("KRW", 0), ("UGX", 0), ("ISK", 0), ("XOF", 0)),
        *(("BHD", 3), ("IQD", 3), ("TND", 3), ("CLF", 4), ("UYW", 4)),
        # Where coins are worth nothing people leave them out; the currency still has them.
        *(("LAK", 2), ("MMK", 2), ("ALL", 2), ("IRR", 2), ("RSD", 2), ("YER", 2), ("LBP", 2), ("MGA", 2)),
    ],
)
def test_decimals_are_those_of_iso_4217(currency: str, exponent: int) -> None:
    assert exponent_of(currency) == exponent


@pytest.mark.parametrize("code", ["XXX", "XTS", "XAU", "XDR", "ABC", "gbp", ""])
def test_what_has_no_minor_unit_is_no_currency_here(code: str) -> None:
    with pytest.raises(MoneyNotValid):
        exponent_of(code)
