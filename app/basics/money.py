"""Amounts of money in minor units of their currency; two currencies never meet in one sum."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.basics.problems import WorldProblem

_WRITTEN = re.compile(
    r"(?:(?P<currency>[A-Z]{3}) ?)?(?P<sign>[-−]?)(?P<whole>\d+|\d{1,3}(?:,\d{3})+)(?:\.(?P<part>\d+))?"
)


_MOST_DIGITS = 16
"""Of an amount in minor units: a database keeps 18, and sums of many must fit too."""


class MoneyNotValid(WorldProblem):
    """A text is no amount, or of no known currency; the sentence says which."""


# Minor units by ISO 4217, List One; every other currency has two decimals. What a country's coins are worth does not
# matter here: CLDR, which leaves out decimals that nobody uses, is no source for stored amounts.
_DECIMALS = {
    code: decimals
    for decimals, codes in (
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
        (3, "BHD IQD JOD KWD LYD OMR TND"),
        (4, "CLF UYW"),
        # Metals, drawing rights, and codes for tests and for no currency at all.
        (None, "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX"),
    )
    for code in codes.split()
}


@lru_cache
def exponent_of(currency: str) -> int:
    """How many decimals the ISO 4217 currency has: JPY 0, SGD 2, BHD 3.

    Raises MoneyNotValid if it is unknown, or has no minor unit.
    """
    from babel.numbers import is_currency

    decimals = _DECIMALS.get(currency, 2)
    if decimals is None or not is_currency(currency):
        raise MoneyNotValid(f"“{currency}” is no currency.", "Use its three-letter code, such as SGD.")
    return decimals


@lru_cache
def currency_of(country: str) -> str:
    """The currency that people pay with today in a country, by its ISO 3166 code: "GB" → "GBP" (CLDR).

    Raises MoneyNotValid for a country that has none of its own on record.
    """
    from babel.numbers import get_territory_currencies

    found = get_territory_currencies(country)
    if not found:
        raise MoneyNotValid(f"“{country}” is no country with a currency.", "Use its two-letter code, such as SG.")
    return str(found[0])


@dataclass(frozen=True, slots=True)
class Money:
    """An amount: ``minor`` whole minor units (cents, pence) of the ISO 4217 ``currency``; may be negative."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        exponent_of(self.currency)

    @classmethod
    def parse(cls, text: str, currency: str = "") -> Money:
        """An amount as typed: "1,200.00", "1200", "SGD 1,200.5"; ``currency`` is meant where none is typed.

        Raises MoneyNotValid for anything else, another currency than the one meant, or too many decimals.
        """
        typed = " ".join(text.split())
        match = _WRITTEN.fullmatch(typed.upper())
        if match is None or not (match["currency"] or currency):
            raise MoneyNotValid(f"“{typed}” is no amount.", "Write it like SGD 1,200.00.")
        code = match["currency"] or currency
        if currency and code != currency:
            raise MoneyNotValid(f"“{typed}” is in {code}, but {currency} is meant here.")
        decimals, exponent = match["part"] or "", exponent_of(code)
        if len(decimals) > exponent:
            raise MoneyNotValid(f"“{typed}” has {len(decimals)} decimals; {code} has {exponent}.")
        digits = match["whole"].replace(",", "") + decimals.ljust(exponent, "0")
        if len(digits.lstrip("0")) > _MOST_DIGITS:
            raise MoneyNotValid("This is more money than can be kept on record.", "Check the number of its digits.")
        minor = int(digits)
        return cls(-minor if match["sign"] else minor, code)

    def __str__(self) -> str:
        """As letters and screens write it: "SGD 1,200.00", "SGD −5.00"."""
        exponent = exponent_of(self.currency)
        whole, part = divmod(abs(self.minor), 10**exponent)
        decimals = f".{part:0{exponent}d}" if exponent else ""
        return f"{self.currency} {'−' if self.minor < 0 else ''}{whole:,}{decimals}"

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._same(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._same(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._same(other)

    def _same(self, other: Money) -> int:
        # Mixing currencies is a fault of the program, which should have asked for a rate.
        if other.currency != self.currency:
            raise ValueError(f"{self} and {other} are not of one currency")
        return other.minor
