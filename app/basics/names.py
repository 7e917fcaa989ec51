"""How a person is called: in lists, in full, and in a letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass


def latin_only(text: str) -> bool:
    """Whether every letter of the text is Latin; digits, marks and punctuation do not matter."""
    return text.isascii() or all(map(_is_latin, text))


def _is_latin(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] != "L" or category == "Lm" or unicodedata.name(char, "").startswith("LATIN ")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name as stored. An organisation has its whole name in ``family``.

    ``family_first``: the person's own order is family name first (Tan Mei Ling). ``native``: the name in its own
    script. ``name_on_letters``: what letters print instead. ``form_of_address``: what follows "Dear".
    """

    family: str
    given: str = ""
    title: str = ""
    post_nominals: str = ""
    family_first: bool = False
    native: str = ""
    name_on_letters: str = ""
    form_of_address: str = ""

    @property
    def full_name(self) -> str:
        """The name in the person's own order: "Tan Mei Ling", "Mary Smith"."""
        return _joined(part for part, _ in self.marked_parts())

    @property
    def formal_name(self) -> str:
        """With title and post-nominals, as on an envelope: "Dr Tan Mei Ling FRCS"; ``name_on_letters`` if set."""
        if self.name_on_letters:
            return self._titled(self.name_on_letters)
        return _joined([self.title, self.full_name, self.post_nominals])

    @property
    def list_name(self) -> str:
        """Family name first and in capitals, for lists: "TAN Mei Ling, Dr", "SMITH Mary"."""
        name = _joined([self.family.upper() if self.given else self.family, self.given])
        return f"{name}, {self.title}" if self.title else name

    @property
    def marked_name(self) -> str:
        """In the person's own order with the family name in capitals: "TAN Mei Ling", "Mary SMITH"."""
        return _joined(part.upper() if is_family and self.given else part for part, is_family in self.marked_parts())

    def marked_parts(self) -> list[tuple[str, bool]]:
        """The parts in the person's own order, each with whether it is the family name, for a screen to mark."""
        family, given = (self.family, True), (self.given, False)
        return [part for part in ((family, given) if self.family_first else (given, family)) if part[0]]

    @property
    def salutation(self) -> str:
        """How a letter begins: "Dear Dr Tan"; without a title the whole name, so that nobody's sex is guessed.

        ``form_of_address`` goes before all else; a name that has no Latin form is called by ``name_on_letters``.
        """
        if self.form_of_address:
            return f"Dear {self.form_of_address}"
        if self.name_on_letters and not latin_only(self.family):
            return f"Dear {self._titled(self.name_on_letters)}"
        called = _joined([self.title, self.family or self.given]) if self.title else self.full_name
        return f"Dear {called}"

    @property
    def needs_name_on_letters(self) -> bool:
        """Whether a letter cannot be addressed yet: the name has no Latin form to print."""
        return not latin_only(self.name_on_letters or self.full_name)

    def _titled(self, name: str) -> str:
        has_title = not self.title or name.casefold().startswith(self.title.casefold() + " ")
        return name if has_title else f"{self.title} {name}"


def _joined(parts: Iterable[str]) -> str:
    return " ".join(filter(None, parts))
