"""The two lists of a matter, its parties and what others number it, in a case that stands already."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.basics.problems import BadInput
from app.complaints.add_party import add_party
from app.complaints.add_reference import add_reference
from app.complaints.edit_party import edit_party, take_out_party
from app.complaints.edit_reference import edit_reference, take_out_reference
from app.complaints.matter_words import asked_of, party_line, reference_line
from app.complaints.new_matter import NewParty, NewReference
from app.complaints.record import ComplaintRecord, PartyRow, ReferenceRow
from ui.complaints.fields import OTHER_REFERENCE, PARTY
from ui.complaints.rows_box import Row, RowsBox, RowsKind
from ui.kit.desk import Desk
from ui.kit.layout import column

PARTIES = RowsKind(
    "party",
    "Parties and firms",
    "Nobody yet: claimant, defendant, the firm on the court's record for one of them.",
    "party",
    PARTY,
    party_line,
    asked_of,
)
REFERENCES = RowsKind(
    "other_reference",
    "Other references",
    "None yet: what a firm, an MP or another body numbers the matter.",
    "reference",
    OTHER_REFERENCE,
    reference_line,
)


class MatterRows(QWidget):
    """Each row is stored as soon as it is added, changed or taken out."""

    typed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._complaint_id = 0
        self.parties, self.references = RowsBox(PARTIES), RowsBox(REFERENCES)
        self.setLayout(column(self.parties, self.references, gap=16))
        self._connect(self.parties, lambda values: (add_party, NewParty(**values)), (edit_party, take_out_party))
        self._connect(
            self.references,
            lambda values: (add_reference, NewReference(**values)),
            (edit_reference, take_out_reference),
        )

    def show_case(self, record: ComplaintRecord, *, editable: bool) -> None:
        """Show the rows as they are stored; what is half typed on the same case stays."""
        if record.id != self._complaint_id:
            self.clear()
        self._complaint_id = record.id
        self.parties.show_rows([_row(one) for one in record.parties], editable=editable)
        self.references.show_rows([_row(one) for one in record.references], editable=editable)

    def boxes(self) -> tuple[RowsBox, RowsBox]:
        """Both lists, in the order of the page."""
        return (self.parties, self.references)

    def clear(self) -> None:
        """Nothing half typed stands in either form."""
        for box in self.boxes():
            box.clear()

    def _connect(
        self,
        box: RowsBox,
        new: Callable[[dict[str, Any]], tuple[Callable[..., Any], Any]],
        verbs: tuple[Callable[..., Any], Callable[..., Any]],
    ) -> None:
        edit, take_out = verbs

        def add(values: dict[str, Any]) -> None:
            verb, row = new(values)
            self._act(box, verb, self._complaint_id, row)

        box.added.connect(add)
        box.changed.connect(lambda row_id, edits: self._act(box, edit, row_id, edits))
        box.taken_out.connect(lambda row_id: self._desk.act(self, take_out, row_id))
        box.typed.connect(self.typed)

    def _act(self, box: RowsBox, verb: Callable[..., Any], *given: Any) -> None:
        box.held.hold()
        self._desk.act(
            self, verb, *given, then=lambda _result: self._on_saved(box), failed=lambda error: _failed(box, error)
        )

    def _on_saved(self, box: RowsBox) -> None:
        box.saved()
        self.typed.emit()


def _failed(box: RowsBox, error: Exception) -> bool:
    box.held.let_go()
    if not isinstance(error, BadInput):
        return False
    box.tell(error.problems)
    return True


def _row(one: PartyRow | ReferenceRow) -> Row:
    values = asdict(one)
    return values.pop("id"), values
