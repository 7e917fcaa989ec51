"""Card numbers are kept nowhere: text that holds one is refused, and the refusal never repeats it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from app.basics.references import check_digits

# The numbers that payment cards begin with, by their length (ISO/IEC 7812 ranges of the large schemes).
_MASTERCARD = r"5[0-8]|2(?:2(?:0[0-4]|2[1-9]|[3-9])|[3-6]|7[01]|720)"
_SCHEMES = {
    13: re.compile(r"4(?!\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))"),  # a day of birth begins an identity number
    14: re.compile(r"3(?:0[0-59]|[689])"),
    15: re.compile(r"3[47]"),
    16: re.compile(rf"4|{_MASTERCARD}|35(?:2[89]|[3-8])|6(?:0|2|304|4[4-9]|5|7)|8[12]"),
    18: re.compile(r"5(?:018|020|038|893)|6(?:304|759|76[1-3])"),
    19: re.compile(r"4|5(?:018|020|038|06|893)|6(?:2|304|759|76[1-3])"),
}

# What is long and no card. Each is looked for before digits are joined over their gaps.
_DIGEST = r"\b(?=\d*[a-f])[0-9a-f]{32,}\b|\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b"
_DAY = r"(?<![\d])(?:\d{1,2}([./-])\d{1,2}\1(?:19|20)\d{2}|(?:19|20)\d{2}-\d{2}-\d{2})(?!\d)"
_ABROAD = r"(?<!\d)(?:\+|(?<!\d[ \n./,_-])00)[1-9](?:[ ().-]{0,3}\d){6,14}(?![ -]{0,2}\d)"
_PHONE = r"(?<!\d)(?<!\d[ ./,_-])0\d{1,4}(?:[ -]?\d{2,4}){1,3}(?!\d)(?![ ./,_-]\d)"
_SORT_CODE = r"(?<![\d-])\d\d-\d\d-\d\d[ \n]{1,2}\d{8}(?!\d)"
_NOT_CARDS = re.compile(f"{_DIGEST}|{_DAY}|{_ABROAD}|{_SORT_CODE}", re.IGNORECASE | re.ASCII)
_PHONES = re.compile(_PHONE)
_PHONE_DIGITS = range(9, 12)
_IBAN = re.compile(
    r"(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Z0-9])", re.IGNORECASE | re.ASCII
)
_MEMBERS = re.compile(r"(?<!\d)(?<!\d[ ./,_-])\d{4} ?\d{4} ?\d{2}(?: \d{4} ?\d{4} ?\d{2})*(?!\d)")

# A gap inside a number as people write it: blanks, hyphens, a line feed; a dot, comma or slash only between fours.
_RUN = re.compile(r"\d(?:(?:[ \n-]{1,3}|(?<=\d{4})[./,_](?=\d{4}))?\d){12,}")
_LONG_ENOUGH = re.compile(r"\d(?:\D{0,3}\d){12}")
_LONGEST_GROUP = 6


def has_card_number(text: str) -> bool:
    """Whether 13 to 19 digits somewhere, over any gaps, begin as a payment card's and pass its check digit (Luhn).

    Not taken for cards: dates, telephone numbers, IBANs, sort codes with their accounts, our own member numbers.
    """
    if len(text) < min(_SCHEMES):
        return False
    plain = _plain(text)
    if not _LONG_ENOUGH.search(plain):
        return False
    return any(_holds_card(run) for run in _RUN.findall(_without_others(plain)))


def refusal(label: str) -> str:
    """What to tell the person, without the number."""
    return (
        f"{label} holds what looks like a payment card number. Take it out: card numbers are kept nowhere here "
        "(PCI DSS). The last four digits may stay. If it is another number, put a word between its parts."
    )


def _plain(text: str) -> str:
    """Every script's digits as 0 to 9, every dash a hyphen, every blank one blank, and nothing that is invisible."""
    if not text.isascii():
        text = "".join(map(_plain_char, text))
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", "\n", text))


def _plain_char(char: str) -> str:
    if char.isascii():
        return char
    kind = unicodedata.category(char)
    if kind == "Nd":
        return str(unicodedata.decimal(char))
    return {"Zs": " ", "Zl": "\n", "Zp": "\n", "Pd": "-", "Cf": ""}.get(kind, "." if char == "·" else char)


def _without_others(plain: str) -> str:
    """The text with a bar in the place of each long number that is certainly no card."""
    plain = _IBAN.sub(lambda found: "|" if _is_iban(found[0]) else found[0], plain)
    plain = _NOT_CARDS.sub("|", plain)
    plain = _MEMBERS.sub(lambda found: "|" if _are_member_numbers(found[0]) else found[0], plain)
    return _PHONES.sub(lambda found: "|" if len(_digits(found[0])) in _PHONE_DIGITS else found[0], plain)


def _is_iban(text: str) -> bool:
    """ISO 13616: the first four characters last, letters as numbers from 10, the whole 1 modulo 97."""
    plain = text.replace(" ", "")
    return int("".join(str(int(char, 36)) for char in plain[4:] + plain[:4])) % 97 == 1


def _are_member_numbers(text: str) -> bool:
    numbers = re.findall(r"\d{10}", _digits(text))
    return all(check_digits(number[:-2]) == number[-2:] for number in numbers)


def _holds_card(run: str) -> bool:
    digits = _digits(run)
    edges = [0]
    for group in re.findall(r"\d+", run):
        edges.append(edges[-1] + len(group))
    return any(_is_card(digits[start:end]) for start, end in _windows(edges))


def _windows(edges: list[int]) -> Iterator[tuple[int, int]]:
    """Where a card may stand among groups of digits: between two edges of groups, or glued to others at one end.

    Glued only within a single group, or among groups as short as those on a card: else every list of long numbers
    would hold one.
    """
    places = set(edges)
    for length in _SCHEMES:
        for edge in edges:
            for start, end in {(edge, edge + length), (edge - length, edge)}:
                if start < 0 or end > edges[-1]:
                    continue
                whole = start in places and end in places
                if whole or (length > min(_SCHEMES) and _may_be_glued(start, end, edges)):
                    yield start, end


def _may_be_glued(start: int, end: int, edges: list[int]) -> bool:
    cuts = [start, *(edge for edge in edges if start < edge < end), end]
    return len(cuts) == 2 or all(after - before <= _LONGEST_GROUP for before, after in pairwise(cuts))


def _is_card(digits: str) -> bool:
    return bool(_SCHEMES[len(digits)].match(digits)) and len(set(digits)) > 1 and _luhn(digits)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
