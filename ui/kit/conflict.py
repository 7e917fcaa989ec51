"""The conflict view: what was, what somebody else made of it, what you typed; choose for each field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QDialog, QGridLayout, QPushButton, QRadioButton, QWidget

from app.basics.problems import Conflict, FieldConflict
from ui.kit.dates import show_date
from ui.kit.layout import as_is, button, column, row, scrolled, text

RADIO_EDGE = 4
"""How far a radio button's words stand below its top."""

Side = Literal["theirs", "yours"]


@dataclass(frozen=True, slots=True)
class Merged:
    """What was chosen: ``seen`` is now what the other person stored, ``new`` what shall stand."""

    edits: dict[str, tuple[Any, Any]]
    keep_theirs: tuple[str, ...]


class ConflictView(QDialog):
    """One line a field; nothing is chosen for the person. T takes theirs, Y yours, in the line with the focus.

    Enter and Ctrl+Enter save once every field is chosen; before that they go to the first that is not.
    """

    def __init__(self, conflict: Conflict, labels: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("conflict")
        self.setWindowTitle("Choose what shall stand")
        self.setModal(True)
        self.resize(820, 420)
        self._conflict, self._labels = conflict, labels
        self._groups: dict[str, QButtonGroup] = {}
        self._save = button("Save what is chosen", "conflict_save", "main")
        self._save.setEnabled(False)
        self._save.clicked.connect(self.accept)
        back = button("Go back to the form", "conflict_leave")
        back.clicked.connect(self.reject)
        self._missing = text("", "muted", name="conflict_missing")
        all_theirs = button("All theirs", "conflict_all_theirs", "link")
        all_yours = button("All yours", "conflict_all_yours", "link")
        all_theirs.clicked.connect(lambda: self.choose_all("theirs"))
        all_yours.clicked.connect(lambda: self.choose_all("yours"))
        head = text(str(conflict), "section", name="conflict_words", wrap=True)
        hint = text("Press T for theirs or Y for yours; arrow keys move between fields; Enter saves.", "muted")
        lines = scrolled(self._lines())
        buttons = row(self._missing, None, back, self._save)
        self.setLayout(column(head, hint, 8, lines, row(all_theirs, all_yours, None), 8, buttons, edge=24))
        self._show_missing()

    def choose(self, field: str, side: Side) -> None:
        """Take one side for a field; raises KeyError for a field that is not in conflict."""
        self._groups[field].button(0 if side == "theirs" else 1).setChecked(True)

    def choose_all(self, side: Side) -> None:
        """Take one side for every field."""
        for field in self._groups:
            self.choose(field, side)

    def merged(self) -> Merged:
        """The choices; only complete once every field is chosen (the button waits for that)."""
        edits: dict[str, tuple[Any, Any]] = {}
        theirs = []
        for entry in self._conflict.conflicts:
            if self._groups[entry.field].checkedId() == 1:
                edits[entry.field] = (entry.theirs, entry.yours)
            else:
                theirs.append(entry.field)
        return Merged(edits, tuple(theirs))

    def _lines(self) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        titles = ("Field", "It was", f"{self._conflict.changed_by or 'Theirs'} made it", "You typed")
        for place, title in enumerate(titles):
            grid.addWidget(text(title, "muted-small"), 0, place)
            grid.setColumnStretch(place, 2 if place else 1)
        for number, entry in enumerate(self._conflict.conflicts, 1):
            self._add_line(grid, number, entry)
        grid.setRowStretch(len(self._conflict.conflicts) + 1, 1)
        return holder

    def _add_line(self, grid: QGridLayout, number: int, entry: FieldConflict) -> None:
        label = self._labels.get(entry.field, entry.field)
        top = Qt.AlignmentFlag.AlignTop
        for place, words in enumerate((text(label, "group", wrap=True), text(shown(entry.seen), "muted", wrap=True))):
            words.setContentsMargins(0, RADIO_EDGE, 0, 0)
            grid.addWidget(words, number, place, top)
        group = QButtonGroup(self)
        for side, (key, value) in enumerate((("theirs", entry.theirs), ("yours", entry.yours))):
            radio = QRadioButton(as_is(shown(value)))
            radio.setObjectName(f"{entry.field}_{key}")
            radio.setAccessibleName(f"{label}: {key}, {shown(value)}")
            group.addButton(radio, side)
            grid.addWidget(radio, number, 2 + side, top)
        group.idToggled.connect(lambda _id, _on: self._show_missing())
        self._groups[entry.field] = group

    def _show_missing(self) -> None:
        open_fields = [field for field, group in self._groups.items() if group.checkedId() < 0]
        self._save.setEnabled(not open_fields)
        left = len(open_fields)
        self._missing.setText(f"{left} {'field' if left == 1 else 'fields'} left to choose" if left else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        field = self._focused_field()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(saves=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
            return
        if field is None or event.key() not in (Qt.Key.Key_T, Qt.Key.Key_Y):
            super().keyPressEvent(event)
            return
        self.choose(field, "theirs" if event.key() == Qt.Key.Key_T else "yours")
        following = [*self._groups, field][list(self._groups).index(field) + 1]
        chosen = self._groups[following].checkedButton() or self._groups[following].button(0)
        chosen.setFocus()

    def _enter(self, *, saves: bool) -> None:
        """On a button Enter alone presses it; else it saves, or goes to what is left to choose."""
        focused = self.focusWidget()
        if isinstance(focused, QPushButton) and not saves:
            focused.click()
        elif self._save.isEnabled():
            self.accept()
        else:
            field = next(field for field, group in self._groups.items() if group.checkedId() < 0)
            self._groups[field].button(0).setFocus()

    def _focused_field(self) -> str | None:
        focused = self.focusWidget()
        return next((field for field, group in self._groups.items() if focused in group.buttons()), None)


def shown(value: object) -> str:
    """A field's value as the conflict view says it."""
    if value is None or value == "":
        return "(empty)"
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return show_date(value) if isinstance(value, date) else str(value)
