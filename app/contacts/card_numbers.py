"""Card numbers are kept nowhere: text that holds one is refused, and the refusal never repeats it."""

from __future__ import annotations

import re

# 13 to 19 digits, as printed on a card: in groups parted by one blank or hyphen, or in one run.
_RUN = re.compile(r"(?<![\w.])\d(?:[ -]?\d){12,18}(?![\w])")
# The first digits that payment cards carry (ISO/IEC 7812 ranges of the large schemes, Maestro included).
_SCHEME = re.compile(r"^(?:4|5[0-8]|6|2[2-7]|3[0-9])")


def has_card_number(text: str) -> bool:
    """Whether any run of 13 to 19 digits begins as a payment card's and passes its check digit (Luhn)."""
    return any(_is_card(re.sub(r"\D", "", run)) for run in _RUN.findall(text))


def refusal(label: str) -> str:
    """What to tell the person, without the number."""
    return (
        f"{label} holds what looks like a payment card number. Take it out: card numbers are kept nowhere here "
        "(PCI DSS). The last four digits may stay."
    )


def _is_card(digits: str) -> bool:
    return bool(_SCHEME.match(digits)) and len(set(digits)) > 1 and _luhn(digits)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
