"""First contact, court, parties and references of a new complaint: folded away until they are wanted."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.basics.problems import FieldProblem
from app.complaints.matter_words import LIKELY, hearing_note
from app.complaints.new_matter import NewMatter, NewParty, NewReference
from ui.complaints.fields import COURT, FIRST_CONTACT
from ui.complaints.matter_rows import PARTIES, REFERENCES
from ui.complaints.rows_box import RowsBox
from ui.kit.forms import Form
from ui.kit.layout import button, column, row

KEY = "Alt+M"


class MatterEntry(QWidget):
    """Alt+M opens it from anywhere on the form, and closes it again; what was typed counts either way."""

    typed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("matter_entry")
        self._raised_on: date | None = None
        self._rows: dict[str, list[dict[str, Any]]] = {PARTIES.key: [], REFERENCES.key: []}
        self.unfold = button("", "matter_unfold", "link", tip=f"First contact, court, parties, references  {KEY}")
        self.unfold.clicked.connect(self.turn)
        self.form = Form((*FIRST_CONTACT, *COURT), name="log_matter", today=today)
        self.form.edited.connect(self._on_edited)
        self.parties, self.references = RowsBox(PARTIES), RowsBox(REFERENCES)
        for box, rows in ((self.parties, self._rows[PARTIES.key]), (self.references, self._rows[REFERENCES.key])):
            self._connect(box, rows)
        self._inside = QWidget()
        self._inside.setLayout(column(self.form, self.parties, self.references, gap=16))
        self.setLayout(column(row(self.unfold, None), self._inside, gap=12))
        self._fold(is_open=False)

    def listen(self, page: QWidget) -> None:
        """The key works wherever the focus is on the page."""
        QShortcut(QKeySequence(KEY), page).activated.connect(self.turn)

    def turn(self) -> None:
        """Open and go to the first field, or close."""
        opened = self._inside.isHidden()
        self._fold(is_open=opened)
        if opened:
            self.form.focus()
            QTimer.singleShot(0, self.form, self.form.focus)  # once it is laid out it can be brought into sight

    def begin(self, draft: Mapping[str, str]) -> None:
        """Empty, but for what is kept half typed."""
        self.form.show_values({})
        self.form.restore(draft)
        for box, kept in ((self.parties, self._rows[PARTIES.key]), (self.references, self._rows[REFERENCES.key])):
            kept[:] = _rows_kept(draft.get(box.objectName(), ""))
            box.clear()
            box.show_rows(_numbered(kept))
            box.restore(draft)
        self._fold(is_open=bool(self.parked()))

    def suit(self, kind: str | None, raised_on: date | None) -> None:
        """Offer it to whoever complains of such a matter as a rule; look at the hearing's day beside the first day."""
        self._raised_on = raised_on
        likely = kind in LIKELY
        self.unfold.setVisible(likely or not self._inside.isHidden() or bool(self.parked()))
        self.form.show_note("hearing_on", hearing_note(raised_on, self.form.values()["hearing_on"]))

    def parked(self) -> dict[str, str]:
        """What is typed, whole rows and half ones, word for word."""
        kept = {
            box.objectName(): json.dumps(rows, ensure_ascii=False)
            for box, rows in ((self.parties, self._rows[PARTIES.key]), (self.references, self._rows[REFERENCES.key]))
            if rows
        }
        return self.form.parked() | kept | self.parties.parked() | self.references.parked()

    def is_whole(self) -> bool:
        """Whether all can be logged: a row that still stands in its form is taken in, or told what it lacks."""
        for box in (self.references, self.parties):
            if box.form.is_dirty() and not box.save():
                self._fold(is_open=True)
                return False
        if not self.form.problems():
            return True
        self._fold(is_open=True)
        return self.form.check()

    def matter(self) -> NewMatter:
        """As ``log_complaint`` takes them."""
        return NewMatter(
            **self.form.values(),
            parties=tuple(NewParty(**values) for values in self._rows[PARTIES.key]),
            references=tuple(NewReference(**values) for values in self._rows[REFERENCES.key]),
        )

    def tell(self, told: Mapping[str, str]) -> None:
        """What the office found wrong with a field, or with a row: that one stands in its form again."""
        self.form.show_problems({key: sentence for key, sentence in told.items() if key in self.form.values()})
        for box, name in ((self.parties, "parties"), (self.references, "references")):
            wrong = [(field.split("."), sentence) for field, sentence in told.items() if field.startswith(f"{name}.")]
            if wrong:
                box.take_up(int(wrong[0][0][1]) + 1)
                box.tell([FieldProblem(field[2], sentence) for field, sentence in wrong if field[1] == wrong[0][0][1]])
        if any(key in self.form.values() or key.startswith(("parties.", "references.")) for key in told):
            self._fold(is_open=True)

    def _connect(self, box: RowsBox, rows: list[dict[str, Any]]) -> None:
        def show() -> None:
            box.show_rows(_numbered(rows))
            self.typed.emit()

        def add(values: dict[str, Any]) -> None:
            rows.append(values)
            box.saved()
            show()

        def change(number: int, edits: Mapping[str, tuple[Any, Any]]) -> None:
            rows[number - 1] |= {key: new for key, (_, new) in edits.items()}
            box.saved()
            show()

        def take_out(number: int) -> None:
            rows.pop(number - 1)
            box.clear()
            show()

        box.added.connect(add)
        box.changed.connect(change)
        box.taken_out.connect(take_out)
        box.typed.connect(self.typed)

    def _on_edited(self, key: str) -> None:
        if key == "hearing_on":
            self.form.show_note(key, hearing_note(self._raised_on, self.form.values()[key]))
        self.typed.emit()

    def _fold(self, *, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self.unfold.setText(f"{'▾' if is_open else '▸'} First contact, court, parties, references")
        if is_open:
            self.unfold.show()


def _numbered(rows: Sequence[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    return list(enumerate(rows, 1))


def _rows_kept(words: str) -> list[dict[str, Any]]:
    """Rows as they were kept half typed; what another program wrote there is no row."""
    try:
        found = json.loads(words) if words else []
    except ValueError:
        return []
    return [dict(one) for one in found if isinstance(one, dict)] if isinstance(found, list) else []
