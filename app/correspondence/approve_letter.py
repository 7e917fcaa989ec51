"""Approve a letter, or return it with reasons: never by who wrote of it, never twice, never on facts that moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.correspondence.comment_on_block import pin_comment
from app.correspondence.dates_only import OtherWords, date_changes
from app.correspondence.deciders import decides_in_place_of, require_decider
from app.correspondence.enclosed import papers_of
from app.correspondence.events import LetterApproved, LetterReturned, LetterToBeApproved
from app.correspondence.fact_changes import changed_facts
from app.correspondence.gather_facts import LetterFacts, desk_today
from app.correspondence.kept_readings import require_confirmed
from app.correspondence.letter_rows import (
    latest_revision,
    locked_letter,
    name_of,
    require_state,
    required_reason,
    standing_decision,
)
from app.correspondence.mend_slip import mends_in_words
from app.correspondence.posting_day import posting_day
from app.correspondence.problems import AlreadyDecided, ChangedFact, FactsChanged, LetterMoved
from app.correspondence.rules import date_fault
from app.correspondence.states import LetterState
from app.correspondence.still_true import what_is_untrue
from app.correspondence.stored_pdf import checked_pdf
from app.correspondence.tables import Letter, LetterDecision, LetterRevision, Verdict
from app.correspondence.untrue import NoLongerTrue
from app.staff.permissions import Permission
from app.staff.work import Work
from letters.content import from_json

_VERDICT_WORDS = {Verdict.APPROVED: "approved", Verdict.RETURNED: "returned"}


def approve_letter(work: Work, letter_id: int, revision_id: int) -> None:
    """Approve the revision that was seen: its stored PDF, to the byte, is what may be printed.

    Raises OwnLetter, NotAllowed where its procedure leaves it to others, AlreadyDecided (naming who), LetterMoved for a
    revision that is no longer the latest or whose date is not sane, FactsChanged with each fact that moved since it was
    submitted, NoLongerTrue, ReadingsUnconfirmed with each kept reading that this person has not confirmed, PdfDamaged,
    and what the room of its subject has against it, such as a sum above one's authority.
    """
    work.require(Permission.LETTER_APPROVE)
    letter, revision = _to_decide(work, letter_id, revision_id, "approved")
    facts = LetterFacts(work, letter)
    if changed := moved_facts(revision, facts):
        raise FactsChanged(changed)
    if untrue := what_is_untrue(work, letter, revision, facts):
        raise NoLongerTrue(letter.reference, untrue)
    _require_sane_date(work, letter, revision)
    _require_only_dates(work, letter, revision)
    require_confirmed(work, revision)
    checked_pdf(work, revision)
    papers_of(work, revision.id)
    work.raise_event(LetterToBeApproved(letter.id, letter.subject, letter.kind, letter.reference, revision.id))
    record_decision(work, letter, revision.id, Verdict.APPROVED, mends_in_words(work, letter))
    letter.state, letter.approved_revision_id = LetterState.APPROVED, revision.id
    work.session.flush()
    work.raise_event(LetterApproved(letter.id, letter.subject, letter.kind, letter.reference, revision.id))


def return_letter(
    work: Work, letter_id: int, revision_id: int, reason: str, comments: Sequence[tuple[str, str]] = ()
) -> None:
    """Send the letter back to its author with the reason and comments, each ``(block id, text)``.

    Raises as ``approve_letter`` does, and BadInput without a reason.
    """
    work.require(Permission.LETTER_APPROVE)
    reason = required_reason(reason, "Say what must change, so that the author knows what to do.")
    letter, revision = _to_decide(work, letter_id, revision_id, "returned")
    for block_id, text in comments:
        pin_comment(work, revision, block_id, text)
    record_decision(work, letter, revision.id, Verdict.RETURNED, reason)
    letter.state = LetterState.RETURNED
    work.session.flush()
    work.raise_event(LetterReturned(letter.id, letter.subject, letter.kind, letter.reference, reason))


def moved_facts(revision: LetterRevision, facts: LetterFacts) -> list[ChangedFact]:
    """Each fact of the record that is no longer what the revision was submitted with."""
    content = from_json(revision.content)
    return changed_facts(revision.facts, facts.on(content.date), content)


def _to_decide(work: Work, letter_id: int, revision_id: int, deed: str) -> tuple[Letter, LetterRevision]:
    letter = locked_letter(work, letter_id)
    _require_undecided(work, letter, revision_id)
    require_state(letter, {LetterState.SUBMITTED}, deed)
    revision = latest_revision(work, letter)
    if revision.id != revision_id:
        raise LetterMoved(
            f"Letter {letter.reference} was submitted anew while you were reading.",
            "Read the new one and decide on it.",
        )
    require_decider(work, letter)
    return letter, revision


def _require_undecided(work: Work, letter: Letter, revision_id: int) -> None:
    decision = standing_decision(work, revision_id)
    if decision is not None and decision.verdict != Verdict.TAKEN_BACK:
        who = "You" if decision.decided_by_id == work.actor.staff_id else name_of(work, decision.decided_by_id)
        raise AlreadyDecided(f"{who} {_VERDICT_WORDS[decision.verdict]} letter {letter.reference} already.")


def _require_sane_date(work: Work, letter: Letter, revision: LetterRevision) -> None:
    planned = date.fromisoformat(revision.content["date"])
    fault = date_fault(planned, desk_today(work, letter), posting_day(work, letter))
    if fault:
        raise LetterMoved(fault, "Return it, so that it is submitted again with a date of now.")


def _require_only_dates(work: Work, letter: Letter, revision: LetterRevision) -> None:
    """Of a letter that was dated anew: it says what the revision said whose words it has."""
    if revision.words_of_id is None:
        return
    words = work.session.get_one(LetterRevision, revision.words_of_id)
    try:
        date_changes(from_json(words.content), from_json(revision.content))
    except OtherWords as other:
        raise LetterMoved(
            f"Letter {letter.reference} was re-dated, but not only its dates differ: {other}.",
            "Return it, so that its author submits it.",
        ) from other


def record_decision(work: Work, letter: Letter, revision_id: int, verdict: Verdict, reason: str) -> None:
    """One more decision on a revision, by this person and now."""
    before = standing_decision(work, revision_id)
    work.session.add(
        LetterDecision(
            letter_id=letter.id,
            revision_id=revision_id,
            number=before.number + 1 if before else 1,
            verdict=verdict,
            reason=reason,
            decided_by_id=work.actor.staff_id,
            decided_at=work.now(),
            in_place_of_id=decides_in_place_of(work, letter),
        )
    )
    work.session.flush()
