"""The kinds of field that the forms of a procedure are made of, with the words of the page that is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.knowledge.procedure.words import label_of
from ui.kit.field import Choice, Field, Section

LINE, PROSE = 200, 4_000
LETTER_KINDS = ("acknowledgement", "holding", "extension", "request", "response", "signposting")

Parts = Sequence[Field | Section]


def line(key: str, *, label: str = "", required: bool = False, hint: str = "") -> Field:
    """A few words."""
    return Field(key, label or label_at(key), required=required, hint=hint, limit=LINE)


def prose(key: str, *, lines: int, required: bool = False) -> Field:
    """Sentences."""
    return Field(key, label_at(key), "prose", required=required, lines=lines, limit=PROSE)


def members(name: str, words: Mapping[str, str], *, title: str = "", note: str = "") -> Section:
    """A tick for each word that a list may have."""
    fields = [Field(f"{name}:{code}", said[:1].upper() + said[1:], "check") for code, said in words.items()]
    return Section(title or label_of(name), fields, note)


def choices(words: Mapping[str, str]) -> list[Choice]:
    """A choice for each value, by its words."""
    return [Choice(value, label) for value, label in words.items()]


def label_at(key: str) -> str:
    """What the last step of a key is called."""
    return label_of(key.rpartition(".")[2])
