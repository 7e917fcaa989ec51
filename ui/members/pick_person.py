"""Pick somebody on record: the same search, for a part of another record."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.kit.desk import Desk
from ui.kit.layout import button, column, row, text
from ui.members.search_panel import SearchPanel


class PickPerson(QWidget):
    """Enter or a double click picks; Esc goes back."""

    picked = Signal(object)
    """A PersonHit."""
    left = Signal()

    def __init__(self, desk: Desk, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pick_person")
        self.search = SearchPanel(desk, name="pick", may_add=False)
        pick, back = button("Choose", "pick_choose", "main"), button("Go back", "pick_back", tip="Go back  Esc")
        note = text("Somebody who is not on record is added first, as a person of their own.", "muted", wrap=True)
        self.setLayout(
            column(text(title, "page-name", wrap=True), note, self.search, row(pick, back, None), edge=16, gap=8)
        )
        self.search.opened.connect(self.picked)
        pick.clicked.connect(self._pick)
        back.clicked.connect(self.left)

    def focus_first(self) -> None:
        """Where typing begins."""
        self.search.focus_box()

    def _pick(self) -> None:
        hit = self.search.table.current()
        if hit is not None:
            self.picked.emit(hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
