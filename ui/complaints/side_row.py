"""A row of a list beside the case, before any widget."""

from __future__ import annotations

from dataclasses import dataclass

from ui.kit.table_data import Tone

MOST_WORDS = 240
"""Longer words are cut in the list; the tooltip has them whole."""


@dataclass(frozen=True, slots=True)
class SideRow:
    """``over`` stands small above the words; ``drag`` is what a text field gets when the row is dropped on it."""

    key: int
    over: str
    words: str
    tone: Tone = "plain"
    struck: bool = False
    tip: str = ""
    drag: str = ""

    @property
    def shown(self) -> str:
        """The words as the list has room for them."""
        return self.words if len(self.words) <= MOST_WORDS else f"{self.words[:MOST_WORDS].rsplit(' ', 1)[0]}…"
