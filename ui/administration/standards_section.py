"""Standards: every version of each, and another made from one by who may, titles in both languages with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from app.basics.problems import BadInput, Conflict
from app.knowledge.find_standards import (
    OpenStandard,
    StandardVersion,
    open_standard,
    standard_subject,
    standard_versions,
)
from app.knowledge.put_standard_in_force import put_standard_in_force
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from ui.administration.section import SectionWidget
from ui.administration.standard_form import DAY, REASON, SAID, standard_fields, values_of
from ui.administration.version_words import STATES
from ui.kit.dates import show_date
from ui.kit.desk import Changed, Ticket, touches
from ui.kit.empty_state import Empty
from ui.kit.forms import Form
from ui.kit.headline import Headline
from ui.kit.held_form import HeldForm
from ui.kit.layout import button, column, panel, row, scrolled, text
from ui.kit.notices import Notice
from ui.kit.paged_table import PagedTable
from ui.kit.side_panels import SidePanels
from ui.kit.table_data import Ask, Column, Slice
from ui.parts.growing import grow_with_text
from ui.parts.keeping import Keeper, emptied_too, with_emptied
from ui.shell.actions import Action
from ui.shell.navigation import Shell

NO_STANDARDS = Empty(
    "No standards yet",
    "They come with the library, which is taken in by the program for administrators.",
    icon="scale",
)


def days_of(one: StandardVersion) -> str:
    """Since when it counts, and until when."""
    since, until = show_date(one.standard.in_force_from), one.standard.in_force_until
    return f"{since} to {show_date(until)}" if until else f"from {since}"


COLUMNS: Sequence[Column[StandardVersion]] = (
    Column(
        "title",
        "Standard",
        lambda one: one.standard.title,
        second=lambda one: f"Version {one.standard.version} · {days_of(one)}",
        stretch=True,
        face="strong",
        tip=lambda one: "\n".join(filter(None, (one.standard.title, one.standard.welsh_title, one.reason))),
    ),
    Column(
        "state",
        "State",
        lambda one: STATES[one.state].word,
        second=lambda one: one.made_by or "Shipped",
        status=lambda one: STATES[one.state],
        width=128,
    ),
)


def load_standards(work: ReadWork, _ask: Ask) -> Slice[StandardVersion]:
    """All of them: a library has few."""
    rows = standard_versions(work)
    return Slice(rows, None, len(rows))


class StandardsSection(SectionWidget):
    """``standard:12`` opens on that version; what is typed is kept every pause and found again."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(shell, parent)
        self._open: OpenStandard | None = None
        self._wanted: int | None = None
        self._ticket: Ticket | None = None
        self._why_not = self.desk.why_not(Permission.LIBRARY_EDIT)
        self.table: PagedTable[StandardVersion] = PagedTable(
            self.desk,
            "standard_versions",
            COLUMNS,
            load_standards,
            id_of=lambda one: one.standard.version_id,
            empty=NO_STANDARDS,
        )
        self.headline = Headline()
        self.form = Form(standard_fields(self._today), name="standard")
        self.keeper = Keeper(self.desk, self.parked, self)
        self._held = HeldForm(self.form)
        self.put = button("Put in force", "standard_put", "main", tip=self._why_not or "Put in force  Ctrl+Enter")
        self._lay_out()
        self._connect()

    # ---- what the page asks

    def opened(self, subject: str) -> None:
        number = subject.partition(":")[2]
        self._wanted = int(number) if number.isdigit() else None
        self.table.start()

    def may_close(self) -> bool:
        self.keeper.keep_now()
        return True

    def parked(self) -> dict[str, str]:
        """All that was typed, as it is kept."""
        return emptied_too(self.form.parked())

    def unsaved_words(self) -> dict[str, str]:
        return self.parked() if self._open is not None else {}

    def in_hand(self) -> Collection[str]:
        return (self._subject(),) if self._open is not None and self.form.is_dirty() else ()

    def section_actions(self) -> Sequence[Action]:
        return (Action("put_standard", "Put this standard in force", self.submit, "check", why_not=self._why_not_put),)

    def refresh(self, changed: Changed) -> None:
        if touches(changed, "library_version:*"):
            self.table.refresh()
            if self._open is not None and not self.form.is_dirty():
                self._read(self._open.version.standard.version_id)

    def focus_first(self) -> None:
        self.table.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._open is not None:
            self.keeper.keep_now()
            self.table.setFocus()
            return
        super().keyPressEvent(event)

    def submit(self) -> None:
        """Put what was typed in force, or show what is wrong under its field."""
        found = self._open
        if found is None or self._held.is_held or self._why_not_put() or not self.form.check():
            return
        values, subject = self.form.values(), self._subject()
        self.put.setEnabled(False)
        self._held.hold()
        self.desk.act(
            self,
            put_standard_in_force,
            found.version.standard.version_id,
            {key: values[key] for key in SAID},
            values[DAY],
            found.newest_id,
            why=values[REASON],
            then=partial(self._on_put, subject, self.parked()),
            failed=partial(self._on_failed, subject),
        )

    # ---- what is shown

    def _lay_out(self) -> None:
        left = panel(column(text("Standards", "page-name"), self.table, gap=12, edge=16), part="page")
        left.setMinimumWidth(360)
        inside = QWidget()
        inside.setLayout(column(self.form, None, edge=16))
        grow_with_text(self.form)
        middle = QWidget()
        head = column(self.headline)
        head.setContentsMargins(16, 16, 16, 8)
        foot = row(None, self.put)
        foot.setContentsMargins(16, 8, 16, 12)
        middle.setLayout(column(head, scrolled(inside), foot, gap=0))
        middle.setVisible(False)
        self._middle = middle
        self.setLayout(column(SidePanels("standards", self.desk.preferences, ((left, 440), (middle, 840)), grows=1)))
        self.form.set_read_only(read_only=bool(self._why_not))

    def _connect(self) -> None:
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _row: self.form.focus())
        self.table.loaded.connect(self._on_loaded)
        self.form.edited.connect(self._on_edited)
        self.form.submitted.connect(self.submit)
        self.put.clicked.connect(self.submit)

    def _today(self) -> date:
        return self._open.today if self._open is not None else date.min

    def _subject(self) -> str:
        return standard_subject(self._open.version.standard.version_id) if self._open is not None else ""

    def _on_loaded(self, count: int) -> None:
        wanted, self._wanted = self._wanted, None
        shown = self._open.version.standard.version_id if self._open is not None else None
        here = wanted if wanted is not None else shown
        if count and (here is None or not self.table.choose(here)):
            self.table.choose(self.table.model.rows[0].standard.version_id)
        elif wanted is not None:
            self._read(wanted)

    def _on_chosen(self, one: StandardVersion | None) -> None:
        if one is not None and self._wanted is None:
            self._read(one.standard.version_id)

    def _read(self, version_id: int) -> None:
        self.keeper.keep_now()
        self.desk.forget(self._ticket)
        self._ticket = self.desk.read(self, open_standard, version_id, then=self._show)

    def _show(self, found: OpenStandard) -> None:
        """What was typed since it was asked for is kept of the one that stood here, and stands in the same one."""
        self.keeper.keep_now()
        is_same = standard_subject(found.version.standard.version_id) == self._subject()
        since = self.form.parked() if is_same else {}
        if not is_same:
            self._held.let_go()
        self._open = found
        one = found.version
        parts = [f"Version {one.standard.version}", days_of(one), f"Why: {one.reason}" if one.reason else ""]
        self.headline.show_title(one.standard.title, " · ".join(filter(None, parts)))
        self.headline.show_chips([STATES[one.state]])
        self.form.show_values(values_of(found))
        self.form.restore({**with_emptied(found.kept), **since})
        self.keeper.watch(self._subject(), found.kept)
        self._middle.setVisible(True)
        self._show_put()

    def _on_edited(self, _key: str) -> None:
        self.keeper.touched()
        self._show_put()

    def _show_put(self) -> None:
        why_not = self._why_not_put()
        self.put.setEnabled(not why_not)
        self.put.setToolTip(why_not or "Put in force  Ctrl+Enter")
        self.actions_changed.emit()

    def _why_not_put(self) -> str:
        if self._open is None:
            return "Choose a standard first."
        return self._why_not or ("" if self.form.is_dirty() else "Nothing is changed yet.")

    # ---- what comes of it

    def _on_put(self, subject: str, words: Mapping[str, str], version_id: int) -> None:
        """Whoever has gone on to another one stays there."""
        self.keeper.forget_of(subject, words)
        if subject == self._subject():
            self._held.let_go()
            self.form.mark_saved()
            self._wanted = version_id
            self.table.start()
        self.shell.notify(
            Notice("The new version is made; points about its day and later cite it.", tone="good", key="standard")
        )

    def _on_failed(self, subject: str, error: Exception) -> bool:
        if subject != self._subject():
            return False
        self._held.let_go()
        self._show_put()
        if isinstance(error, BadInput):
            self.form.show_problems(error.problems)
            return True
        if isinstance(error, Conflict) and self._open is not None:
            self.keeper.touched()
            self.keeper.keep_now()
            who = error.changed_by or "Somebody else"
            told = f"{who} made another version meanwhile: look at it, and put yours in force if it still fits."
            self.shell.notify(Notice(told, tone="warn", key="standard"))
            self._read(self._open.version.standard.version_id)
            return True
        return False
