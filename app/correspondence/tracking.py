"""Tracked numbers as the post's labels have them: RB 1234 5678 5GB, the form that all posts share (UPU S10)."""

from __future__ import annotations

import re

from app.basics.problems import BadInput
from app.basics.text import clean_line

_FORM = re.compile(r"([A-Z]{2})(\d{8})(\d)([A-Z]{2})")
_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_SPECIAL = {10: 0, 11: 5}


def parse_tracked(text: str) -> str:
    """The thirteen characters of what was typed or scanned, whatever blanks or hyphens it has; empty for nothing.

    Raises BadInput for another form, and for digits that do not fit their check digit.
    """
    shown = clean_line(text)
    number = re.sub(r"[\s-]", "", shown).upper()
    if not number:
        return ""
    parts = _FORM.fullmatch(number)
    if parts is None:
        said = f"“{shown[:40]}” is no tracked number: it has two letters, nine digits and two letters."
        raise BadInput.one("tracked", f"{said} Scan the label again, or type it as it stands there.")
    if check_digit(parts[2]) != int(parts[3]):
        raise BadInput.one("tracked", f"A digit of “{shown}” is mistyped: its last digit does not fit the others.")
    return number


def check_digit(serial: str) -> int:
    """The ninth digit that belongs to the first eight."""
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(serial, _WEIGHTS, strict=True)) % 11
    return _SPECIAL.get(rest, rest)


def show_tracked(number: str) -> str:
    """A stored number as its label shows it: "RB 1234 5678 5GB"."""
    return f"{number[:2]} {number[2:6]} {number[6:10]} {number[10:]}" if number else ""
