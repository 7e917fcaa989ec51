"""Forms as data: what a field is, before any widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

FieldKind = Literal["line", "prose", "choice", "radio", "date", "phone", "email", "check", "money", "number", "secret"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: the value that is stored, and what people read."""

    value: Any
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One question of a form.

    Values by kind: line, prose, phone, email, secret → str; choice, radio → a Choice's value or None;
    date → date or None; check → bool; money → int in minor units or None; number → int or None.

    ``validate`` gets the value and returns a sentence, or None when all is well; it runs while typing and
    must be quick. ``beside`` puts the field on the line of the one before. ``chars`` is the width in
    characters, 0 fills the line. ``lines`` is the height of prose, ``limit`` the most characters it takes.
    ``decimals`` and ``currency`` belong to money. ``default`` is shown in a new form.
    """

    key: str
    label: str
    kind: FieldKind = "line"
    required: bool = False
    hint: str = ""
    validate: Callable[[Any], str | None] | None = None
    choices: Sequence[Choice] = ()
    placeholder: str = ""
    limit: int = 0
    lines: int = 4
    chars: int = 0
    beside: bool = False
    read_only: bool = False
    currency: str = ""
    decimals: int = 2
    default: Any = None


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading."""

    title: str
    fields: Sequence[Field]
    note: str = ""


def empty_value(field: Field) -> Any:
    """What the field holds before anything was chosen or typed."""
    if field.default is not None:
        return field.default
    if field.kind == "check":
        return False
    return None if field.kind in ("choice", "radio", "date", "money", "number") else ""
