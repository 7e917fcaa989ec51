"""The menu of a word: what may be meant instead, looked up on a worker, and the usual commands."""

from __future__ import annotations

import re
from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from letters.checks.spelling import BritishSpeller
from ui.kit.background import Runner

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@cache
def _speller() -> BritishSpeller:
    """Read on the first word that is looked up, on the worker: the dictionary takes a while."""
    return BritishSpeller()


def suggestions(word: str) -> tuple[str, ...]:
    """What may be meant by a word that is not in the dictionary; nothing for one that is."""
    plain = word.replace("’", "'")
    return () if _speller().knows(plain) else tuple(_speller().suggest(plain))


def word_menu(words: QTextEdit, cursor: QTextCursor, runner: Runner) -> QMenu:
    """The menu, which deletes itself when it closes; suggestions are put in when they are there."""
    menu = words.createStandardContextMenu()
    menu.setObjectName("word_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    word = cursor.selectedText()
    if _WORD.fullmatch(word) and not words.isReadOnly():
        _look_up(menu, cursor, word, runner)
    return menu


def _look_up(menu: QMenu, cursor: QTextCursor, word: str, runner: Runner) -> None:
    runner.submit(
        lambda: suggestions(word),
        on_done=lambda found: _put_in(menu, cursor, word, found),
        on_error=lambda error: _tell(menu, error),
        owner=menu,
    )


def _put_in(menu: QMenu, cursor: QTextCursor, word: str, found: tuple[str, ...]) -> None:
    if not found:
        return
    first = menu.actions()[0]
    for suggestion in found:
        action = menu.addAction(suggestion)
        action.triggered.connect(lambda _=False, new=suggestion: cursor.insertText(new))
        menu.removeAction(action)
        menu.insertAction(first, action)
    menu.insertSeparator(first)
    menu.setAccessibleName(f"“{word}” is not in the dictionary")


def _tell(menu: QObject, error: Exception) -> None:
    if isinstance(menu, QMenu):
        menu.addAction(f"The dictionary cannot be read: {error}").setEnabled(False)
