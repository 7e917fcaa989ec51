"""Closed cases like the one in hand, at its right: opened by a key, each with its outcome, remedies and reasons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.complaints.find_similar import SimilarCase, similar_cases
from ui.complaints.similar_lines import similar_heading, similar_line, similar_whole
from ui.kit.desk import Desk, Ticket
from ui.kit.icons import icon
from ui.kit.layout import button, column, row, text
from ui.kit.wrapped_rows import WrappedRows

ID_ROLE = Qt.ItemDataRole.UserRole + 1
LIST_PX = 280
KEY = "Ctrl+Shift+M"


class SimilarPanel(QWidget):
    """Folded it reads nothing. Enter or a click opens a case; going back leads here again."""

    open_asked = Signal(str)
    """A case to open: ``complaint:12``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("similar")
        self._desk = desk
        self._complaint_id = 0
        self._ticket: Ticket | None = None
        self.toggle = button("Similar closed cases", "similar_open", "quiet", icon_name="chevron-right")
        self.toggle.setCheckable(True)
        self.toggle.setToolTip(f"Closed cases like this one, with what came of them  {KEY}")
        self.toggle.toggled.connect(lambda _opened: self._unfold())
        self._note = text("", "muted", name="similar_note", wrap=True)
        self.list = QListWidget()
        self.list.setObjectName("similar_list")
        self.list.setAccessibleName("Similar closed cases")
        WrappedRows(self.list)
        self.list.setSpacing(4)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(LIST_PX)
        self.list.itemClicked.connect(self._go)
        self._inner = QWidget()
        self._inner.setLayout(column(self._note, self.list, gap=4))
        self._inner.hide()
        self.setLayout(column(row(self.toggle, None), self._inner, gap=4, edge=12))

    def show_case(self, complaint_id: int) -> None:
        """Be beside this case; what is like it is read when the panel is open."""
        self._complaint_id = complaint_id
        if self.toggle.isChecked():
            self._read()

    def open(self) -> None:
        """Unfold it and go there; once more folds it."""
        self.toggle.toggle()
        (self.list if self.toggle.isChecked() and not self.list.isHidden() else self.toggle).setFocus()

    def lines(self) -> list[str]:
        """What each line says."""
        return [self.list.item(number).text() for number in range(self.list.count())]

    def heading(self) -> str:
        """What stands above the lines."""
        return self._note.text()

    def _unfold(self) -> None:
        opened = self.toggle.isChecked()
        self.toggle.setIcon(icon("chevron-down" if opened else "chevron-right", "text"))
        self._inner.setVisible(opened)
        if opened and self._complaint_id:
            self._read()

    def _read(self) -> None:
        self._desk.forget(self._ticket)
        self._ticket = self._desk.read(self, similar_cases, self._complaint_id, then=self._show)

    def _show(self, found: list[SimilarCase]) -> None:
        chosen = self.list.currentItem().data(ID_ROLE) if self.list.currentRow() >= 0 else 0
        self._note.setText(similar_heading(found))
        if self.list.hasFocus() and not found:
            self.toggle.setFocus()
        self.list.setVisible(bool(found))
        self.list.clear()
        for case in found:
            item = QListWidgetItem(similar_line(case))
            item.setData(ID_ROLE, case.id)
            item.setToolTip(similar_whole(case))
            self.list.addItem(item)
            if case.id == chosen:
                self.list.setCurrentItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        self.open_asked.emit(f"complaint:{item.data(ID_ROLE)}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.list.hasFocus() and self.list.currentRow() >= 0:
            self._go(self.list.currentItem())
            return
        super().keyPressEvent(event)
