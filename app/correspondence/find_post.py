"""The day's post: what is approved and has not gone, what is to be printed of it, and what came back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, and_, exists, func, select, tuple_
from sqlalchemy.orm import aliased

from app.basics.problems import NotFound, WorldProblem
from app.basics.search_form import reference_token
from app.correspondence.enclosed import Enclosed, enclosed_in
from app.correspondence.letter_rows import decision_stands
from app.correspondence.states import LetterState
from app.correspondence.still_true import untrue_of_readers
from app.correspondence.stored_pdf import pdf_to_send
from app.correspondence.tables import (
    Letter,
    LetterDecision,
    LetterEvent,
    LetterEventKind,
    LetterRelease,
    LetterRevision,
    LetterToken,
)
from app.correspondence.untrue import in_words as untrue_in_words
from app.members.labels import in_words
from app.staff.permissions import Permission
from app.staff.tables import Desk, Staff
from app.staff.work import ReadWork
from letters.facts import value_at

_APPROVED_AT = func.coalesce(LetterDecision.decided_at, LetterRelease.released_at)
"""By a second person, or by its author where the procedure lets it go without one."""
_ON_PAPER = (LetterEventKind.PRINTED, LetterEventKind.REPRINTED)
After = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class PostRow:
    """A letter that is approved and has not gone; the first of them has waited longest.

    ``stopped`` says why nothing may go to that reader or address, in words; ``collected_on`` is the day whose last
    collection it is for, at the time ``collected_at`` (``17:30``). ``adjustments`` are those that the paper must obey;
    ``today`` is the date at its desk. ``pages`` are all that are printed, those of what it encloses too;
    ``enclosed`` is everything that goes into the envelope beside the letter, ``tracked`` the number of its label.
    """

    id: int
    revision_id: int
    reference: str
    kind: str
    to: str
    address: tuple[str, ...]
    stopped: str
    pages: int
    layout: str
    adjustments: tuple[str, ...]
    approved_at: datetime
    approved_by: str
    collected_on: date
    collected_at: str
    today: date
    is_printed: bool
    enclosed: tuple[Enclosed, ...] = ()
    tracked: str = ""

    @property
    def is_overdue(self) -> bool:
        """Whether the day of its collection is over: it bears that date, so it is dated anew before it goes."""
        return self.collected_on < self.today

    @property
    def is_early(self) -> bool:
        """Whether it goes with the collection of a later day, which it bears."""
        return self.collected_on > self.today

    @property
    def after(self) -> After:
        """What asks for the rows after this one."""
        return self.approved_at, self.id


@dataclass(frozen=True, slots=True)
class ToPrint:
    """A letter whose stored pages are whole and may leave now, with what it encloses as ``Pack`` says."""

    id: int
    revision_id: int
    reference: str
    pdf: bytes
    pages: int
    starts: tuple[int, ...] = ()
    by_hand: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotToPrint:
    """A letter that may not be printed, and why."""

    id: int
    reference: str
    why: str


@dataclass(frozen=True, slots=True)
class PostedLetter:
    """A letter that went out, as an envelope that came back is told by: its reference or tracked number."""

    id: int
    reference: str
    to: str
    posted_on: date
    came_back: str = ""


def to_post(work: ReadWork, after: After | None = None, limit: int = 100) -> list[PostRow]:
    """What is approved and not posted, longest waiting first; ``after`` is that of the last row seen."""
    work.require(Permission.POST_READ)
    query = _approved().order_by(_APPROVED_AT, Letter.id).limit(limit)
    if after is not None:
        query = query.where(tuple_(_APPROVED_AT, Letter.id) > after)
    found = work.session.execute(query).all()
    stopped = untrue_of_readers(work.judging(), [(one.Letter, one.LetterRevision.facts) for one in found])
    enclosed = enclosed_in(work, [one.LetterRevision.id for one in found])
    rows = [_row(work, untrue_in_words(stopped[one.Letter.id]), *one) for one in found]
    return [_with_enclosed(row, enclosed.get(row.revision_id, ())) for row in rows]


def _with_enclosed(row: PostRow, enclosed: tuple[Enclosed, ...]) -> PostRow:
    return replace(row, enclosed=enclosed, pages=row.pages + sum(one.pages for one in enclosed))


def job_to_print(work: ReadWork, letters: Sequence[tuple[int, int]]) -> tuple[list[ToPrint], list[NotToPrint]]:
    """The stored pages of these, each (letter, revision), asked for at this moment; and those that may not leave.

    One that is damaged, stopped or opened again holds up none of the others.
    """
    work.require(Permission.LETTER_PRINT)
    ready, refused = list[ToPrint](), list[NotToPrint]()
    for letter_id, revision_id in letters:
        reference = work.session.scalar(select(Letter.reference).where(Letter.id == letter_id)) or "A letter"
        try:
            pack = pdf_to_send(work, letter_id, revision_id)
            ready.append(ToPrint(letter_id, revision_id, reference, pack.pdf, pack.pages, pack.starts, pack.by_hand))
        except WorldProblem as problem:
            refused.append(NotToPrint(letter_id, reference, str(problem)))
    return ready, refused


def posted_letter(work: ReadWork, number: str) -> PostedLetter:
    """The posted letter with this reference or tracked number, typed or scanned. Raises NotFound."""
    work.require(Permission.POST_READ)
    token = reference_token(number)
    query = _went_out().join(LetterToken, LetterToken.letter_id == Letter.id).where(LetterToken.token == token)
    found = list(work.session.execute(query.limit(2))) if token else []
    if len(found) != 1:
        shown = number.strip()[:40]
        said = f"No letter “{shown}” was posted." if not found else f"More than one letter is found by “{shown}”."
        raise NotFound(said, "Type the whole reference as it stands on the letter, or scan its tracked number.")
    return _posted(*found[0])


def came_back(work: ReadWork, limit: int = 100) -> list[PostedLetter]:
    """Post that came back and that nobody has looked into, the newest first: its addresses are stopped."""
    work.require(Permission.POST_READ)
    looked = aliased(LetterEvent)
    since = exists().where(
        looked.letter_id == LetterEvent.letter_id,
        looked.kind == LetterEventKind.ADDRESS_CONFIRMED,
        looked.id > LetterEvent.id,
    )
    newest = func.max(LetterEvent.id)
    waiting = (
        select(LetterEvent.letter_id, newest.label("event_id"))
        .where(LetterEvent.kind == LetterEventKind.RETURNED_MAIL, ~since)
        .group_by(LetterEvent.letter_id)
        .order_by(newest.desc())
        .limit(limit)
        .subquery()
    )
    event = aliased(LetterEvent)
    query = (
        select(Letter, LetterRevision.facts, event.detail)
        .join(waiting, waiting.c.letter_id == Letter.id)
        .join(event, event.id == waiting.c.event_id)
        .join(LetterRevision, LetterRevision.id == Letter.approved_revision_id)
        .order_by(event.id.desc())
    )
    return [_posted(letter, facts, detail) for letter, facts, detail in work.session.execute(query)]


def _approved() -> Select[*tuple[Any, ...]]:
    printed = exists().where(LetterEvent.revision_id == LetterRevision.id, LetterEvent.kind.in_(_ON_PAPER))
    return (
        select(Letter, LetterRevision, _APPROVED_AT, Staff.display_name, Desk.zone, Desk.last_collection, printed)
        .join(LetterRevision, LetterRevision.id == Letter.approved_revision_id)
        .outerjoin(LetterDecision, and_(LetterDecision.revision_id == LetterRevision.id, decision_stands()))
        .outerjoin(LetterRelease, LetterRelease.revision_id == LetterRevision.id)
        .join(Staff, Staff.id == func.coalesce(LetterDecision.decided_by_id, LetterRelease.released_by_id))
        .join(Desk, Desk.id == Letter.desk_id)
        .where(Letter.state == LetterState.APPROVED)
    )


def _row(
    work: ReadWork,
    stopped: str,
    letter: Letter,
    revision: LetterRevision,
    approved_at: datetime,
    approved_by: str,
    zone: str,
    last_collection: str,
    is_printed: bool,  # noqa: FBT001 - a column of the query, in its order
) -> PostRow:
    approved_on = approved_at.astimezone(ZoneInfo(zone)).date()
    today = work.now().astimezone(ZoneInfo(zone)).date()
    return PostRow(
        id=letter.id,
        revision_id=revision.id,
        reference=letter.reference,
        kind=letter.kind,
        to=_to(revision.facts),
        address=tuple(value_at(revision.facts, "addressee.address_lines") or ()),
        stopped=stopped,
        pages=revision.page_count,
        layout=str(revision.content.get("style", "standard")),
        adjustments=tuple(_adjustments(revision.facts)),
        approved_at=approved_at,
        approved_by=approved_by,
        collected_on=letter.planned_on or approved_on,
        collected_at=last_collection,
        today=today,
        is_printed=is_printed,
        tracked=letter.tracked,
    )


def _went_out() -> Select[*tuple[Any, ...]]:
    return (
        select(Letter, LetterRevision.facts)
        .join(LetterRevision, LetterRevision.id == Letter.approved_revision_id)
        .where(Letter.state == LetterState.POSTED)
    )


def _posted(letter: Letter, facts: Any, detail: str = "") -> PostedLetter:
    if letter.posted_on is None:
        raise ValueError(f"letter {letter.id} is posted on no day")
    return PostedLetter(letter.id, letter.reference, _to(facts), letter.posted_on, detail)


def _to(facts: Any) -> str:
    return str(value_at(facts, "addressee.name_on_letters") or "")


def _adjustments(facts: Any) -> Iterator[str]:
    for kind in value_at(facts, "addressee.adjustments") or ():
        yield in_words(kind)
