"""Log a complaint: who complains, how it came, in their words, the points one after another, what they want."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.basics.problems import BadInput
from app.complaints.find_record import representatives_of
from app.complaints.log_complaint import log_complaint
from app.complaints.record import NewHead
from ui.complaints.fields import HOW, IN_THEIR_WORDS, OUTCOME_SOUGHT, REFERENCES, TITLE, WHO
from ui.complaints.matter_entry import MatterEntry
from ui.complaints.opening import NEW_SUBJECT, NewCase, begin_case
from ui.complaints.points_entry import PointsEntry
from ui.complaints.saving import save_from_anywhere
from ui.kit.desk import Desk
from ui.kit.forms import Choice, Field, Form
from ui.kit.headline import Headline
from ui.kit.layout import button, column, hairline, row, scrolled, text
from ui.parts.growing import grow_with_text
from ui.parts.keeping import Keeper
from ui.parts.person_pick import PersonPick
from ui.parts.spell_check import check_spelling_in

PAGE_PX = 720
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def time_problem(typed: str) -> str | None:
    """What is wrong with a time of day, None when nothing is."""
    return None if _TIME.fullmatch(typed.strip()) else "Type a time such as 14:30."


RECEIVED = (
    Field("received_on", "Reached us on", "date", required=True, chars=14),
    Field(
        "received_time",
        "At",
        required=True,
        chars=7,
        beside=True,
        validate=time_problem,
        hint="After hours counts as the next working day",
    ),
)


class LogForm(QWidget):
    """Ctrl+Enter logs it; Esc goes back. What is half typed is kept and stands here again."""

    logged = Signal(int)
    left = Signal()
    short_asked = Signal()
    """It was settled at first contact: the short form is enough."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("log")
        self._desk = desk
        self._new: NewCase | None = None
        self.person = PersonPick(desk)
        self.party = Form((*WHO, *HOW, *RECEIVED), name="log_party", today=self._today)
        self.words = Form((IN_THEIR_WORDS,), name="log_words", today=self._today)
        self.points = PointsEntry()
        self.rest = Form((TITLE, OUTCOME_SOUGHT, *REFERENCES), name="log_rest", today=self._today)
        self.matter = MatterEntry(self._today)
        self.keeper = Keeper(desk, self.parked, self)
        self._general = text("", "field-problem", name="log_problem", wrap=True)
        self._general.hide()
        self._lay_out()
        grow_with_text(self)
        save_from_anywhere(self, self.submit)
        check_spelling_in(self, desk.preferences)
        self.matter.listen(self)
        self.matter.typed.connect(self.keeper.touched)
        self.person.picked.connect(self._on_person)
        self.points.edited.connect(self.keeper.touched)
        self.points.finished.connect(lambda: self.rest.focus("title"))
        for form in self._forms():
            form.submitted.connect(self.submit)
            form.edited.connect(lambda _key: self.keeper.touched())
        self.party.edited.connect(lambda _key: self._suit())
        self.matter.form.submitted.connect(self.submit)

    def begin(self, origin: str = "") -> None:
        """Begin a new one: ``contact:7`` carries all that the contact says, ``person:12`` names who complains."""
        self._save.setEnabled(False)  # what stands here still is the one before
        self._desk.read(self, begin_case, origin, then=lambda new: self._show(new, origin))

    def submit(self) -> None:
        """Log it, or show every problem under its field."""
        if self._new is None or not self._is_whole():
            return
        self._save.setEnabled(False)
        prefill = self._new.prefill
        self._desk.act(
            self,
            log_complaint,
            self.person.person_id,
            heads=[NewHead(title) for title in self.points.titles()],
            from_contact_id=prefill.contact_id if prefill else None,
            then=self._on_logged,
            failed=self._on_failed,
            **self._values(self._new.zone),
        )

    def parked(self) -> dict[str, str]:
        """What is half typed, word for word."""
        words: dict[str, str] = {}
        for form in self._forms():
            words |= form.parked()
        words |= self.matter.parked()
        words["points"] = "\n".join(self.points.titles())
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
            self.party.focus()

    def _forms(self) -> tuple[Form, ...]:
        return (self.party, self.words, self.rest)

    def _lay_out(self) -> None:
        self._headline = Headline("Log a complaint", "Each point is answered by itself: write them one after another.")
        page = QWidget()
        page.setMaximumWidth(PAGE_PX)
        page.setLayout(
            column(
                self._headline,
                4,
                self.person,
                self.party,
                self.words,
                self.points,
                self.rest,
                self.matter,
                None,
                gap=12,
                edge=24,
            )
        )
        holder = QWidget()
        holder.setLayout(row(page))
        self._save = button("Log the complaint", "log_save", "main", tip="Log the complaint  Ctrl+Enter")
        self._save.clicked.connect(self.submit)
        away = button("Throw away", "log_throw_away", "link")
        away.clicked.connect(self.throw_away)
        short = button("Settled already…", "log_short", "link", tip="Log it by the short form  Ctrl+Shift+N")
        short.clicked.connect(self.short_asked)
        back = button("Put down", "log_leave", tip="Put down; what is typed is kept  Esc")
        back.clicked.connect(self.left)
        foot = QWidget()
        foot.setLayout(row(self._general, None, short, away, back, self._save, gap=12, edge=12))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (scrolled(holder), hairline(), foot):
            layout.addWidget(part)
        layout.setStretch(0, 1)

    def _show(self, new: NewCase, origin: str) -> None:
        self._new = new
        self.keeper.watch(NEW_SUBJECT + (f":{origin}" if origin else ""), dict(new.draft))
        now = new.now.astimezone(ZoneInfo(new.zone))
        start: dict[str, Any] = {"raised_on": new.today, "received_on": new.today, "received_time": f"{now:%H:%M}"}
        if new.person_id:
            start["complainant_kind"] = "member"
        if new.prefill:
            start |= _from_prefill(new, new.zone)
        self._show_representatives(list(new.representatives))
        self.person.show_person(new.person_id, new.person_name)
        for form in self._forms():
            form.show_values({})
            form.change_values({key: value for key, value in start.items() if key in form.values()})
            form.restore(new.draft)
            form.show_problems({})
        self.matter.begin(new.draft)
        self._suit()
        heads = [head.title for head in new.prefill.heads] if new.prefill else []
        kept = new.draft.get("points", "")
        self.points.show_titles(kept.splitlines() if kept else heads)
        self._restore_person(new.draft)
        self.keeper.shown()
        self._general.hide()
        self._save.setEnabled(new.may_log)
        if not new.may_log:
            self._tell("You may not log complaints.")
        self.focus_first()

    def _restore_person(self, draft: Mapping[str, str]) -> None:
        number, _, name = draft.get("person", "").partition(" ")
        if self.person.person_id is None and number.isdigit():
            self.person.show_person(int(number), name)
            self._desk.read(self, representatives_of, int(number), then=self._show_representatives)

    def _on_person(self, person_id: int) -> None:
        self.keeper.touched()
        self._desk.read(self, representatives_of, person_id, then=self._show_representatives)
        if self.party.values()["complainant_kind"] is None:
            self.party.focus("complainant_kind")

    def _show_representatives(self, found: list[tuple[int, str]]) -> None:
        self.party.set_choices(
            "representative_id", [Choice(None, "Nobody"), *(Choice(key, name) for key, name in found)]
        )
        self.party.set_shown("representative_id", shown=bool(found))

    def _suit(self) -> None:
        values = self.party.values()
        self.matter.suit(values["complainant_kind"], values["raised_on"])

    def _is_whole(self) -> bool:
        """Every form is checked, the last one first, so that the focus ends in the first that is wrong."""
        whole = self.matter.is_whole()
        if not self.rest.check():
            whole = False
        if not self.points.titles():
            self.points.tell("A complaint needs at least one point.")
            self.points.new.setFocus()
            whole = False
        for form in (self.words, self.party):
            whole = form.check() and whole
        if self.person.person_id is None:
            self.person.tell("Choose who complains.")
            self.person.field.setFocus()
            whole = False
        return whole

    def _values(self, zone: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for form in self._forms():
            values |= form.values()
        values["matter"] = self.matter.matter()
        hour, minute = (int(part) for part in re.split("[:.]", values.pop("received_time").strip()))
        on: date = values.pop("received_on")
        values["received_at"] = datetime.combine(on, time(hour, minute), ZoneInfo(zone))
        return values

    def _on_logged(self, complaint_id: int) -> None:
        self.keeper.forget()
        self._save.setEnabled(True)
        self.logged.emit(complaint_id)

    def _on_failed(self, error: Exception) -> bool:
        self._save.setEnabled(True)
        if not isinstance(error, BadInput):
            return False
        told = {
            "received_on" if problem.field == "received_at" else problem.field: problem.sentence
            for problem in error.problems
        }
        self.matter.tell(told)
        for form in reversed(self._forms()):
            form.show_problems(told)
        keys = {key for form in (*self._forms(), self.matter.form) for key in form.values()}
        self.points.tell(" ".join(sentence for field, sentence in told.items() if field.startswith("heads")))
        lists = ("heads", "parties", "references")
        others = [sentence for field, sentence in told.items() if field not in keys and not field.startswith(lists)]
        self._tell(" ".join(others))
        return True

    def _tell(self, sentence: str) -> None:
        self._general.setText(sentence)
        self._general.setVisible(bool(sentence))

    def _today(self) -> date:
        return self._new.today if self._new else date.min


def _from_prefill(new: NewCase, zone: str) -> dict[str, Any]:
    if new.prefill is None:
        return {}
    at = new.prefill.received_at.astimezone(ZoneInfo(zone))
    return {
        "complainant_kind": new.prefill.complainant_kind.value,
        "channel": new.prefill.channel.value,
        "raised_on": new.prefill.raised_on,
        "received_on": at.date(),
        "received_time": f"{at:%H:%M}",
        "in_their_words": new.prefill.in_their_words,
        "title": new.prefill.title,
    }
