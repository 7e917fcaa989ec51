"""The form of one item of a procedure in the making: what is typed goes into the draft at once."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.knowledge.procedure.words import ITEMS
from ui.administration.item_values import ANYBODY
from ui.administration.length_fields import COUNTED
from ui.administration.procedure_draft import ProcedureDraft
from ui.administration.procedure_fields import field_at, fields_for, keys_of
from ui.administration.procedure_paths import part_of
from ui.kit.forms import Form
from ui.kit.layout import scrolled, text
from ui.parts.growing import grow_with_text

ANEW = frozenset({"currency", "kind"})
"""What changes the questions of its own form."""


class ItemForm(QWidget):
    """Shows one item after another; a part that is a list has a sentence in place of a form."""

    edited = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("procedure_item")
        self.form: Form | None = None
        self._draft: ProcedureDraft | None = None
        self._path = ""
        self.title = text("", "section", name="procedure_item_title")
        self._area: QScrollArea | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(16, 16, 16, 0)
        self._layout.setSpacing(12)
        self._layout.addWidget(self.title)

    def show_item(self, draft: ProcedureDraft, path: str) -> None:
        """Show an item with what was typed in it."""
        self._draft, self._path = draft, path
        self._take_away()
        parts = fields_for(draft, path)
        self.title.setText(draft.name_of(path) if "/" not in path else "")
        if not parts:
            self._put(text(self._about_list(path), "muted", name="procedure_list_note", wrap=True), None)
            return
        form = Form(parts, name=f"procedure_{part_of(path)}")
        form.show_values(draft.values(path, keys_of(parts)))
        form.restore(draft.typed.get(path, {}))
        grow_with_text(form)
        form.edited.connect(self._on_edited)
        form.submitted.connect(self.submitted)
        self._put(form, form)
        self._show_deciders()
        self._show_counted()

    def go(self, key: str) -> None:
        """Go to the field where something at a key of the data is mended, and say there what is wrong."""
        if self.form is not None and self._draft is not None:
            form, field = self.form, field_at(fields_for(self._draft, self._path), key)
            form.show_problems(form.problems())
            form.focus(field)
            QTimer.singleShot(0, form, lambda: form.focus(field))  # into sight, once it is laid out

    def _about_list(self, path: str) -> str:
        part = path.partition("/")[0]
        return f"Insert, or “Add”, makes a new {ITEMS.get(part, 'item')} here."

    def _put(self, inside: QWidget, form: Form | None) -> None:
        self.form = form
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 8, 16)
        layout.addWidget(inside)
        layout.addStretch(1)
        self._area = scrolled(holder)
        self._layout.addWidget(self._area, 1)

    def _take_away(self) -> None:
        self.form = None
        if self._area is not None:
            self._layout.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
            self._area = None

    def _on_edited(self, key: str) -> None:
        form, draft = self.form, self._draft
        if form is None or draft is None:
            return
        value = form.values()[key]
        words = form.editor(key).raw() if value is None and form.editor(key).problem() else None
        draft.write(self._path, key, value, typed=words)
        if key in ("name", "title"):
            self.title.setText(draft.name_of(self._path))
        if key == ANYBODY:
            self._show_deciders()
        if key.endswith(".amount"):
            self._show_counted(key.removesuffix(".amount"))
        if key in ANEW and part_of(self._path) in ("bands", "letters"):
            QTimer.singleShot(0, form, lambda: self._anew(key))
        self.edited.emit()

    def _anew(self, key: str) -> None:
        if self._draft is not None:
            self.show_item(self._draft, self._path)
            if self.form is not None:
                self.form.focus(key)

    def _show_counted(self, only: str = "") -> None:
        """How a time is counted is asked for only where there is one; what is then shown is as the data have it."""
        form, draft = self.form, self._draft
        if form is None or draft is None:
            return
        for key in form.values():
            time, _, what = key.rpartition(".")
            if what in COUNTED and f"{time}.amount" in form.values() and only in ("", time):
                is_there = form.values()[f"{time}.amount"] is not None or key in draft.typed.get(self._path, {})
                form.set_shown(key, shown=is_there)
                if only:
                    form.preset(draft.values(self._path, [key]))

    def _show_deciders(self) -> None:
        """Roles are asked for only where not everybody who may approve letters may decide."""
        if self.form is not None and ANYBODY in self.form.values():
            anybody = bool(self.form.values()[ANYBODY])
            for key in self.form.values():
                if key.startswith("decides:"):
                    self.form.set_shown(key, shown=not anybody)
