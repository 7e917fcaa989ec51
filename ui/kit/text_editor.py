"""The prose editor: plain text, clean paste, a length told in a sentence, and a signal at each pause."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.basics.text import clean_text

PAUSE_MS = 600


class TextEditor(QPlainTextEdit):
    """Plain paragraphs; Tab leaves the field, Ctrl+Enter submits."""

    submitted = Signal()
    left = Signal()
    paused = Signal(str)
    """The text, 600 ms after the last key: for keeping what is half typed."""

    def __init__(self, parent: QWidget | None = None, *, limit: int = 20_000, lines: int = 4) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._limit = limit
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._on_pause)
        self.textChanged.connect(self._pause.start)
        self.set_lines(lines)

    def set_lines(self, lines: int) -> None:
        """Stand at least ``lines`` text lines high."""
        spacing = self.fontMetrics().lineSpacing()
        self.setMinimumHeight(int(lines * spacing + 2 * self.document().documentMargin() + 10))

    def text(self) -> str:
        """The text as the office stores it: NFC, line feeds only, no controls."""
        return clean_text(self.toPlainText())

    def set_text(self, text: str) -> None:
        """Show another text; the history of undo begins afresh and ``paused`` is not emitted."""
        self.setPlainText(text)
        self._pause.stop()

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
        if self._pause.isActive():
            self._pause.stop()
            self._on_pause()

    def _on_pause(self) -> None:
        self.paused.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(clean_text(source.text()))
