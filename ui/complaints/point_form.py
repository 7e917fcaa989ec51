"""The point in hand as one form that reads like a page: what they say, the standard, the finding, the remedies."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from app.basics.problems import BadInput, Conflict
from app.complaints.edit_head import edit_head
from app.complaints.head_row import HeadRow
from app.complaints.same_as import SamePart, same_as
from app.knowledge.find import StandardRow
from app.knowledge.procedure import CauseAxis
from ui.complaints.causes_box import CausesBox
from ui.complaints.fields import POINT_AFTER, POINT_BEFORE
from ui.complaints.opening import OpenCase
from ui.complaints.page_state import earlier_lines, head_values, why_no_edit, why_not_looked_into
from ui.complaints.point_head import PointHead
from ui.complaints.prescribed import fault_choices, fault_note, level_choices, level_note
from ui.complaints.remedies_box import RemediesBox
from ui.complaints.same_buttons import SameButtons
from ui.complaints.same_offer import first_point
from ui.complaints.save_foot import SaveFoot
from ui.complaints.saving import ask_conflict, measure_anew, save_from_anywhere, shows
from ui.complaints.standard_pick import DRAFT_FIELD, StandardPick
from ui.kit.conflict import Merged
from ui.kit.desk import Desk
from ui.kit.forms import Edits, Form
from ui.kit.layout import column, hairline, row, scrolled, text
from ui.parts.growing import grow_with_text
from ui.parts.keeping import Keeper
from ui.parts.spell_check import check_spelling_in

PAGE_PX = 760


class PointForm(QWidget):
    """Ctrl+Enter saves; what is half typed is kept at each pause and stands here again, on any desk."""

    settled = Signal(str)
    """What was typed on a subject (``complaint_head:7``) is saved, or was thrown away."""
    deed_asked = Signal(object, int)
    """A Deed, and the point's id."""
    told = Signal(str)
    """What was done, or why it was not, in a sentence."""
    day_changed = Signal()
    """Another point is in hand, or another day of its event."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("point")
        self._desk = desk
        self._case: OpenCase | None = None
        self._head: HeadRow | None = None
        self.before = Form(POINT_BEFORE, name="point_before", today=self._today)
        self.standard = StandardPick(desk)
        self.after = Form(POINT_AFTER, name="point_after", today=self._today)
        self.remedies = RemediesBox(desk, self._today)
        self.causes = CausesBox(desk)
        self.keeper = Keeper(desk, self.parked, self)
        self._make_head()
        self._foot = SaveFoot("point", "the point")
        self._foot.save_asked.connect(self.save)
        self._foot.undo_asked.connect(self.undo_all)
        self._lay_out()
        grow_with_text(self)
        check_spelling_in(self, desk.preferences)
        for form in (self.before, self.after):
            form.submitted.connect(self.save)
            form.edited.connect(self._on_edited)
        save_from_anywhere(self, self._save_in_hand)
        self.standard.picked.connect(lambda: self._on_edited("standard"))
        self.remedies.typed.connect(self.keeper.touched)

    def show_head(self, case: OpenCase, head: HeadRow) -> None:
        """Show a point. Words that are being typed on the same point stay, and are measured against what is stored."""
        self._case = case
        same = self._head is not None and self._head.id == head.id
        before, self._head = self._head, head
        why_not = why_no_edit(case)
        told = why_not or why_not_looked_into(case.record, head)
        earlier = earlier_lines(head)
        self._earlier.setText(earlier)
        self._earlier.setVisible(bool(earlier))
        self._title.show_head(case, head, told)
        self._same.offer(case.record, head, may=not told)
        self.remedies.show_remedies(case, head, told)
        self.causes.show_causes(case.record, head, may_work=case.may_work)
        if same and before is not None and self.is_dirty() and not why_not:
            return
        self._fill(case, head, anew=not same)
        self._set_editable(editable=not told)
        # Notes that were filled while the page was hidden are not in its height yet.
        QApplication.postEvent(self._page, QEvent(QEvent.Type.LayoutRequest))
        if not same:
            self._area.verticalScrollBar().setValue(0)

    def is_dirty(self) -> bool:
        """Whether something stands here that is not stored."""
        return self.before.is_dirty() or self.after.is_dirty() or bool(self.standard.edits())

    def edits(self) -> Edits:
        """What was changed, as the verb takes it."""
        return {**self.before.edits(), **self.standard.edits(), **self.after.edits()}

    def parked(self) -> dict[str, str]:
        """What is half typed, word for word."""
        return {**self.before.parked(), **self.standard.parked(), **self.after.parked(), **self.remedies.parked()}

    def save(self) -> None:
        """Save what was changed; problems are shown under their fields."""
        if self._head is None or not self._may_save():
            return
        edits = self.edits()
        if edits:
            self._act(edits)

    def _save_in_hand(self) -> None:
        """Save what was changed; with the focus among the remedies, also the remedy that is half written there."""
        focused = QApplication.focusWidget()
        at_remedy = focused is not None and self.remedies.isAncestorOf(focused)
        if at_remedy and self.remedies.form.is_dirty():
            self.remedies.save()
        self.save()

    def focus(self, field: str) -> None:
        """Put the focus into a field, remedies included."""
        if field == "standard":
            self.standard.focus()
        elif field in ("remedies", "apology"):
            self.remedies.focus_add("apology" if field == "apology" else "action")
        elif field in set(CauseAxis):
            self.causes.focus(CauseAxis(field))
        elif field in {one.key for one in POINT_BEFORE}:
            self.before.focus(field)
        else:
            self.after.focus(field)
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused, 40, 80)

    def focus_remedy(self, remedy_id: int, field: str) -> None:
        """Change one of the remedies, beginning with a field."""
        remedy = next((one for one in self._head.remedies if one.id == remedy_id), None) if self._head else None
        if remedy is not None:
            self.remedies.edit(remedy, field)

    def head_id(self) -> int | None:
        """The point in hand."""
        return self._head.id if self._head else None

    def event_day(self) -> date | None:
        """The day of the event as it stands in the form."""
        day = self.before.values()["event_on"] if self._head else None
        return day if isinstance(day, date) else None

    def why_no_edit(self) -> str:
        """Why the point in hand cannot be changed, empty when it can."""
        if self._case is None or self._head is None:
            return "No point is in hand."
        return why_no_edit(self._case) or why_not_looked_into(self._case.record, self._head)

    def add_happened(self, words: str) -> bool:
        """Put a dated fact under what happened; false where no point can take it."""
        if self.why_no_edit():
            return False
        stood = str(self.before.values()["what_happened"]).rstrip()
        self.before.change_values({"what_happened": f"{stood}\n{words}" if stood else words})
        self.focus("what_happened")
        return True

    def measure_by(self, standard: StandardRow) -> None:
        """Measure the point by a standard that was chosen beside the case."""
        if not self.why_no_edit():
            self.standard.choose(standard)
            self.focus("standard")

    def undo_all(self) -> None:
        """Throw away what is not saved and show what is stored."""
        if self._case is not None and self._head is not None:
            self.keeper.forget()
            self.remedies.clear()
            self._fill(replace(self._case, drafts={}), self._head)
            self.settled.emit(f"complaint_head:{self._head.id}")

    def _make_head(self) -> None:
        self._same = SameButtons(self)
        self._same.asked.connect(self._take_from_first)
        self._title = PointHead(self._same.all)
        self._title.deed_asked.connect(lambda deed: self.deed_asked.emit(deed, self.head_id() or 0))
        self._earlier = text("", "muted", name="point_earlier", wrap=True)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setMaximumWidth(PAGE_PX)
        page.setLayout(
            column(
                self._title,
                self.before,
                row(None, self._same.parts[SamePart.STANDARD]),
                self.standard,
                self._earlier,
                self.after,
                8,
                hairline(),
                row(None, self._same.parts[SamePart.REMEDIES]),
                self.remedies,
                8,
                hairline(),
                row(None, self._same.parts[SamePart.CAUSES]),
                self.causes,
                None,
                gap=12,
                edge=16,
            )
        )
        self._page = QWidget()
        self._page.setLayout(row(page))
        self._area: QScrollArea = scrolled(self._page)
        self._area.setObjectName("point_page")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._area, 1)
        layout.addWidget(hairline())
        layout.addWidget(self._foot)

    def _fill(self, case: OpenCase, head: HeadRow, *, anew: bool = True) -> None:
        """Show what is stored; unless ``anew``, fields that show it already keep their caret and history."""
        values = head_values(head)
        draft = dict(case.drafts.get(f"complaint_head:{head.id}", {}))
        self.keeper.watch(f"complaint_head:{head.id}", draft)
        self.after.set_choices("fault", fault_choices(case.record.procedure))
        self.after.set_choices("effect_level", level_choices(case.record.procedure))
        for form in (self.before, self.after):
            if anew or not shows(form, values):
                form.show_values(values)
            form.restore(draft)
        self.standard.show_standard(head.standard, self.event_day(), case.record.raised_on)
        self.standard.restore(draft)
        self.remedies.restore(draft)
        self.keeper.shown()
        self._note_choices()
        self._tell()
        self.day_changed.emit()

    def _set_editable(self, *, editable: bool) -> None:
        for form in (self.before, self.after):
            form.set_read_only(read_only=not editable)
        self.standard.set_read_only(read_only=not editable)
        self._foot.setVisible(editable)

    def _note_choices(self) -> None:
        """Say under the fault and the level what the procedure says of them."""
        if self._case is not None:
            record, chosen = self._case.record, self.after.values()
            self.after.show_note("fault", fault_note(record.procedure, chosen["fault"]))
            self.after.show_note("effect_level", level_note(record, chosen["effect_level"], self.event_day()))

    def _on_edited(self, key: str) -> None:
        if key == "event_on" and self._case is not None:
            self.standard.set_day(self.event_day(), self._case.record.raised_on)
            self.day_changed.emit()
        if key in ("event_on", "fault", "effect_level"):
            self._note_choices()
        self.keeper.touched()
        self._tell()

    def _tell(self) -> None:
        self._foot.show_dirty(dirty=self.is_dirty())

    def _may_save(self) -> bool:
        first, second = self.before.problems(), self.after.problems()
        self.after.show_problems(second)
        self.before.show_problems(first)
        return not first and not second

    def _act(self, edits: Edits) -> None:
        if self._head is None:
            return
        self._foot.show_saving()
        head_id = self._head.id
        self._desk.act(
            self,
            edit_head,
            head_id,
            edits,
            then=lambda _changed: self._on_saved(head_id, edits),
            failed=self._on_failed,
        )

    def _on_saved(self, head_id: int, sent: Edits) -> None:
        subject = f"complaint_head:{head_id}"
        if self._head is None or self._head.id != head_id:
            self.keeper.forget_of(subject, dict.fromkeys(sent, ""))
        elif all(sent.get(key) == edit for key, edit in self.edits().items()):
            self._mark_saved()
        else:
            # More was typed while it was being saved: that stays, beside what is stored now.
            measure_anew(
                (self.before, self.after), head_values(self._head) | {key: new for key, (_, new) in sent.items()}
            )
            if DRAFT_FIELD in sent:
                self.standard.mark_saved()
        self._tell()
        self.settled.emit(subject)

    def _mark_saved(self) -> None:
        for form in (self.before, self.after):
            form.mark_saved()
        self.standard.mark_saved()
        self.keeper.forget()
        if self.parked():
            self.keeper.touched()  # a half-written remedy is not saved with the point

    def _on_failed(self, error: Exception) -> bool:
        self._tell()
        if isinstance(error, BadInput):
            by_key = {problem.field: problem.sentence for problem in error.problems}
            self.after.show_problems(by_key)
            self.before.show_problems(by_key)
            self.standard.tell(by_key.get("standard_version_id", ""))
            if "standard_version_id" in by_key:
                self.focus("standard")
            return True
        if isinstance(error, Conflict) and error.conflicts:
            ask_conflict(error, self, self._save_merged)
            return True
        return False

    def _take_from_first(self, part: SamePart | None) -> None:
        """One key for what the first point has and this one lacks; with a part, for that alone."""
        first = first_point(self._case.record, self._head) if self._case and self._head else None
        if first is None or self._head is None:
            return
        if self.is_dirty():
            self.told.emit(f"Save the point first, then take over what point {first.number} has.")
            return
        self._desk.act(self, same_as, self._head.id, first.id, part, then=self.told.emit)

    def _save_merged(self, conflict: Conflict, merged: Merged) -> None:
        if self._head is None:
            return
        theirs = {entry.field: entry.theirs for entry in conflict.conflicts}
        measure_anew((self.before, self.after), head_values(self._head) | theirs, merged.keep_theirs)
        if DRAFT_FIELD in merged.keep_theirs:
            self.standard.give_up()
        self._act(self.edits() | {key: edit for key, edit in merged.edits.items() if key == DRAFT_FIELD})

    def _today(self) -> date:
        return self._case.today if self._case else date.min
