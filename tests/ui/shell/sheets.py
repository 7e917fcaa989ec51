"""Pages of a window under test, which remember what the window told them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from ui.kit.desk import Changed
from ui.shell.actions import Action
from ui.shell.navigation import Page, PageWidget, Shell
from ui.shell.palette import Give, Hit
from ui.shell.window import MainWindow


class Sheet(PageWidget):
    """A page that remembers what the window told it."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.subjects: list[str] = []
        self.changes: list[Changed] = []
        self.closes = True
        self.did: list[str] = []
        self.files: list[Path] = []
        self.line = QLineEdit(self)
        self.parts = 2

    def make_ahead(self) -> bool:
        self.parts -= 1
        return self.parts >= 0

    def take_files(self, paths: Sequence[Path]) -> None:
        self.files += paths

    def opened(self, subject: str) -> None:
        self.subjects.append(subject)

    def may_close(self) -> bool:
        return self.closes

    def refresh(self, changed: Changed) -> None:
        self.changes.append(changed)

    def unsaved_words(self) -> dict[str, str]:
        return {"line": self.line.text()} if self.line.text() else {}

    def page_actions(self) -> Sequence[Action]:
        return [
            Action("stamp", "Stamp the page", lambda: self.did.append("stamp"), shortcut="Ctrl+J"),
            Action("void", "Void it", lambda: self.did.append("void"), "", "F2", lambda: "You may not void it."),
        ]

    def focus_first(self) -> None:
        self.line.setFocus()


PAGES = (
    Page("members", "Members", "users", Sheet, "Ctrl+1"),
    Page("complaints", "Complaints", "message-square-warning", Sheet, "Ctrl+2", takes_files=True),
    Page("letter", "Letter", "mail", Sheet, in_rail=False),
    Page("administration", "Settings", "settings", Sheet, at_foot=True),
)


def people(words: str, give: Give) -> None:
    give([Hit(name, "1048 8271 43") for name in ("Tan Mei Ling", "Rao, Asha") if words.casefold() in name.casefold()])


def sheet(window: MainWindow) -> Sheet:
    page = window.navigator.current()
    assert isinstance(page, Sheet)
    return page
