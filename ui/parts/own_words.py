"""The words that a person added to the dictionary: the same for every form, letter and menu of the window."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.kit.preferences import Preferences

MY_WORDS = "spelling/words"
"""The key under which a person's own words are remembered."""


class OwnWords(QObject):
    """Letter case is ignored, and a possessive is known where its word is."""

    changed = Signal()
    """A word was added: what was underlined may be known now."""

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._words = {_plain(word) for word in preferences.words(MY_WORDS)}

    def knows(self, word: str) -> bool:
        """Whether the word, or the word of which it is the possessive, was added."""
        plain = _plain(word)
        return bool({plain, plain.removesuffix("'s")} & self._words)

    def learn(self, word: str) -> None:
        """Know a word from now on, on this machine."""
        written = word.replace("’", "'")
        self._words.add(_plain(word))
        self._preferences.keep(MY_WORDS, tuple(sorted({*self._preferences.words(MY_WORDS), written})))
        self.changed.emit()


def _plain(word: str) -> str:
    return word.replace("’", "'").casefold()
