"""A list of rows of one kind, such as the parties of a matter: each a line, a small form adds the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.basics.problems import FieldProblem
from ui.kit.forms import Field, Form
from ui.kit.held_form import HeldForm
from ui.kit.layout import button, column, row, text

ROW = "row"
"""Under which the id of the row is kept that is being changed."""

Row = tuple[int, Mapping[str, Any]]
"""The row's id, and its values by field."""


@dataclass(frozen=True, slots=True)
class RowsKind:
    """What a list is of: ``key`` names its widgets, ``line`` reads a row, ``asked`` says which fields fit a row."""

    key: str
    title: str
    nothing: str
    one: str
    fields: Sequence[Field]
    line: Callable[[Mapping[str, Any]], str]
    asked: Callable[[Mapping[str, Any]], Mapping[str, bool]] = lambda _values: {}


class RowsBox(QWidget):
    """Keeps nothing itself: whoever owns the rows hears what is wanted, and shows them again."""

    added = Signal(dict)
    changed = Signal(int, dict)
    """The row's id, and ``{field: (seen, new)}``."""
    taken_out = Signal(int)
    typed = Signal()

    def __init__(self, kind: RowsKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{kind.key}_box")
        self._kind = kind
        self._editing: int | None = None
        self._lines: list[QWidget] = []
        self._values: dict[int, Mapping[str, Any]] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self._nothing = text(kind.nothing, "muted", wrap=True)
        self.form = Form(kind.fields, name=f"{kind.key}_form")
        self.form.submitted.connect(self.save)
        self.form.edited.connect(self._on_edited)
        self._save = button("", f"{kind.key}_save")
        self._save.clicked.connect(self.save)
        self._leave = button("Leave it as it was", f"{kind.key}_leave", "link")
        self._leave.clicked.connect(self._on_left)
        self._adding = QWidget()
        self._adding.setLayout(column(self.form, row(self._save, self._leave, None), gap=8))
        self.held = HeldForm(self._adding)
        """While whoever owns the rows stores what was handed on."""
        self.setLayout(column(text(kind.title, "group"), self._nothing, self._rows, self._adding, gap=8))
        self.clear()

    def show_rows(self, rows: Sequence[Row], *, editable: bool = True) -> None:
        """Show these in place of the ones before; what is half typed in the form stays."""
        for line in self._lines:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._values = dict(rows)
        self._lines = [self._line(row_id, values, editable=editable) for row_id, values in rows]
        for line in self._lines:
            self._rows.addWidget(line)
        self._nothing.setVisible(not rows)
        self._adding.setVisible(editable)

    def save(self) -> bool:
        """Hand on what stands in the form; says whether it could be."""
        if self.held.is_held or not self.form.check():
            return False
        if self._editing is None:
            self.added.emit(self.form.values())
        else:
            self.changed.emit(self._editing, self.form.edits())
        return True

    def saved(self) -> None:
        """What stood in the form is kept: the next one may be typed."""
        self.held.let_go()
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.clear()
        if had_focus:
            self.form.focus()

    def clear(self) -> None:
        """An empty form for the next row."""
        self._show(None, {})

    def take_up(self, row_id: int) -> None:
        """Change a row in the form."""
        self._show(row_id, self._values[row_id])

    def tell(self, problems: Iterable[FieldProblem]) -> None:
        """Show what is wrong under its fields."""
        self.held.let_go()
        self.form.show_problems(problems)

    def parked(self) -> dict[str, str]:
        """What is half typed, word for word, under names of this list; with the row that is being changed."""
        words = {f"{self._kind.key}.{field}": words for field, words in self.form.parked().items()}
        return words | {f"{self._kind.key}.{ROW}": str(self._editing)} if words and self._editing else words

    def restore(self, parked: Mapping[str, str]) -> None:
        """Bring back what ``parked`` gave: into the row that was being changed, else as one to be added."""
        start = f"{self._kind.key}."
        mine = {key.removeprefix(start): words for key, words in parked.items() if key.startswith(start)}
        if not mine or self._editing is not None:
            return
        row_id = mine.pop(ROW, "")
        if row_id.isdigit() and int(row_id) in self._values:
            self.take_up(int(row_id))
        self.form.restore(mine)
        self._fit()

    def _show(self, row_id: int | None, values: Mapping[str, Any]) -> None:
        self._editing = row_id
        self.form.show_values(values)
        self.form.show_problems({})
        self._save.setText(f"Change the {self._kind.one}" if row_id else f"Add the {self._kind.one}")
        self._leave.setVisible(row_id is not None)
        self._fit()

    def _on_left(self) -> None:
        self.clear()
        self.typed.emit()

    def _on_change(self, row_id: int) -> None:
        self.take_up(row_id)
        self.form.focus()

    def _on_edited(self, _key: str) -> None:
        self._fit()
        self.typed.emit()

    def _fit(self) -> None:
        """Ask only what belongs to such a row; what stands in a field that does not belong is shown all the same."""
        values = self.form.values()
        for key, wanted in self._kind.asked(values).items():
            self.form.set_shown(key, shown=wanted or bool(values[key]))

    def _line(self, row_id: int, values: Mapping[str, Any], *, editable: bool) -> QWidget:
        words = text(self._kind.line(values), name=f"{self._kind.key}_{row_id}", wrap=True)
        deeds = []
        if editable:
            change = button("Change", f"{self._kind.key}_change_{row_id}", "link")
            change.clicked.connect(lambda: self._on_change(row_id))
            out = button("Take out", f"{self._kind.key}_out_{row_id}", "link")
            out.clicked.connect(lambda: self.taken_out.emit(row_id))
            deeds = [change, out]
        layout = row(words, *deeds, gap=12)
        layout.setStretch(0, 1)
        line = QWidget()
        line.setLayout(layout)
        return line
