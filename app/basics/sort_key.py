"""The key that lists of people are ordered by, the same under the binary collation of both engines."""

from __future__ import annotations

from app.basics.search_form import search_form
from app.basics.text import clean_line

SORT_KEY_LIMIT = 240
"""Longest key, in characters: four parts of at most 59 and their separators."""

_PART = (SORT_KEY_LIMIT - 3) // 4


def sort_key(family: str, given: str = "") -> str:
    """A text whose code point order is the order of names: accents and case folded, the original as tiebreak.

    Particles and prefixes ("de", "van", "Mac") are sorted as they stand. An organisation passes its name
    alone. Lists order by this key and then by the row's id.
    """
    parts = (_folded(family), _folded(given), clean_line(family)[:_PART], clean_line(given)[:_PART])
    return " ".join(parts)


def _folded(name: str) -> str:
    # A blank ends a part and sorts below everything; "!" is next, so that "Tan" with any given name
    # stands before "Tan Ah", and both before "Tang".
    return search_form(name).replace(" ", "!")[:_PART]
