"""Keep what a check read in the words of a letter, for a reason; let go of it; confirm it as approver."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import BadInput
from app.basics.text import fit
from app.correspondence.comment_tables import LetterKeptReading, LetterReadingConfirmed
from app.correspondence.composing import checked
from app.correspondence.eased import eased_checks, with_eased
from app.correspondence.kept_readings import unconfirmed
from app.correspondence.lease import require_not_held
from app.correspondence.letter_rows import hands_of, latest_revision, locked_letter, require_state
from app.correspondence.problems import LetterMoved, OwnLetter
from app.correspondence.rules import WRITABLE, may_decide
from app.correspondence.states import LetterState
from app.correspondence.tables import Letter
from app.correspondence.take_facts import reckoned
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE
from letters.checks import Finding
from letters.checks.kept import ReadingKey, reading_key, words_of
from letters.content import from_json


def keep_reading(work: Work, letter_id: int, rule: str, block_id: str, fingerprint: str, reason: str) -> int:
    """Let the words stand that a check reads as a fault, for a reason that the approver is shown; returns its id.

    ``rule``, ``block_id`` and ``fingerprint`` are the finding's ``ReadingKey``. Raises BadInput without a reason and
    for a finding that is certain, LetterMoved when the stored words are no longer those.
    """
    work.require(Permission.LETTER_WRITE)
    reason = fit("reason", "The reason", reason, NOTE).strip()
    if not reason:
        raise BadInput.one("reason", "Say why the words may stand: the approver reads it.")
    letter = _being_written(work, letter_id)
    key = ReadingKey(rule, block_id, fingerprint)
    finding, words = _found(work, letter, key)
    if finding.certain:
        raise BadInput.one("reason", f"{finding.message} This is held against the record and cannot be kept.")
    row = _row(work, letter_id, key) or LetterKeptReading(
        letter_id=letter_id, rule=rule, block_id=block_id, fingerprint=fingerprint, words=words[:200]
    )
    row.reason, row.kept_by_id, row.kept_at, row.let_go_at = reason, work.actor.staff_id, work.now(), None
    work.session.add(row)
    work.session.flush()
    return row.id


def let_go_of_reading(work: Work, letter_id: int, rule: str, block_id: str, fingerprint: str) -> None:
    """Let the checks tell again of what was kept. Letting go twice changes nothing."""
    work.require(Permission.LETTER_WRITE)
    _being_written(work, letter_id)
    row = _row(work, letter_id, ReadingKey(rule, block_id, fingerprint))
    if row is not None and row.let_go_at is None:
        row.let_go_at = work.now()


def confirm_reading(work: Work, letter_id: int, revision_id: int, rule: str, block_id: str, fingerprint: str) -> None:
    """Confirm a kept finding of the revision that was seen: approving asks for each. Confirming twice changes nothing.

    Raises OwnLetter for whoever wrote of the letter, LetterMoved for a revision that is no longer the latest.
    """
    work.require(Permission.LETTER_APPROVE)
    letter = locked_letter(work, letter_id)
    require_state(letter, {LetterState.SUBMITTED}, "confirmed")
    revision = latest_revision(work, letter)
    if revision.id != revision_id:
        raise LetterMoved(f"Letter {letter.reference} was submitted anew while you were reading.", "Read the new one.")
    why_not = may_decide(work.actor.staff_id, hands_of(work, letter))
    if why_not:
        raise OwnLetter(why_not)
    content, key = from_json(revision.content), ReadingKey(rule, block_id, fingerprint)
    if all(reading_key(finding, content) != key for finding in unconfirmed(work, revision)):
        return
    work.session.add(
        LetterReadingConfirmed(
            letter_id=letter_id,
            revision_id=revision_id,
            rule=rule,
            block_id=block_id,
            fingerprint=fingerprint,
            by_id=work.actor.staff_id,
            at=work.now(),
        )
    )
    work.session.flush()


def _being_written(work: Work, letter_id: int) -> Letter:
    letter = locked_letter(work, letter_id)
    require_state(letter, WRITABLE, "edited")
    require_not_held(work, letter_id)
    return letter


def _found(work: Work, letter: Letter, key: ReadingKey) -> tuple[Finding, str]:
    """The finding of that key in the stored words, and what it is about."""
    now = reckoned(work, letter)
    for finding in with_eased(checked(now.content, now.facts, now.changed), now.facts, eased_checks(work, letter)):
        if reading_key(finding, now.content) == key:
            return finding, words_of(finding, now.content)
    raise LetterMoved("The words have changed since this was found.", "Look at the checks again.")


def _row(work: Work, letter_id: int, key: ReadingKey) -> LetterKeptReading | None:
    row = LetterKeptReading
    return work.session.scalar(
        select(row).where(
            row.letter_id == letter_id,
            row.rule == key.rule,
            row.block_id == key.block_id,
            row.fingerprint == key.fingerprint,
        )
    )
