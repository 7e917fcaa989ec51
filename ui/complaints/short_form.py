"""The short form: one point that was settled at first contact is logged, found on and confirmed in one go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.basics.problems import BadInput
from app.complaints.find_record import representatives_of
from app.complaints.settle_at_once import TooLateToSettle, settle_at_once
from app.complaints.settle_time import last_day_to_settle, too_late
from app.complaints.wording import show_date
from app.knowledge.procedure import CauseAxis
from ui.complaints.cause_pick import CausePick
from ui.complaints.fields import CHANNEL, SHORT_FOUND, SHORT_SAID, WHO
from ui.complaints.log_form import PAGE_PX, RECEIVED, time_problem
from ui.complaints.opening import NewShort, begin_short, short_subject
from ui.complaints.saving import save_from_anywhere
from ui.complaints.standard_pick import StandardPick
from ui.kit.desk import Desk, Ticket
from ui.kit.forms import Choice, Form
from ui.kit.headline import Headline
from ui.kit.layout import button, column, hairline, row, scrolled, text
from ui.parts.growing import grow_with_text
from ui.parts.keeping import Keeper
from ui.parts.person_pick import PersonPick
from ui.parts.spell_check import check_spelling_in

_SAYS = "One point, settled when they rang or wrote: it is logged, and the letter that confirms it is drafted."


class ShortForm(QWidget):
    """Ctrl+Enter logs it; Esc goes back. Too late for it, the same words are logged in full."""

    settled = Signal(int)
    """The complaint that was logged as settled."""
    logged = Signal(int)
    """The complaint that was logged in full."""
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("short")
        self._desk = desk
        self._short: NewShort | None = None
        self._last_day: date | None = None
        self._ticket: Ticket | None = None
        self.person = PersonPick(desk)
        self.party = Form((*WHO, CHANNEL, *RECEIVED), name="short_party", today=self._today)
        self.said = Form(SHORT_SAID, name="short_said", today=self._today)
        self.found = Form(SHORT_FOUND, name="short_found", today=self._today)
        self.standard = StandardPick(desk)
        self.causes = {axis: CausePick(desk, axis) for axis in CauseAxis}
        self._chosen: dict[CauseAxis, str | None] = dict.fromkeys(CauseAxis)
        self.keeper = Keeper(desk, self.parked, self)
        self._time = text("", "muted", name="short_time", wrap=True)
        self._general = text("", "field-problem", name="short_problem", wrap=True)
        self._general.hide()
        self._lay_out()
        grow_with_text(self)
        check_spelling_in(self, desk.preferences)
        self._connect()

    def begin(self, origin: str = "", words: Mapping[str, str] | None = None) -> None:
        """Begin one: ``contact:7`` carries what the contact says, ``words`` what was typed into the full form."""
        self._save.setEnabled(False)
        self._full.setEnabled(False)
        self._desk.read(self, begin_short, origin, then=lambda short: self._show(short, origin, words or {}))

    def submit(self) -> None:
        """Log it as settled, or show every problem under its field."""
        if self._save.isEnabled():
            self._send(in_full=False)

    def log_in_full(self) -> None:
        """Log the same as a complaint that is investigated as any other."""
        self._send(in_full=True)

    def parked(self) -> dict[str, str]:
        """What is half typed, word for word."""
        words: dict[str, str] = {}
        for form in self._forms():
            words |= form.parked()
        words |= self.standard.parked() | {axis.value: code for axis, code in self._chosen.items() if code}
        if self.person.person_id is not None:
            words["person"] = f"{self.person.person_id} {self.person.name()}"
        return words

    def throw_away(self) -> None:
        """Forget what was typed and go back."""
        self.keeper.forget()
        self.left.emit()

    def focus_first(self) -> None:
        """Begin where the first thing is missing."""
        if self.person.person_id is None:
            self.person.field.setFocus()
        else:
            self.said.focus()

    def take_cause(self, axis: CauseAxis, code: object) -> None:
        """Choose a cause on an axis, None to take it away."""
        self._chosen[axis] = str(code) if code else None
        self._show_causes()
        self.keeper.touched()

    def _forms(self) -> tuple[Form, ...]:
        return (self.party, self.said, self.found)

    def _connect(self) -> None:
        save_from_anywhere(self, self.submit)
        self.person.picked.connect(self._on_person)
        self.standard.picked.connect(self.keeper.touched)
        self.party.edited.connect(self._on_party)
        for form in self._forms():
            form.submitted.connect(self.submit)
            form.edited.connect(lambda _key: self.keeper.touched())
        for axis, pick in self.causes.items():
            pick.picked.connect(partial(self.take_cause, axis))

    def _lay_out(self) -> None:
        page = QWidget()
        page.setMaximumWidth(PAGE_PX)
        parts = (self.person, self.party, self.said, self.found, self.standard, *self.causes.values())
        headline = Headline("Settled at first contact", _SAYS)
        page.setLayout(column(headline, self._time, 4, *parts, None, gap=12, edge=24))
        holder = QWidget()
        holder.setLayout(row(page))
        self._save = button("Log it and draft the letter", "short_save", "main", tip="Log it  Ctrl+Enter")
        self._save.clicked.connect(self.submit)
        self._full = button("Log it in full", "short_full", tip="Log the same words as a complaint to be investigated")
        self._full.clicked.connect(self.log_in_full)
        away = button("Throw away", "short_throw_away", "link")
        away.clicked.connect(self.throw_away)
        back = button("Put down", "short_leave", tip="Put down; what is typed is kept  Esc")
        back.clicked.connect(self.left)
        foot = QWidget()
        foot.setLayout(row(self._general, None, away, back, self._full, self._save, gap=12, edge=12))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (scrolled(holder), hairline(), foot):
            layout.addWidget(part)
        layout.setStretch(0, 1)

    def _show(self, short: NewShort, origin: str, words: Mapping[str, str]) -> None:
        self._short, new = short, short.new
        self.keeper.watch(short_subject(origin), dict(new.draft))
        self._show_representatives(list(new.representatives))
        self.person.show_person(new.person_id, new.person_name)
        start = _start(short)
        kept = {**words, **new.draft}
        for form in self._forms():
            form.show_values({})
            form.change_values({key: value for key, value in start.items() if key in form.values()})
            form.restore(kept)
            form.show_problems({})
        self.standard.show_standard(None, None, new.today)
        self.standard.restore(kept)
        self._chosen = {axis: kept.get(axis.value) for axis in CauseAxis}
        self._show_causes()
        self._restore_person(kept)
        self.keeper.shown()
        self._tell("")
        self._show_time(short.last_day)
        self.focus_first()

    def _restore_person(self, kept: Mapping[str, str]) -> None:
        number, _, name = kept.get("person", "").partition(" ")
        if self.person.person_id is None and number.isdigit():
            self.person.show_person(int(number), name)
            self._desk.read(self, representatives_of, int(number), then=self._show_representatives)

    def _show_time(self, last_day: date | None) -> None:
        """Say until when it may be settled at first contact; too late, only the full way is left."""
        self._last_day = last_day
        late = last_day is not None and self._today() > last_day
        may = self._short is not None and self._short.new.may_log
        until = f"It may be settled at first contact until {show_date(last_day)}." if last_day else ""
        self._time.setText(
            f"▲ {too_late(last_day)} Log it in full: all words go with it." if late and last_day else until
        )
        self._time.setVisible(bool(self._time.text()))
        self._save.setEnabled(may and not late)
        self._full.setEnabled(may)

    def _show_causes(self) -> None:
        if self._short is None:
            return
        for axis, pick in self.causes.items():
            known = self._short.procedure.causes_of(axis)
            chosen = next((one for one in known if one.code == self._chosen[axis]), None)
            pick.show_cause(None, chosen, editable=True)

    def _on_person(self, person_id: int) -> None:
        self.keeper.touched()
        self._desk.read(self, representatives_of, person_id, then=self._show_representatives)

    def _on_party(self, key: str) -> None:
        received_at = self._received_at() if key in ("received_on", "received_time") else None
        if received_at is not None:
            self._desk.forget(self._ticket)
            self._ticket = self._desk.read(self, last_day_to_settle, received_at, then=self._show_time)

    def _show_representatives(self, found: list[tuple[int, str]]) -> None:
        choices = [Choice(None, "Nobody"), *(Choice(key, name) for key, name in found)]
        self.party.set_choices("representative_id", choices)
        self.party.set_shown("representative_id", shown=bool(found))

    def _received_at(self) -> datetime | None:
        values = self.party.values()
        on, at = values["received_on"], str(values["received_time"] or "")
        if self._short is None or not isinstance(on, date) or time_problem(at):
            return None
        hour, minute = (int(part) for part in re.split("[:.]", at.strip()))
        return datetime.combine(on, time(hour, minute), ZoneInfo(self._short.new.zone))

    def _send(self, *, in_full: bool) -> None:
        received_at = self._received_at()
        if self._short is None or not self._is_whole(in_full=in_full) or received_at is None:
            return
        values: dict[str, Any] = {axis.value: code for axis, code in self._chosen.items()}
        for form in self._forms():
            values |= {key: value for key, value in form.values().items() if not key.startswith("received_")}
        prefill = self._short.new.prefill
        self._save.setEnabled(False)
        self._full.setEnabled(False)
        self._desk.act(
            self,
            settle_at_once,
            self.person.person_id,
            received_at=received_at,
            standard_version_id=self.standard.value(),
            from_contact_id=prefill.contact_id if prefill else None,
            in_full=in_full,
            then=lambda complaint_id: self._on_logged(complaint_id, in_full=in_full),
            failed=self._on_failed,
            **values,
        )

    def _is_whole(self, *, in_full: bool) -> bool:
        """Every form is checked, the last one first; in full, what was found may still be missing."""
        whole = in_full or self.found.check()
        for form in (self.said, self.party):
            whole = form.check() and whole
        if self.person.person_id is None:
            self.person.tell("Choose who complains.")
            self.person.field.setFocus()
            whole = False
        return whole

    def _on_logged(self, complaint_id: int, *, in_full: bool) -> None:
        self.keeper.forget()
        (self.logged if in_full else self.settled).emit(complaint_id)

    def _on_failed(self, error: Exception) -> bool:
        self._show_time(self._last_day)
        if isinstance(error, TooLateToSettle):
            self._tell(f"{error.sentence} {error.what_to_do}")
            return True
        if not isinstance(error, BadInput):
            return False
        told = {_field_of(problem.field): problem.sentence for problem in error.problems}
        for form in reversed(self._forms()):
            form.show_problems(told)
        self.standard.tell(told.get("standard_version_id", ""))
        keys = {key for form in self._forms() for key in form.values()} | {"standard_version_id"}
        self._tell(" ".join(sentence for field, sentence in told.items() if field not in keys))
        return True

    def _tell(self, sentence: str) -> None:
        self._general.setText(sentence)
        self._general.setVisible(bool(sentence))

    def _today(self) -> date:
        return self._short.new.today if self._short else date.min


def _start(short: NewShort) -> dict[str, Any]:
    """What the form begins with: now, and what a contact already says."""
    new = short.new
    at = (new.prefill.received_at if new.prefill else new.now).astimezone(ZoneInfo(new.zone))
    start: dict[str, Any] = {"received_on": at.date(), "received_time": f"{at:%H:%M}"}
    if new.person_id:
        start["complainant_kind"] = "member"
    if new.prefill:
        start |= {
            "complainant_kind": new.prefill.complainant_kind.value,
            "channel": new.prefill.channel.value,
            "title": new.prefill.title,
            "in_their_words": new.prefill.in_their_words,
        }
    return start


def _field_of(field: str) -> str:
    """The field of the form that a problem belongs to."""
    if field in ("received_at", "raised_on"):
        return "received_on"
    return {"title": "title", "what_they_say": "in_their_words"}.get(field.rpartition(".")[2], field)
