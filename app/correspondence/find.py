"""Reading letters: those of a person or a matter, the register of all, and one letter's record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from app.correspondence.letter_rows import decision_stands, letter_row
from app.correspondence.register_search import found_in_register
from app.correspondence.states import LetterState
from app.correspondence.tables import (
    Letter,
    LetterDecision,
    LetterEvent,
    LetterEventKind,
    LetterRelease,
    LetterRevision,
    Verdict,
)
from app.members.person_name import name_from
from app.members.tables import Person
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork

_Author, _Approver = aliased(Staff), aliased(Staff)


@dataclass(frozen=True, slots=True)
class LetterRow:
    """A letter in a list. ``approver`` and ``approved_at`` are of the decision that stands; instants are UTC.

    ``stopped_because`` says why a letter that went back to its author is no longer true; empty where none of it is so.
    ``went_alone``: by its author without a second person, as its procedure allows.
    """

    id: int
    reference: str
    kind: str
    title: str
    state: LetterState
    subject: str | None
    person_id: int
    addressee: str
    author: str
    approver: str | None
    created_at: datetime
    submitted_at: datetime | None
    approved_at: datetime | None
    posted_on: date | None
    stopped_because: str = ""
    planned_on: date | None = None
    went_alone: bool = False
    tracked: str = ""


@dataclass(frozen=True, slots=True)
class EventLine:
    """Something that happened to the paper."""

    kind: LetterEventKind
    at: datetime
    by: str
    detail: str


@dataclass(frozen=True, slots=True)
class RevisionLine:
    """One submission of a letter and what was decided on it; ``verdict`` is None while it waits or was taken back."""

    id: int
    number: int
    submitted_by: str
    submitted_at: datetime
    note: str
    page_count: int
    verdict: Verdict | None
    decided_by: str | None
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision on a letter, also one that was taken back later; ``in_place_of`` is whom they covered for."""

    verdict: Verdict
    by: str
    at: datetime
    reason: str
    in_place_of: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseLine:
    """That a letter may go without a second person, by its author and by which rule."""

    by: str
    at: datetime
    rule: str


@dataclass(frozen=True, slots=True)
class LetterRecord:
    """One letter whole, but for its words; ``shown_revision_id`` is the approved revision, else the newest if any."""

    letter: LetterRow
    revisions: tuple[RevisionLine, ...]
    decisions: tuple[DecisionLine, ...]
    events: tuple[EventLine, ...]
    shown_revision_id: int | None
    releases: tuple[ReleaseLine, ...] = ()
    corrects: LetterRow | None = None
    """The posted letter that this one corrects."""


def letters_of(work: ReadWork, *, subject: str | None = None, person_id: int | None = None) -> list[LetterRow]:
    """The letters of a matter (``kind:id``), or of a person as member or addressee; newest first."""
    work.require(Permission.LETTER_READ)
    if subject is None and person_id is None:
        raise ValueError("letters_of needs a subject or a person")
    query = _rows()
    if subject is not None:
        query = query.where(Letter.subject == subject)
    if person_id is not None:
        query = query.where(or_(Letter.person_id == person_id, Letter.addressee_id == person_id))
    return _read(work, query.order_by(Letter.id.desc()))


def register(work: ReadWork, text: str = "", after: int | None = None, limit: int = 100) -> list[LetterRow]:
    """The correspondence register, newest first; ``after`` is the id of the last row seen.

    Each word of ``text`` must begin a word of the reference, the title, the kind, the state, or a name of addressee,
    author or approver; the addressee's member number is found too.
    """
    work.require(Permission.LETTER_READ)
    chosen = select(Letter.id).join(Person, Person.id == Letter.addressee_id).where(*found_in_register(work, text))
    if after is not None:
        chosen = chosen.where(Letter.id < after)
    ids = list(work.session.scalars(chosen.order_by(Letter.id.desc()).limit(limit)))
    return _read(work, _rows().where(Letter.id.in_(ids)).order_by(Letter.id.desc()))


def letter_record(work: ReadWork, letter_id: int) -> LetterRecord:
    """One letter with its revisions, decisions and events, oldest first."""
    work.require(Permission.LETTER_READ)
    letter = letter_row(work, letter_id)
    revisions = revisions_of(work, letter_id)
    newest = revisions[-1].id if revisions else None
    row = _read(work, _rows().where(Letter.id == letter_id))[0]
    shown = letter.approved_revision_id or newest
    events, releases = events_of(work, letter_id), _releases_of(work, letter_id)
    wrong = _read(work, _rows().where(Letter.id == letter.corrects_id))[0] if letter.corrects_id else None
    return LetterRecord(row, revisions, decisions_of(work, letter_id), events, shown, releases, wrong)


def revisions_of(work: ReadWork, letter_id: int) -> tuple[RevisionLine, ...]:
    """The submissions of a letter in their order."""
    submitter, decider = aliased(Staff), aliased(Staff)
    query: Select[*tuple[Any, ...]] = (
        select(
            LetterRevision.id,
            LetterRevision.number,
            submitter.display_name,
            LetterRevision.submitted_at,
            LetterRevision.note,
            LetterRevision.page_count,
            LetterDecision.verdict,
            decider.display_name,
            LetterDecision.decided_at,
            func.coalesce(LetterDecision.reason, ""),
        )
        .join(submitter, submitter.id == LetterRevision.submitted_by_id)
        .outerjoin(LetterDecision, and_(LetterDecision.revision_id == LetterRevision.id, *_stands()))
        .outerjoin(decider, decider.id == LetterDecision.decided_by_id)
        .where(LetterRevision.letter_id == letter_id)
        .order_by(LetterRevision.number)
    )
    return tuple(RevisionLine(*row) for row in work.session.execute(query))


def decisions_of(work: ReadWork, letter_id: int) -> tuple[DecisionLine, ...]:
    """Every decision on a letter, oldest first."""
    covered = aliased(Staff)
    decision = LetterDecision
    query = (
        select(decision.verdict, Staff.display_name, decision.decided_at, decision.reason, covered.display_name)
        .join(Staff, Staff.id == LetterDecision.decided_by_id)
        .outerjoin(covered, covered.id == LetterDecision.in_place_of_id)
        .where(LetterDecision.letter_id == letter_id)
        .order_by(LetterDecision.id)
    )
    return tuple(DecisionLine(*row) for row in work.session.execute(query))


def _releases_of(work: ReadWork, letter_id: int) -> tuple[ReleaseLine, ...]:
    query = (
        select(Staff.display_name, LetterRelease.released_at, LetterRelease.rule)
        .join(Staff, Staff.id == LetterRelease.released_by_id)
        .where(LetterRelease.letter_id == letter_id)
        .order_by(LetterRelease.id)
    )
    return tuple(ReleaseLine(*row) for row in work.session.execute(query))


def events_of(work: ReadWork, letter_id: int) -> tuple[EventLine, ...]:
    """What happened to the paper, oldest first."""
    query = (
        select(LetterEvent.kind, LetterEvent.at, Staff.display_name, LetterEvent.detail)
        .join(Staff, Staff.id == LetterEvent.by_id)
        .where(LetterEvent.letter_id == letter_id)
        .order_by(LetterEvent.id)
    )
    return tuple(EventLine(*row) for row in work.session.execute(query))


def _stands() -> tuple[ColumnElement[bool], ...]:
    return decision_stands(), LetterDecision.verdict != Verdict.TAKEN_BACK


def _rows() -> Select[*tuple[Any, ...]]:
    approved = and_(LetterDecision.revision_id == Letter.approved_revision_id, *_stands())
    return (
        select(
            Letter,
            Person,
            _Author.display_name,
            _Approver.display_name,
            func.coalesce(LetterDecision.decided_at, LetterRelease.released_at).label("approved_at"),
            LetterRelease.id,
        )
        .join(Person, Person.id == Letter.addressee_id)
        .join(_Author, _Author.id == Letter.author_id)
        .outerjoin(LetterDecision, approved)
        .outerjoin(_Approver, _Approver.id == LetterDecision.decided_by_id)
        .outerjoin(LetterRelease, LetterRelease.revision_id == Letter.approved_revision_id)
    )


def _read(work: ReadWork, query: Select[*tuple[Any, ...]]) -> list[LetterRow]:
    return [_row(*row) for row in work.session.execute(query)]


def _row(
    letter: Letter,
    addressee: Person,
    author: str,
    approver: str | None,
    approved_at: datetime | None,
    release_id: int | None,
) -> LetterRow:
    return LetterRow(
        id=letter.id,
        reference=letter.reference,
        kind=letter.kind,
        title=letter.title,
        state=letter.state,
        subject=letter.subject,
        person_id=letter.person_id,
        addressee=name_from(addressee).list_name,
        author=author,
        approver=approver,
        created_at=letter.created_at,
        submitted_at=letter.submitted_at,
        approved_at=approved_at,
        posted_on=letter.posted_on,
        stopped_because=letter.stopped_because,
        planned_on=letter.planned_on,
        went_alone=release_id is not None and approver is None,
        tracked=letter.tracked,
    )
