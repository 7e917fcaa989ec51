"""The search as you type: a box, and under it the people who match, told apart."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.members.find_people import PersonHit
from app.staff.permissions import Permission
from ui.kit.desk import Desk
from ui.kit.icons import icon
from ui.kit.layout import button, column, row, text
from ui.kit.paged_table import Column, Empty, PagedTable
from ui.members.opening import search_slice
from ui.members.page_state import hit_second_line, hit_status, member_number, search_hint

PAUSE_MS = 40
"""How long the keys must rest before the search goes out: shorter than a pause between two keystrokes."""

_BEGIN = Empty("Find a person", "Type any part of a name, a number, a phone, an e-mail or a postcode.", icon="search")


class SearchPanel(QWidget):
    """Type, ↓ to the people, Enter opens one; what was typed stays for the way back."""

    chosen = Signal(object)
    """The PersonHit that is current, None for nobody."""
    opened = Signal(object)
    add_asked = Signal(str)
    """The person is not here: what was typed goes along."""

    def __init__(
        self, desk: Desk, parent: QWidget | None = None, *, name: str = "member", may_add: bool = True
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}_search_panel")
        self.setMinimumWidth(290)
        self._answered, self._may_add = "", may_add
        self._is_wanted = False
        """Enter was pressed before the answer was there."""
        self.box = _SearchBox(f"{name}_search")
        self.hint = text("", "muted-small", name=f"{name}_search_hint", wrap=True)
        self.table: PagedTable[PersonHit] = PagedTable(
            desk, f"{name}s_found", _COLUMNS, search_slice, id_of=lambda hit: hit.person_id, empty=_BEGIN, page_size=30
        )
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        add = button("Add person", "add_person_button", icon_name="user-plus", tip="Add person  Ctrl+Shift+N")
        head = row(self.box, add)
        head.setStretch(0, 1)
        self.setLayout(column(head, self.hint, self.table, edge=12))
        self._why_not = desk.why_not(Permission.MEMBER_EDIT)
        add.setVisible(may_add)
        add.setEnabled(not self._why_not)
        add.setToolTip(self._why_not or "Add person  Ctrl+Shift+N")
        self._pause.timeout.connect(self.search)
        self.box.textChanged.connect(self._on_typed)
        self.box.down_pressed.connect(self._to_list)
        self.box.returnPressed.connect(self._open_first)
        self.table.loaded.connect(self._on_loaded)
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(self.opened)
        add.clicked.connect(self._ask_to_add)
        self.search()

    def typed(self) -> str:
        return self.box.text()

    def search(self) -> None:
        """Ask for what stands in the box; an earlier answer that is still under way is dropped."""
        self._pause.stop()
        typed = self.typed().strip()
        self._answered = typed
        if not typed:
            self.table.clear()
            self.table.set_empty(_BEGIN)
            self._on_loaded(0)
            return
        adds = self._may_add and not self._why_not
        self.table.set_empty(
            Empty(
                f"Nobody is found by “{typed[:60]}”",
                "Try fewer letters, another spelling, or a phone number."
                + (" If they are new, add them." if adds else ""),
                "Add a person…" if adds else "",
                self._ask_to_add,
                "user-x",
            )
        )
        self.table.start({"text": typed})

    def focus_box(self) -> None:
        """Back to the search, with the same results."""
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def refresh(self) -> None:
        """Read again who is shown."""
        if self._answered:
            self.table.refresh()

    def _ask_to_add(self) -> None:
        self.add_asked.emit(self.typed().strip())

    def _on_typed(self) -> None:
        self._is_wanted = False
        self._pause.start()

    def _on_loaded(self, _count: int) -> None:
        model = self.table.model
        self.hint.setText(search_hint(self._answered, model.rowCount(), is_all=model.total is not None))
        if self._is_wanted:
            self._open_first()

    def _to_list(self) -> None:
        if self.table.model.rowCount():
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
            if self.table.current() is None:
                self.table.choose_next()

    def _open_first(self) -> None:
        """Enter in the box: the answer to what stands there now, and the first of it."""
        if self._answered != self.typed().strip():
            self.search()
        self._is_wanted = self.table.model.is_loading
        if self.table.model.rowCount() and not self._is_wanted:
            hit = self.table.current() or self.table.model.rows[0]
            self.table.choose(hit.person_id)
            self.opened.emit(hit)


class _SearchBox(QLineEdit):
    down_pressed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("Find a person")
        self.setPlaceholderText("Find a person")
        self.setClearButtonEnabled(True)
        self.setMaxLength(200)
        self.addAction(icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


_COLUMNS: list[Column[PersonHit]] = [
    Column("name", "Name", lambda hit: hit.name.list_name, face="strong", stretch=True, second=hit_second_line,
           tip=hit_second_line),
    Column("number", "Member number", lambda hit: member_number(hit.member_number) or "–", width=124,
           face="reference", second=lambda hit: hit_status(hit).word),
]  # fmt: skip
