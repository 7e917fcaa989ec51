"""The menu of a word: what may be meant instead, looked up on a worker, and the usual commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from letters.block_text import to_plain
from letters.checks import Finding
from letters.content import Letter
from ui.parts.own_words import OwnWords

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


class LookUp(Protocol):
    """Looks for what may be meant by a word; None where the dictionary knows it."""

    def __call__(
        self,
        word: str,
        then: Callable[[Sequence[str] | None], None],
        owner: QObject,
        failed: Callable[[Exception], None] | None = None,
    ) -> None: ...


def word_menu(words: QTextEdit, cursor: QTextCursor, look_up: LookUp, own: OwnWords) -> QMenu:
    """The menu, which deletes itself when it closes; suggestions, and to learn the word, are put in when looked up."""
    menu = words.createStandardContextMenu()
    menu.setObjectName("word_menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    word = cursor.selectedText()
    if _WORD.fullmatch(word) and not words.isReadOnly() and not own.knows(word):
        look_up(word, lambda found: _put_in(menu, cursor, word, found, own), menu, lambda error: _tell(menu, error))
    return menu


def _put_in(menu: QMenu, cursor: QTextCursor, word: str, found: Sequence[str] | None, own: OwnWords) -> None:
    if found is None:
        return
    first = menu.actions()[0]
    for suggestion in found:
        action = menu.addAction(suggestion)
        action.triggered.connect(lambda _=False, new=suggestion: cursor.insertText(new))
        menu.removeAction(action)
        menu.insertAction(first, action)
    add = menu.addAction("Add to my words")
    add.triggered.connect(lambda: own.learn(word))
    menu.removeAction(add)
    menu.insertAction(first, add)
    menu.insertSeparator(first)
    menu.setAccessibleName(f"“{word}” is not in the dictionary")


def _tell(menu: QObject, error: Exception) -> None:
    if isinstance(menu, QMenu):
        menu.addAction(f"The dictionary cannot be read: {error}").setEnabled(False)


def unlearnt(findings: Sequence[Finding], letter: Letter | None, own: OwnWords) -> tuple[Finding, ...]:
    """The findings without words that this person has added to their own."""
    plain = {block.id: to_plain(block) for block in letter.blocks} if letter else {}

    def is_mine(one: Finding) -> bool:
        return one.rule == "SP" and own.knows(plain.get(one.block_id or "", "")[one.start : one.end])

    return tuple(one for one in findings if not is_mine(one))
