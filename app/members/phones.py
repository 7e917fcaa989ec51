"""Phone numbers: from what is typed to E.164, and back to what people of a territory read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.basics.problems import WorldProblem

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

_EXTENSION = re.compile(r"(?:\bext\b|\bextension\b|\bx\s*\d|;ext=|#)", re.IGNORECASE)

_LONGEST_TYPED = 40


class PhoneNotValid(WorldProblem):
    """A number that cannot be called; the sentence says what is wrong with it."""


class PhoneState(StrEnum):
    """How a number stands while it is typed."""

    EMPTY = "empty"
    POSSIBLE = "possible"
    INVALID = "invalid"


@dataclass(frozen=True, slots=True)
class PhoneTyping:
    """The state of a half-typed number and what to say beside it; ``e164`` once it is possible."""

    state: PhoneState
    hint: str = ""
    e164: str = ""


def check_phone(text: str, territory: str) -> str:
    """The number in E.164 ("+442079460018"), read as people of the territory (ISO alpha-2) would dial it.

    A number of the right length in a range not known is taken: ranges are opened faster than programs are
    updated. Raises PhoneNotValid.
    """
    import phonenumbers

    number = _parse(text.strip(), territory.upper())
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def typing_phone(text: str, territory: str) -> PhoneTyping:
    """How the number stands while somebody types it, with a hint: what is wrong, doubtful, or where it rings."""
    import phonenumbers

    if not text.strip():
        return PhoneTyping(PhoneState.EMPTY)
    try:
        number = _parse(text.strip(), territory.upper())
    except PhoneNotValid as refusal:
        return PhoneTyping(PhoneState.INVALID, str(refusal))
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if not phonenumbers.is_valid_number(number):
        return PhoneTyping(PhoneState.POSSIBLE, "No such range of numbers is known: read it back.", e164)
    return PhoneTyping(PhoneState.POSSIBLE, show_phone(e164, territory), e164)


def show_phone(e164: str, home_territory: str) -> str:
    """The number as people at home read it: the national form of a home number, else the international one."""
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164  # an import may have kept what was no number: show what is there
    home = number.country_code == phonenumbers.country_code_for_region(home_territory.upper())
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if home else form.INTERNATIONAL)


def _parse(text: str, territory: str) -> PhoneNumber:
    import phonenumbers

    if len(text) > _LONGEST_TYPED:
        raise PhoneNotValid(f"“{text[:20]}…” has too many digits.")
    if _EXTENSION.search(text):
        raise PhoneNotValid(f"“{text}” has an extension.", "Keep it in the label, not in the number.")
    if letter := next((char for char in text if char.isalpha()), ""):
        raise PhoneNotValid(f"“{text}” has the letter “{letter}” in it.")
    try:
        number = phonenumbers.parse(text, territory)
    except phonenumbers.NumberParseException as refusal:
        raise PhoneNotValid(*_why_not(refusal.error_type, text, territory)) from refusal
    reason = phonenumbers.is_possible_number_with_reason(number)
    if reason != phonenumbers.ValidationResult.IS_POSSIBLE:
        raise PhoneNotValid(_impossible(reason, text))
    return number


def _why_not(error: int, text: str, territory: str) -> tuple[str, str]:
    from phonenumbers import NumberParseException

    if error == NumberParseException.INVALID_COUNTRY_CODE and not text.startswith(("+", "00")):
        return (
            f"“{text}” has no country code, and “{territory}” is no territory with phones.",
            "Begin it with + and the code.",
        )
    if error == NumberParseException.INVALID_COUNTRY_CODE:
        return f"“{text}” begins with a country code that does not exist.", ""
    if error == NumberParseException.TOO_LONG:
        return f"“{text}” has too many digits.", ""
    if error in {NumberParseException.TOO_SHORT_AFTER_IDD, NumberParseException.TOO_SHORT_NSN}:
        return f"“{text}” has too few digits.", ""
    return f"“{text}” is no phone number.", ""


def _impossible(reason: int, text: str) -> str:
    from phonenumbers import ValidationResult

    return {
        ValidationResult.TOO_SHORT: f"“{text}” has too few digits.",
        ValidationResult.TOO_LONG: f"“{text}” has too many digits.",
        ValidationResult.IS_POSSIBLE_LOCAL_ONLY: f"“{text}” lacks its area code.",
        ValidationResult.INVALID_COUNTRY_CODE: f"“{text}” begins with a country code that does not exist.",
    }.get(reason, f"“{text}” has a number of digits that no phone there has.")
