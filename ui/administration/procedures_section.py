"""Procedures: every version of each, read in full; another is made from one by who may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from app.complaints.find_kept_procedures import cases_by_version
from app.knowledge.find_procedures import (
    ProcedureText,
    ProcedureVersion,
    VersionState,
    procedure_text,
    procedure_versions,
)
from app.staff.work import ReadWork
from ui.administration.procedure_view import ProcedureView
from ui.administration.section import SectionWidget
from ui.administration.version_words import STATES, cases_words, days_of, subline
from ui.kit.desk import Changed, Ticket, touches
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.headline import Headline
from ui.kit.layout import SidePanels, column, panel, text
from ui.kit.paged_table import PagedTable
from ui.kit.table_data import Ask, Column, Slice
from ui.shell.navigation import Shell

NO_PROCEDURES = Empty(
    "No procedures yet",
    "They come with the library, which is taken in by the program for administrators.",
    icon="scale",
)
NOT_CHOSEN = Empty("No version chosen", "Choose one at the left to read it.", icon="scale")


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version with how many open cases keep it."""

    version: ProcedureVersion
    cases: int


COLUMNS: Sequence[Column[VersionRow]] = (
    Column(
        "title",
        "Procedure",
        lambda row: row.version.title,
        second=lambda row: f"Version {row.version.version} · {days_of(row.version)}",
        stretch=True,
        face="strong",
        tip=lambda row: row.version.reason,
    ),
    Column(
        "state",
        "State",
        lambda row: STATES[row.version.state].word,
        second=lambda row: row.version.made_by or "Shipped",
        status=lambda row: STATES[row.version.state],
        width=128,
    ),
    Column(
        "cases",
        "Open",
        lambda row: str(row.cases),
        align="right",
        face="figures",
        width=64,
        tip=lambda row: cases_words(row.cases),
    ),
)


def load_versions(work: ReadWork, _ask: Ask) -> Slice[VersionRow]:
    """All versions: an office has few."""
    cases = cases_by_version(work)
    rows = [VersionRow(version, cases.get(version.id, 0)) for version in procedure_versions(work)]
    return Slice(rows, None, len(rows))


class ProceduresSection(SectionWidget):
    """``library_version:12`` opens on that version."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._version_id: int | None = None
        self._cases = 0
        self._ticket: Ticket | None = None
        self.table: PagedTable[VersionRow] = PagedTable(
            self.desk,
            "procedure_versions",
            COLUMNS,
            load_versions,
            id_of=lambda row: row.version.id,
            empty=NO_PROCEDURES,
        )
        self.headline = Headline()
        self.view = ProcedureView("procedure_text")
        self.nothing = EmptyState(NOT_CHOSEN)
        self._lay_out()
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _row: self.view.setFocus())
        self.table.loaded.connect(self._on_loaded)
        self._show_nothing()

    def opened(self, subject: str) -> None:
        number = subject.partition(":")[2]
        if subject.startswith("library_version:") and number.isdigit():
            self._version_id = int(number)
        self.table.start()

    def refresh(self, changed: Changed) -> None:
        if touches(changed, "library_version:*", "library_withdrawal:*", "complaint:*"):
            self.table.refresh()
        if self._version_id is not None and touches(changed, "library_version:*", "library_withdrawal:*"):
            self._read(self._version_id)

    def focus_first(self) -> None:
        self.table.setFocus()

    def _lay_out(self) -> None:
        left = panel(column(text("Procedures", "page-name"), self.table, gap=12, edge=16), part="page")
        left.setMinimumWidth(360)
        head = column(self.headline)
        head.setContentsMargins(16, 16, 16, 8)
        self._reading = QWidget()
        self._reading.setLayout(column(head, self.view, gap=0))
        middle = QWidget()
        middle.setLayout(column(self._reading, self.nothing, gap=0))
        self.setLayout(
            column(SidePanels("procedures", self.desk.preferences, ((left, 440), (middle, 840)), grows=1), gap=0)
        )

    def _on_loaded(self, count: int) -> None:
        if not count:
            self._show_nothing()
        elif self._version_id is None or not self.table.choose(self._version_id):
            rows = self.table.model.rows
            first = next((row for row in rows if row.version.state is VersionState.IN_FORCE), rows[0])
            self.table.choose(first.version.id)

    def _on_chosen(self, row: VersionRow | None) -> None:
        if row is not None:
            self._cases = row.cases
            self._read(row.version.id)

    def _read(self, version_id: int) -> None:
        self._version_id = version_id
        self.desk.forget(self._ticket)
        self._ticket = self.desk.read(self, procedure_text, version_id, then=self._on_read, failed=self._on_unread)

    def _on_read(self, found: ProcedureText) -> None:
        self.headline.show_title(found.version.title, subline(found.version, self._cases))
        self.headline.show_chips([STATES[found.version.state]])
        self.view.show_procedure(found.chapters, found.changes)
        self.nothing.hide()
        self._reading.show()
        self.actions_changed.emit()

    def _on_unread(self, error: Exception) -> bool:
        self._show_nothing(Empty("This version cannot be shown", str(error), icon="circle-alert"))
        return False

    def _show_nothing(self, empty: Empty = NOT_CHOSEN) -> None:
        self.nothing.show_empty(empty)
        self._reading.hide()
        self.nothing.show()
        self.actions_changed.emit()
