"""Finds words in the letter: Enter goes on, Shift+Enter back, Esc to the words that were found."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit

from ui.correspondence.editor.find_words import Place, count_words, places_of, step_from
from ui.correspondence.editor.text_column import TextColumn
from ui.kit.layout import button, row, text
from ui.kit.theme.apply import PAGE_EDGE


class FindStrip(QFrame):
    """A field above the letter. It reads the words anew at each step: somebody may write meanwhile."""

    def __init__(self, column: TextColumn) -> None:
        super().__init__()
        self.setObjectName("letter_find_strip")
        self.setProperty("part", "banner-plain")
        self._column = column
        self._here: Place | None = None
        self.field = QLineEdit()
        self.field.setObjectName("letter_find")
        self.field.setAccessibleName("Find in this letter")
        self.field.setPlaceholderText("Find in this letter")
        self.field.setMaxLength(200)
        self.field.setFixedWidth(300)
        self._count = text("", "muted", name="letter_find_count")
        self._count.setMinimumWidth(120)
        back = button("Previous", "letter_find_back", tip="Previous  Shift+Enter")
        on = button("Next", "letter_find_next", tip="Next  Enter")
        close = button("Close", "letter_find_close", "quiet", tip="Close  Esc")
        layout = row(self.field, self._count, back, on, None, close)
        layout.setContentsMargins(PAGE_EDGE, 8, PAGE_EDGE, 8)
        self.setLayout(layout)
        self.field.textChanged.connect(lambda: self.step(0))
        on.clicked.connect(lambda: self.step(1))
        back.clicked.connect(lambda: self.step(-1))
        close.clicked.connect(self.close_strip)
        self.hide()

    def ask(self) -> None:
        """Ask for the words: those that are chosen in the letter stand there already."""
        chosen = self._column.chosen_words()
        self._here = self._column.caret()
        self.show()
        self.field.setFocus()
        if chosen:
            self.field.setText(chosen)
        self.field.selectAll()
        self.step(0)

    def step(self, by: int) -> None:
        """Show the next place (1), the one before (-1), or the first from where one is (0)."""
        shown = self._column.shown_words()
        places = places_of(self.field.text(), shown)
        if not places:
            self._count.setText(count_words(0, 0) if self.field.text().strip() else "")
            return
        number = step_from(places, [block_id for block_id, _ in shown], self._here, by)
        self._here = places[number]
        self._count.setText(count_words(number, len(places)))
        self._column.show_place(self._here.block_id, self._here.start, self._here.end)

    def close_strip(self) -> None:
        """Go back to the words."""
        self.hide()
        self._column.focus_current()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._here = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_strip()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self.field.hasFocus():
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case _:
                super().keyPressEvent(event)
