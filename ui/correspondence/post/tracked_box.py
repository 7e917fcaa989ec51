"""A tracked number that was forgotten or mistyped when the letter was posted: which letter, and its number."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.basics.problems import BadInput, FieldProblem, NotFound
from app.correspondence.find_post import PostedLetter, posted_letter
from app.correspondence.note_tracked import note_tracked
from app.staff.permissions import Permission
from ui.kit.field import Field
from ui.kit.forms import Form
from ui.kit.layout import button, column, row
from ui.kit.notices import Notice
from ui.shell.navigation import Shell

_FIELDS = (
    Field("letter", "Reference of the posted letter", required=True, limit=40, hint="Or the number that it has now"),
    Field("tracked", "Its tracked number", limit=40, hint="Scan the label; empty: it was not tracked"),
)


class TrackedBox(QWidget):
    """Ctrl+Enter notes it, Esc puts the form away."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("tracked_box")
        self._shell, self._desk = shell, shell.desk
        self.form = Form(_FIELDS, name="tracked_form")
        self.note = button("Note the number", "tracked_note", "main", icon_name="tag", tip="Note it  Ctrl+Enter")
        self.later = button("Not yet", "tracked_later", tip="Esc")
        self.sheet = QWidget()
        self.sheet.setLayout(column(self.form, row(None, self.later, self.note)))
        self.begin_button = button("Tracked number of a posted letter…", "tracked_begin", icon_name="tag")
        self.setLayout(column(self.begin_button, self.sheet, gap=12))
        self.begin_button.clicked.connect(self.begin)
        self.form.submitted.connect(self.submit)
        self.note.clicked.connect(self.submit)
        self.later.clicked.connect(self.leave)
        self.sheet.hide()
        why_not = self.why_not()
        self.begin_button.setEnabled(not why_not)
        self.begin_button.setToolTip(why_not or "It was forgotten or mistyped when the letter was posted")

    def why_not(self) -> str:
        """Why this person may not note anything; empty where they may."""
        return self._desk.why_not(Permission.LETTER_PRINT)

    def begin(self) -> None:
        """Ask which letter, and its number."""
        self.form.show_values({})
        self.sheet.show()
        self.begin_button.hide()
        self.form.focus()

    def leave(self) -> None:
        """Put the form away; nothing happened."""
        self.sheet.hide()
        self.begin_button.show()

    def is_in_hand(self) -> bool:
        """Whether its form is open and has the focus: keys are meant for it."""
        focused: QWidget | None = self.window().focusWidget()
        return self.sheet.isVisible() and focused is not None and self.sheet.isAncestorOf(focused)

    def submit(self) -> None:
        """Find the letter, then note its number."""
        if self.form.check():
            values = self.form.values()
            then = partial(self._found, values["tracked"] or "")
            self._desk.read(self, posted_letter, values["letter"], then=then, failed=self._not_found)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.sheet.isVisible():
            self.leave()
            return
        super().keyPressEvent(event)

    def _found(self, tracked: str, letter: PostedLetter) -> None:
        def noted(_none: None) -> None:
            self.leave()
            said = f"The number of {letter.reference} to {letter.to} is on record."
            self._shell.notify(Notice(said, "good", key="sending"))

        self._desk.act(self, note_tracked, letter.id, tracked, then=noted, failed=self._refused)

    def _refused(self, error: Exception) -> bool:
        if isinstance(error, BadInput):
            self.form.show_problems(error.problems)
        return isinstance(error, BadInput)

    def _not_found(self, error: Exception) -> bool:
        if isinstance(error, NotFound):
            self.form.show_problems([FieldProblem("letter", str(error))])
        return isinstance(error, NotFound)
