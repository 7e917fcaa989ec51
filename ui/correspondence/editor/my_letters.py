"""My letters: each with where it stands and why, opened with Enter."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.correspondence.editor.my_letter_rows import MyLetter, status_of, why
from ui.correspondence.editor.opening import my_letters
from ui.kit.dates import show_date
from ui.kit.desk import Desk
from ui.kit.empty_state import Empty
from ui.kit.headline import Headline
from ui.kit.layout import button, column
from ui.kit.paged_table import Ask, Column, PagedTable, Slice
from ui.kit.theme.apply import GROUP, PAGE_EDGE

NONE_YET = Empty(
    "You have written no letter yet",
    "Open a complaint and choose “Write the letter”, or find a person with Ctrl+K.",
    icon="mail",
)

_COLUMNS: tuple[Column[MyLetter], ...] = (
    Column("state", "Where it stands", lambda one: status_of(one.row).word, 320,
           status=lambda one: status_of(one.row), second=why),
    Column("title", "Letter", lambda one: one.row.title, 280, face="strong", stretch=True,
           second=lambda one: f"To {one.row.addressee}"),
    Column("reference", "Reference", lambda one: one.row.reference, 150, face="reference"),
    Column("begun", "Begun", lambda one: show_date(one.row.created_at.astimezone().date()), 120, face="figures"),
)  # fmt: skip


def load_mine(work: Any, ask: Ask) -> Slice[MyLetter]:
    """A page of the reader's own letters, newest first."""
    return Slice.cut(my_letters(work, ask.after, ask.limit), ask, lambda one: one.row.id)


class MyLetters(QFrame):
    """The list, and the way to all letters of the office."""

    opened = Signal(int)
    register_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "page")
        self.table: PagedTable[MyLetter] = PagedTable(
            desk, "my_letters", _COLUMNS, load_mine, id_of=lambda one: one.row.id, empty=NONE_YET
        )
        head = Headline("My letters", "Those you wrote, the newest first")
        register = button("Register of all letters", "letters_register", icon_name="book-open")
        head.add_action(register)
        register.clicked.connect(self.register_asked)
        self.table.opened.connect(lambda one: self.opened.emit(one.row.id))
        self.setLayout(column(head, self.table, gap=GROUP, edge=PAGE_EDGE))
