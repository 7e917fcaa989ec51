"""The few words that the page itself says, by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Wording:
    """Labels of the letterhead, the running lines and the enclosures."""

    page: str
    date: str
    our_reference: str
    case: str
    your_reference: str
    enclosed: str
    write_to: str


_ENGLISH: Final = Wording(
    page="Page {page} of {pages}",
    date="Date",
    our_reference="Our reference",
    case="Case",
    your_reference="Your reference",
    enclosed="With this letter",
    write_to="Our address",
)
_WELSH: Final = Wording(
    page="Tudalen {page} o {pages}",
    date="Dyddiad",
    our_reference="Ein cyfeirnod",
    case="Achos",
    your_reference="Eich cyfeirnod",
    enclosed="Gyda'r llythyr hwn",
    write_to="Ein cyfeiriad",
)
_BY_LANGUAGE: Final[Mapping[str, Wording]] = {"en": _ENGLISH, "cy": _WELSH}


def wording(language: str) -> Wording:
    """The labels in a language (BCP 47); English where the page has none of its own."""
    return _BY_LANGUAGE.get(language.partition("-")[0], _ENGLISH)
