"""A section beside the case: its name, the deed that adds to it, its list, and what can be done to the chosen row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from ui.complaints.side_list import SideList
from ui.complaints.side_row import SideRow
from ui.kit.flow import Flow
from ui.kit.layout import button, column, text


@dataclass(frozen=True, slots=True)
class RowDeed:
    """Something that is done to the row of a key; ``why_not`` says why it cannot be."""

    name: str
    title: str
    key: Qt.Key | None
    do: Callable[[int], None]
    why_not: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class SectionWords:
    """What a section is called, what its list is, what stands there while it is empty, and a hint at its keys."""

    name: str
    title: str
    spoken: str
    empty: str
    hint: str
    add: str


class ListSection(QWidget):
    """Its deeds are in the menu of its button and of each row, and on keys while the list has the focus."""

    def __init__(
        self, words: SectionWords, deeds: Sequence[RowDeed], add: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{words.name}_section")
        self._deeds = tuple(deeds)
        self.list = SideList(words.name, words.spoken)
        self.add = button(words.add, f"{words.name}_add", "link")
        self.add.clicked.connect(add)
        self.menu = QMenu(self)
        self.menu.setToolTipsVisible(True)
        self.more = button("More…", f"{words.name}_more", "quiet", tip="What can be done to the chosen row  Menu key")
        self.more.setAccessibleName("What can be done to the chosen row")
        self.more.clicked.connect(lambda: self._show_menu(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        self.list.menu_asked.connect(self._show_menu)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(lambda at: self._show_menu(self.list.viewport().mapToGlobal(at)))
        self.list.currentRowChanged.connect(lambda _at: self._note_choice())
        for deed in self._deeds:
            if deed.key is not None:
                self.list.keys[deed.key] = partial(self._do, deed)
        self._empty = text(words.empty, "muted", name=f"{words.name}_empty", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty.setContentsMargins(12, 4, 12, 0)
        self._hint = text(words.hint, "muted-small", name=f"{words.name}_hint", wrap=True)
        self._hint.setContentsMargins(12, 4, 12, 8)
        head = Flow(text(words.title, "section"), self.add, self.more, gap=8)
        head.setContentsMargins(12, 8, 12, 4)
        self._faces = QStackedWidget()
        self._faces.addWidget(self.list)
        self._faces.addWidget(self._empty)
        self.setLayout(column(head, self._faces, self._hint, gap=0))
        self._note_choice()

    def focus_first(self) -> None:
        """Go to the chosen row, or the first; where there is none, to what adds one."""
        if not self.list.count():
            self.add.setFocus()
            return
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.setFocus()

    def show_rows(self, rows: Sequence[SideRow], why_no_add: str) -> None:
        """Show these rows; ``why_no_add`` says why nothing may be added."""
        self.list.show_rows(rows)
        self._faces.setCurrentWidget(self.list if rows else self._empty)
        self._hint.setVisible(bool(rows))
        self.add.setEnabled(not why_no_add)
        self.add.setToolTip(why_no_add)
        self._note_choice()

    def fill_menu(self) -> QMenu:
        """The menu as it is for the chosen row."""
        self.menu.clear()
        chosen = self.list.chosen()
        for deed in self._deeds if chosen is not None else ():
            why_not = deed.why_not(chosen.key) if chosen is not None else ""
            action = self.menu.addAction(deed.title, partial(self._do, deed))
            action.setObjectName(f"row_{deed.name}")
            action.setEnabled(not why_not)
            action.setToolTip(why_not)
            if deed.key is not None:
                action.setText(f"{deed.title}\t{QKeySequence(deed.key).toString()}")
        return self.menu

    def _show_menu(self, at: QPoint) -> None:
        if self.fill_menu().actions():
            self.menu.popup(at)

    def _do(self, deed: RowDeed) -> None:
        chosen = self.list.chosen()
        if chosen is not None and not deed.why_not(chosen.key):
            deed.do(chosen.key)

    def _note_choice(self) -> None:
        self.more.setVisible(self.list.chosen() is not None)
