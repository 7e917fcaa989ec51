"""Choosing a cause on one axis: the office's most used first, searched while typing, with what belongs under it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.basics.search_form import words
from app.complaints.find_causes import causes_by_use
from app.complaints.wording import AXIS_WORDS, counted
from app.knowledge.procedure import Cause, CauseAxis
from ui.kit.desk import Desk, Ticket
from ui.kit.layout import button, column, row, text
from ui.kit.wrapped_rows import WrappedRows

LIST_PX = 152
CODE_ROLE = Qt.ItemDataRole.UserRole + 1


class CausePick(QWidget):
    """Shows the cause that is chosen; “Choose…” opens the search. Enter takes, Esc leaves it."""

    picked = Signal(object)
    """The code that a person took, None when they took it away."""

    def __init__(self, desk: Desk, axis: CauseAxis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"cause_{axis}")
        self.axis = axis
        self._desk = desk
        self._complaint_id: int | None = None
        self._ticket: Ticket | None = None
        self._offered: list[tuple[Cause, int]] = []
        self._label = text(AXIS_WORDS[axis], "field-label")
        self._name = text("", name=f"cause_{axis}_name")
        self._about = text("", "muted-small", name=f"cause_{axis}_about", wrap=True)
        self._change = button("Choose…", f"cause_{axis}_change", "link")
        self._change.setAccessibleName(f"{AXIS_WORDS[axis]}: choose")
        self._drop = button("Take it away", f"cause_{axis}_drop", "link")
        self._change.clicked.connect(self.open_search)
        self._drop.clicked.connect(lambda: self.picked.emit(None))
        self._searching, self.field, self.hits = QWidget(), QLineEdit(), QListWidget()
        self._make_search()
        line = row(self._name, self._change, self._drop, None, gap=12)
        self.setLayout(column(self._label, line, self._about, self._searching, gap=4))

    def show_cause(self, complaint_id: int | None, cause: Cause | None, *, editable: bool) -> None:
        """Show what is stored; a search that is open stays open while nothing else was chosen.

        Without an id it is what was chosen for a complaint that is not logged yet.
        """
        self._complaint_id = complaint_id
        self._name.setText(cause.name if cause else "Nothing chosen")
        self._about.setText(cause.description if cause else "")
        self._about.setVisible(cause is not None)
        self._change.setText("Choose another…" if cause else "Choose…")
        self._change.setVisible(editable)
        self._drop.setVisible(editable and cause is not None)
        if not editable:
            self._searching.hide()

    def focus(self) -> None:
        """Go to the search, or to the button that opens it."""
        (self.field if self._searching.isVisibleTo(self) else self._change).setFocus()

    def open_search(self) -> None:
        """Read what may be chosen, and begin to type."""
        self._searching.show()
        self.field.clear()
        self.field.setFocus()
        self._desk.forget(self._ticket)
        self._ticket = self._desk.read(self, causes_by_use, self._complaint_id, self.axis, then=self._offer)

    def close_search(self) -> None:
        """Fold the search; the focus goes back to the button, where it was inside."""
        inside = self.field.hasFocus() or self.hits.hasFocus()
        self._searching.hide()
        if inside:
            self._change.setFocus()

    def _make_search(self) -> None:
        self.field.setObjectName(f"cause_{self.axis}_find")
        self.field.setAccessibleName(f"Find: {AXIS_WORDS[self.axis]}")
        self.field.setPlaceholderText("Find by any word of it")
        self.field.textEdited.connect(lambda _text: self._show_hits())
        self.field.returnPressed.connect(lambda: self._take(self.hits.currentItem()))
        self.hits.setObjectName(f"cause_{self.axis}_hits")
        self.hits.setAccessibleName(f"{AXIS_WORDS[self.axis]}: what may be chosen")
        self.hits.setMaximumHeight(LIST_PX)
        WrappedRows(self.hits)
        self.hits.itemActivated.connect(self._take)
        self.hits.itemClicked.connect(self._take)
        self._searching.setLayout(column(self.field, self.hits, gap=4))
        self._searching.hide()

    def _offer(self, offered: list[tuple[Cause, int]]) -> None:
        self._offered = offered
        self._show_hits()

    def _show_hits(self) -> None:
        sought = words(self.field.text())
        self.hits.clear()
        for cause, times in self._offered:
            there = words(f"{cause.name} {cause.description}")
            if all(any(word.startswith(wanted) for word in there) for wanted in sought):
                used = f"  ·  {counted(times, 'time')} in 12 months" if times else ""
                item = QListWidgetItem(f"{cause.name}{used}\n{cause.description}")
                item.setData(CODE_ROLE, cause.code)
                self.hits.addItem(item)
        if sought and self.hits.count():
            self.hits.setCurrentRow(0)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.close_search()
            self.picked.emit(item.data(CODE_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._searching.isVisibleTo(self):
            self.close_search()
        elif event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.hits.setFocus()
            self.hits.setCurrentRow(max(0, self.hits.currentRow()))
        else:
            super().keyPressEvent(event)
