"""The short form: one point that was settled at first contact is logged, found on and confirmed in one go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.basics.problems import BadInput
from app.complaints.settle_at_once import TooLateToSettle, settle_at_once
from app.complaints.settle_time import last_day_to_settle, too_late
from app.complaints.wording import show_date
from app.knowledge.procedure import CauseAxis
from ui.complaints.cause_pick import CausePick
from ui.complaints.fields import CHANNEL, SENTENCES, SHORT_FOUND, SHORT_SAID, WHO
from ui.complaints.new_case import NewCaseForm, begins_with
from ui.complaints.opening import NewShort, begin_short, short_subject
from ui.complaints.prescribed import fault_choices, settled_fault_note
from ui.complaints.saving import save_from_anywhere
from ui.complaints.standard_pick import StandardPick
from ui.kit.desk import Desk, Ticket
from ui.kit.forms import Form
from ui.kit.headline import Headline
from ui.kit.layout import button, text
from ui.parts.growing import grow_with_text
from ui.parts.spell_check import check_spelling_in

_SAYS = "One point, settled when they rang or wrote: it is logged, and the letter that confirms it is drafted."
_IN_FULL = "Log it in full: all words go with it."
_WHAT_CHANGES = f"{SENTENCES}. The cause is ours: say too what keeps it from happening again"
TAKEN_FROM = "taken_from"


class ShortForm(NewCaseForm):
    """Ctrl+Enter logs it; Esc goes back. Where it cannot be used, the same words are logged in full."""

    settled = Signal(int)
    """The complaint that was logged as settled."""
    taken_over = Signal(str, object)
    """The subject of a full form whose words, which come with it, were logged here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "short", (*WHO, CHANNEL), parent)
        self._short: NewShort | None = None
        self._last_day: date | None = None
        self._ticket: Ticket | None = None
        self._taken_from = ""
        """The subject of the full form whose words stand here."""
        self.said = Form(SHORT_SAID, name="short_said", today=self._today)
        self.found = Form(SHORT_FOUND, name="short_found", today=self._today)
        self.standard = StandardPick(desk)
        self.causes = {axis: CausePick(desk, axis) for axis in CauseAxis}
        self._chosen: dict[CauseAxis, str | None] = dict.fromkeys(CauseAxis)
        self._time = text("", "muted", name="short_time", wrap=True)
        self._make_page()
        grow_with_text(self)
        check_spelling_in(self, desk.preferences)
        self._connect()

    def begin(self, origin: str = "", words: Mapping[str, str] | None = None) -> None:
        """Begin one: ``contact:7`` carries what the contact says, ``words`` what was typed into the full form.

        ``TAKEN_FROM`` among the words names that form's subject: what is logged here is not left half typed there.
        """
        self._allow(settle=False, in_full=False)
        self.await_words(short_subject(origin))
        self._desk.forget(self._beginning)
        self._beginning = self._desk.read(
            self, begin_short, origin, then=lambda short: self._show(short, origin, words or {})
        )

    def submit(self) -> None:
        """Log it as settled, or show every problem under its field."""
        if self._save.isEnabled():
            self._send(in_full=False)

    def log_in_full(self) -> None:
        """Log the same as a complaint that is investigated as any other."""
        self._send(in_full=True)

    def forms(self) -> tuple[Form, ...]:
        return (self.party, self.said, self.found)

    def parked(self) -> dict[str, str]:
        causes = {axis.value: code for axis, code in self._chosen.items() if code}
        taken_from = {TAKEN_FROM: self._taken_from} if self._taken_from else {}
        return super().parked() | self.standard.parked() | causes | taken_from

    def empty(self) -> None:
        self.standard.show_standard(None, None, self._today())
        self._chosen = dict.fromkeys(CauseAxis)
        self._taken_from = ""
        self._show_causes()
        super().empty()

    def focus_first(self) -> None:
        if self.person.person_id is None:
            self.person.field.setFocus()
        else:
            self.said.focus()

    def take_cause(self, axis: CauseAxis, code: object) -> None:
        """Choose a cause on an axis, None to take it away."""
        self._chosen[axis] = str(code) if code else None
        self._show_causes()
        self.touched()

    def _connect(self) -> None:
        save_from_anywhere(self, self.submit)
        self.standard.picked.connect(self.touched)
        self.party.edited.connect(self._on_party)
        self.found.edited.connect(self._on_found)
        for form in self.forms():
            form.submitted.connect(self.submit)
            form.edited.connect(lambda _key: self.touched())
        for axis, pick in self.causes.items():
            pick.picked.connect(partial(self.take_cause, axis))

    def _make_page(self) -> None:
        self._save = button("Log it and draft the letter", "short_save", "main", tip="Log it  Ctrl+Enter")
        self._save.clicked.connect(self.submit)
        self._full = button("Log it in full", "short_full", tip="Log the same words as a complaint to be investigated")
        self._full.clicked.connect(self.log_in_full)
        parts = (self.person, self.party, self.said, self.found, self.standard, *self.causes.values())
        self.lay_out((Headline("Settled at first contact", _SAYS), self._time, 4, *parts), self._full, self._save)

    def _show(self, short: NewShort, origin: str, words: Mapping[str, str]) -> None:
        self._short = short
        self.found.set_choices("fault", fault_choices(short.procedure))
        kept = self.fill(short.new, short_subject(origin), begins_with(short.new), words)
        self.standard.show_standard(None, None, short.new.today)
        self.standard.restore(kept)
        self._taken_from = kept.get(TAKEN_FROM, "")
        self._chosen = {axis: kept.get(axis.value) for axis in CauseAxis}
        self._show_causes()
        self._on_found("fault")
        self.filled()
        self._show_time(short.last_day)

    def _show_time(self, last_day: date | None) -> None:
        """Say until when it may be settled at first contact; where it may not be, only the full way is left."""
        self._last_day = last_day
        why_not = self._short.why_not if self._short is not None else ""
        if not why_not and last_day is not None and self._today() > last_day:
            why_not = too_late(last_day)
        until = f"It may be settled at first contact until {show_date(last_day)}." if last_day else ""
        self._time.setText(f"▲ {why_not} {_IN_FULL}" if why_not else until)
        self._time.setVisible(bool(self._time.text()))
        may = self.may_send()
        self._allow(settle=may and not why_not, in_full=may)

    def _allow(self, *, settle: bool, in_full: bool) -> None:
        self._save.setEnabled(settle)
        self._full.setEnabled(in_full)

    def _show_causes(self) -> None:
        if self._short is None:
            return
        for axis, pick in self.causes.items():
            known = self._short.procedure.causes_of(axis)
            chosen = next((one for one in known if one.code == self._chosen[axis]), None)
            pick.show_cause(None, chosen, editable=True)
            if axis is CauseAxis.ROOT_CAUSE:
                self.found.show_note("reason", _WHAT_CHANGES if chosen is not None and chosen.ours else SENTENCES)

    def _on_party(self, key: str) -> None:
        received_at = self.received_at() if key in ("received_on", "received_time") else None
        if received_at is not None:
            self._desk.forget(self._ticket)
            self._ticket = self._desk.read(self, last_day_to_settle, received_at, then=self._show_time)

    def _on_found(self, key: str) -> None:
        """Beside a kind of fault stands what usually puts it right."""
        if key == "fault" and self._short is not None:
            note = settled_fault_note(self._short.procedure, self.found.values()["fault"])
            self.found.show_note("fault", note)

    def _send(self, *, in_full: bool) -> None:
        received_at = self.received_at()
        if not self.may_send() or not self._is_whole(in_full=in_full) or received_at is None:
            return
        causes: dict[str, Any] = {axis.value: code for axis, code in self._chosen.items()}
        self._allow(settle=False, in_full=False)
        self.send(
            settle_at_once,
            (self.logged if in_full else self.settled).emit,
            received_at=received_at,
            standard_version_id=self.standard.value(),
            in_full=in_full,
            **causes,
        )

    def _is_whole(self, *, in_full: bool) -> bool:
        """Every form is checked, the last one first; in full, what was found may still be missing."""
        whole = in_full or self.found.check()
        for form in (self.said, self.party):
            whole = form.check() and whole
        return self.is_person_chosen() and whole

    def let_go_of(self, subject: str, words: Mapping[str, str]) -> None:
        super().let_go_of(subject, words)
        if TAKEN_FROM in words:
            self.taken_over.emit(words[TAKEN_FROM], words)

    def tell_problems(self, error: Exception) -> bool:
        self._show_time(self._last_day)
        if isinstance(error, TooLateToSettle):
            self.tell(f"{error.sentence} {error.what_to_do}")
            return True
        if not isinstance(error, BadInput):
            return False
        told = {_field_of(problem.field): problem.sentence for problem in error.problems}
        for form in reversed(self.forms()):
            form.show_problems(told)
        self.standard.tell(told.get("standard_version_id", ""))
        keys = self.in_sight() | {"standard_version_id"}
        self.tell(" ".join(sentence for field, sentence in told.items() if field not in keys))
        return True


def _field_of(field: str) -> str:
    """The field of the form that a problem belongs to."""
    if field in ("received_at", "raised_on"):
        return "received_on"
    return {"title": "title", "what_they_say": "in_their_words"}.get(field.rpartition(".")[2], field)
