"""How a fact is shown in Welsh: a default for an office to have read by a Welsh speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Final

WELSH_MONTHS: Final = (
    *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
    *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
)
WELSH_DAYS: Final = ("Llun", "Mawrth", "Mercher", "Iau", "Gwener", "Sadwrn", "Sul")

WELSH_OUTCOME_WORDS: Final[Mapping[str, str]] = {
    "upheld": "Rydym yn cadarnhau'r pwynt hwn.",
    "partly_upheld": "Rydym yn cadarnhau'r pwynt hwn yn rhannol.",
    "not_upheld": "Nid ydym yn cadarnhau'r pwynt hwn.",
    "no_finding": "Ni allwn ddod i gasgliad ar y pwynt hwn.",
    "withdrawn": "Rydych wedi tynnu'r pwynt hwn yn ôl, felly nid ydym yn dod i gasgliad arno.",
    "redirected": "Corff arall all benderfynu ar y pwynt hwn, felly nid ydym yn dod i gasgliad arno.",
}
WELSH_SHORT: Final[Mapping[str, str]] = {
    "upheld": "cadarnhawyd",
    "partly_upheld": "cadarnhawyd yn rhannol",
    "not_upheld": "ni chadarnhawyd",
    "no_finding": "dim casgliad",
    "withdrawn": "tynnwyd yn ôl",
    "redirected": "i gorff arall",
}
WELSH_CHANNEL: Final[Mapping[str, str]] = {
    "phone": "galwad",
    "email": "e-bost",
    "letter": "llythyr",
    "web": "ffurflen ar-lein",
    "chat": "sgwrs",
    "visit": "ymweliad",
    "other": "neges",
}
_VOWELS: Final = "aeiouwyâêîôûŵŷ"


@lru_cache(maxsize=1_000)
def welsh_date(day: date) -> str:
    """``3 Tachwedd 2026``."""
    from babel.dates import format_date

    return str(format_date(day, "d MMMM y", locale="cy"))


def welsh_weekday(day: date) -> str:
    """``dydd Mawrth 3 Tachwedd 2026``, as it stands after "erbyn"."""
    return f"dydd {WELSH_DAYS[day.weekday()]} {welsh_date(day)}"


def welsh_list(value: list[str]) -> str:
    """``a, b ac c``: "ac" stands before a vowel."""
    if len(value) < 2:
        return "".join(value)
    joined = "ac" if value[-1][:1].lower() in _VOWELS else "a"
    return f"{', '.join(value[:-1])} {joined} {value[-1]}"


def welsh_greeting(salutation: str) -> str:
    """``Annwyl Dr Tan`` for ``Dear Dr Tan``; a name needs no other form after "Annwyl"."""
    formal = {"Dear Sir or Madam": "Annwyl Syr neu Fadam", "Dear Sir": "Annwyl Syr", "Dear Madam": "Annwyl Fadam"}
    return formal.get(salutation) or re.sub(r"^Dear\b", "Annwyl", salutation)
