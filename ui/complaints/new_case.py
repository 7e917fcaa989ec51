"""What the two forms of a new complaint share: who complains, how it came, when it reached us, what is kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.complaints.find_representatives import representatives_of
from app.complaints.matter_words import FOR_ANOTHER
from ui.complaints.opening import NewCase
from ui.kit.dates import today_here
from ui.kit.desk import Desk, Ticket
from ui.kit.forms import Choice, Field, Form
from ui.kit.held_form import HeldForm
from ui.kit.layout import button, column, hairline, row, scrolled, text
from ui.parts.keeping import Keeper
from ui.parts.person_pick import PersonPick

PAGE_PX = 720
NOBODY_ACTS = (
    "Nobody is on their record yet: add who acts for them there, on the Details tab. What is typed here stays."
)
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


class NewCaseForm(QWidget):
    """What is half typed is kept and stands here again, also what was typed before the form was filled."""

    logged = Signal(int)
    """The complaint that was logged to be investigated."""
    logged_aside = Signal(int)
    """The complaint that was logged after the person had gone on to something else."""
    left = Signal()

    def __init__(self, desk: Desk, name: str, party: Sequence[Field], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._desk, self._name = desk, name
        self._new: NewCase | None = None
        self._is_typed = self._was_typed = False
        """Whether a person wrote what stands here; it stays until it is logged or thrown away."""
        self._is_filled = False
        self._beginning: Ticket | None = None
        self._sent: set[str] = set()
        """The subjects that are being logged: whatever is shown meanwhile, the answer is about them."""
        self.person = PersonPick(desk, required=True)
        self.party = Form((*party, *RECEIVED), name=f"{name}_party", today=self._today)
        self.keeper = Keeper(desk, self.parked, self)
        self._held = HeldForm(self)
        self._back = button("Put down", f"{name}_leave", tip="Put down; what is typed is kept  Esc")
        self._back.clicked.connect(self.left)
        self._acting: list[tuple[int, str]] = []
        self._general = text("", "field-problem", name=f"{name}_problem", wrap=True)
        self._general.hide()
        self.party.edited.connect(lambda _key: self._suit_representatives())
        self.person.typed.connect(self.touched)
        self.person.picked.connect(self._on_person)

    def forms(self) -> tuple[Form, ...]:
        """Every form, in the order of the page."""
        return (self.party,)

    def parked(self) -> dict[str, str]:
        """What is half typed, word for word."""
        words: dict[str, str] = {}
        for form in self.forms():
            words |= form.parked()
        return words | self.person.parked()

    def empty(self) -> None:
        """Nothing of the one before stands here any more."""
        self.person.empty()
        for form in self.forms():
            form.show_values({})
            form.show_problems({})
        self.tell("")
        self._is_typed = False
        self.keeper.shown()

    def throw_away(self) -> None:
        """Forget what was typed and go back."""
        self.keeper.forget()
        self.empty()
        self.left.emit()

    @property
    def is_sent(self) -> bool:
        """Whether what stands here is being logged."""
        return self.keeper.subject in self._sent

    def may_send(self) -> bool:
        """Whether what stands here can be logged now: all of it is here, and it is not being logged already."""
        return self._new is not None and self._new.may_log and self._is_filled and not self.is_sent

    def send(self, verb: Callable[..., int], landed: Callable[[int], None], **values: Any) -> None:
        """Log what stands here; ``landed`` takes the complaint where the person has stayed with it."""
        subject, words = self.keeper.subject, self.parked()
        prefill = self._new.prefill if self._new else None
        said = self.said_values()
        self._sent.add(subject)
        self._held.hold(self._back)
        self._desk.act(
            self,
            verb,
            self.person.person_id,
            from_contact_id=prefill.contact_id if prefill else None,
            then=partial(self._on_sent, subject, words, landed),
            failed=partial(self._on_not_sent, subject),
            **said,
            **values,
        )

    def let_go_of(self, subject: str, words: Mapping[str, str]) -> None:
        """These words of a subject were logged; what is shown of another stays."""
        self.keeper.forget_of(subject, words)
        if subject == self.keeper.subject:
            self._desk.forget(self._beginning)
            self.empty()

    def tell_problems(self, error: Exception) -> bool:
        """Show at the fields why it was not logged; false where nothing can be shown there."""
        raise NotImplementedError

    def in_sight(self) -> set[str]:
        """The fields at which something can be told: what is wrong with any other is told at the foot."""
        return {key for form in self.forms() for key in form.shown()}

    def focus_first(self) -> None:
        """Begin where the first thing is missing."""
        if self.person.person_id is None:
            self.person.field.setFocus()
        else:
            self.party.focus()

    def tell(self, sentence: str) -> None:
        """Say what is wrong with no field in particular."""
        self._general.setText(sentence)
        self._general.setVisible(bool(sentence))

    def received_at(self) -> datetime | None:
        """When it reached us, as typed; None while that cannot be read."""
        values = self.party.values()
        on, at = values["received_on"], str(values["received_time"] or "")
        if self._new is None or not isinstance(on, date) or time_problem(at):
            return None
        hour, minute = (int(part) for part in re.split("[:.]", at.strip()))
        return datetime.combine(on, time(hour, minute), ZoneInfo(self._new.zone))

    def said_values(self) -> dict[str, Any]:
        """Every value of the forms but when it reached us."""
        values: dict[str, Any] = {}
        for form in self.forms():
            values |= {key: value for key, value in form.values().items() if not key.startswith("received_")}
        return values

    def is_person_chosen(self) -> bool:
        """Whether it is known who complains; else it is asked for."""
        if self.person.person_id is None:
            self.person.tell("Choose who complains.")
            self.person.field.setFocus()
        return self.person.person_id is not None

    def await_words(self, subject: str) -> None:
        """What is kept under a subject is being read: what is typed meanwhile belongs to it already."""
        self.keeper.keep_now()
        self._held.let_go()
        self._is_filled = False
        if subject != self.keeper.subject or not self._is_typed:
            self.empty()
            self.keeper.watch(subject, {})
        self.focus_first()

    def fill(self, new: NewCase, subject: str, start: Mapping[str, Any], words: Mapping[str, str]) -> Mapping[str, str]:
        """Show what it begins with, over it what is kept, and over that what was typed meanwhile; returns the words."""
        self._was_typed = self._is_typed
        typed = self.parked() if self._was_typed else {}
        self._new, self._is_filled = new, True
        self.keeper.watch(subject, dict(new.draft))
        self._show_representatives(list(new.representatives))
        self.person.show_person(new.person_id, new.person_name)
        kept = {**words, **new.draft, **typed}
        for form in self.forms():
            form.show_values({})
            form.change_values({key: value for key, value in start.items() if key in form.values()})
            form.restore(kept)
            form.show_problems({})
        self._restore_person(kept)
        return kept

    def filled(self) -> None:
        """All is shown; whoever was at it already keeps the caret."""
        self._is_typed = self._was_typed
        self.tell("")
        if self.is_sent:
            self._held.hold(self._back)
        if self._is_typed:
            self.keeper.touched()
        else:
            self.keeper.shown()
            self.focus_first()

    def touched(self) -> None:
        """A person typed or chose something."""
        self._is_typed = True
        self.keeper.touched()

    def lay_out(self, parts: Sequence[QWidget | int], *verbs: QPushButton) -> None:
        """The page with its parts under each other, and at its foot the verbs, the main one last."""
        page = QWidget()
        page.setMaximumWidth(PAGE_PX)
        page.setLayout(column(*parts, None, gap=12, edge=24))
        holder = QWidget()
        holder.setLayout(row(page))
        away = button("Throw away", f"{self._name}_throw_away", "link")
        away.clicked.connect(self.throw_away)
        foot = QWidget()
        foot.setLayout(row(self._general, None, away, self._back, *verbs, gap=12, edge=12))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (scrolled(holder), hairline(), foot):
            layout.addWidget(part)
        layout.setStretch(0, 1)

    def _on_sent(self, subject: str, words: Mapping[str, str], landed: Callable[[int], None], found: int) -> None:
        self._sent.discard(subject)
        if subject == self.keeper.subject:
            self._held.let_go()
        stayed = subject == self.keeper.subject and not self.isHidden()
        self.let_go_of(subject, words)
        (landed if stayed else self.logged_aside.emit)(found)

    def _on_not_sent(self, subject: str, error: Exception) -> bool:
        """Whoever has gone on is told in the common way, and finds their words again where they left them."""
        self._sent.discard(subject)
        if subject == self.keeper.subject:
            self._held.let_go()
        return subject == self.keeper.subject and self.tell_problems(error) and not self.isHidden()

    def _restore_person(self, kept: Mapping[str, str]) -> None:
        found = self.person.restore(kept) if self.person.person_id is None else None
        if found is not None:
            self._desk.read(self, representatives_of, found, then=self._show_representatives)

    def _on_person(self, person_id: int) -> None:
        self.touched()
        self._desk.read(self, representatives_of, person_id, then=self._show_representatives)

    def _show_representatives(self, found: list[tuple[int, str]]) -> None:
        self._acting = found
        choices = [Choice(None, "Nobody"), *(Choice(key, name) for key, name in found)]
        self.party.set_choices("representative_id", choices)
        self._suit_representatives()

    def _suit_representatives(self) -> None:
        """Ask which one where there are some, and where one complains: if nobody is on record, say what to do."""
        is_asked = self.party.values()["complainant_kind"] in FOR_ANOTHER
        self.party.set_shown("representative_id", shown=bool(self._acting) or is_asked)
        self.party.show_note("representative_id", NOBODY_ACTS if is_asked and not self._acting else "")

    def _today(self) -> date:
        return self._new.today if self._new else today_here()


def begins_with(new: NewCase) -> dict[str, Any]:
    """What the form begins with: now, and what a contact or a person says already."""
    at = (new.prefill.received_at if new.prefill else new.now).astimezone(ZoneInfo(new.zone))
    start: dict[str, Any] = {"received_on": at.date(), "received_time": f"{at:%H:%M}"}
    if new.person_id:
        start["complainant_kind"] = "member"
    if new.prefill:
        start |= {
            "complainant_kind": new.prefill.complainant_kind.value,
            "channel": new.prefill.channel.value,
            "in_their_words": new.prefill.in_their_words,
            "title": new.prefill.title,
        }
    return start
