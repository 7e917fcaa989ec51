"""The points of a new complaint, written one after another with Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ui.kit.layout import redress, text

ROW_PX, MOST_ROWS = 30, 6


class PointsEntry(QWidget):
    """Enter adds a point, F2 or a double click changes one, Delete takes it away; an empty Enter goes on."""

    edited = Signal()
    finished = Signal()
    """Enter in the empty line: there are no more points."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("points_entry")
        label = text("Points", "field-label")
        self.list = _Editable()
        self.list.setObjectName("points_entered")
        self.list.setAccessibleName("Points so far")
        self.list.itemChanged.connect(lambda _item: self._on_changed())
        self.list.taken.connect(self._on_changed)
        self.new = QLineEdit()
        self.new.setObjectName("point_new")
        self.new.setAccessibleName("Add a point")
        self.new.setPlaceholderText("Each point on its own, then Enter: The certificate was not sent")
        self.new.setMaxLength(200)
        self.new.returnPressed.connect(self._add)
        self.new.textEdited.connect(lambda _text: self.edited.emit())
        label.setBuddy(self.new)
        self._note = text(_HINT, "muted-small", name="points_note", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (label, self.list, self.new, self._note):
            layout.addWidget(widget)
        self._fit()

    def titles(self) -> list[str]:
        """Every point, the one in the line included."""
        written = [self.list.item(number).text().strip() for number in range(self.list.count())]
        return [title for title in (*written, self.new.text().strip()) if title]

    def show_titles(self, titles: Sequence[str]) -> None:
        """Show these points in place of the ones before."""
        self.list.clear()
        self.new.clear()
        for title in titles:
            self._append(title)
        self._fit()

    def tell(self, problem: str) -> None:
        """Show what is wrong, or the hint again."""
        self._note.setText(f"▲ {problem}" if problem else _HINT)
        redress(self._note, "field-problem" if problem else "muted-small")

    def _add(self) -> None:
        title = self.new.text().strip()
        if not title:
            self.finished.emit()
            return
        self._append(title)
        self.new.clear()
        self._on_changed()

    def _append(self, title: str) -> None:
        item = QListWidgetItem(title)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        self.list.addItem(item)

    def _on_changed(self) -> None:
        self._fit()
        self.tell("")
        self.edited.emit()

    def _fit(self) -> None:
        rows = min(MOST_ROWS, self.list.count())
        self.list.setVisible(rows > 0)
        self.list.setFixedHeight(rows * ROW_PX + 6)


_HINT = "The letter answers each point by itself."


class _Editable(QListWidget):
    taken = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.currentRow() >= 0:
            self.takeItem(self.currentRow())
            self.taken.emit()
            return
        super().keyPressEvent(event)
