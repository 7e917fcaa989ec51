"""Above the worklist: what will soon be late, to be answered, extended or held, several at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.complaints.extensions import room_words
from app.complaints.find_soon_late import SoonLate
from ui.kit.flow import Flow
from ui.kit.layout import button, column, hairline, text

MOST_LINES, SPACING_PX = 3, 2
CHOOSE = "Choose an answer above first."
EXTEND_TIP = "Put the answer off as far as the procedure allows"
HOLD_TIP = "Put off those that are ticked, and draft their holding letters"


class SoonLatePanel(QWidget):
    """Hidden where nothing will soon be late. Up and down choose, Space ticks, Enter opens the case to answer it."""

    answer_asked = Signal(int)
    extend_asked = Signal(int)
    hold_asked = Signal(object)
    """A tuple of SoonLate: those that are ticked, or else the one that is current."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("soon_late_panel")
        self._rows: tuple[SoonLate, ...] = ()
        self._why_not = ""
        self._title = text("Soon late", "group", name="soon_late_title")
        self.list = QListWidget()
        self.list.setObjectName("soon_late")
        self.list.setAccessibleName("Answers that will soon be late")
        self.list.setSpacing(SPACING_PX)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemDoubleClicked.connect(lambda _item: self._answer())
        self.list.installEventFilter(self)
        self.list.itemSelectionChanged.connect(self._enable)
        self.list.itemChanged.connect(lambda _item: self._enable())
        self.answer = button("Answer", "soon_answer", "link", tip="Open the case to answer it  Enter")
        self.extend = button("Extend…", "soon_extend", "link", tip=EXTEND_TIP)
        self.hold = button("Hold…", "soon_hold", "link", tip=HOLD_TIP)
        self.answer.clicked.connect(self._answer)
        self.extend.clicked.connect(self._extend)
        self.hold.clicked.connect(self.ask_to_hold)
        buttons = Flow(self.answer, self.extend, self.hold, gap=16)
        inner = column(self._title, self.list, buttons, gap=4)
        inner.setContentsMargins(16, 12, 12, 8)
        self.setLayout(column(inner, hairline(), gap=4))
        self.hide()

    @property
    def rows(self) -> tuple[SoonLate, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[SoonLate], why_not: str) -> None:
        """Show these; what was ticked stays so. ``why_not`` says why the person may not put answers off."""
        ticked, current = {one.case.id for one in self.ticked()}, self._current() if self.list.selectedItems() else None
        self._rows = tuple(rows)
        self._title.setText(f"Soon late  {len(rows):,}")
        self.list.clear()
        for one in rows:
            self.list.addItem(_item(one, is_ticked=one.case.id in ticked))
        kept = [number for number, one in enumerate(rows) if current and one.case.id == current.case.id]
        if kept:
            self.list.setCurrentRow(kept[0])
        else:  # keys begin there, and nothing is chosen until somebody comes to the list
            self.list.setCurrentRow(0, QItemSelectionModel.SelectionFlag.NoUpdate)
        line = self.list.sizeHintForRow(0) + 2 * SPACING_PX
        self.list.setMinimumHeight(min(1, len(rows)) * line + 2 * SPACING_PX)
        self.list.setMaximumHeight(min(MOST_LINES, len(rows)) * line + 2 * SPACING_PX)
        self._why_not = why_not
        self._enable()
        self.setVisible(bool(rows))

    def _enable(self) -> None:
        """Each button is for the answer that is chosen; those that are ticked are held without one."""
        chosen, ticked = bool(self.list.selectedItems()), bool(self.ticked())
        for made, why_not, tip in (
            (self.answer, "" if chosen else CHOOSE, "Open the case to answer it  Enter"),
            (self.extend, self._why_not or ("" if chosen else CHOOSE), EXTEND_TIP),
            (self.hold, self._why_not or ("" if chosen or ticked else CHOOSE), HOLD_TIP),
        ):
            made.setEnabled(not why_not)
            made.setToolTip(why_not or tip)

    def ticked(self) -> tuple[SoonLate, ...]:
        """Those that are ticked, in their order."""
        ticked = [self.list.item(at).checkState() is Qt.CheckState.Checked for at in range(self.list.count())]
        return tuple(one for one, is_ticked in zip(self._rows, ticked, strict=False) if is_ticked)

    def ask_to_hold(self) -> None:
        """Ask for a reason and a new day for those that are ticked, or for the current one."""
        current = self._current()
        chosen = self.ticked() or ((current,) if current else ())
        if chosen:
            self.hold_asked.emit(chosen)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Enter in the list opens the case; whoever comes to the list chooses the line where keys begin."""
        if event.type() == QEvent.Type.FocusIn and not self.list.selectedItems():
            self.list.setCurrentRow(max(0, self.list.currentRow()), QItemSelectionModel.SelectionFlag.ClearAndSelect)
        is_enter = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.type() == QEvent.Type.KeyPress:
            self._answer()
            return True
        return False

    def _current(self) -> SoonLate | None:
        at = self.list.currentRow()
        return self._rows[at] if 0 <= at < len(self._rows) else None

    def _answer(self) -> None:
        if current := self._current():
            self.answer_asked.emit(current.case.id)

    def _extend(self) -> None:
        if current := self._current():
            self.extend_asked.emit(current.case.id)


def _item(one: SoonLate, *, is_ticked: bool) -> QListWidgetItem:
    item = QListWidgetItem(f"{one.case.person_name}\n{one.why}")
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
    case = one.case
    item.setToolTip(f"{case.reference} · {case.title} · {case.owner_name}\n{one.why}\n{room_words(one.room)}")
    return item
