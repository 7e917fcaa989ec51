"""Choosing the standard a point is measured by: searched while typing, in the version of the day, its text readable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.complaints.wording import show_date
from app.knowledge.find import StandardRow, standards_by_id, standards_on
from ui.kit.awaited_enter import AwaitedEnter
from ui.kit.desk import Desk, Ticket
from ui.kit.layout import button, column, panel, row, text
from ui.kit.wrapped_rows import WrappedRows

SEARCH_AFTER_MS = 80
LIST_PX = 176
DRAFT_FIELD = "standard_version_id"
ROW_ROLE = Qt.ItemDataRole.UserRole + 1


class StandardPick(QWidget):
    """Shows the chosen standard with its words; “Choose…” opens the search. Enter takes, Esc leaves the search."""

    picked = Signal()
    """A person chose another standard, or none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("standard")
        self._desk = desk
        self._chosen: StandardRow | None = None
        self._seen: int | None = None
        self._day = date.min
        self._ticket: Ticket | None = None
        self._restoring: Ticket | None = None
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._pause.timeout.connect(self._search)
        self._make_card()
        self._make_search()
        label = text("Standard", "field-label")
        self._note = text("", "muted-small", name="standard_note", wrap=True)
        label.setBuddy(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for widget in (label, self._card, self._searching, self._note):
            layout.addWidget(widget)

    def show_standard(self, standard: StandardRow | None, day: date | None, fallback: date) -> None:
        """Show what is stored; ``day`` is the day of the event, ``fallback`` counts while that is not known."""
        self._chosen = standard
        self._seen = standard.version_id if standard else None
        self._desk.forget(self._restoring)
        self.set_day(day, fallback)
        self._open_search(opened=standard is None)

    def set_day(self, day: date | None, fallback: date) -> None:
        """Another day of the event: the versions in force on it are offered."""
        self._day = day or fallback
        wrong = self._chosen is not None and day is not None and not self._chosen.in_force_on(day)
        if wrong:
            self._note.setText(f"▲ This version was not in force on {show_date(self._day)}: choose the one that was.")
        elif day is None:
            self._note.setText(
                f"Versions in force on {show_date(self._day)} are offered, until the day of the event is given."
            )
        else:
            self._note.setText(f"Versions in force on {show_date(self._day)} are offered.")
        self._show_chosen()
        if self._searching.isVisibleTo(self):
            self._pause.start()

    def choose(self, standard: StandardRow) -> None:
        """A person chose a standard elsewhere."""
        self._take(standard)

    def value(self) -> int | None:
        """The id of the chosen version."""
        return self._chosen.version_id if self._chosen else None

    def edits(self) -> dict[str, tuple[int | None, int | None]]:
        """The choice as an edit, nothing when it is the stored one."""
        return {} if self.value() == self._seen else {"standard_version_id": (self._seen, self.value())}

    def parked(self) -> dict[str, str]:
        """The choice as it is kept while it is not saved."""
        return {DRAFT_FIELD: str(self.value() or "none")} if self.edits() else {}

    def restore(self, draft: Mapping[str, str]) -> None:
        """Bring back a choice that was kept."""
        kept = draft.get(DRAFT_FIELD, "")
        if kept.isdigit():
            self._restoring = self._desk.read(self, standards_by_id, {int(kept)}, then=self._restored)
        elif kept:
            self._take(None)

    def _restored(self, found: dict[int, StandardRow]) -> None:
        for standard in found.values():
            self._take(standard, by_person=False)

    def give_up(self) -> None:
        """Nothing is chosen here any more; what is stored is shown when it is read again."""
        self._chosen, self._seen = None, None

    def mark_saved(self) -> None:
        """What is chosen is now what is stored."""
        self._seen = self.value()

    def tell(self, problem: str) -> None:
        """Show what is wrong with the choice."""
        if problem:
            self._note.setText(f"▲ {problem}")

    def focus(self) -> None:
        """Go to the search, or to the button that opens it."""
        if self._searching.isVisibleTo(self):
            self.field.setFocus()
        else:
            self._change.setFocus()

    def set_read_only(self, *, read_only: bool) -> None:
        """Only show."""
        self._change.setVisible(not read_only)
        self._drop.setVisible(not read_only)
        if read_only:
            self._searching.hide()
            self._card.setVisible(self._chosen is not None)
            self._note.setVisible(self._chosen is None)

    def _make_card(self) -> None:
        self._title = text("", "group", name="standard_title", wrap=True)
        self._citation = text("", "muted-small", name="standard_citation", wrap=True)
        self._words = text("", name="standard_text", wrap=True)
        self._change = button("Choose another…", "standard_change", "link")
        self._drop = button("Take it away", "standard_drop", "link")
        self._change.clicked.connect(lambda: self._open_search(opened=True, focused=True))
        self._drop.clicked.connect(lambda: self._take(None))
        self._card = panel(
            column(
                self._title, self._words, self._citation, row(self._change, self._drop, None, gap=16), gap=6, edge=12
            ),
            part="card",
        )

    def _make_search(self) -> None:
        self.field = QLineEdit()
        self.field.setObjectName("standard_find")
        self.field.setAccessibleName("Find a standard")
        self.field.setPlaceholderText("Find a standard by any word of it")
        self.field.setClearButtonEnabled(True)
        self._enter = AwaitedEnter(self.field.text)
        self.field.textEdited.connect(self._on_typed)
        self.field.returnPressed.connect(self._take_current)
        self.hits = QListWidget()
        self.hits.setObjectName("standard_hits")
        self.hits.setAccessibleName("Standards found")
        self.hits.setMaximumHeight(LIST_PX)
        WrappedRows(self.hits)
        self.hits.setUniformItemSizes(False)
        self.hits.itemActivated.connect(lambda item: self._take(item.data(ROW_ROLE)))
        self.hits.itemClicked.connect(lambda item: self._take(item.data(ROW_ROLE)))
        self._searching = QWidget()
        self._searching.setLayout(column(self.field, self.hits, gap=4))

    def _open_search(self, *, opened: bool, focused: bool = False) -> None:
        self._searching.setVisible(opened)
        self._card.setVisible(self._chosen is not None and not opened)
        if opened:
            self.field.clear()
            self._search()
        if focused:
            self.field.setFocus()

    def _on_typed(self) -> None:
        self._enter.typed()
        self._pause.start()

    def _search(self) -> None:
        self._pause.stop()
        self._desk.forget(self._ticket)
        words = self.field.text()
        self._ticket = self._desk.read(self, standards_on, self._day, words, then=partial(self._show_hits, words))

    def _show_hits(self, words: str, rows: list[StandardRow]) -> None:
        self.hits.clear()
        for found in rows:
            item = QListWidgetItem(f"{found.title}\n{found.citation}")
            item.setData(ROW_ROLE, found)
            item.setToolTip(found.text)
            self.hits.addItem(item)
        if not rows:
            nothing = QListWidgetItem("No standard in force that day has these words.")
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.hits.addItem(nothing)
        elif words:
            self.hits.setCurrentRow(0)
        if self._enter.answered(words) and len(rows) == 1:
            self._take_current()

    def _take(self, standard: StandardRow | None, *, by_person: bool = True) -> None:
        self._chosen = standard
        self._show_chosen()
        self._open_search(opened=standard is None)
        self.picked.emit()
        if standard is not None and by_person:
            self._change.setFocus()

    def _show_chosen(self) -> None:
        if self._chosen is None:
            return
        self._title.setText(self._chosen.title)
        self._words.setText(self._chosen.text)
        until = self._chosen.in_force_until
        since = f"in force from {show_date(self._chosen.in_force_from)}" + (f" to {show_date(until)}" if until else "")
        review = " · a default to review" if self._chosen.default_to_review else ""
        self._citation.setText(f"{self._chosen.citation} · {since}{review}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        searching = self._searching.isVisibleTo(self)
        if event.key() == Qt.Key.Key_Escape and searching and self._chosen is not None:
            self._open_search(opened=False)
            self._change.setFocus()
        elif event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.hits.setFocus()
            self.hits.setCurrentRow(max(0, self.hits.currentRow()))
        else:
            super().keyPressEvent(event)

    def _take_current(self) -> None:
        """Enter takes the standard one is on, of the answer to what stands there; nothing that nobody has seen."""
        if not self._enter.pressed():
            self._search()
            return
        at = self.hits.currentRow()
        chosen = self.hits.item(at).data(ROW_ROLE) if at >= 0 else None
        if isinstance(chosen, StandardRow):
            self._take(chosen)
