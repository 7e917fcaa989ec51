"""What was logged of a complaint, to be corrected or completed: who, when, in their words, what was looked at."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.basics.problems import BadInput, Conflict
from app.complaints.edit_complaint import edit_complaint
from app.complaints.matter_words import hearing_note
from ui.complaints.fields import COMPLAINT
from ui.complaints.matter_rows import MatterRows
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import complaint_values, why_no_change
from ui.complaints.save_foot import SaveFoot
from ui.complaints.saving import ask_conflict, measure_anew, save_from_anywhere, shows
from ui.kit.conflict import Merged
from ui.kit.desk import Desk
from ui.kit.forms import Choice, Edits, Form
from ui.kit.layout import column, hairline, row, scrolled, text
from ui.parts.growing import grow_with_text
from ui.parts.keeping import Keeper
from ui.parts.spell_check import check_spelling_in

PAGE_PX = 760


class LoggedForm(QWidget):
    """Ctrl+Enter saves; what is half typed is kept at each pause."""

    settled = Signal(str)
    """What was typed on a subject (``complaint:3``) is saved, or was thrown away."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("logged")
        self._desk = desk
        self._case: OpenCase | None = None
        self.form = Form(COMPLAINT, name="logged_form", today=self._today)
        self.rows = MatterRows(desk)
        self.keeper = Keeper(desk, self.parked, self)
        self.form.submitted.connect(self.save)
        self.form.edited.connect(self._on_edited)
        self.rows.typed.connect(self.keeper.touched)
        self._why_not = text("", "muted", name="logged_why_not", wrap=True)
        self._foot = SaveFoot("logged", "the complaint")
        self._foot.save_asked.connect(self.save)
        self._foot.undo_asked.connect(self.undo_all)
        self._lay_out()
        grow_with_text(self)
        save_from_anywhere(self, self.save)
        check_spelling_in(self, desk.preferences)

    def show_case(self, case: OpenCase) -> None:
        """Show what is stored; words that are being typed on the same case stay."""
        same = self._case is not None and self._case.record.id == case.record.id
        self._case = case
        why_not = why_no_change(case)
        self._why_not.setText(why_not)
        self._why_not.setVisible(bool(why_not))
        self.rows.show_case(case.record, editable=not why_not)
        if same and self.form.is_dirty() and not why_not:
            return
        self._fill(case, anew=not same)
        self.form.set_read_only(read_only=bool(why_not))
        self._foot.setVisible(not why_not)

    def save(self) -> None:
        """Save what was changed; problems are shown under their fields."""
        if self._case is not None and self.form.check() and self.form.is_dirty():
            self._act(self.form.edits())

    def undo_all(self) -> None:
        """Throw away what is not saved and show what is stored."""
        if self._case is not None:
            self.keeper.forget()
            self.rows.clear()
            self._fill(replace(self._case, drafts={}))
            self.settled.emit(f"complaint:{self._case.record.id}")

    def parked(self) -> dict[str, str]:
        """What is half typed, word for word, in the form and in the lists under it."""
        words = self.form.parked()
        for box in self.rows.boxes():
            words |= box.parked()
        return words

    def focus(self, field: str) -> None:
        """Put the focus into a field."""
        self.form.focus(field)
        self._area.ensureWidgetVisible(self.form.widget(field), 40, 80)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setMaximumWidth(PAGE_PX)
        page.setLayout(
            column(text("The complaint", "section"), self._why_not, self.form, self.rows, None, gap=12, edge=16)
        )
        holder = QWidget()
        holder.setLayout(row(page))
        self._area = scrolled(holder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._area, 1)
        layout.addWidget(hairline())
        layout.addWidget(self._foot)

    def _fill(self, case: OpenCase, *, anew: bool = True) -> None:
        """Show what is stored; unless ``anew``, fields that show it already keep their caret and history."""
        subject = f"complaint:{case.record.id}"
        draft = dict(case.drafts.get(subject, {}))
        self.keeper.watch(subject, draft)
        choices = [
            Choice(None, "Nobody: the person themselves"),
            *(Choice(key, name) for key, name in case.representatives),
        ]
        self.form.set_choices("representative_id", choices)
        self.form.set_shown("representative_id", shown=bool(case.representatives))
        self.form.set_shown("looked_at", shown=case.record.lead is None)
        values = complaint_values(case.record)
        if anew or not shows(self.form, values):
            self.form.show_values(values)
        self.form.restore(draft)
        for box in self.rows.boxes():
            box.restore(draft)
        self._show_note()
        self.keeper.shown()
        self._tell()

    def _show_note(self) -> None:
        values = self.form.values()
        self.form.show_note("hearing_on", hearing_note(values["raised_on"], values["hearing_on"]))

    def _on_edited(self, _key: str) -> None:
        self._show_note()
        self.keeper.touched()
        self._tell()

    def _tell(self) -> None:
        self._foot.show_dirty(dirty=self.form.is_dirty())

    def _act(self, edits: Edits) -> None:
        if self._case is not None:
            self._foot.show_saving()
            complaint_id = self._case.record.id
            self._desk.act(
                self,
                edit_complaint,
                complaint_id,
                edits,
                then=lambda _changed: self._on_saved(complaint_id, edits),
                failed=self._on_failed,
            )

    def _on_saved(self, complaint_id: int, sent: Edits) -> None:
        subject = f"complaint:{complaint_id}"
        now = self.form.edits()
        if self._case is None or self._case.record.id != complaint_id:
            self.keeper.forget_of(subject, dict.fromkeys(sent, ""))
        elif all(sent.get(key) == edit for key, edit in now.items()):
            self.form.mark_saved()
            self.keeper.forget()
            if self.parked():
                self.keeper.touched()  # a half-typed party is not saved with the form
        else:
            # More was typed while it was being saved: that stays, beside what is stored now.
            stored = {key: new for key, (_, new) in sent.items()}
            measure_anew((self.form,), complaint_values(self._case.record) | stored)
        self._tell()
        self.settled.emit(subject)

    def _on_failed(self, error: Exception) -> bool:
        self._tell()
        if isinstance(error, BadInput):
            self.form.show_problems(error.problems)
            return True
        if isinstance(error, Conflict) and error.conflicts:
            ask_conflict(error, self, self._save_merged)
            return True
        return False

    def _save_merged(self, conflict: Conflict, merged: Merged) -> None:
        if self._case is None:
            return
        theirs = {entry.field: entry.theirs for entry in conflict.conflicts}
        measure_anew((self.form,), complaint_values(self._case.record) | theirs, merged.keep_theirs)
        self._act(self.form.edits())

    def _today(self) -> date:
        return self._case.today if self._case else date.min
