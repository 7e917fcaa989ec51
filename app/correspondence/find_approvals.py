"""The approval desk: what waits, one letter with all that a decision needs, and who may decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from app.correspondence.approve_letter import moved_facts
from app.correspondence.comment_tables import LetterComment, LetterSuggestion
from app.correspondence.deciders import Approver, approvers_of, why_not_decide
from app.correspondence.differences import BlockDifference, between, from_standard
from app.correspondence.enclosed import enclosed_in
from app.correspondence.fact_lines import FactLine, fact_lines
from app.correspondence.find import RevisionLine, revisions_of
from app.correspondence.gather_facts import LetterFacts, desk_today
from app.correspondence.kept_readings import unconfirmed
from app.correspondence.letter_rows import (
    hands_of,
    latest_revision,
    letter_row,
    name_of,
    redated_in,
    whose_words,
    words_id,
)
from app.correspondence.mend_slip import slips_mended
from app.correspondence.posting_day import posting_day
from app.correspondence.problems import ChangedFact
from app.correspondence.rules import date_fault
from app.correspondence.states import LetterState
from app.correspondence.still_true import what_is_untrue
from app.correspondence.suggest_edit import SuggestionLine, suggestions_of
from app.correspondence.tables import Letter, LetterDecision, LetterRevision, LetterWriter
from app.correspondence.untrue import Untrue
from app.correspondence.waits_with import WaitsWith, waits_with
from app.members.person_name import name_from
from app.members.tables import Person
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import Due, ReadWork
from letters.checks import Finding
from letters.content import from_json


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A letter that waits for approval; ``due`` is when its answer must go, ``own``: its reader wrote of it."""

    id: int
    reference: str
    kind: str
    title: str
    addressee: str
    author: str
    submitted_at: datetime
    due: Due | None
    revision_number: int
    own: bool
    waits_with: WaitsWith | None = None


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment pinned to a part; ``settled_by`` is None while it is open.

    ``from_whom`` said it of a copy, and ``by`` put it in. ``revision_number`` is 0 where nothing was submitted yet.
    """

    id: int
    block_id: str
    text: str
    by: str
    at: datetime
    revision_number: int
    settled_by: str | None
    from_whom: str = ""


@dataclass(frozen=True, slots=True)
class ForApproval:
    """All that a decision on the newest revision needs.

    ``note`` is the word of ``noted_by``, who submitted this revision: of a re-dated one not its author. ``since_then``
    is what changed since this reader last looked (a ``second_reading``) or somebody decided, as ``since`` says; empty
    where neither was. ``why_not`` says why this reader may not decide (empty: they may). ``moved`` are facts that
    changed since it was submitted, ``date_fault`` what is wrong with its date, ``untrue`` what is no longer so,
    ``unconfirmed`` the findings that the author kept and this reader has not confirmed; each prevents approval, not
    returning. ``new_enclosures`` are the ids of those that are new ``since`` then.
    """

    letter_id: int
    reference: str
    title: str
    kind: str
    state: LetterState
    subject: str | None
    author: str
    submitted_by: str
    note: str
    revision_id: int
    revision_number: int
    submitted_at: datetime
    page_count: int
    content: Mapping[str, Any]
    facts: tuple[FactLine, ...]
    findings: tuple[Finding, ...]
    unconfirmed: tuple[Finding, ...]
    comments: tuple[CommentLine, ...]
    revisions: tuple[RevisionLine, ...]
    from_standard: tuple[BlockDifference, ...]
    since: str
    since_then: tuple[BlockDifference, ...]
    second_reading: bool
    moved: tuple[ChangedFact, ...]
    date_fault: str
    why_not: str
    untrue: tuple[Untrue, ...] = ()
    approvers: tuple[Approver, ...] = ()
    suggestions: tuple[SuggestionLine, ...] = ()
    waits_with: WaitsWith | None = None
    noted_by: str = ""
    slips_mended: int = 0
    """How many slips of this submission were mended."""
    new_enclosures: frozenset[int] = frozenset()


def approval_queue(work: ReadWork, after: tuple[datetime, int] | None = None, limit: int = 100) -> list[WaitingRow]:
    """What waits for approval, longest first; ``after`` is (submitted_at, id) of the last row seen."""
    work.require(Permission.LETTER_READ)
    me = work.actor.staff_id
    others = aliased(LetterRevision)
    mended = select(LetterSuggestion.id).where(LetterSuggestion.mended_revision_id == words_id())
    newest = select(func.max(others.number)).where(others.letter_id == Letter.id).correlate(Letter)
    query = (
        select(
            Letter,
            Person,
            Staff.display_name,
            LetterRevision.number,
            or_(
                Letter.author_id == me,
                and_(whose_words() == me, ~mended.exists()),
                literal(me).in_(redated_in(LetterRevision).correlate(LetterRevision)),
                exists().where(LetterWriter.letter_id == Letter.id, LetterWriter.staff_id == me),
            ),
        )
        .select_from(Letter)
        .join(LetterRevision, LetterRevision.letter_id == Letter.id)
        .join(Person, Person.id == Letter.addressee_id)
        .join(Staff, Staff.id == Letter.author_id)
        .where(Letter.state == LetterState.SUBMITTED, LetterRevision.number == newest.scalar_subquery())
        .order_by(Letter.submitted_at, Letter.id)
        .limit(limit)
    )
    if after is not None:
        query = query.where(tuple_(Letter.submitted_at, Letter.id) > after)
    rows = work.session.execute(query).all()
    due = _due_days(work, [letter.subject for letter, *_ in rows if letter.subject])
    sent = waits_with(work, [letter.id for letter, *_ in rows])
    waiting = [
        _waiting(letter, addressee, author, number, due=due.get(letter.subject or ""), own=own)
        for letter, addressee, author, number, own in rows
    ]
    return [replace(row, waits_with=sent.get(row.id)) for row in waiting]


def _due_days(work: ReadWork, subjects: Collection[str]) -> dict[str, Due]:
    """By when each matter must be answered, as its clock stands now: one question for each kind of matter."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for subject in set(subjects):
        kind, _, number = subject.partition(":")
        numbers[kind].append(int(number))
    return {
        f"{kind}:{number}": day
        for kind, of_kind in numbers.items()
        for number, day in work.wiring.subject(kind).due_days(work, of_kind).items()
    }


def _waiting(letter: Letter, addressee: Person, author: str, number: int, *, due: Due | None, own: bool) -> WaitingRow:
    if letter.submitted_at is None:
        raise ValueError(f"letter {letter.id} waits for approval but was never submitted")
    return WaitingRow(
        id=letter.id,
        reference=letter.reference,
        kind=letter.kind,
        title=letter.title,
        addressee=name_from(addressee).list_name,
        author=author,
        submitted_at=letter.submitted_at,
        due=due,
        revision_number=number,
        own=own,
    )


def for_approval(work: ReadWork, letter_id: int) -> ForApproval:
    """The newest revision of a letter, with what was checked, what differs and what has moved since."""
    work.require(Permission.LETTER_READ)
    letter = letter_row(work, letter_id)
    revision = latest_revision(work, letter)
    content = from_json(revision.content)
    revisions = revisions_of(work, letter_id)
    looked_at = _last_looked_at(work, letter_id, revision.id)
    since, before_id = _since(looked_at, revisions)
    before = from_json(_revision(work, before_id).content) if before_id is not None else None
    waits, now = letter.state == LetterState.SUBMITTED, LetterFacts(work, letter)
    return ForApproval(
        letter_id=letter.id,
        reference=letter.reference,
        title=letter.title,
        kind=letter.kind,
        state=letter.state,
        subject=letter.subject,
        author=name_of(work, letter.author_id),
        submitted_by=name_of(work, hands_of(work, letter).submitted_by_id or letter.author_id),
        note=revision.note,
        revision_id=revision.id,
        revision_number=revision.number,
        submitted_at=revision.submitted_at,
        page_count=revision.page_count,
        content=revision.content,
        facts=tuple(fact_lines(content, revision.facts)),
        findings=tuple(Finding(**finding) for finding in revision.findings),
        unconfirmed=tuple(unconfirmed(work, revision)),
        comments=comments_of(work, letter_id),
        revisions=revisions,
        from_standard=tuple(from_standard(content)),
        since=since,
        since_then=tuple(between(before, content)) if before is not None else (),
        second_reading=looked_at is not None,
        moved=tuple(moved_facts(revision, now)) if waits else (),
        date_fault=date_fault(content.date, desk_today(work, letter), posting_day(work, letter)) or "",
        why_not=_why_not(work, letter),
        untrue=what_is_untrue(work, letter, revision, now) if waits else (),
        approvers=tuple(approvers_of(work, letter_id)),
        suggestions=suggestions_of(work, letter_id),
        waits_with=waits_with(work, [letter_id]).get(letter_id),
        noted_by=name_of(work, revision.submitted_by_id),
        slips_mended=len(slips_mended(work, letter)),
        new_enclosures=_new_enclosures(work, before_id, revision.id),
    )


def _last_looked_at(work: ReadWork, letter_id: int, newest: int) -> int | None:
    """The newest revision before this one that this reader decided on, commented on, or suggested other words for."""
    me = work.actor.staff_id
    decided = select(LetterDecision.revision_id).where(LetterDecision.decided_by_id == me)
    commented = select(LetterComment.revision_id).where(LetterComment.by_id == me)
    suggested = select(LetterSuggestion.revision_id).where(
        LetterSuggestion.by_id == me, LetterSuggestion.slip.is_(None)
    )
    query = (
        select(LetterRevision.id)
        .where(
            LetterRevision.letter_id == letter_id,
            LetterRevision.id != newest,
            or_(*(LetterRevision.id.in_(looked_at) for looked_at in (decided, commented, suggested))),
        )
        .order_by(LetterRevision.number.desc())
        .limit(1)
    )
    return work.session.scalar(query)


def _since(revision_id: int | None, revisions: tuple[RevisionLine, ...]) -> tuple[str, int | None]:
    """What this reader saw last, else what anybody decided on: in words, and which revision it was."""
    older = {line.id: line for line in revisions[:-1]}
    if revision_id in older:
        line = older[revision_id]
        return f"Since you read submission {line.number}", line.id
    decided = [line for line in older.values() if line.verdict is not None]
    if decided:
        return "Since it was last decided on", decided[-1].id
    return "", None


def _new_enclosures(work: ReadWork, before_id: int | None, now_id: int) -> frozenset[int]:
    """Those that were not with it then, under whatever title; none where nobody read it before."""
    if before_id is None:
        return frozenset()
    found = enclosed_in(work, [before_id, now_id])
    then, now = ({line.id for line in found.get(one, ())} for one in (before_id, now_id))
    return frozenset(now - then)


def _revision(work: ReadWork, revision_id: int) -> LetterRevision:
    return work.session.get_one(LetterRevision, revision_id)


def _why_not(work: ReadWork, letter: Letter) -> str:
    if letter.state != LetterState.SUBMITTED:
        return "This letter is not waiting for approval."
    return why_not_decide(work, letter)


def comments_of(work: ReadWork, letter_id: int) -> tuple[CommentLine, ...]:
    """All comments on a letter, oldest first."""
    work.require(Permission.LETTER_READ)
    author, settler = aliased(Staff), aliased(Staff)
    query = (
        select(
            LetterComment.id,
            LetterComment.block_id,
            LetterComment.text,
            author.display_name,
            LetterComment.at,
            func.coalesce(LetterRevision.number, 0),
            settler.display_name,
            LetterComment.from_whom,
        )
        .join(author, author.id == LetterComment.by_id)
        .outerjoin(LetterRevision, LetterRevision.id == LetterComment.revision_id)
        .outerjoin(settler, settler.id == LetterComment.settled_by_id)
        .where(LetterComment.letter_id == letter_id)
        .order_by(LetterComment.id)
    )
    return tuple(CommentLine(*row) for row in work.session.execute(query))
