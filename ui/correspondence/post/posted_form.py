"""A form that opens under its button: it finds a posted letter by its number and notes something of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from app.basics.problems import BadInput, FieldProblem, NotFound
from app.correspondence.find_post import PostedLetter, posted_letter
from app.staff.permissions import Permission
from ui.kit.field import Field
from ui.kit.forms import Form
from ui.kit.held_form import HeldForm
from ui.kit.layout import button, column, row, text
from ui.kit.notices import Notice
from ui.parts.kept_form import KeptForm
from ui.shell.navigation import Shell


@dataclass(frozen=True, slots=True)
class Note:
    """What is done with the letter that was found, and what is said once it is done."""

    verb: Callable[..., None]
    values: tuple[Any, ...]
    told: str


class PostedForm(QWidget):
    """Ctrl+Enter notes it, Esc puts the form away; the first field names the letter.

    A subclass says what is noted (``note_of``) and what the form begins with (``first_values``).
    """

    noted = Signal()

    def __init__(
        self, shell: Shell, name: str, fields: Sequence[Field], opens: QPushButton, note: QPushButton, said: str = ""
    ) -> None:
        super().__init__()
        self._shell, self._desk, self._names_letter = shell, shell.desk, fields[0].key
        self.begin_button, self.note = opens, note
        self.form = Form(fields, name=f"{name}_form")
        self.later = button("Not yet", f"{name}_later", tip="Esc")
        self.sheet = QWidget()
        words = [text(said, "muted", wrap=True)] if said else []
        self.sheet.setLayout(column(self.form, *words, row(None, self.later, self.note)))
        self._held = HeldForm(self.sheet)
        self.kept = KeptForm(self._desk, self.form, name)
        self.setLayout(column(self.begin_button, self.sheet, gap=12))
        self.begin_button.clicked.connect(self.begin)
        self.form.submitted.connect(self.submit)
        self.note.clicked.connect(self.submit)
        self.later.clicked.connect(self.leave)
        self.sheet.hide()
        why_not = self.why_not()
        self.begin_button.setEnabled(not why_not)
        self.begin_button.setToolTip(why_not or self.begin_button.toolTip())

    def note_of(self, letter: PostedLetter, values: Mapping[str, Any]) -> Note:
        """What to do with the letter that was found."""
        raise NotImplementedError

    def first_values(self) -> dict[str, Any]:
        """What the form begins with."""
        return {}

    def why_not(self) -> str:
        """Why this person may not note anything; empty where they may."""
        return self._desk.why_not(Permission.LETTER_PRINT)

    def begin(self) -> None:
        """Ask which letter, and what to note of it; of a form that is open already nothing is taken away."""
        if self.sheet.isHidden():
            self.kept.begin(self.first_values())
            self.sheet.show()
            self.begin_button.hide()
        self.form.focus()

    def leave(self) -> None:
        """Put the form away; nothing happened."""
        self._held.let_go()
        self.kept.leave()
        self.sheet.hide()
        self.begin_button.show()

    def is_in_hand(self) -> bool:
        """Whether its form is open and has the focus: keys are meant for it."""
        focused: QWidget | None = self.window().focusWidget()
        return self.sheet.isVisible() and focused is not None and self.sheet.isAncestorOf(focused)

    def submit(self) -> None:
        """Find the letter, then note it."""
        if not self._held.is_held and self.form.check():
            values = self.form.values()
            self._held.hold()
            self.kept.sent()
            then = partial(self._found, values)
            self._desk.read(self, posted_letter, values[self._names_letter], then=then, failed=self._not_found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.sheet.isVisible():
            if not self._held.is_held:  # else the answer would put away whatever was begun by then
                self.leave()
            return
        super().keyPressEvent(event)

    def _found(self, values: dict[str, Any], letter: PostedLetter) -> None:
        note = self.note_of(letter, values)
        done = partial(self._on_noted, note.told)
        self._desk.act(self, note.verb, letter.id, *note.values, then=done, failed=self._refused)

    def _on_noted(self, told: str, _none: None) -> None:
        self.kept.done()
        self.leave()
        self._shell.notify(Notice(told, "good", key="sending"))
        self.noted.emit()

    def _refused(self, error: Exception) -> bool:
        self._held.let_go()
        if isinstance(error, BadInput):
            self.form.show_problems(error.problems)
        return isinstance(error, BadInput)

    def _not_found(self, error: Exception) -> bool:
        self._held.let_go()
        if isinstance(error, NotFound):
            self.form.show_problems([FieldProblem(self._names_letter, str(error))])
        return isinstance(error, NotFound)
