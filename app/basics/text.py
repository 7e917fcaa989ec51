"""Text as the office stores it: NFC, no NUL, no controls, no lone surrogates, no longer than its column."""

from __future__ import annotations

import re
import unicodedata

from app.basics.card_numbers import has_card_number, refusal
from app.basics.problems import BadInput

# Everything of category Cc but tab and line feed, plus lone surrogates and the byte order mark.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

MOST_READ = 200_000
"""Characters of somebody's text that are shown."""

_CUT = "\n\n[It goes on: only its beginning was read.]"
_ENDLESS = re.compile(r"\S{1000}(?=\S)")


def clean_text(text: str) -> str:
    """NFC with line feeds only; controls, NUL and lone surrogates go, since the engines store them differently."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", unified))


def clean_line(text: str) -> str:
    """One line: clean text with runs of white space folded to one blank and the ends trimmed."""
    return " ".join(clean_text(text).split())


def readable_part(text: str) -> str:
    """As much as anybody reads here, with a new line in what goes on for ever: more would hold up the window."""
    return _ENDLESS.sub(r"\g<0>\n", text[:MOST_READ]) + (_CUT if len(text) > MOST_READ else "")


def fit(field: str, label: str, text: str, limit: int) -> str:
    """The clean text if it is no longer than ``limit`` characters and holds no card number.

    Raises BadInput naming the field, its length and the limit; a card number is not repeated.
    """
    cleaned = clean_text(text)
    if len(cleaned) > limit:
        raise BadInput.one(
            field,
            f"{label} has {len(cleaned):,} characters; at most {limit:,} fit. Shorten it or attach it as a file.",
        )
    if has_card_number(cleaned):
        raise BadInput.one(field, refusal(label))
    return cleaned
