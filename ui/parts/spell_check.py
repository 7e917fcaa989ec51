"""Spelling in the prose fields of forms: one British English dictionary, read off the GUI thread at the first need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from ui.kit.background import BackgroundRunner, Runner
from ui.kit.preferences import Preferences
from ui.kit.text_editor import TextEditor

if TYPE_CHECKING:
    from letters.checks.spelling import BritishSpeller

MY_WORDS = "spelling/words"
"""The key under which a person's own words are remembered."""


class MySpeller:
    """The dictionary with the words that this person added; a possessive is known where its word is."""

    def __init__(self, british: BritishSpeller, preferences: Preferences) -> None:
        self._british, self._preferences = british, preferences
        self._own = {word.casefold() for word in preferences.words(MY_WORDS)}

    def is_known(self, word: str) -> bool:
        bare = word.removesuffix("'s")
        return any(one.casefold() in self._own or self._british.knows(one) for one in {word, bare})

    def suggestions(self, word: str) -> Sequence[str]:
        return self._british.suggest(word)

    def learn(self, word: str) -> None:
        self._own.add(word.casefold())
        self._preferences.keep(MY_WORDS, tuple(sorted({*self._preferences.words(MY_WORDS), word})))


class Dictionary(QObject):
    """Reads the dictionary once, when the first editor wants it; editors that wait get it when it is there."""

    def __init__(self, parent: QObject | None = None, *, runner: Runner | None = None) -> None:
        super().__init__(parent)
        self._runner = runner if runner is not None else BackgroundRunner(self, workers=1)
        self._british: BritishSpeller | None = None
        self._waiting: list[tuple[TextEditor, Preferences]] = []

    def give(self, editor: TextEditor, preferences: Preferences) -> None:
        """Underline in this editor, as soon as the dictionary is read."""
        if self._british is not None:
            editor.check_spelling(MySpeller(self._british, preferences))
            return
        self._waiting.append((editor, preferences))
        if len(self._waiting) == 1:
            self._runner.submit(_read_british, on_done=self._on_read, on_error=self._on_unreadable)

    def _on_read(self, british: BritishSpeller) -> None:
        self._british = british
        waiting, self._waiting = self._waiting, []
        for editor, preferences in waiting:
            if shiboken6.isValid(editor):
                editor.check_spelling(MySpeller(british, preferences))

    def _on_unreadable(self, error: Exception) -> None:
        """The dictionary ships with the program: that it cannot be read is a fault of ours, and is told as one."""
        self._waiting.clear()
        raise error


def _read_british() -> BritishSpeller:
    """On the worker: with the dictionary comes the letter engine, which no start should wait for."""
    from letters.checks.spelling import british

    return british()


def dictionary() -> Dictionary:
    """The one dictionary of the program."""
    app = QCoreApplication.instance()
    found = app.findChild(Dictionary) if app is not None else None
    return found if isinstance(found, Dictionary) else Dictionary(app)


def check_spelling_in(form: QWidget, preferences: Preferences) -> None:
    """Underline unknown words in every prose field of a form, from the first time that one is typed in."""
    for editor in form.findChildren(TextEditor):
        _AtFocus(editor, preferences)


class _AtFocus(QObject):
    def __init__(self, editor: TextEditor, preferences: Preferences) -> None:
        super().__init__(editor)
        self._editor, self._preferences = editor, preferences
        editor.entered.connect(self._on_entered)

    def _on_entered(self) -> None:
        if not self._editor.isReadOnly():
            self._editor.entered.disconnect(self._on_entered)
            dictionary().give(self._editor, self._preferences)
