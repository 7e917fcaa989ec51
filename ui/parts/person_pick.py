"""A person of the record, found while typing: by anything they are known by, or by a reference of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.basics.references import show_member_number
from app.members.find_people import PersonHit
from app.record.look_for_people import look_for_people
from ui.kit.awaited_enter import AwaitedEnter
from ui.kit.desk import Desk, Ticket
from ui.kit.layout import button, column, redress, row, text
from ui.parts.spell_check import dictionary

SEARCH_AFTER_MS = 60
LIST_PX = 150
MOST_HITS = 20
SOUGHT = "person.find"
"""The field under which the words are kept that somebody is looked for by."""
HIT_ROLE = Qt.ItemDataRole.UserRole + 1


class PersonPick(QWidget):
    """A search line until somebody is chosen, then the name with a way to choose another."""

    picked = Signal(int)
    typed = Signal()
    """Somebody writes in the search line: what stands there is half typed until a person is chosen."""

    def __init__(
        self, desk: Desk, label: str = "Person", parent: QWidget | None = None, *, required: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("person_pick")
        self._desk = desk
        self.person_id: int | None = None
        self._ticket: Ticket | None = None
        self._enter = AwaitedEnter(self.sought)
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._pause.timeout.connect(self._search)
        caption = text(label, "field-label")
        self.field = QLineEdit()
        self.field.setObjectName("person_find")
        self.field.setAccessibleName(f"{label}: find by name, number, phone, e-mail, postcode or reference")
        self.field.setPlaceholderText("Name, number, phone, e-mail, postcode or reference")
        self.field.textEdited.connect(self._on_typed)
        caption.setBuddy(self.field)
        self.hits = QListWidget()
        self.hits.setObjectName("person_hits")
        self.hits.setAccessibleName("People found")
        self.hits.setMaximumHeight(LIST_PX)
        self.hits.itemActivated.connect(self._take_item)
        self.hits.itemClicked.connect(self._take_item)
        self.hits.hide()
        self._name = text("", "group", name="person_name")
        self._other = button("Choose another…", "person_other", "link")
        self._other.clicked.connect(lambda: self.show_person(None, ""))
        self._note = text("", "muted-small", name="person_note", wrap=True)
        self._note.hide()
        self._finding, self._found = QWidget(), QWidget()
        self._finding.setLayout(column(self.field, self.hits, gap=4))
        self._found.setLayout(row(self._name, self._other, None, gap=12))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        must = [text("required", "muted-small", name="person_required")] if required else []
        layout.addLayout(row(caption, *must, None, gap=8))
        for widget in (self._finding, self._found, self._note):
            layout.addWidget(widget)
        self.show_person(None, "")

    def show_person(self, person_id: int | None, name: str) -> None:
        """Show who is chosen, or the search."""
        self.person_id = person_id
        self._name.setText(name)
        dictionary().know_names(name)
        self._found.setVisible(person_id is not None)
        self._finding.setVisible(person_id is None)
        self.tell("")

    def name(self) -> str:
        """Who is chosen, as shown."""
        return self._name.text()

    def sought(self) -> str:
        """What stands in the search line while nobody is chosen."""
        return self.field.text().strip() if self.person_id is None else ""

    def parked(self) -> dict[str, str]:
        """Who is chosen, or what is half typed to find them."""
        if self.person_id is not None:
            return {"person": f"{self.person_id} {self.name()}"}
        return {SOUGHT: self.sought()} if self.sought() else {}

    def restore(self, parked: Mapping[str, str]) -> int | None:
        """Bring back what ``parked`` gave and return who is chosen; what is half typed is looked for again."""
        number, _, name = parked.get("person", "").partition(" ")
        if number.isdigit():
            self.show_person(int(number), name)
        elif parked.get(SOUGHT):
            self.show_person(None, "")
            self.field.setText(parked[SOUGHT])
            self._search()
        return self.person_id

    def empty(self) -> None:
        """Nobody is chosen and nothing is looked for."""
        self.field.clear()
        self._search()
        self.show_person(None, "")

    def tell(self, problem: str) -> None:
        """Show what is wrong with the choice."""
        self._note.setText(f"▲ {problem}" if problem else "")
        self._note.setVisible(bool(problem))
        redress(self._note, "field-problem" if problem else "muted-small")
        self.field.setProperty("problem", bool(problem))
        redress(self.field, "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.hits.setFocus()
            self.hits.setCurrentRow(max(0, self.hits.currentRow()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field.hasFocus() and self.sought():
            self._take()
        else:
            super().keyPressEvent(event)

    def _on_typed(self) -> None:
        self._enter.typed()
        self._pause.start()
        self.typed.emit()

    def _take(self) -> None:
        """Enter takes the first of the answer to what stands there; unseen only where it is the only one."""
        if not self._enter.pressed():
            self._search()
        elif self.hits.count():
            self._take_item(self.hits.item(max(0, self.hits.currentRow())))

    def _search(self) -> None:
        self._pause.stop()
        self._desk.forget(self._ticket)
        words = self.field.text().strip()
        if words:
            self._ticket = self._desk.read(
                self, look_for_people, words, None, MOST_HITS, then=partial(self._show_hits, words)
            )
        else:
            self._show_hits("", [])

    def _show_hits(self, words: str, found: list[PersonHit]) -> None:
        self.hits.clear()
        for hit in found:
            item = QListWidgetItem(hit_line(hit))
            item.setData(HIT_ROLE, hit)
            self.hits.addItem(item)
        if found:
            self.hits.setCurrentRow(0)
        self.hits.setVisible(bool(found))
        nothing = bool(self.field.text().strip()) and not found
        self.tell("Nobody is found. Add the person on the Members tab first." if nothing else "")
        if self._enter.answered(words) and len(found) == 1:
            self._take_item(self.hits.item(0))

    def _take_item(self, item: QListWidgetItem) -> None:
        hit = item.data(HIT_ROLE)
        if isinstance(hit, PersonHit):
            self.show_person(hit.person_id, hit.name.marked_name)
            self.picked.emit(hit.person_id)


def hit_line(hit: PersonHit) -> str:
    """One person in a line, with what tells two of one name apart."""
    number = show_member_number(hit.member_number) if hit.member_number else ""
    born = f"born {hit.born_on.year}" if hit.born_on else ""
    return "   ".join(filter(None, [hit.name.marked_name, number, born, hit.town, hit.territory, hit.grade]))
