"""Readings of a letter that are kept: why, which an approver has confirmed, and how often each rule is overruled."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ScalarSelect, Select, exists, func, select

from app.correspondence.comment_tables import LetterKeptReading, LetterReadingConfirmed
from app.correspondence.problems import ReadingsUnconfirmed
from app.correspondence.tables import Letter, LetterDecision, LetterRevision, Verdict
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork
from letters.checks import Finding
from letters.checks.kept import Kept, ReadingKey, reading_key
from letters.content import from_json


@dataclass(frozen=True, slots=True)
class Overruled:
    """How often a rule's findings were kept, in how many letters, and what approvers made of it.

    ``confirmed`` counts those that an approver let stand, ``refused`` letters that were returned with one that the
    approver had not confirmed.
    """

    rule: str
    kept: int
    letters: int
    confirmed: int
    refused: int = 0


def kept_readings(work: ReadWork, letter_id: int) -> dict[ReadingKey, Kept]:
    """What is kept of a letter now, whether its words still stand or not."""
    work.require(Permission.LETTER_READ)
    row = LetterKeptReading
    query = (
        select(row.rule, row.block_id, row.fingerprint, row.reason, Staff.display_name)
        .join(Staff, Staff.id == row.kept_by_id)
        .where(row.letter_id == letter_id, row.let_go_at.is_(None))
    )
    return {ReadingKey(*one[:3]): Kept(*one[3:]) for one in work.session.execute(query)}


def unconfirmed(work: ReadWork, revision: LetterRevision) -> list[Finding]:
    """The kept findings of a revision that this person has not confirmed, in the order of the checks."""
    findings = [Finding(**finding) for finding in revision.findings]
    kept = [finding for finding in findings if finding.kept_because]
    if not kept:
        return []
    row, content = LetterReadingConfirmed, from_json(revision.content)
    query = select(row.rule, row.block_id, row.fingerprint).where(
        row.revision_id == revision.id, row.by_id == work.actor.staff_id
    )
    confirmed = {ReadingKey(*one) for one in work.session.execute(query)}
    return [finding for finding in kept if reading_key(finding, content) not in confirmed]


def require_confirmed(work: ReadWork, revision: LetterRevision) -> None:
    """ReadingsUnconfirmed unless this person has confirmed each kept finding of the revision."""
    left = unconfirmed(work, revision)
    if left:
        raise ReadingsUnconfirmed(left)


def overruled(work: ReadWork) -> list[Overruled]:
    """Each rule that was ever overruled, the most often overruled first: a rule that cries wolf is to be mended."""
    work.require(Permission.LETTER_READ)
    return [Overruled(*row) for row in work.session.execute(overruled_by_rule())]


def _refusals() -> ScalarSelect[int]:
    """How often a letter was returned while this reading was kept in it and its approver had not confirmed it."""
    confirmed = exists().where(
        LetterReadingConfirmed.revision_id == LetterDecision.revision_id,
        LetterReadingConfirmed.rule == LetterKeptReading.rule,
        LetterReadingConfirmed.block_id == LetterKeptReading.block_id,
        LetterReadingConfirmed.fingerprint == LetterKeptReading.fingerprint,
        LetterReadingConfirmed.by_id == LetterDecision.decided_by_id,
    )
    returned = select(func.count()).where(
        LetterDecision.letter_id == LetterKeptReading.letter_id,
        LetterDecision.verdict == Verdict.RETURNED,
        LetterDecision.decided_at >= LetterKeptReading.kept_at,
        ~confirmed,
    )
    return returned.correlate(LetterKeptReading).scalar_subquery()


def overruled_by_rule() -> Select[str, int, int, int, int]:
    """The query behind ``overruled``: rule, times kept, letters, times confirmed, times refused."""
    confirmations = select(LetterReadingConfirmed.rule, func.count().label("times"))
    confirmed = confirmations.group_by(LetterReadingConfirmed.rule).subquery()
    times = func.coalesce(func.max(confirmed.c.times), 0)
    return (
        select(LetterKeptReading.rule, func.count(), func.count(Letter.id.distinct()), times, func.sum(_refusals()))
        .join(Letter, Letter.id == LetterKeptReading.letter_id)
        .outerjoin(confirmed, confirmed.c.rule == LetterKeptReading.rule)
        .where(LetterKeptReading.let_go_at.is_(None))
        .group_by(LetterKeptReading.rule)
        .order_by(func.count().desc(), LetterKeptReading.rule)
    )
