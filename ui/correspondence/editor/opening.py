"""Reading for the editor: one letter with who asks, whom a matter is about, and the letters of one author."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app.complaints.find_prefill import prefill_from_contact
from app.complaints.find_record import complaint_record
from app.correspondence.find import LetterRow, RevisionLine, letter_record, register
from app.correspondence.find_approvals import comments_of
from app.correspondence.find_editing import LetterChoice, LetterForEditing, letter_choices, letter_for_editing
from app.correspondence.states import LetterState
from app.correspondence.waits_with import WaitsWith, waits_with
from app.members.find import person_record
from app.members.kinds import ConsentState
from app.members.person_record import PersonRecord
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from ui.correspondence.editor.my_letter_rows import MyLetter
from ui.correspondence.waited import waited
from ui.kit.dates import show_date

_PAGE = 200


@dataclass(frozen=True, slots=True)
class Opened:
    """A letter as one person finds it; ``me`` is their staff id."""

    letter: LetterForEditing
    me: int
    may_write: bool
    may_approve: bool

    @property
    def has_written(self) -> bool:
        """Whether they are its author or changed something of it: nobody else's opening it changes it."""
        return self.me in self.letter.wrote

    @property
    def may_stop(self) -> bool:
        """Whether they may take it back, open it again or give it up: its author, or who approves letters."""
        return self.may_write and (self.me == self.letter.author_id or self.may_approve)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody the letter may go to: the person, or whoever may act for them."""

    person_id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Matter:
    """What a new letter is about. ``addressees`` are those it may go to, the usual one first."""

    subject: str
    person_id: int
    person: str
    addressees: tuple[Addressee, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """The letters that could be written on a matter to ``addressee_id``."""

    matter: Matter
    addressee_id: int
    choices: tuple[LetterChoice, ...]


def open_letter(work: ReadWork, letter_id: int) -> Opened:
    """The letter, and what this person may do to it."""
    letter = letter_for_editing(work, letter_id)
    may_write, may_approve = work.actor.may(Permission.LETTER_WRITE), work.actor.may(Permission.LETTER_APPROVE)
    return Opened(letter, work.actor.staff_id, may_write, may_approve)


def matter_of(work: ReadWork, subject: str) -> Matter:
    """Whom a matter (``person:ID``, ``complaint:ID``, ``contact:ID``) is about, and who may be written to.

    Raises NotFound, and ValueError for a kind that no letter answers.
    """
    kind, _, number = subject.partition(":")
    person_id, acting_for, is_joined = _people_of(work, kind, int(number))
    person = person_record(work, person_id)
    addressees = (*_themselves(person), *_acting(person))
    if is_joined and all(one.person_id != acting_for for one in addressees):
        reader = person_record(work, acting_for).name.formal_name
        addressees = (*addressees, Addressee(acting_for, reader, f"no authority on file for {person.name.formal_name}"))
    usual = sorted(addressees, key=lambda one: one.person_id != acting_for)
    return Matter(subject, person.id, person.name.formal_name, tuple(usual))


def _people_of(work: ReadWork, kind: str, number: int) -> tuple[int, int, bool]:
    """The person a matter is about, the person the answer usually goes to, and whether that is one of several ways.

    Each way of a joined complaint is answered by itself, but about the person of the case that leads: without that
    person's authority the letter may be drafted, and its checks hold it.
    """
    if kind == "person":
        return number, number, False
    if kind == "contact":
        person_id = prefill_from_contact(work, number).person_id
        return person_id, person_id, False
    if kind == "complaint":
        record = complaint_record(work, number)
        acting = person_record(work, record.person_id).representatives
        chosen = next((line.person_id for line in acting if line.id == record.representative_id), record.person_id)
        about = record.lead.person_id if record.lead else record.person_id
        return about, chosen, record.lead is not None
    raise ValueError(f"No letter answers a {kind}")


def _themselves(person: PersonRecord) -> list[Addressee]:
    """The person, unless they died and somebody acts for the estate."""
    acts = any(line.consent is ConsentState.VALID for line in person.representatives)
    if person.died_on is not None and acts:
        return []
    died = f"; died {show_date(person.died_on)}, and nobody acts for the estate" if person.died_on else ""
    return [Addressee(person.id, person.name.formal_name, f"the person it is about{died}")]


_AUTHORITY = {
    ConsentState.VALID: "acts for {name}",
    ConsentState.REQUESTED: "no authority yet from {name}: it can be asked for",
}
"""Representatives who may be written to, and how far: those whose authority holds today come first."""


def _acting(person: PersonRecord) -> list[Addressee]:
    name = person.name.formal_name
    return [
        Addressee(line.person_id, line.name.formal_name, role.format(name=name))
        for state, role in _AUTHORITY.items()
        for line in person.representatives
        if line.consent is state
    ]


def choices_for(work: ReadWork, subject: str, addressee_id: int | None = None) -> Choices:
    """What could be written on a matter, each with what the record still lacks for it.

    To whom it usually goes, unless somebody else who may be written to is named.
    """
    matter = matter_of(work, subject)
    may_be_written_to = [one.person_id for one in matter.addressees]
    reader = addressee_id if addressee_id in may_be_written_to else may_be_written_to[0]
    return Choices(matter, reader, tuple(letter_choices(work, subject, matter.person_id, reader)))


def my_letters(work: ReadWork, after: int | None, limit: int) -> list[MyLetter]:
    """The reader's own letters, newest first, each with why it stands where it does."""
    found: list[LetterRow] = []
    while len(found) < limit:
        rows = register(work, work.actor.name, after, _PAGE)
        found += [row for row in rows if row.author == work.actor.name]
        if len(rows) < _PAGE:
            break
        after = rows[-1].id
    sent, now = waits_with(work, [row.id for row in found[:limit]]), work.now()
    return [_with_reason(work, row, sent.get(row.id), now) for row in found[:limit]]


def _with_reason(work: ReadWork, row: LetterRow, sent: WaitsWith | None, now: datetime) -> MyLetter:
    if row.state is not LetterState.RETURNED:
        return MyLetter(row, waits_with=sent, waited=waited(sent.since, now) if sent else "")
    open_comments = sum(comment.settled_by is None for comment in comments_of(work, row.id))
    last = last_decision(letter_record(work, row.id).revisions)
    return MyLetter(row, last.decided_by or "" if last else "", last.reason if last else "", open_comments)


def last_decision(revisions: Sequence[RevisionLine]) -> RevisionLine | None:
    """The newest revision on which somebody decided."""
    return next((line for line in reversed(revisions) if line.verdict is not None), None)
