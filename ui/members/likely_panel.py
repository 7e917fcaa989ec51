"""Is it one of these? Who on record may be the person that is being typed, live, with the reasons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.members.likely_same import LikelySame, Likeness, likely_same
from ui.kit.desk import Desk, Ticket
from ui.kit.layout import button, column, text
from ui.members.page_state import hit_second_line, hit_status, member_number, reasons_line
from ui.members.sheet import Values

PAUSE_MS = 200


class LikelyPanel(QWidget):
    """Asks again whenever typing pauses; an older answer is dropped."""

    open_asked = Signal(int)
    shown = Signal(int)
    """How many may be the same; emitted with each answer."""

    def __init__(self, desk: Desk, values: Callable[[], Values], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("likely_same")
        self._desk, self._values = desk, values
        self._ticket: Ticket | None = None
        self._title = text("Is it one of these?", "group", name="likely_title")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(16)
        self.setLayout(column(self._title, self._lines, gap=12))
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.ask)
        self._show([])

    def typed(self) -> None:
        """Something was typed: ask once it rests."""
        self._pause.start()

    def ask(self) -> None:
        """Ask now."""
        self._pause.stop()
        self._desk.forget(self._ticket)
        self._ticket = self._desk.read(self, likely_same, likeness(self._values()), then=self._show)

    def _show(self, found: Sequence[LikelySame]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self._title.setText("Is it one of these?" if found else "Nobody like this is on record yet")
        for same in found:
            self._lines.addWidget(self._card(same))
        self.shown.emit(len(found))

    def _card(self, same: LikelySame) -> QWidget:
        hit = same.hit
        number = member_number(hit.member_number)
        name = button(hit.name.list_name, f"likely_{hit.person_id}", "link")
        name.setAccessibleName(f"Open {hit.name.full_name}: {reasons_line(same.reasons)}")
        name.clicked.connect(partial(self._open, hit.person_id))
        reasons = text(reasons_line(same.reasons), None, wrap=True)
        second = text(" · ".join(filter(None, (hit_status(hit).word, hit_second_line(hit)))), "muted-small", wrap=True)
        lines = column(name, reasons, second, gap=2)
        if number:
            lines.insertWidget(1, text(number, "reference"))
        card = QWidget()
        card.setLayout(lines)
        return card

    def _open(self, person_id: int, _on: bool = False) -> None:  # noqa: FBT001, FBT002 - as Qt emits it
        self.open_asked.emit(person_id)


def likeness(values: Values) -> Likeness:
    """What is known so far, from the values of the form."""
    return Likeness(
        family=values.get("family_name") or "",
        given=values.get("given_names") or "",
        native=values.get("native_name") or "",
        born_on=values.get("born_on"),
        territory=values.get("territory") or "",
        phone=values.get("phone") or "",
        email=values.get("email") or "",
        registration_number=values.get("registration_number") or "",
    )
