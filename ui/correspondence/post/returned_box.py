"""What the post brought back: found by its reference or tracked number, noted, and listed until somebody looked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.correspondence.find_post import PostedLetter, came_back
from app.correspondence.post_letter import record_returned_mail
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from ui.correspondence.post.posted_form import Note, PostedForm
from ui.kit.dates import show_date
from ui.kit.field import Field
from ui.kit.layout import button, column, text
from ui.kit.link_list import Link, LinkList
from ui.shell.navigation import Shell

_FIELDS = (
    Field("number", "Reference or tracked number", required=True, limit=40, hint="Type it, or scan the label"),
    Field("came_back_on", "Came back on", "date", required=True, chars=16),
    Field("why", "What the envelope says", limit=200, placeholder="Gone away"),
)


def load_came_back(work: ReadWork) -> tuple[date, list[PostedLetter]]:
    """The date at the desk, and what waits to be looked into."""
    return work.today(), came_back(work)


class CameBackForm(PostedForm):
    """Which letter, when it came back and what the envelope says; it begins with ``today``."""

    def __init__(self, shell: Shell) -> None:
        opens = button("Something came back…", "came_back_begin", icon_name="undo", shortcut="Ctrl+B")
        note = button("Note it", "came_back_note", "main", icon_name="undo", tip="Note it  Ctrl+Enter")
        said = "Nothing more goes to that address until somebody has looked at it."
        super().__init__(shell, "came_back", _FIELDS, opens, note, said)
        self.today = date.min

    def first_values(self) -> dict[str, Any]:
        return {"came_back_on": self.today}

    def note_of(self, letter: PostedLetter, values: Mapping[str, Any]) -> Note:
        said = f"{letter.reference} to {letter.to} came back; its address is stopped until somebody looks."
        return Note(record_returned_mail, (values["came_back_on"], values["why"]), said)


class ReturnedBox(QWidget):
    """The form, and below it what came back; Enter on a letter opens it in the register."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("returned_box")
        self._shell, self._desk = shell, shell.desk
        self.noting = CameBackForm(shell)
        self.title = text("Came back", "group", name="came_back_title")
        self.list = LinkList("came_back_list")
        self.list.setAccessibleName("Letters that came back, and whose address is stopped")
        self.setLayout(column(self.noting, self.title, self.list, gap=12))
        self.noting.noted.connect(self.load)
        self._show((date.min, []))

    def load(self) -> None:
        """Read what waits to be looked into."""
        self._desk.read(self, load_came_back, then=self._show)

    def _show(self, found: tuple[date, list[PostedLetter]]) -> None:
        self.noting.today, letters = found
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
