"""What the post brought back: found by its reference or tracked number, noted, and listed until somebody looked."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from app.basics.problems import BadInput, FieldProblem, NotFound
from app.correspondence.find_post import PostedLetter, came_back, posted_letter
from app.correspondence.post_letter import record_returned_mail
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from ui.kit.dates import show_date
from ui.kit.field import Field
from ui.kit.forms import Form
from ui.kit.layout import button, column, row, text
from ui.kit.link_list import Link, LinkList
from ui.kit.notices import Notice
from ui.shell.navigation import Shell

_FIELDS = (
    Field("number", "Reference or tracked number", required=True, limit=40, hint="Type it, or scan the label"),
    Field("came_back_on", "Came back on", "date", required=True, chars=16),
    Field("why", "What the envelope says", limit=200, placeholder="Gone away"),
)


def load_came_back(work: ReadWork) -> tuple[date, list[PostedLetter]]:
    """The date at the desk, and what waits to be looked into."""
    return work.today(), came_back(work)


class ReturnedBox(QWidget):
    """Ctrl+Enter notes it, Esc puts the form away; Enter on a letter opens it in the register."""

    left = Signal()
    """The form was put away."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("returned_box")
        self._shell, self._desk = shell, shell.desk
        self.form = Form(_FIELDS, name="came_back_form")
        self.note = button("Note it", "came_back_note", "main", icon_name="undo", tip="Note it  Ctrl+Enter")
        self.later = button("Not yet", "came_back_later", tip="Esc")
        said = text("Nothing more goes to that address until somebody has looked at it.", "muted", wrap=True)
        self.sheet = QWidget()
        self.sheet.setLayout(column(self.form, said, row(None, self.later, self.note)))
        self.title = text("Came back", "group", name="came_back_title")
        self.list = LinkList("came_back_list")
        self.list.setAccessibleName("Letters that came back, and whose address is stopped")
        self.begin_button = button("Something came back…", "came_back_begin", icon_name="undo", shortcut="Ctrl+B")
        self.setLayout(column(self.begin_button, self.sheet, self.title, self.list, gap=12))
        self.begin_button.clicked.connect(self.begin)
        self.form.submitted.connect(self.submit)
        self.note.clicked.connect(self.submit)
        self.later.clicked.connect(self.leave)
        self.sheet.hide()
        self._today = date.min
        self._show((self._today, []))
        why_not = self._desk.why_not(Permission.LETTER_PRINT)
        self.begin_button.setEnabled(not why_not)
        if why_not:
            self.begin_button.setToolTip(why_not)

    def load(self) -> None:
        """Read what waits to be looked into."""
        self._desk.read(self, load_came_back, then=self._show)

    def why_not(self) -> str:
        """Why this person may not note anything; empty where they may."""
        return self._desk.why_not(Permission.LETTER_PRINT)

    def begin(self) -> None:
        """Ask which letter, when, and what the envelope says."""
        self.form.show_values({"came_back_on": self._today})
        self.sheet.show()
        self.begin_button.hide()
        self.form.focus()

    def leave(self) -> None:
        """Put the form away; nothing happened."""
        self.sheet.hide()
        self.begin_button.show()
        self.left.emit()

    def is_in_hand(self) -> bool:
        """Whether its form is open and has the focus: keys are meant for it."""
        focused: QWidget | None = self.window().focusWidget()
        return self.sheet.isVisible() and focused is not None and self.sheet.isAncestorOf(focused)

    def submit(self) -> None:
        """Find the letter, then note that it came back."""
        if self.form.check():
            values = self.form.values()
            self._desk.read(
                self, posted_letter, values["number"], then=partial(self._found, values), failed=self._not_found
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.sheet.isVisible():
            self.leave()
            return
        super().keyPressEvent(event)

    def _found(self, values: dict[str, Any], letter: PostedLetter) -> None:
        def noted(_none: None) -> None:
            self.leave()
            said = f"{letter.reference} to {letter.to} came back; its address is stopped until somebody looks."
            self._shell.notify(Notice(said, "good", key="sending"))
            self.load()

        def failed(error: Exception) -> bool:
            if isinstance(error, BadInput):
                self.form.show_problems(error.problems)
            return isinstance(error, BadInput)

        day, why = values["came_back_on"], values["why"]
        self._desk.act(self, record_returned_mail, letter.id, day, why, then=noted, failed=failed)

    def _not_found(self, error: Exception) -> bool:
        if isinstance(error, NotFound):
            self.form.show_problems([FieldProblem("number", str(error))])
        return isinstance(error, NotFound)

    def _show(self, found: tuple[date, list[PostedLetter]]) -> None:
        self._today, letters = found
        for widget in (self.title, self.list):
            widget.setVisible(bool(letters))
        self.list.show_links([self._link(letter) for letter in letters])

    def _link(self, letter: PostedLetter) -> Link:
        go = partial(self._shell.go, "register", f"letter:{letter.id}")
        may_open = not self._desk.why_not(Permission.LETTER_READ)
        said = f"{letter.reference} to {letter.to}. {letter.came_back}"
        tip = f"Posted on {show_date(letter.posted_on)}. The address is stopped until somebody has looked at it."
        return Link(said, (lambda: _do(go)) if may_open else None, "warn", tip)


def _do(go: partial[bool]) -> None:
    go()
