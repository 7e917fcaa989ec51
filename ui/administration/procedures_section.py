"""Procedures: every version of each, read in full; another is made from one by who may."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.complaints.find_kept_procedures import Used, cases_by_version, codes_in_use
from app.knowledge.find_procedures import (
    ProcedureText,
    ProcedureVersion,
    VersionState,
    first_day_open,
    procedure_text,
    procedure_versions,
)
from app.knowledge.withdraw_version import withdraw_version
from app.staff.drafts import drafts_of
from app.staff.find import people_here
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from ui.administration.procedure_editor import ProcedureEditor, subject_of
from ui.administration.procedure_view import ProcedureView
from ui.administration.section import SectionWidget
from ui.administration.version_words import STATES, cases_words, counts, subline
from ui.administration.withdraw_strip import WithdrawStrip
from ui.kit.desk import Changed, Ticket, touches
from ui.kit.empty_state import Empty, EmptyState
from ui.kit.headline import Headline
from ui.kit.layout import button, column, panel, text
from ui.kit.notices import Notice
from ui.kit.paged_table import PagedTable
from ui.kit.side_panels import SidePanels
from ui.kit.table_data import Ask, Column, Slice
from ui.shell.actions import Action
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


@dataclass(frozen=True, slots=True)
class OpenVersion:
    """A version to be read, with what one needs to change it: what open cases use, what is half typed, who is here."""

    text: ProcedureText
    cases: int
    used: Used
    kept: dict[str, str]
    first_day_open: date
    today: date
    held: frozenset[str]


COLUMNS: Sequence[Column[VersionRow]] = (
    Column(
        "title",
        "Procedure",
        lambda row: row.version.title,
        second=lambda row: f"Version {row.version.version} · {counts(row.version)}",
        stretch=True,
        face="strong",
        tip=lambda row: "\n".join(filter(None, (row.version.title, row.version.reason))),
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


def load_version(work: ReadWork, version_id: int) -> OpenVersion:
    """One version, whole."""
    found = procedure_text(work, version_id)
    versions = [one.id for one in procedure_versions(work) if one.code == found.version.code]
    return OpenVersion(
        found,
        cases_by_version(work).get(version_id, 0),
        codes_in_use(work, versions),
        drafts_of(work, subject_of(version_id)),
        first_day_open(work),
        work.today(),
        frozenset(role for person in people_here(work) for role in person.roles),
    )


class ProceduresSection(SectionWidget):
    """``library_version:12`` opens on that version, ``procedure:12`` on the draft that is made from it."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._version_id: int | None = None
        self._wanted: int | None = None
        """The version that was asked for, until the list is read: what was chosen in it before does not count."""
        self._open: OpenVersion | None = None
        self._goes_on: int | None = None
        """The version whose change is gone on with as soon as it is read, and no other."""
        self._why_not = self.desk.why_not(Permission.LIBRARY_EDIT)
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
        self.change = button("Change…", "procedure_change", "main", icon_name="pencil")
        self.withdraw = button("Withdraw…", "procedure_withdraw")
        self.strip = WithdrawStrip()
        self.editor = ProcedureEditor(shell)
        self._lay_out()
        self._connect()
        self._show_nothing()

    # ---- what the page asks

    def opened(self, subject: str) -> None:
        kind, _, number = subject.partition(":")
        if number.isdigit():
            self._wanted = int(number)
            is_open = self.editor.subject() == subject_of(self._wanted)
            self._goes_on = self._wanted if kind == "procedure" and not is_open else None
            if self._is_editing() and not is_open:
                self.editor.leave()
        self.table.start()

    def may_close(self) -> bool:
        self.editor.keeper.keep_now()
        return True

    def unsaved_words(self) -> dict[str, str]:
        return self.editor.parked()

    def in_hand(self) -> Collection[str]:
        return tuple(filter(None, [self.editor.subject()]))

    def section_actions(self) -> Sequence[Action]:
        return (
            Action(
                "change_procedure", "Change this procedure…", self.begin_change, "pencil", why_not=self._why_not_change
            ),
            Action(
                "withdraw_version", "Withdraw this version…", self.begin_withdrawal, "x", why_not=self._why_not_withdraw
            ),
            Action(
                "put_in_force",
                "Put this procedure in force",
                self.editor.submit,
                "check",
                why_not=lambda: "" if self._is_editing() else "Change a procedure first.",
            ),
        )

    def refresh(self, changed: Changed) -> None:
        if touches(changed, "library_version:*", "library_withdrawal:*", "complaint:*"):
            self.table.refresh()
        if self._version_id is not None and touches(changed, "library_version:*", "library_withdrawal:*"):
            self._read(self._version_id)

    def focus_first(self) -> None:
        if self._is_editing():
            self.editor.focus_first()
        else:
            self.table.setFocus()

    # ---- what can be done

    def begin_change(self) -> None:
        """Make another version from the one that is shown, going on with what is half typed."""
        if self._open is not None and not self._why_not_change():
            self._pages.setCurrentWidget(self.editor)
            found = self._open
            self.editor.begin(found.text, found.used, found.kept, found.held, found.today)
            self.actions_changed.emit()

    def begin_withdrawal(self) -> None:
        """Ask why, below the head."""
        if not self._why_not_withdraw():
            self.strip.begin()

    def _is_editing(self) -> bool:
        return self._pages.currentWidget() is self.editor

    def _why_not_change(self) -> str:
        if self._open is None:
            return "Choose a version first."
        return "It is being changed already." if self._is_editing() else self._why_not

    def _why_not_withdraw(self) -> str:
        if self._open is None:
            return "Choose a version first."
        version = self._open.text.version
        if version.state is VersionState.WITHDRAWN:
            return "This version is withdrawn already."
        if version.in_force_from < self._open.first_day_open:
            return "Only a version that is not yet in force can be withdrawn."
        return self._why_not

    # ---- what is shown

    def _lay_out(self) -> None:
        left = panel(column(text("Procedures", "page-name"), self.table, gap=12, edge=16), part="page")
        left.setMinimumWidth(360)
        self.headline.add_action(self.withdraw)
        self.headline.add_action(self.change)
        head = column(self.headline, self.strip)
        head.setContentsMargins(16, 16, 16, 8)
        self._reading = QWidget()
        self._reading.setLayout(column(head, self.view, gap=0))
        middle = QWidget()
        middle.setLayout(column(self._reading, self.nothing, gap=0))
        self._pages = QStackedWidget()
        self._pages.addWidget(SidePanels("procedures", self.desk.preferences, ((left, 440), (middle, 840)), grows=1))
        self._pages.addWidget(self.editor)
        self.setLayout(column(self._pages, gap=0))

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _row: self.view.setFocus())
        self.table.loaded.connect(self._on_loaded)
        self.change.clicked.connect(self.begin_change)
        self.withdraw.clicked.connect(self.begin_withdrawal)
        self.strip.submitted.connect(self._withdraw)
        self.strip.left.connect(self.withdraw.setFocus)
        self.editor.left.connect(self._end_change)
        self.editor.made.connect(self._on_made)

    def _on_loaded(self, count: int) -> None:
        wanted, self._wanted = self._wanted, None
        if not count:
            self._show_nothing()
        elif wanted is not None and self.table.choose(wanted):
            self._read(wanted)
        elif self._version_id is None or not self.table.choose(self._version_id):
            rows = self.table.model.rows
            first = next((row for row in rows if row.version.state is VersionState.IN_FORCE), rows[0])
            self.table.choose(first.version.id)

    def _on_chosen(self, row: VersionRow | None) -> None:
        if row is not None and self._wanted is None:
            self._read(row.version.id)

    def _read(self, version_id: int) -> None:
        self._version_id = version_id
        self.desk.forget(self._ticket)
        self._ticket = self.desk.read(self, load_version, version_id, then=self._on_read, failed=self._on_unread)

    def _on_read(self, found: OpenVersion) -> None:
        version = found.text.version
        self._open = found
        self.headline.show_title(version.title, subline(version, found.cases))
        self.headline.show_chips([STATES[version.state]])
        self.view.show_procedure(found.text.chapters, found.text.changes)
        self.nothing.hide()
        self._reading.show()
        self._show_buttons(found)
        if self._goes_on == version.id:
            self._goes_on = None
            self.begin_change()

    def _show_buttons(self, found: OpenVersion) -> None:
        self.change.setText("Go on changing…" if found.kept else "Change…")
        self.change.setEnabled(not self._why_not)
        self.change.setToolTip(self._why_not or "Make a new version from this one")
        why_not = self._why_not_withdraw()
        self.withdraw.setVisible(found.text.version.state is VersionState.TO_COME)
        self.withdraw.setEnabled(not why_not)
        self.withdraw.setToolTip(why_not or "It will never count; the one before goes on")
        self.strip.hide()
        self.actions_changed.emit()

    def _on_unread(self, error: Exception) -> bool:
        self._show_nothing(Empty("This version cannot be shown", str(error), icon="circle-alert"))
        return False

    def _show_nothing(self, empty: Empty = NOT_CHOSEN) -> None:
        self._open = None
        self.nothing.show_empty(empty)
        self._reading.hide()
        self.nothing.show()
        self.actions_changed.emit()

    # ---- what comes of it

    def _withdraw(self, reason: str) -> None:
        if self._open is not None:
            version = self._open.text.version
            told = Notice(f"Version {version.version} of “{version.title}” is withdrawn.", tone="good", key="procedure")
            self.desk.act(self, withdraw_version, version.id, why=reason, then=lambda _done: self.shell.notify(told))

    def _end_change(self) -> None:
        self._pages.setCurrentIndex(0)
        self.change.setFocus()
        if self._version_id is not None:
            self._read(self._version_id)

    def _on_made(self, version_id: int) -> None:
        self._pages.setCurrentIndex(0)
        self._wanted = version_id
        self.table.start()
        self.table.setFocus()
