"""Spelling in the prose fields of forms: one British English dictionary, read off the GUI thread at the first need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.kit.background import BackgroundRunner, Runner
from ui.kit.preferences import Preferences
from ui.kit.spelling import words_in
from ui.kit.text_editor import TextEditor
from ui.parts.own_words import OwnWords

if TYPE_CHECKING:
    from letters.checks.spelling import BritishSpeller
    from letters.checks.suggesting import Suggester


class MySpeller:
    """The dictionary with the words that this person added; a possessive is known where its word is."""

    def __init__(self, dictionary: Dictionary, british: BritishSpeller, own: OwnWords) -> None:
        self._dictionary, self._british, self._own = dictionary, british, own

    def is_known(self, word: str) -> bool:
        bare = word.removesuffix("'s")
        return (
            self._own.knows(word)
            or self._dictionary.is_name(bare)
            or any(self._british.knows(one) for one in {word, bare})
        )

    def suggest(self, word: str, then: Callable[[Sequence[str]], None], owner: QObject) -> None:
        self._dictionary.suggest(word, lambda found: then(found or ()), owner)

    def learn(self, word: str) -> None:
        self._own.learn(word)


class Dictionary(QObject):
    """Reads the dictionary once, when the first editor wants it; editors that wait get it when it is there.

    What may be meant by a word is looked for in a process of its own, which ends with the program.
    """

    names_changed = Signal()

    def __init__(self, parent: QObject | None = None, *, runner: Runner | None = None) -> None:
        super().__init__(parent)
        self._runner = runner if runner is not None else BackgroundRunner(self, workers=1)
        self._british: BritishSpeller | None = None
        self._suggester = Suggesting()
        self._own: dict[Preferences, OwnWords] = {}
        self._names: set[str] = set()
        self._waiting: list[tuple[TextEditor, Preferences]] = []

    def give(self, editor: TextEditor, preferences: Preferences) -> None:
        """Underline in this editor, as soon as the dictionary is read."""
        if self._british is not None:
            self._check(editor, self._british, preferences)
            return
        self._waiting.append((editor, preferences))
        if len(self._waiting) == 1:
            self._runner.submit(_read_british, on_done=self._on_read, on_error=self._on_unreadable)

    def own_words(self, preferences: Preferences) -> OwnWords:
        """The words that this person added: the one object that checks, menus and forms ask."""
        if preferences not in self._own:
            self._own[preferences] = OwnWords(preferences)
        return self._own[preferences]

    def know_names(self, *names: str) -> None:
        """Of people, firms and bodies on the record that is shown: their words are no slips from now on."""
        found = {word.replace("’", "'").casefold() for name in names for _start, word in words_in(name)} - self._names
        if found:
            self._names |= found
            self.names_changed.emit()

    def is_name(self, word: str) -> bool:
        """Whether the word is of a name of the record; a name begins with a capital."""
        return word[:1].isupper() and word.casefold() in self._names

    def suggest(
        self,
        word: str,
        then: Callable[[Sequence[str] | None], None],
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
        *,
        language: str = "en-GB",
    ) -> None:
        """Look for what may be meant by a word, and give it to ``then``; None where the dictionary knows the word."""
        plain = word.replace("’", "'")
        self._runner.submit(
            partial(self._suggester.meant, plain, language),
            on_done=then,
            on_error=failed or self._on_unreadable,
            owner=owner,
        )

    def end(self) -> None:
        """Let the process go that looks for words, if one was started."""
        self._suggester.end()

    def _on_read(self, british: BritishSpeller) -> None:
        self._british = british
        waiting, self._waiting = self._waiting, []
        for editor, preferences in waiting:
            if shiboken6.isValid(editor):
                self._check(editor, british, preferences)

    def _check(self, editor: TextEditor, british: BritishSpeller, preferences: Preferences) -> None:
        own = self.own_words(preferences)
        editor.check_spelling(MySpeller(self, british, own))
        own.changed.connect(editor.spell_again)
        self.names_changed.connect(editor.spell_again)

    def _on_unreadable(self, error: Exception) -> None:
        """The dictionary ships with the program: that it cannot be read is a fault of ours, and is told as one."""
        self._waiting.clear()
        raise error


class Suggesting:
    """The process that looks for words, made on the worker: with it comes the letter engine."""

    def __init__(self) -> None:
        self._suggester: Suggester | None = None

    def meant(self, word: str, language: str) -> tuple[str, ...] | None:
        """What may be meant; None for a word that is known, in a language without a dictionary for every word."""
        from letters.checks.spelling import DICTIONARIES

        if language not in DICTIONARIES or DICTIONARIES[language]().knows(word):
            return None
        if self._suggester is None:
            from letters.checks.suggesting import Suggester

            self._suggester = Suggester()
        return self._suggester.suggest(word, language)

    def end(self) -> None:
        if self._suggester is not None:
            self._suggester.end()


def _read_british() -> BritishSpeller:
    """On the worker: with the dictionary comes the letter engine, which no start should wait for."""
    from letters.checks.spelling import british

    return british()


def dictionary() -> Dictionary:
    """The one dictionary of the program."""
    app = QCoreApplication.instance()
    found = app.findChild(Dictionary) if app is not None else None
    if isinstance(found, Dictionary):
        return found
    made = Dictionary(app)
    if app is not None:
        app.aboutToQuit.connect(made.end)
    return made


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
