"""What a point showed, why it came about and what changes: three choices, each stored as it is taken."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from app.complaints.head_row import HeadRow
from app.complaints.name_causes import name_causes
from app.complaints.record import ComplaintRecord
from app.complaints.states import ComplaintState
from app.knowledge.procedure import CauseAxis
from ui.complaints.cause_pick import CausePick
from ui.kit.desk import Desk
from ui.kit.layout import column, text

NOTE = "For learning, not for the letter. A point with a fault needs all three before its case is closed."


class CausesBox(QWidget):
    """Nothing is chosen beforehand. It stays open after the answer, until the case is closed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("causes")
        self._desk = desk
        self._head: HeadRow | None = None
        self.picks = {axis: CausePick(desk, axis) for axis in CauseAxis}
        for axis, pick in self.picks.items():
            pick.picked.connect(partial(self._take, axis))
        self.setLayout(column(text("Causes", "section"), text(NOTE, "muted", wrap=True), *self.picks.values(), gap=12))

    def show_causes(self, record: ComplaintRecord, head: HeadRow, *, may_work: bool) -> None:
        """Show what is stored of a point."""
        if self._head is None or self._head.id != head.id:
            for pick in self.picks.values():
                pick.close_search()
        self._head = head
        editable = may_work and record.state is not ComplaintState.CLOSED and head.counts
        for axis, pick in self.picks.items():
            chosen = _chosen(head, axis)
            cause = next((one for one in record.procedure.causes_of(axis) if one.code == chosen), None)
            pick.show_cause(record.id, cause, editable=editable)

    def focus(self, axis: CauseAxis) -> None:
        """Go to an axis."""
        self.picks[axis].focus()

    def _take(self, axis: CauseAxis, code: str | None) -> None:
        if self._head is not None:
            self._desk.act(self, name_causes, self._head.id, {axis: (_chosen(self._head, axis), code)})


def _chosen(head: HeadRow, axis: CauseAxis) -> str | None:
    return {
        CauseAxis.SYMPTOM: head.symptom,
        CauseAxis.ROOT_CAUSE: head.root_cause,
        CauseAxis.CORRECTIVE_ACTION: head.corrective_action,
    }[axis]
