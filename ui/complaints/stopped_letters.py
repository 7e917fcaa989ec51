"""At the head of a case: its letters that were stopped, why, and the way to the newest of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.complaints.record import CaseLetter
from ui.kit.layout import button, redress, row, text


class StoppedLetters(QWidget):
    """Nothing where no letter was stopped."""

    open_asked = Signal(str)
    """A letter to open: ``letter:3``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stopped_letters")
        self._newest = ""
        self._words = text("", name="stopped_words", wrap=True)
        redress(self._words, "warning")
        # Margins of its own: the padding of a style sheet is not counted when wrapped lines are measured.
        self._words.setContentsMargins(12, 6, 12, 6)
        go = button("Open the letter", "open_stopped", "link")
        go.clicked.connect(lambda: self.open_asked.emit(self._newest))
        line = row(self._words, go, gap=12)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def show_letters(self, letters: Sequence[CaseLetter]) -> None:
        """Tell those of the case that were stopped."""
        stopped = [letter for letter in letters if letter.stopped_because]
        self._words.setText("\n".join(f"▲ {stopped_words(letter)}" for letter in stopped))
        self._newest = f"letter:{stopped[-1].id}" if stopped else ""
        self.setVisible(bool(stopped))


def stopped_words(letter: CaseLetter) -> str:
    """That it is with its author again, and why."""
    return f"“{letter.title}” was stopped and not sent. {letter.stopped_because}"
