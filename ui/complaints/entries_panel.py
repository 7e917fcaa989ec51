"""Cases that another body's system does not have yet: their facts in its order, to be copied one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QGridLayout, QPushButton, QWidget

from app.basics.problems import BadInput
from app.complaints.find_entries import MOST, Entries, EntryValue, NotEntered, entries, entries_table, entry_values
from app.complaints.mark_entered import mark_entered
from app.complaints.wording import counted, show_date
from app.record.put_down import form_subject
from app.staff.permissions import Permission
from ui.complaints.saving import save_from_anywhere
from ui.kit.csv_export import CannotWriteFile, write_csv
from ui.kit.desk import Desk, Ticket
from ui.kit.forms import Field, Form
from ui.kit.layout import button, column, hairline, redress, row, scrolled, text
from ui.kit.link_list import Link, LinkList
from ui.kit.notices import Notice
from ui.parts.kept_form import KeptForm

LIST_PX, LABEL_PX = 288, 168

_FIELDS = (Field("reference", "Its reference there", required=True, limit=60, chars=24),)


class EntriesPanel(QWidget):
    """Enter or Ctrl+C copies a field and goes to the next; Ctrl+Enter marks the case as entered and takes the next."""

    left = Signal()
    open_asked = Signal(str)
    told = Signal(object)
    """A Notice."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entries")
        self._desk = desk
        self._rows: tuple[NotEntered, ...] = ()
        self._case: NotEntered | None = None
        self._ticket: Ticket | None = None
        self._copies: list[_Copy] = []
        self._why_not = desk.why_not(Permission.COMPLAINT_WORK)
        self._title = text("", "page-name", name="entries_title")
        self.summary = text("", "muted", name="entries_summary", wrap=True)
        self.list = LinkList("entry_cases")
        self.list.setAccessibleName("Cases not entered yet")
        self.list.currentRowChanged.connect(self._on_row)
        self._about = text("", "section", name="entry_about", wrap=True)
        self._fields = QWidget()
        self.form = Form(_FIELDS, name="entry_form")
        self.kept = KeptForm(desk, self.form, "entry")
        self.keeper = self.kept.keeper
        self.do = button("Mark as entered", "entry_do", "main", tip=self._why_not or "Mark as entered  Ctrl+Enter")
        self.do.clicked.connect(self.submit)
        self.look = button("Open the case", "entry_open", "link")
        self.look.clicked.connect(self._open)
        self.export = button("Save as CSV…", "entries_csv", tip="All of them in one file, in that system's columns")
        self.export.clicked.connect(self._ask_where)
        back = button("Back", "entries_leave", tip="Back  Esc")
        back.clicked.connect(self.left)
        save_from_anywhere(self, self.submit)
        self._lay_out(back)

    def begin(self, complaint_id: int = 0) -> None:
        """Read what is not entered yet; begin with that case, or with the oldest."""
        self._desk.forget(self._ticket)
        self._ticket = self._desk.read(self, entries, then=partial(self._show, complaint_id=complaint_id))

    def submit(self) -> None:
        """Mark the case as entered under the reference that was typed."""
        if self._case is None or self._why_not or not self.do.isEnabled() or not self.form.check():
            return
        case, reference = self._case, self.form.values()["reference"]
        self.do.setEnabled(False)
        self.kept.sent()
        self._desk.act(
            self,
            mark_entered,
            case.id,
            reference,
            then=lambda _result: self._on_entered(case, reference),
            failed=self._on_failed,
        )

    def save_csv(self, file: Path) -> None:
        """Write all that are not entered into a file, in the columns of that system."""
        self._desk.read(self, entries_table, then=partial(self._write, file))

    def copied(self) -> list[bool]:
        """Which fields were copied, in their order."""
        return [copy.done for copy in self._copies]

    def _lay_out(self, back: QWidget) -> None:
        left = QWidget()
        left.setFixedWidth(LIST_PX)
        left.setLayout(column(self.list, gap=0))
        right = QWidget()
        right.setLayout(column(self._about, self._fields, None, gap=12, edge=16))
        middle = row(left, scrolled(right), gap=0)
        middle.setStretch(1, 1)
        head, foot = QWidget(), QWidget()
        head.setLayout(column(row(self._title, None, self.export, back, gap=12), self.summary, gap=4, edge=16))
        foot.setLayout(row(self.form, None, self.look, self.do, gap=12, edge=12))
        self.form.setVisible(not self._why_not)
        self.setLayout(column(head, hairline(), middle, hairline(), foot, gap=0))

    def _show(self, found: Entries, complaint_id: int = 0) -> None:
        self._rows = found.rows
        self._title.setText(f"Enter in {found.system.name}" if found.system else "Enter in another system")
        self.summary.setText(_summary(found))
        self.export.setEnabled(bool(found.rows))
        self._case = None
        self.list.blockSignals(True)  # noqa: FBT003 - the row is chosen below
        self.list.show_links([Link(_line(one)) for one in found.rows])
        at = next((place for place, one in enumerate(found.rows) if one.id == complaint_id), 0 if found.rows else -1)
        self.list.setCurrentRow(at)
        self.list.blockSignals(False)  # noqa: FBT003
        self._on_row(at)

    def _on_row(self, at: int) -> None:
        self._case = self._rows[at] if 0 <= at < len(self._rows) else None
        if not self._why_not:  # who may only read has nothing half typed
            self.kept.begin({}, self._case.id if self._case else 0)
        self.form.show_problems({})
        self.do.setEnabled(self._case is not None and not self._why_not)
        self.look.setVisible(self._case is not None)
        self._show_values([])
        self._about.setText(_line(self._case) if self._case else "")
        if self._case is not None:
            self._desk.forget(self._ticket)
            self._ticket = self._desk.read(self, entry_values, self._case.id, then=self._show_values)

    def _show_values(self, values: Sequence[EntryValue]) -> None:
        for old in self._fields.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            old.hide()
            old.deleteLater()
        grid = self._fields.layout() or QGridLayout(self._fields)
        self._copies = []
        if not isinstance(grid, QGridLayout):
            return
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnMinimumWidth(0, LABEL_PX)
        grid.setColumnStretch(1, 1)
        for at, one in enumerate(values):
            copy = _Copy(one, f"entry_copy_{at}")
            copy.copied.connect(partial(self._go_on, at))
            copy.moved.connect(partial(self._move, at))
            label, value = text(one.title, "field-label"), text(one.value or "–", name=f"entry_value_{at}", wrap=True)
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(label, at, 0, top)
            grid.addWidget(value, at, 1, top)
            grid.addWidget(copy, at, 2, top)
            copy.show()  # a layout shows what is added only later, and the focus goes there now
            self._copies.append(copy)
        self._move(-1, 1)

    def _go_on(self, at: int) -> None:
        """To the next field that has something to copy; after the last one the reference is asked for."""
        if not self._move(at, 1) and not self._why_not:
            self.form.focus()

    def _move(self, at: int, by: int) -> bool:
        places = range(at + by, len(self._copies) if by > 0 else -1, by)
        wanted = next((self._copies[place] for place in places if self._copies[place].isEnabled()), None)
        if wanted is not None:
            wanted.setFocus()
        return wanted is not None

    def _on_entered(self, case: NotEntered, reference: str) -> None:
        self.keeper.forget_of(form_subject("entry", case.id), {"reference": reference})
        self.told.emit(Notice(f"{case.reference} is entered as {reference}.", "good", key="entries"))
        at = next((place for place, one in enumerate(self._rows) if one.id == case.id), 0)
        following = self._rows[at + 1].id if at + 1 < len(self._rows) else 0
        self.begin(following)

    def _on_failed(self, error: Exception) -> bool:
        self.do.setEnabled(True)
        if not isinstance(error, BadInput):
            return False
        self.form.show_problems(error.problems)
        return True

    def _open(self) -> None:
        if self._case is not None:
            self.open_asked.emit(f"complaint:{self._case.id}")

    def _ask_where(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Save as CSV", "not-entered.csv", "CSV (*.csv)")
        if name:
            self.save_csv(Path(name))

    def _write(self, file: Path, found: tuple[list[str], list[list[str]]]) -> None:
        titles, rows = found
        try:
            write_csv(file, titles, rows)
        except CannotWriteFile as error:
            self.told.emit(Notice(str(error), "bad", key="entries"))
        else:
            self.told.emit(Notice(f"{counted(len(rows), 'case')} saved in {file.name}.", "good", key="entries"))


class _Copy(QPushButton):
    """Copies one value; up and down go to the fields beside it."""

    copied = Signal()
    moved = Signal(int)

    def __init__(self, one: EntryValue, name: str) -> None:
        super().__init__("Copy")
        self.setObjectName(name)
        self.setProperty("part", "link")
        self.setAccessibleName(f"Copy {one.title}")
        self.setToolTip("Copy and go on  Enter, Ctrl+C" if one.value else "There is nothing to copy")
        self.setEnabled(bool(one.value))
        self._value, self.done = one.value, False
        self.clicked.connect(self._copy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._copy()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._value)
        self.done = True
        self.setText("✓ Copied")
        redress(self, "link")
        self.copied.emit()


def _line(one: NotEntered) -> str:
    return f"{one.reference}  {one.person_name}\n{one.title} · raised {show_date(one.raised_on)}"


def _summary(found: Entries) -> str:
    if found.system is None:
        return "Your desk's procedure names no other system. An administrator adds it to the procedure."
    if not found.count:
        return f"Every case of your desk is in {found.system.name}."
    first = f" Here are the oldest {MOST:,}." if found.count > len(found.rows) else ""
    return f"{counted(found.count, 'case')} of your desk not there yet, the oldest first.{first}"
