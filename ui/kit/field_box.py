"""One field on a form: its label above, its editor, and below it the hint or what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.kit.editors import editor_for
from ui.kit.field import Field, empty_value
from ui.kit.text_editor import TextEditor


class FieldBox(QWidget):
    """Knows whether its value is changed and what is wrong with it."""

    refused = Signal()
    """What was pasted was left out, and it is said below the field."""

    def __init__(self, field: Field, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = editor_for(field, today)
        self.seen: Any = empty_value(field)
        self._told, self._hint = "", field.hint
        self._label = QLabel(f"{field.label} ({field.currency})" if field.currency else field.label, self)
        self._label.setObjectName(f"{field.key}_label")
        self._required = QLabel("required", self)
        self._note = QLabel(self)
        self._note.setObjectName(f"{field.key}_note")
        self._note.setWordWrap(True)
        self._note.setProperty("part", "muted-small")
        self.editor.widget.setProperty("problem", False)  # noqa: FBT003 - a value to keep, not a switch
        self._lay_out()
        self.editor.show_value(self.seen)
        self.editor.edited.connect(self.show_required)
        if isinstance(self.editor.widget, TextEditor):
            self.editor.widget.refused.connect(self._refuse)
        self.show_required()
        self.tell("")

    @property
    def note(self) -> QLabel:
        """What stands below the field."""
        return self._note

    def _refuse(self, sentence: str) -> None:
        self.tell(sentence)
        self.refused.emit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if self.field.kind != "check":
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(self._label)
            line.addWidget(self._required)
            line.addStretch(1)
            layout.addLayout(line)
            self._label.setBuddy(self.editor.widget)
        else:
            self._label.hide()
        self._label.setProperty("part", "field-label")
        self._required.setProperty("part", "muted-small")
        layout.addWidget(self.editor.widget)
        layout.addWidget(self._note)
        if self.field.chars:
            self._set_width(self.field.chars)
        elif self.field.kind in ("choice", "radio", "check"):
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def _set_width(self, chars: int) -> None:
        width = self.fontMetrics().averageCharWidth() * chars + 28
        self.editor.widget.setMaximumWidth(width)
        self.editor.widget.setMinimumWidth(min(width, 120))

    def value(self) -> Any:
        return self.editor.value()

    def show_seen(self, value: Any) -> None:
        """Show what is stored; from here on a change is measured against it."""
        self.editor.show_value(value)
        self.seen = self.editor.value() if value is not None else empty_value(self.field)
        if value is None:
            self.editor.show_value(self.seen)
        self.show_required()
        self.tell("")

    def is_dirty(self) -> bool:
        return self.editor.problem() is not None or self.value() != self.seen

    def problem(self) -> str | None:
        """What is wrong with the value now; a field that is required and empty is a problem too."""
        unreadable = self.editor.problem()
        if unreadable:
            return unreadable
        value = self.value()
        if value in (None, "") or (self.field.kind == "check" and not value):
            return f"{self.field.label} is needed." if self.field.required else None
        return self.field.validate(value) if self.field.validate else None

    def tell(self, problem: str) -> None:
        """Show a problem under the field, or take it away with an empty one and show the hint again."""
        self._told = problem
        self._note.setText(f"▲ {problem}" if problem else self._hint)
        self._note.setVisible(bool(self._note.text()))
        self.editor.widget.setAccessibleDescription(problem or self._hint)
        if bool(problem) != self.editor.widget.property("problem"):
            self._dress(is_wrong=bool(problem))

    def _dress(self, *, is_wrong: bool) -> None:
        """The style sheet looks at both properties; to dress a widget anew is dear."""
        self._note.setProperty("part", "field-problem" if is_wrong else "muted-small")
        self.editor.widget.setProperty("problem", is_wrong)
        for widget in (self._note, self.editor.widget):
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def show_note(self, note: str) -> None:
        """Another hint; a problem that stands there stays until it is mended."""
        self._hint = note
        self.tell(self._told)

    def told(self) -> str:
        """The problem that stands under the field now, or an empty text."""
        return self._told

    def show_required(self) -> None:
        """Say “required” beside the label until something is there; a box to tick has its label inside."""
        is_missing = self.field.required and self.value() in (None, "")
        self._required.setVisible(is_missing and self.field.kind != "check")
