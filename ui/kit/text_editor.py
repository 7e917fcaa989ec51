"""The prose editor: plain text, clean paste, spelling, a length in a sentence, a signal at each pause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QWidget

from app.basics.text import clean_text
from ui.kit.held_key import is_ctrl_enter
from ui.kit.pause import Pause
from ui.kit.rich_paste import plain_pasted
from ui.kit.spelling import Speller, SpellingUnderline

PAUSE_MS, MOST_MS = 600, 4000
SUGGESTIONS = 6


class TextEditor(QPlainTextEdit):
    """Plain paragraphs; Tab leaves the field, Ctrl+Enter submits."""

    submitted = Signal()
    entered = Signal()
    left = Signal()
    resized = Signal()
    words_changed = Signal()
    """The text is another one; ``textChanged`` also comes for mere underlining."""
    refused = Signal(str)
    """A sentence: what was pasted does not fit and was left out."""
    paused = Signal(str)
    """The text, 600 ms after the last key, and at the latest after four seconds: for keeping what is half typed."""

    def __init__(self, parent: QWidget | None = None, *, limit: int = 20_000, lines: int = 4) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._limit = limit
        self._speller: Speller | None = None
        self._underline: SpellingUnderline | None = None
        self._pause = Pause(self, PAUSE_MS, MOST_MS)
        self._pause.over.connect(self._on_pause)
        self._words = ""
        self.textChanged.connect(self._on_text_changed)
        self.set_lines(lines)

    def set_lines(self, lines: int) -> None:
        """Stand at least ``lines`` text lines high."""
        spacing = self.fontMetrics().lineSpacing()
        self.setMinimumHeight(int(lines * spacing + 2 * self.document().documentMargin() + 10))

    def check_spelling(self, speller: Speller) -> None:
        """Underline what the speller does not know, and offer its suggestions in the menu (Menu key, right click)."""
        self._speller = speller
        self._underline = SpellingUnderline(self.document(), speller)

    def spell_again(self) -> None:
        """Another word was learnt somewhere: look again what is not known."""
        if self._underline is not None:
            self._underline.look_again()

    def text(self) -> str:
        """The text as the office stores it: NFC, line feeds only, no controls."""
        return clean_text(self.toPlainText())

    def set_text(self, text: str) -> None:
        """Show another text; the history of undo begins afresh and ``paused`` is not emitted.

        The text that stands here already is left alone, so that a save does not move the caret.
        """
        if text in (self.text(), self.text().strip()):
            self.document().clearUndoRedoStacks()
        else:
            self.setPlainText(text)
        self._pause.cancel()

    def length_problem(self) -> str | None:
        """A sentence when the text is longer than the field takes."""
        length = len(self.text())
        if length <= self._limit:
            return None
        return f"This has {length:,} characters and at most {self._limit:,} fit. Shorten it, or attach it as a file."

    def count_sentence(self) -> str:
        """``128 words``, with what is left when the end is near."""
        text = self.text()
        words, left = len(text.split()), self._limit - len(text)
        near = f" · {left:,} characters left" if 0 <= left < self._limit // 10 else ""
        return f"{words:,} {'word' if words == 1 else 'words'}{near}"

    def flush(self) -> None:
        """Emit a pending ``paused`` now, before the page closes."""
        self._pause.end()

    def _on_text_changed(self) -> None:
        """Underlining says ``textChanged`` too, and even counts as a revision: only other words are another text."""
        words = self.toPlainText()
        if words != self._words:
            self._words = words
            self._pause.typed()
            self.words_changed.emit()

    def _on_pause(self) -> None:
        self.paused.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_ctrl_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.submitted.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files that are dropped here are for the page around: their paths are no words."""
        return not any(url.isLocalFile() for url in source.urls()) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste what fits whole; more than that would only stop the window and be refused later."""
        pasted = source.text()
        if not self._is_much(pasted):
            pasted = plain_pasted(source)
        if self._is_much(pasted):
            self.refused.emit(
                f"What you pasted has {len(pasted):,} characters and at most {self._limit:,} fit, so it was left out. "
                "Paste a part of it, or attach it as a file."
            )
            self._keep_selected()
            return
        self.insertPlainText(pasted)

    def _is_much(self, pasted: str) -> bool:
        return len(pasted) + self.document().characterCount() > 2 * self._limit

    def _keep_selected(self) -> None:
        """What was to be replaced stays: without this the next key would take its place."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the menu without a loop of its own; it deletes itself when it closes."""
        menu = self.menu_at(self.cursorForPosition(event.pos()))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu_at(self, cursor: QTextCursor) -> QMenu:
        """The usual menu, with what to write instead before it where the word is not known."""
        menu = self.createStandardContextMenu()
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        word = cursor.selectedText()
        if self._underline is None or self._speller is None or not word or self._underline.is_known(word):
            return menu
        first = menu.actions()[0]
        spelling = QMenu(f"“{word}” is not in the dictionary", menu)
        looking = spelling.addAction("Looking for what may be meant…")
        looking.setEnabled(False)
        spelling.addSeparator()
        spelling.addAction(f"Add “{word}” to my words", lambda: self._learn(word))
        menu.insertMenu(first, spelling)
        menu.insertSeparator(first)
        self._speller.suggest(word, partial(_offer, spelling, looking, cursor), spelling)
        return menu

    def _learn(self, word: str) -> None:
        if self._underline is not None:
            self._underline.learn(word)


def _offer(menu: QMenu, looking: QAction, cursor: QTextCursor, found: Sequence[str]) -> None:
    """Put what may be meant where the menu says that it is being looked for; it may be open by then."""
    for suggestion in found[:SUGGESTIONS]:
        action = QAction(suggestion, menu)
        action.triggered.connect(partial(cursor.insertText, suggestion))
        menu.insertAction(looking, action)
    looking.setText("No word is like it")
    looking.setVisible(not found)
