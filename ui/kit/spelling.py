"""What a speller must offer, so that the kit underlines words without knowing any dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Speller(Protocol):
    """A dictionary with the office's own words."""

    def is_known(self, word: str) -> bool: ...

    def suggestions(self, word: str) -> Sequence[str]: ...

    def learn(self, word: str) -> None: ...
