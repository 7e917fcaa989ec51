"""Spelling in a text editor: unknown words underlined, suggestions in the menu; no dictionary is known here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from ui.kit.theme.apply import look

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOT_PROSE = re.compile(r"\S*(?:@|://|www\.|\d)\S*")


class Speller(Protocol):
    """A dictionary with words that were added to it."""

    def is_known(self, word: str) -> bool: ...

    def suggest(self, word: str, then: Callable[[Sequence[str]], None], owner: QObject) -> None:
        """Look for what may be meant and give it to ``then``, at once or later; nothing once ``owner`` is deleted."""
        ...

    def learn(self, word: str) -> None: ...


def words_in(text: str) -> list[tuple[int, str]]:
    """The words of a text with where they begin; addresses, references and numbers are no words."""
    skipped = [found.span() for found in _NOT_PROSE.finditer(text)]
    return [
        (found.start(), found.group())
        for found in _WORD.finditer(text)
        if not any(first <= found.start() < last for first, last in skipped)
    ]


class SpellingUnderline(QSyntaxHighlighter):
    """Underlines what the speller does not know; what it was asked once it remembers."""

    def __init__(self, document: QTextDocument, speller: Speller) -> None:
        super().__init__(document)
        self._speller = speller
        self._known: dict[str, bool] = {}

    def is_known(self, word: str) -> bool:
        """Whether the speller knows the word.

        One letter, all capitals, and names with letters that English does not have (Łódź) always pass.
        """
        plain = word.replace("’", "'")
        if len(word) < 2 or word.isupper() or (word[0].isupper() and not plain.isascii()):
            return True
        if plain not in self._known:
            self._known[plain] = self._speller.is_known(plain)
        return self._known[plain]

    def learn(self, word: str) -> None:
        """Add a word and look again."""
        self._speller.learn(word)
        self._known[word.replace("’", "'")] = True
        self.rehighlight()

    def look_again(self) -> None:
        """The speller may know more by now."""
        self._known.clear()
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        wavy = QTextCharFormat()
        wavy.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        wavy.setUnderlineColor(look().colour("bad"))
        for start, word in words_in(text):
            if not self.is_known(word):
                self.setFormat(start, len(word), wavy)
