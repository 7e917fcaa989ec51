"""Member numbers and the references on cases, letters and enquiries, with their check digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from app.basics.problems import WorldProblem
from app.basics.search_form import search_form

_MEMBER_DIGITS = 8
_SHAPE = re.compile(r"(?P<desk>[a-z]{2,5})?(?P<kind>[a-z])(?P<year>\d{2})(?P<number>\d{6,9})(?P<check>\d{2})")
_DESK = re.compile(r"[A-Z]{2,5}")


class ReferenceNotValid(WorldProblem):
    """A member number or reference was mistyped; the sentence says what is wrong with it."""


class ReferenceKind(StrEnum):
    """The letter a reference begins with."""

    CASE = "C"
    ENQUIRY = "E"
    INVOICE = "V"
    LETTER = "L"
    QUESTION = "Q"
    TASK = "T"


def check_digits(text: str) -> str:
    """The two ISO 7064 MOD 97-10 check digits of digits and capital letters (A is 10, as in an IBAN)."""
    return f"{98 - int(_as_digits(text)) * 100 % 97:02d}"


def _as_digits(text: str) -> str:
    return "".join(str(int(char, 36)) for char in text)


def make_member_number(serial: int) -> str:
    """The ten digits of the member number with this serial (0 to 99,999,999), as stored.

    Raises ValueError for a serial that has no eight digits.
    """
    if not 0 <= serial < 10**_MEMBER_DIGITS:
        raise ValueError(f"serial {serial} has no {_MEMBER_DIGITS} digits")
    digits = f"{serial:0{_MEMBER_DIGITS}d}"
    return digits + check_digits(digits)


def show_member_number(number: str) -> str:
    """A stored member number as people read it: "1048 8271 43"."""
    return f"{number[:4]} {number[4:8]} {number[8:]}"


def parse_member_number(text: str) -> str:
    """The ten stored digits of what somebody typed, whatever blanks, dots or hyphens it has.

    Raises ReferenceNotValid saying whether a character, the length or the check digits are wrong.
    """
    digits = search_form(text).replace(" ", "")
    wrong = next((char for char in digits if char not in "0123456789"), None)
    if wrong is not None:
        raise ReferenceNotValid(f"A member number has digits only, but “{text.strip()}” has “{wrong}”.")
    if len(digits) != _MEMBER_DIGITS + 2:
        raise ReferenceNotValid(f"A member number has 10 digits, but “{text.strip()}” has {len(digits)}.")
    if check_digits(digits[:-2]) != digits[-2:]:
        raise ReferenceNotValid(
            f"“{text.strip()}” is no member number: its last two digits do not fit the others.",
            "Look for a wrong digit or two that changed places.",
        )
    return digits


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference says. ``year`` has four digits; ``desk`` stands outside the check digits."""

    kind: ReferenceKind
    year: int
    number: int
    desk: str = ""

    def __post_init__(self) -> None:
        if (
            not 2000 <= self.year <= 2099
            or not 0 < self.number < 10**9
            or (self.desk and not _DESK.fullmatch(self.desk))
        ):
            raise ValueError(f"no reference can be made of {self.kind} {self.year} {self.number} {self.desk}")

    def __str__(self) -> str:
        """As printed and stored: "C26-004217-58", with a desk "LON/C26-004217-58"."""
        head, number = f"{self.kind}{self.year % 100:02d}", f"{self.number:06d}"
        desk = f"{self.desk}/" if self.desk else ""
        return f"{desk}{head}-{number}-{check_digits(head + number)}"


def make_reference(kind: ReferenceKind, year: int, number: int, desk: str = "") -> str:
    """The reference of the ``number``-th of its kind in a year; ValueError when these make none."""
    return str(Reference(kind, year, number, desk))


def parse_reference(text: str) -> Reference:
    """The reference in what somebody typed, whatever case, blanks, slashes or hyphens it has.

    Raises ReferenceNotValid saying whether the shape, the kind letter or the check digits are wrong.
    """
    typed = text.strip()
    match = _SHAPE.fullmatch(search_form(typed).replace(" ", ""))
    if match is None:
        raise ReferenceNotValid(f"“{typed}” is no reference.", "One looks like C26-004217-58.")
    letter = match["kind"].upper()
    if letter not in set(ReferenceKind):
        kinds = ", ".join(f"{kind} ({kind.name.lower()})" for kind in ReferenceKind)
        raise ReferenceNotValid(f"“{typed}” is no reference: its letter {letter} is none of {kinds}.")
    if check_digits(letter + match["year"] + match["number"]) != match["check"]:
        raise ReferenceNotValid(
            f"“{typed}” is no reference: its last two digits do not fit the others.",
            "Look for a wrong digit or two that changed places.",
        )
    if not int(match["number"]):
        raise ReferenceNotValid(f"“{typed}” is no reference: numbers begin at 1.")
    return Reference(
        ReferenceKind(letter), 2000 + int(match["year"]), int(match["number"]), (match["desk"] or "").upper()
    )
