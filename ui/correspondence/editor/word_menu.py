"""The menu of a word: what may be meant instead, looked up on a worker, and the usual commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from letters.block_text import to_plain
from letters.checks import Finding
from letters.checks.spelling import british
from letters.content import Letter
from ui.kit.background import Runner
from ui.kit.preferences import Preferences
from ui.parts.spell_check import MY_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def suggestions(word: str) -> tuple[str, ...] | None:
    """What may be meant by a word that is not in the dictionary; None for one that is."""
    plain = word.replace("’", "'")
    return None if british().knows(plain) else tuple(british().suggest(plain))


def word_menu(words: QTextEdit, cursor: QTextCursor, runner: Runner, learn: Callable[[str], None]) -> QMenu:
    """The menu, which deletes itself when it closes; suggestions, and to learn the word, are put in when looked up."""
    menu = words.createStandardContextMenu()
    menu.setObjectName("word_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    word = cursor.selectedText()
    if _WORD.fullmatch(word) and not words.isReadOnly():
        _look_up(menu, cursor, word, runner, learn)
    return menu


def _look_up(menu: QMenu, cursor: QTextCursor, word: str, runner: Runner, learn: Callable[[str], None]) -> None:
    runner.submit(
        lambda: suggestions(word),
        on_done=lambda found: _put_in(menu, cursor, word, found, learn),
        on_error=lambda error: _tell(menu, error),
        owner=menu,
    )


def _put_in(
    menu: QMenu, cursor: QTextCursor, word: str, found: tuple[str, ...] | None, learn: Callable[[str], None]
) -> None:
    if found is None:
        return
    first = menu.actions()[0]
    for suggestion in found:
        action = menu.addAction(suggestion)
        action.triggered.connect(lambda _=False, new=suggestion: cursor.insertText(new))
        menu.removeAction(action)
        menu.insertAction(first, action)
    add = menu.addAction("Add to my words")
    add.triggered.connect(lambda: learn(word))
    menu.removeAction(add)
    menu.insertAction(first, add)
    menu.insertSeparator(first)
    menu.setAccessibleName(f"“{word}” is not in the dictionary")


def _tell(menu: QObject, error: Exception) -> None:
    if isinstance(menu, QMenu):
        menu.addAction(f"The dictionary cannot be read: {error}").setEnabled(False)


def learn(preferences: Preferences, word: str) -> None:
    """Remember a word of this person's own, for every text that is checked."""
    preferences.keep(MY_WORDS, tuple(sorted({*preferences.words(MY_WORDS), word.replace("’", "'")})))


def unlearnt(findings: Sequence[Finding], letter: Letter | None, preferences: Preferences) -> tuple[Finding, ...]:
    """The findings without words that this person has added to their own."""
    known = {word.casefold() for word in preferences.words(MY_WORDS)}
    plain = {block.id: to_plain(block) for block in letter.blocks} if letter and known else {}

    def is_mine(one: Finding) -> bool:
        word = plain.get(one.block_id or "", "")[one.start : one.end].replace("’", "'").casefold()
        return one.rule == "SP" and bool({word, word.removesuffix("'s")} & known)

    return tuple(one for one in findings if not is_mine(one))
