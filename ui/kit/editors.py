"""The editor for each kind of field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ui.kit.choice_editors import CheckEditor, ChoiceEditor, RadioEditor
from ui.kit.editor import Editor, too_long
from ui.kit.field import Field
from ui.kit.line_editors import DateEditor, EmailEditor, LineEditor, MoneyEditor, NumberEditor, PhoneEditor
from ui.kit.text_editor import TextEditor


class ProseEditor(Editor):
    """Plain paragraphs."""

    def __init__(self, field: Field) -> None:
        self._label, self._limit = field.label, field.limit or 20_000
        self.text_editor = TextEditor(lines=field.lines, limit=self._limit)
        super().__init__(self.text_editor)
        self.text_editor.setPlaceholderText(field.placeholder)
        self.text_editor.words_changed.connect(self.edited)
        self.text_editor.left.connect(self.left)
        self.text_editor.submitted.connect(self.submitted)

    def value(self) -> Any:
        return self.text_editor.text().strip()

    def show_value(self, value: Any) -> None:
        self.text_editor.set_text("" if value is None else str(value))

    def raw(self) -> str:
        return self.text_editor.toPlainText()

    def show_raw(self, text: str) -> None:
        self.text_editor.set_text(text)

    def problem(self) -> str | None:
        return too_long(self._label, len(self.text_editor.text()), self._limit)

    def set_read_only(self, *, read_only: bool) -> None:
        if self.text_editor.isReadOnly() != read_only:
            self.text_editor.setReadOnly(read_only)
            self.text_editor.style().unpolish(self.text_editor)
            self.text_editor.style().polish(self.text_editor)


_EDITORS: dict[str, Callable[[Field], Editor]] = {
    "line": LineEditor,
    "secret": LineEditor,
    "email": EmailEditor,
    "phone": PhoneEditor,
    "money": MoneyEditor,
    "number": NumberEditor,
    "prose": ProseEditor,
    "choice": ChoiceEditor,
    "radio": RadioEditor,
    "check": CheckEditor,
}


def editor_for(field: Field, today: Callable[[], date]) -> Editor:
    """The editor for a field's kind; ``today`` is what the word “today” means in a date."""
    editor = DateEditor(field, today) if field.kind == "date" else _EDITORS[field.kind](field)
    editor.widget.setObjectName(field.key)
    editor.widget.setAccessibleName(field.label)
    editor.widget.setAccessibleDescription(field.hint)
    if field.read_only:
        editor.set_read_only(read_only=True)
    return editor
