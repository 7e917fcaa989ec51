"""Forms described as data: they say what is wrong while typing, and know what was changed."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.basics.card_numbers import has_card_number, refusal
from app.basics.problems import FieldProblem
from ui.kit.choice_editors import ChoiceEditor
from ui.kit.dates import today_here
from ui.kit.editor import Editor
from ui.kit.field import Choice, Field, FieldKind, Section
from ui.kit.field_box import FieldBox
from ui.kit.held_key import is_ctrl_enter

__all__ = ["Choice", "Edits", "Field", "FieldKind", "Form", "Section"]

Edits = dict[str, tuple[Any, Any]]

CHECK_AFTER_MS = 500
ROUND_A_FIELD_PX = 16


class Form(QWidget):
    """Shows the fields of one record; fill it with ``show_values``, read ``values`` or ``edits``."""

    edited = Signal(str)
    """The key of a field that a person changed."""
    dirty_changed = Signal()
    submitted = Signal()
    """Ctrl+Enter was pressed in the form."""

    def __init__(
        self,
        parts: Sequence[Field | Section],
        *,
        name: str = "form",
        today: Callable[[], date] = today_here,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._today = today
        self._boxes: dict[str, FieldBox] = {}
        self._to_check: set[str] = set()
        self._was_dirty = False
        self._pause = QTimer(self, singleShot=True, interval=CHECK_AFTER_MS)
        self._pause.timeout.connect(self._check_edited)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._add_parts(parts)
        self._set_tab_order()

    def values(self) -> dict[str, Any]:
        """Every field's value by key; None where the text cannot be read (``check`` tells)."""
        return {key: box.value() for key, box in self._boxes.items()}

    def shown(self) -> list[str]:
        """The keys of the fields that are not hidden, in the order of the page."""
        return [key for key, box in self._boxes.items() if not box.isHidden()]

    def edits(self) -> Edits:
        """The changed fields only, as ``{key: (seen, new)}``."""
        return {key: (box.seen, box.value()) for key, box in self._boxes.items() if box.is_dirty()}

    def is_dirty(self) -> bool:
        return any(box.is_dirty() for box in self._boxes.values())

    def problems(self) -> dict[str, str]:
        """What is wrong now, by key, without showing it."""
        found = {key: _problem(self._boxes[key]) for key in self.shown()}
        return {key: sentence for key, sentence in found.items() if sentence}

    def check(self) -> bool:
        """True if all is well; else shows every problem under its field and goes to the first."""
        problems = self.problems()
        self.show_problems(problems)
        return not problems

    def parked(self) -> dict[str, str]:
        """What stands in the changed fields word for word, also half typed; passwords are left out."""
        return {key: box.editor.raw() for key, box in self._boxes.items() if box.is_dirty()}

    def editor(self, key: str) -> Editor:
        """The editor of a field, for what only its kind can do; raises KeyError."""
        return self._boxes[key].editor

    def widget(self, key: str) -> QWidget:
        """The widget that a person types in."""
        return self._boxes[key].editor.widget

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what is stored (missing keys are emptied); the form is clean afterwards."""
        for key, box in self._boxes.items():
            box.show_seen(values.get(key))
        self._note_dirty()

    def show_stored_meanwhile(self, values: Mapping[str, Any]) -> None:
        """A colleague stored these values while one typed: from here on a change is measured against them."""
        for key in values.keys() & self._boxes.keys():
            self._boxes[key].show_seen(values[key])
        self._note_dirty()

    def change_values(self, values: Mapping[str, Any]) -> None:
        """Put new values in as if typed: they count as changes. Unknown keys raise KeyError."""
        for key, value in values.items():
            self._boxes[key].editor.show_value(value)
            self._on_edited(key)

    def preset(self, values: Mapping[str, Any]) -> None:
        """Begin these fields anew at other values: nobody typed them, and they count as no change."""
        for key, value in values.items():
            self._boxes[key].show_seen(value)
        self._note_dirty()

    def restore(self, parked: Mapping[str, str]) -> None:
        """Bring back what ``parked`` gave; keys of fields that are no longer there are left out."""
        for key, text in parked.items():
            if key in self._boxes:
                self._boxes[key].editor.show_raw(text)
                self._boxes[key].show_required()
        self._note_dirty()

    def mark_saved(self) -> None:
        """What stands in the form is now what is stored."""
        for box in self._boxes.values():
            box.seen = box.value()
        self._note_dirty()

    def show_problems(self, problems: Mapping[str, str] | Iterable[FieldProblem]) -> None:
        """Show these problems under their fields, clear the others, and go to the first."""
        by_key = (
            dict(problems)
            if isinstance(problems, Mapping)
            else {problem.field: problem.sentence for problem in problems}
        )
        # What the office found is not in the field's own check: one that still waits would wipe it away.
        self._pause.stop()
        self._to_check.clear()
        for key, box in self._boxes.items():
            box.tell(by_key.get(key, ""))
        first = next((key for key in self.shown() if key in by_key), None)
        if first is not None:
            self.focus(first)

    def told(self) -> dict[str, str]:
        """The problems that stand on the form now."""
        return {key: box.told() for key, box in self._boxes.items() if box.told()}

    def focus(self, key: str | None = None) -> None:
        """Go to a field, or to the first that can be gone to, and bring it into sight with what is said under it."""
        box = self._boxes[key] if key is not None else self._first()
        box.editor.focus()
        _bring_into_sight(box)

    def _first(self) -> FieldBox:
        """The first field that is shown and that keys can reach: a group of choices without any is none."""
        boxes = list(self._boxes.values())
        return next((box for box in boxes if not box.isHidden() and box.editor.focus_widgets()), boxes[0])

    def show_note(self, key: str, note: str) -> None:
        """Another quiet line under a field than the hint it was made with."""
        self._boxes[key].show_note(note)

    def set_shown(self, key: str, *, shown: bool) -> None:
        """Show or hide a field; a hidden one is not checked."""
        self._boxes[key].setVisible(shown)

    def set_read_only(self, *keys: str, read_only: bool = True) -> None:
        """Forbid typing in these fields, or in all."""
        for key in keys or tuple(self._boxes):
            self._boxes[key].editor.set_read_only(read_only=read_only)

    def set_choices(self, key: str, choices: Sequence[Choice]) -> None:
        """Other choices for a choice field; what was chosen stays if it is among them."""
        editor = self._boxes[key].editor
        if not isinstance(editor, ChoiceEditor):
            raise TypeError(f"{key} is not a choice field")
        editor.set_choices(choices)

    def _add_parts(self, parts: Sequence[Field | Section]) -> None:
        for is_section, group in itertools.groupby(parts, lambda part: isinstance(part, Section)):
            if not is_section:
                self._add_fields([part for part in group if isinstance(part, Field)])
                continue
            for part in group:
                if isinstance(part, Section):
                    self._add_heading(part)
                    self._add_fields(part.fields)

    def _add_heading(self, section: Section) -> None:
        if self._boxes:
            self._layout.addSpacing(8)
        heading = QLabel(section.title)
        heading.setProperty("part", "section")
        self._layout.addWidget(heading)
        if section.note:
            note = QLabel(section.note)
            note.setProperty("part", "muted")
            note.setWordWrap(True)
            self._layout.addWidget(note)

    def _add_fields(self, fields: Sequence[Field]) -> None:
        line: QHBoxLayout | None = None
        for number, field in enumerate(fields):
            if line is None or not field.beside:
                line = QHBoxLayout()
                line.setSpacing(16)
                self._layout.addLayout(line)
            self._add_field(field, line)
            ends_line = number + 1 == len(fields) or not fields[number + 1].beside
            if field.chars and ends_line:
                line.addStretch(0 if _grows(fields[: number + 1]) else 1)

    def _add_field(self, field: Field, line: QHBoxLayout) -> None:
        box = FieldBox(field, self._today)
        self._boxes[field.key] = box
        line.addWidget(box, 0 if field.chars else 1, Qt.AlignmentFlag.AlignTop)
        box.editor.edited.connect(lambda: self._on_edited(field.key))
        box.editor.left.connect(lambda: self._on_left(field.key))
        box.editor.submitted.connect(self.submitted)
        box.refused.connect(lambda: self._on_refused(field.key))

    def _set_tab_order(self) -> None:
        widgets = [widget for box in self._boxes.values() for widget in box.editor.focus_widgets()]
        for before, after in itertools.pairwise(widgets):
            QWidget.setTabOrder(before, after)

    def _on_edited(self, key: str) -> None:
        box = self._boxes[key]
        box.show_required()
        if box.told():
            box.tell(_problem(box))
        else:
            self._to_check.add(key)
            self._pause.start()
        self.edited.emit(key)
        self._note_dirty()

    def _on_left(self, key: str) -> None:
        box = self._boxes[key]
        if box.is_dirty():
            box.tell(_problem(box))

    def _on_refused(self, key: str) -> None:
        """A check of what was typed before would wipe the sentence away; it is laid out before it is brought up."""
        self._to_check.discard(key)
        note = self._boxes[key].note
        QTimer.singleShot(0, note, lambda: _bring_into_sight(note))

    def _check_edited(self) -> None:
        keys, self._to_check = self._to_check, set()
        for key in keys:
            self._boxes[key].tell(_problem(self._boxes[key]))

    def _note_dirty(self) -> None:
        dirty = self.is_dirty()
        if dirty != self._was_dirty:
            self._was_dirty = dirty
            self.dirty_changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not is_ctrl_enter(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.submitted.emit()


def _problem(box: FieldBox) -> str:
    """What is wrong with the field; a card number is wrong in any text, and is never repeated."""
    found = box.problem()
    if not found and box.field.kind in ("line", "prose") and has_card_number(str(box.value() or "")):
        return refusal(box.field.label.strip())
    return found or ""


def _bring_into_sight(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if around is not None:
        around.ensureWidgetVisible(widget, 0, ROUND_A_FIELD_PX)


def _grows(fields: Sequence[Field]) -> bool:
    """Whether a field on the line of the last one takes the room that is left."""
    first = max(number for number, field in enumerate(fields) if number == 0 or not field.beside)
    return any(not field.chars for field in fields[first:])
