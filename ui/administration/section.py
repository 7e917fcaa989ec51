"""A section of the page Administration: what one kind of setting needs of the page around it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.kit.desk import Changed
from ui.shell.actions import Action
from ui.shell.navigation import Shell


class SectionWidget(QWidget):
    """What a section shows. The page calls these as the window calls its pages."""

    actions_changed = Signal()

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.desk = shell.desk

    def opened(self, subject: str) -> None:
        """The section is shown, on a subject or on nothing in particular."""

    def may_close(self) -> bool:
        return True

    def refresh(self, changed: Changed) -> None:
        """Something changed: read again if it is shown."""

    def section_actions(self) -> Sequence[Action]:
        return ()

    def unsaved_words(self) -> dict[str, str]:
        return {}

    def in_hand(self) -> Collection[str]:
        return ()

    def focus_first(self) -> None:
        self.setFocus()


@dataclass(frozen=True, slots=True)
class SectionEntry:
    """One section: its key, its name, the kinds of subjects that open it, and what makes it."""

    key: str
    title: str
    kinds: frozenset[str]
    factory: Callable[[Shell], SectionWidget]
