"""Read afterwards: the letters drawn from those that went without a second person, and what their reader remarks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, select

from app.basics.problems import NotFound
from app.basics.text import fit
from app.contacts.add_task import new_task
from app.contacts.tables import TaskKind
from app.correspondence.letter_rows import hands_of, hands_of_each, letter_row
from app.correspondence.problems import AlreadyDecided, OwnLetter
from app.correspondence.rules import may_decide
from app.correspondence.tables import Letter, LetterReadAfterwards, LetterRelease
from app.members.person_name import name_from
from app.members.tables import Person
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork, Work
from app.store.base import NOTE
from app.store.drawn_letters import is_to_read

_TO_READ = timedelta(days=2)
"""How long the author has to look at a remark."""
SAMPLED_OVER = timedelta(days=30)
"""Over how long the figures are told."""


@dataclass(frozen=True, slots=True)
class AfterwardsRow:
    """A letter to be read afterwards; ``why_not`` says why this reader may not (empty: they may)."""

    release_id: int
    letter_id: int
    revision_id: int
    reference: str
    kind: str
    addressee: str
    author: str
    released_at: datetime
    rule: str
    why_not: str


def to_read_afterwards(work: ReadWork, limit: int = 100) -> list[AfterwardsRow]:
    """What others let go, was drawn and nobody has read yet, longest first; over the limit, when some are read.

    Nothing for who may not read such letters: whether theirs is drawn is not for them to know.
    """
    work.require(Permission.LETTER_READ)
    if not work.actor.may(Permission.LETTER_APPROVE):
        return []
    mine = is_to_read(work.session, LetterRelease.id, work.actor.staff_id)
    is_read = exists().where(LetterReadAfterwards.release_id == LetterRelease.id)
    query = (
        select(LetterRelease, Letter, Person, Staff.display_name)
        .join(Letter, Letter.id == LetterRelease.letter_id)
        .join(Person, Person.id == Letter.addressee_id)
        .join(Staff, Staff.id == LetterRelease.released_by_id)
        .where(mine, ~is_read)
        .order_by(LetterRelease.released_at, LetterRelease.id)
        .limit(limit)
    )
    rows = work.session.execute(query).all()
    hands = hands_of_each(work, [letter for _, letter, _, _ in rows])
    return [
        AfterwardsRow(
            release_id=release.id,
            letter_id=letter.id,
            revision_id=release.revision_id,
            reference=letter.reference,
            kind=letter.kind,
            addressee=name_from(addressee).list_name,
            author=author,
            released_at=release.released_at,
            rule=release.rule,
            why_not=may_decide(work.actor.staff_id, hands[letter.id]) or "",
        )
        for release, letter, addressee, author in rows
    ]


@dataclass(frozen=True, slots=True)
class Sampled:
    """What others let go lately: how many letters, how many of them were drawn, were read, and were remarked on."""

    released: int = 0
    drawn: int = 0
    read: int = 0
    remarked: int = 0


def sampled(work: ReadWork) -> Sampled:
    """The figures of ``SAMPLED_OVER``; nothing for who may not read such letters."""
    work.require(Permission.LETTER_READ)
    if not work.actor.may(Permission.LETTER_APPROVE):
        return Sampled()
    me = work.actor.staff_id
    query = (
        select(is_to_read(work.session, LetterRelease.id, me), LetterReadAfterwards)
        .outerjoin(LetterReadAfterwards, LetterReadAfterwards.release_id == LetterRelease.id)
        .where(LetterRelease.released_by_id != me, LetterRelease.released_at >= work.now() - SAMPLED_OVER)
    )
    found = work.session.execute(query)
    rows: list[tuple[bool, LetterReadAfterwards | None]] = [(bool(drawn), done) for drawn, done in found]
    read = [done for _, done in rows if done is not None]
    drawn = sum(is_drawn or done is not None for is_drawn, done in rows)  # PostgreSQL tells the unread alone
    return Sampled(len(rows), drawn, len(read), sum(bool(done.remark) for done in read))


def read_afterwards(work: Work, release_id: int, remark: str = "") -> None:
    """Mark a letter as read; a remark becomes a task of its author.

    Raises OwnLetter to whoever had a hand in it, and AlreadyDecided where somebody has read it.
    """
    work.require(Permission.LETTER_APPROVE)
    remark = fit("remark", "The remark", remark, NOTE - 200).strip()
    release = work.session.get(LetterRelease, release_id)
    if release is None:
        raise NotFound("There is no such letter to read.", "It may be in a circle that you are not in.")
    letter = letter_row(work, release.letter_id)
    own = may_decide(work.actor.staff_id, hands_of(work, letter))
    if own:
        raise OwnLetter(own)
    if work.session.scalar(select(exists().where(LetterReadAfterwards.release_id == release_id))):
        raise AlreadyDecided(f"Somebody has read letter {letter.reference} already.")
    row = LetterReadAfterwards(letter_id=letter.id, release_id=release_id, remark=remark)
    row.read_by_id, row.read_at = work.actor.staff_id, work.now()
    work.session.add(row)
    work.session.flush()
    if remark:
        what = f"{work.actor.name} read letter {letter.reference} afterwards: {remark}"
        due, owner, whose = work.now() + _TO_READ, release.released_by_id, letter.person_id
        new_task(work, TaskKind.ACTION, what, due, owner, person_id=whose, subject=f"letter:{letter.id}")
