"""The languages of a letter: one BCP 47 tag, or two joined by ``+`` for both versions in that order."""

from __future__ import annotations

from typing import Final

ENGLISH: Final = "en-GB"
WELSH: Final = "cy-GB"
UNKNOWN: Final = "und"
"""The language of somebody whom nobody has asked yet (BCP 47: undetermined)."""
NAMES: Final = {ENGLISH: "English", WELSH: "Welsh"}
LETTER_LANGUAGES: Final = frozenset({ENGLISH, WELSH, f"{WELSH}+{ENGLISH}", f"{ENGLISH}+{WELSH}"})
"""What a letter of the shipped library can be written in."""


def versions_of(language: str) -> tuple[str, ...]:
    """The language of each version, in order: ``("cy-GB", "en-GB")`` for ``cy-GB+en-GB``."""
    return tuple(language.split("+"))


def is_bilingual(language: str) -> bool:
    """Whether the letter is in two languages."""
    return "+" in language


def said_in(language: str) -> str:
    """The language of a letter in words: "Welsh and English"; the tag where nobody has a name for it."""
    return " and ".join(_name(one) for one in versions_of(language))


def _name(tag: str) -> str:
    if tag in NAMES:
        return NAMES[tag]
    from babel import Locale

    return str(Locale("en").languages.get(tag.partition("-")[0].lower(), tag))
