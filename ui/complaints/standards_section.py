"""The library of standards beside the case, as it stood on the day of the point in hand: searched, and read in full."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.complaints.wording import show_date
from app.knowledge.find import StandardRow, not_in_force, standards_beside
from ui.complaints.side_list import SideList
from ui.complaints.side_row import SideRow
from ui.kit.desk import Desk, Ticket
from ui.kit.layout import button, column, hairline, row, scrolled, text

SEARCH_AFTER_MS = 120


class StandardsSection(QWidget):
    """↓ goes from the search into the list; the chosen standard stands below it; Enter measures the point by it."""

    measure_asked = Signal(object)
    """The StandardRow by which the point in hand is to be measured."""
    told = Signal(str)
    """Why it cannot be."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("standards_section")
        self._desk = desk
        self._day: date | None = None
        self._known = False
        self._why_not = ""
        self._rows: dict[int, StandardRow] = {}
        self._ticket: Ticket | None = None
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._pause.timeout.connect(self._search)
        self._make_search()
        self._make_words()
        head = column(text("Standards", "section"), self._note, self.field, gap=4)
        head.setContentsMargins(12, 8, 12, 8)
        self.setLayout(column(head, self.list, hairline(), self._words, gap=0))

    def set_day(self, day: date | None, fallback: date, why_not: str) -> None:
        """The day of the point in hand, or the one that counts until it is known; ``why_not`` bars measuring."""
        same = (day or fallback, day is not None) == (self._day, self._known)
        self._day, self._known, self._why_not = day or fallback, day is not None, why_not
        self._take.setEnabled(not why_not)
        self._take.setToolTip(why_not or "Measure the point in hand by this standard  Enter")
        told = f"As they stood on {show_date(self._day)}"
        self._note.setText(told if day else f"{told}, until the day of the event is given")
        if not same and (self._rows or self.isVisibleTo(self.window())):
            self._search()

    def start(self) -> None:
        """Read the library when it is first looked at."""
        if not self._rows:
            self._search()

    def _make_search(self) -> None:
        self._note = text("", "muted-small", name="standards_day", wrap=True)
        self.field = QLineEdit()
        self.field.setObjectName("standards_find")
        self.field.setAccessibleName("Find a standard to read")
        self.field.setPlaceholderText("Any word of it")
        self.field.setClearButtonEnabled(True)
        self.field.textEdited.connect(lambda _text: self._pause.start())
        self.list = SideList("standards_list", "Standards")
        self.list.currentRowChanged.connect(lambda _at: self._show_chosen())
        self.list.opened.connect(lambda _key: self.measure())

    def _make_words(self) -> None:
        self._title = text("", "group", name="standards_title", wrap=True)
        self._force = text("", "muted-small", name="standards_force", wrap=True)
        self._text = text("", name="standards_text", wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName("The standard in full")
        self._take = button("Measure the point by it", "standards_take", "link")
        self._take.clicked.connect(self.measure)
        inner = QWidget()
        inner.setLayout(column(self._title, self._force, self._text, row(self._take, None), None, gap=6, edge=12))
        self._words = scrolled(inner)
        self._words.setMinimumHeight(160)
        self._words.hide()

    def focus_first(self) -> None:
        """Work begins with the search."""
        self.field.setFocus()

    def measure(self) -> None:
        """Take the chosen standard for the point in hand, or say why it does not count on its day."""
        chosen = self._chosen()
        if chosen is None or self._day is None:
            return
        if self._why_not:
            self.told.emit(self._why_not)
        elif not chosen.in_force_on(self._day):
            self.told.emit(not_in_force(chosen, self._day))
        else:
            self.measure_asked.emit(chosen)

    def _search(self) -> None:
        if self._day is None:
            return
        self._desk.forget(self._ticket)
        self._ticket = self._desk.read(self, standards_beside, self._day, self.field.text(), then=self._show_rows)

    def _show_rows(self, found: list[StandardRow]) -> None:
        self._rows = {one.version_id: one for one in found}
        self.list.show_rows([self._row(one) for one in found])
        if found and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._show_chosen()

    def _row(self, one: StandardRow) -> SideRow:
        holds = self._day is not None and one.in_force_on(self._day)
        over = one.citation if holds else f"▲ not in force: holds from {show_date(one.in_force_from)}"
        return SideRow(one.version_id, over, one.title, "plain" if holds else "warn", tip=one.text, drag=one.text)

    def _chosen(self) -> StandardRow | None:
        chosen = self.list.chosen()
        return self._rows.get(chosen.key) if chosen is not None else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self._words.setVisible(chosen is not None)
        if chosen is None or self._day is None:
            return
        self._title.setText(chosen.title)
        self._text.setText(chosen.text)
        until = f" to {show_date(chosen.in_force_until)}" if chosen.in_force_until else ""
        review = " · a default to review" if chosen.default_to_review else ""
        self._force.setText(f"{chosen.citation} · in force from {show_date(chosen.in_force_from)}{until}{review}")
        self._take.setVisible(chosen.in_force_on(self._day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus():
            self.list.setFocus()
            return
        super().keyPressEvent(event)
