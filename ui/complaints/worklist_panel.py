"""The worklist: every open case with why it stands where it does, whose it is, its age and its clock."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.complaints.find import WorklistFilter
from app.complaints.find_entries import entries_count
from app.complaints.find_soon_late import SoonLate, soon_late
from app.staff.permissions import Permission
from ui.complaints.opening import WorkRow, counts, work_rows
from ui.complaints.row_state import row_clock, row_next, row_tone, row_when, row_whole
from ui.complaints.soon_late_panel import SoonLatePanel
from ui.kit.desk import Desk, Ticket
from ui.kit.layout import button, row, text
from ui.kit.paged_table import Ask, Column, Empty, PagedTable, Slice

_WORDS = {WorklistFilter.MINE: "Mine", WorklistFilter.TEAM: "My desk", WorklistFilter.ALL: "All"}

COLUMNS: tuple[Column[WorkRow], ...] = (
    Column(
        "case",
        "Why it is here",
        lambda one: one.case.person_name,
        stretch=True,
        second=row_next,
        tip=row_whole,
    ),
    Column(
        "clock",
        "Due",
        row_clock,
        width=84,
        align="right",
        face="figures",
        tone=row_tone,
        second=row_when,
    ),
)


class WorklistPanel(QWidget):
    """Up and down choose, Enter opens; the tabs say whose cases."""

    opened = Signal(int)
    log_asked = Signal()
    entries_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("worklist_panel")
        self._desk = desk
        self._whose = WorklistFilter.MINE
        self._chosen = 0
        self._quiet = False
        self._soon_ticket: Ticket | None = None
        self.tabs = QTabBar()
        self.tabs.setObjectName("worklist_whose")
        self.tabs.setAccessibleName("Whose cases")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for word in _WORDS.values():
            self.tabs.addTab(word)
        self.tabs.currentChanged.connect(self._on_tab)
        self.log = button("Log", "log_complaint", icon_name="plus", tip="Log a complaint  Ctrl+N")
        self.log.setAccessibleName("Log a complaint")
        self.log.clicked.connect(self.log_asked)
        self.table: PagedTable[WorkRow] = PagedTable(
            desk,
            "worklist",
            COLUMNS,
            self._load,
            id_of=lambda one: one.case.id,
            empty=self._empty(),
        )
        self.table.opened.connect(lambda one: self.opened.emit(one.case.id))
        self.table.chosen.connect(self._on_chosen)
        self.table.view.clicked.connect(self._on_clicked)
        self.table.view.installEventFilter(self)
        self.table.model.modelAboutToBeReset.connect(partial(self._set_quiet, quiet=True))
        self.table.loaded.connect(lambda _count: self._settle())
        self.table.model.failed.connect(lambda _error: self._settle())
        self.soon = SoonLatePanel()
        self.why_no_entries = "Nothing is to be entered elsewhere."
        self.entries = button("", "entries_begin", "link", icon_name="clipboard-list")
        self.entries.clicked.connect(self.entries_asked)
        self.entries.hide()
        heading = row(text("Complaints", "page-name"), None, self.log)
        heading.setContentsMargins(16, 16, 12, 8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(heading)
        layout.addLayout(row(14, self.tabs, None, gap=0))
        layout.addLayout(row(16, self.entries, None, gap=0))
        layout.addWidget(self.soon)
        layout.addWidget(self.table, 1)

    def start(self) -> None:
        """Read the list from its top, what will soon be late, and how many each tab holds."""
        self.table.start()
        self._read_beside()

    def refresh(self) -> None:
        """Read again; the chosen case stays chosen."""
        self.table.refresh()
        self._read_beside()

    def choose(self, complaint_id: int) -> None:
        """Mark a case in the list, if it has been read, or as soon as it is."""
        self._chosen = complaint_id
        self._settle()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Coming in by Tab would make the first row current, and so open it: a row is made current quietly instead."""
        if isinstance(event, QFocusEvent) and event.gotFocus() and event.reason() != Qt.FocusReason.MouseFocusReason:
            view = self.table.view
            if not view.currentIndex().isValid():
                self._set_quiet(quiet=True)
                view.setCurrentIndex(view.model().index(0, 0))
                self._set_quiet(quiet=False)
        return False

    def show_filter(self, whose: WorklistFilter) -> None:
        """Show whose cases."""
        self.tabs.setCurrentIndex(list(_WORDS).index(whose))

    def _read_beside(self) -> None:
        self._read_soon()
        self._desk.read(self, counts, then=self._show_counts)
        self._desk.read(self, entries_count, then=self._show_entries)

    def _read_soon(self) -> None:
        self._desk.forget(self._soon_ticket)
        self._soon_ticket = self._desk.read(self, soon_late, self._whose, then=self._show_soon)

    def _show_soon(self, rows: list[SoonLate]) -> None:
        why_not = self._desk.why_not(Permission.COMPLAINT_WORK) or self._desk.why_not(Permission.LETTER_WRITE)
        self.soon.show_rows(rows, why_not)

    def _load(self, work: Any, ask: Ask) -> Slice[WorkRow]:
        rows = work_rows(work, self._whose, ask.after, ask.limit)
        return Slice.cut(rows, ask, lambda one: one.case.key)

    def _on_tab(self, at: int) -> None:
        self._whose = list(_WORDS)[at]
        self.tabs.updateGeometry()  # the chosen word is bolder, and wider by a hair
        self.table.set_empty(self._empty())
        self.table.start()
        self._read_soon()

    def _on_chosen(self, one: WorkRow | None) -> None:
        """Arrows and clicks open; a list that was read again, or got the focus, opens nothing."""
        if not self._quiet and one is not None and one.case.id != self._chosen:
            self._chosen = one.case.id
            self.opened.emit(one.case.id)

    def _on_clicked(self, index: QModelIndex) -> None:
        """A click on the row that is current already opens it too."""
        one = self.table.model.row(index)
        if one is not None:
            self._chosen = one.case.id
            self.opened.emit(one.case.id)

    def _set_quiet(self, *, quiet: bool) -> None:
        self._quiet = quiet

    def _settle(self) -> None:
        """The open case is the current row, whatever was current before the list was read; else none is."""
        current = self.table.current()
        if self._chosen and (current is None or current.case.id != self._chosen):
            self._quiet = True
            if not self.table.choose(self._chosen):
                self.table.view.clearSelection()
                self.table.view.setCurrentIndex(QModelIndex())
        self._quiet = False

    def _show_counts(self, found: dict[WorklistFilter, int]) -> None:
        for at, (whose, word) in enumerate(_WORDS.items()):
            self.tabs.setTabText(at, f"{word}  {found[whose]:,}")

    def _show_entries(self, found: tuple[str, int]) -> None:
        name, count = found
        self.entries.setText(f"Not yet entered: {count:,}")
        self.entries.setToolTip(f"Not in {name} yet: copy their facts one by one, or save them all as CSV")
        self.entries.setVisible(count > 0)
        nothing = f"Every case of your desk is in {name}." if name else "Your desk's procedure names no other system."
        self.why_no_entries = "" if count else nothing

    def _empty(self) -> Empty:
        if self._whose is WorklistFilter.MINE:
            return Empty(
                "No complaint waits for you",
                "Cases that you own stand here, the most urgent first.",
                "Show all",
                partial(self.show_filter, WorklistFilter.ALL),
                "inbox",
            )
        return Empty(
            "No open complaints",
            "Log one when somebody is dissatisfied.",
            "Log a complaint",
            self.log_asked.emit,
            "inbox",
        )
