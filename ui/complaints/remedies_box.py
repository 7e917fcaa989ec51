"""What puts a point right: the remedies with their owner and day, and one line to add the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.basics.problems import BadInput
from app.complaints.add_remedy import add_remedy
from app.complaints.complete_remedy import complete_remedy
from app.complaints.edit_remedy import edit_remedy, withdraw_remedy
from app.complaints.head_row import HeadRow, RemedyRow
from app.complaints.rules import AT_WORK
from app.complaints.states import WITH_MONEY, RemedyKind
from app.knowledge.procedure import RemedyChoice
from ui.complaints.fields import REMEDY
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import may_complete, remedy_line
from ui.complaints.prescribed import sum_note, sums_line, usual_remedies
from ui.complaints.rows_box import ROW
from ui.kit.desk import Desk
from ui.kit.flow import Flow
from ui.kit.forms import Form
from ui.kit.held_form import HeldForm
from ui.kit.layout import button, column, row, text

PARKED = "remedy."
"""Before the keys under which a remedy is kept half written, with its point."""


class RemediesBox(QWidget):
    """Each remedy is a line with its deeds; the form under them adds one, or changes the one chosen."""

    typed = Signal()

    def __init__(self, desk: Desk, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("remedies")
        self._desk, self._today = desk, today
        self._head_id = 0
        self._case: OpenCase | None = None
        self._editing: RemedyRow | None = None
        self._lines: list[QWidget] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._nothing = text(
            "Nothing yet. Where a point is upheld: an apology, and what will be done.", "muted", wrap=True
        )
        self.form = Form(REMEDY, name="remedy_form", today=today)
        self.form.submitted.connect(self.save)
        self.form.edited.connect(self._on_edited)
        self._save = button("Add the remedy", "remedy_save")
        self._save.clicked.connect(self.save)
        self._leave = button("Leave it as it was", "remedy_leave", "link")
        self._leave.clicked.connect(self._on_left)
        self._adding = QWidget()
        self._adding.setLayout(column(self.form, row(self._save, self._leave, None), gap=8))
        self._held = HeldForm(self._adding)
        self._sums = text("", "muted", name="remedy_sums", wrap=True)
        self._usual = QWidget()
        self._usual.setLayout(Flow(gap=12))
        parts = (text("Remedies", "section"), self._nothing, self._rows, self._sums, self._usual, self._adding)
        self.setLayout(column(*parts, gap=8))

    def show_remedies(self, case: OpenCase, head: HeadRow, why_not: str) -> None:
        """Show the remedies of a point; what is half typed in the form stays while the point is the same."""
        remedies = (*head.earlier_remedies, *head.standing_remedies)
        other = head.id != self._head_id
        self._head_id, self._case = head.id, case
        for line in self._lines:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        now = head.standing_remedies
        self._lines = [
            self._line(remedy, may_change=not why_not and remedy in now, may_complete_any=case.may_work)
            for remedy in remedies
        ]
        for line in self._lines:
            self._rows.addWidget(line)
        self._nothing.setVisible(not remedies)
        self._adding.setVisible(not why_not)
        self._sums.setText(sums_line(case))
        self._sums.setVisible(bool(case.sums) and case.record.state in AT_WORK)
        self._show_usual([] if why_not else usual_remedies(case.record.procedure, head))
        if other:
            self._edit(None)

    def focus_add(self, kind: str = "") -> None:
        """Go to the form that adds one, with the kind chosen if it is known."""
        self._edit(None)
        if kind:
            self.form.change_values({"kind": kind})
            self._fit_to_kind()
            self.form.focus("text")
        else:
            self.form.focus("kind")

    def edit(self, remedy: RemedyRow, field: str = "text") -> None:
        """Change one in the form, beginning with a field; ``done`` goes to the key that marks it as done."""
        if field == "done":
            done = self.findChild(QPushButton, f"remedy_done_{remedy.id}")
            if done is not None:
                done.setFocus()
            return
        self._edit(remedy)
        self.form.focus(field)

    def save(self) -> None:
        """Add what stands in the form, or change the remedy that is chosen."""
        if self._held.is_held or not self.form.check():
            return
        act = partial(self._desk.act, self, then=self._saved, failed=self._failed)
        values, edits = self.form.values(), self.form.edits()
        self._held.hold()
        if self._editing is not None:
            act(edit_remedy, self._editing.id, edits)
        else:
            order = ("kind", "text", "owner", "due_on", "amount", "proof")
            act(add_remedy, self._head_id, *(values[key] for key in order))

    def parked(self) -> dict[str, str]:
        """The remedy that is half written or half changed, word for word; with which one is being changed."""
        words = {f"{PARKED}{key}": words for key, words in self.form.parked().items()}
        return words | {f"{PARKED}{ROW}": str(self._editing.id)} if words and self._editing else words

    def restore(self, parked: Mapping[str, str]) -> None:
        """Bring back what ``parked`` gave: into the remedy that was being changed, else as one to be added."""
        mine = {key.removeprefix(PARKED): words for key, words in parked.items() if key.startswith(PARKED)}
        if not mine or self._editing is not None:
            return
        row_id = mine.pop(ROW, "")
        known = next((one for one in self._changeable() if str(one.id) == row_id), None)
        if known is not None:
            self._edit(known)
        self.form.restore(mine)
        self._fit_to_kind()

    def _changeable(self) -> list[RemedyRow]:
        head = self._case.record.head(self._head_id) if self._case is not None else None
        return [one for one in head.standing_remedies if not one.done_on] if head is not None else []

    def clear(self) -> None:
        """Nothing half written stands in the form."""
        self._edit(None)

    def _show_usual(self, usual: Sequence[RemedyChoice]) -> None:
        """One key each for what usually puts such a fault right and is not there yet: Alt+1, Alt+2 …"""
        layout = self._usual.layout()
        while layout is not None and (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for number, choice in enumerate(usual, 1):
            add = button(f"+ {choice.name}", f"usual_{choice.kind}", "link", tip=f"{choice.when}  Alt+{number}")
            add.setShortcut(f"Alt+{number}")
            add.clicked.connect(partial(self.focus_add, choice.kind))
            if layout is not None:
                layout.addWidget(add)
                add.show()
        self._usual.setVisible(bool(usual))

    def _on_edited(self, key: str) -> None:
        if key == "kind":
            self._fit_to_kind()
        self.typed.emit()

    def _fit_to_kind(self) -> None:
        """A sum is asked for where the remedy is one, proof where it is a loss; what was typed elsewhere goes."""
        kind = self.form.values()["kind"]
        wanted = {"amount": kind in WITH_MONEY, "proof": kind == RemedyKind.ACTUAL_LOSS}
        for key, shown in wanted.items():
            self.form.set_shown(key, shown=shown)
            if not shown and self.form.values()[key]:
                self.form.change_values({key: ""})
        if self._case is not None:
            head = self._case.record.head(self._head_id)
            self.form.show_note("amount", sum_note(self._case.record, head) if head else "")

    def _on_left(self) -> None:
        self._edit(None)
        self.typed.emit()

    def _saved(self, _result: Any) -> None:
        self._held.let_go()
        self._edit(None)
        self.typed.emit()
        self.form.focus("kind")

    def _failed(self, error: Exception) -> bool:
        self._held.let_go()
        if not isinstance(error, BadInput):
            return False
        self.form.show_problems(error.problems)
        return True

    def _edit(self, remedy: RemedyRow | None) -> None:
        self._editing = remedy
        values: dict[str, Any] = {"kind": None, "owner": "", "due_on": None, "text": "", "amount": "", "proof": ""}
        if remedy is not None:
            values = {
                "kind": remedy.kind.value,
                "owner": remedy.owner,
                "due_on": remedy.due_on,
                "text": remedy.text,
                "amount": str(remedy.amount) if remedy.amount else "",
                "proof": remedy.proof,
            }
        self.form.show_values(values)
        self._fit_to_kind()
        self._save.setText("Change the remedy" if remedy else "Add the remedy")
        self._leave.setVisible(remedy is not None)

    def _line(self, remedy: RemedyRow, *, may_change: bool, may_complete_any: bool) -> QWidget:
        words = text(remedy_line(remedy), "muted" if remedy.done_on else None, name=f"remedy_{remedy.id}", wrap=True)
        line = QWidget()
        deeds: list[QWidget] = []
        if may_complete(remedy) and may_complete_any:
            done = button("Landed today" if remedy.amount else "Done today", f"remedy_done_{remedy.id}", "link")
            done.clicked.connect(lambda: self._desk.act(self, complete_remedy, remedy.id, self._today()))
            deeds.append(done)
        if may_change and not remedy.done_on:
            change = button("Change", f"remedy_change_{remedy.id}", "link")
            change.clicked.connect(lambda: self.edit(remedy))
            back = button("Take back", f"remedy_back_{remedy.id}", "link")
            back.clicked.connect(lambda: self._desk.act(self, withdraw_remedy, remedy.id))
            deeds += [change, back]
        line.setLayout(column(words, row(*deeds, None, gap=12), gap=2))
        return line
