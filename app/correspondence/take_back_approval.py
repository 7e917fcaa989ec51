"""Take back an approval given by mistake: by whoever gave it, while nothing of the letter has left the office."""

from __future__ import annotations

from sqlalchemy import exists, select

from app.basics.problems import NotAllowed
from app.correspondence.approve_letter import record_decision
from app.correspondence.events import ApprovalTakenBack
from app.correspondence.letter_labels import take_label_off
from app.correspondence.letter_rows import (
    letter_row,
    locked_letter,
    name_of,
    note_event,
    require_state,
    required_reason,
    standing_decision,
)
from app.correspondence.problems import LetterMoved
from app.correspondence.states import LetterState
from app.correspondence.tables import LEFT_THE_OFFICE, LetterEvent, LetterEventKind, Verdict
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work


def take_back_approval(work: Work, letter_id: int, revision_id: int, reason: str) -> None:
    """Let an approved letter wait for approval again, as it is; the approval and its end both stay on record.

    Raises BadInput without a reason, NotAllowed to anybody but its approver, and LetterMoved when the letter is not
    approved, or when any of it was printed, exported or put into an e-mail.
    """
    work.require(Permission.LETTER_APPROVE)
    reason = required_reason(reason, "Say why the approval is taken back: the record will be asked.")
    letter = locked_letter(work, letter_id)
    require_state(letter, {LetterState.APPROVED}, "taken back from approval")
    if letter.approved_revision_id != revision_id:
        raise LetterMoved(f"Letter {letter.reference} was approved anew since you read it.", "Read it again.")
    approval = standing_decision(work, revision_id)
    if approval is None:
        raise LetterMoved(
            f"Letter {letter.reference} went without approval, so there is none to take back.",
            "Open it for a change instead.",
        )
    if approval.decided_by_id != work.actor.staff_id:
        approver = name_of(work, approval.decided_by_id)
        raise NotAllowed(
            f"{approver} approved letter {letter.reference}: only they take the approval back.",
            "Its author, or whoever approves letters, can open it for a change instead.",
        )
    if _has_left(work, revision_id):
        raise LetterMoved(
            f"Letter {letter.reference} was printed or sent already, so its approval stands.",
            "Open it for a change if other words must go out.",
        )
    record_decision(work, letter, revision_id, Verdict.TAKEN_BACK, reason)
    letter.state, letter.approved_revision_id = LetterState.SUBMITTED, None
    take_label_off(work, letter)
    work.session.flush()
    note_event(work, letter, LetterEventKind.APPROVAL_TAKEN_BACK, reason, revision_id)
    work.raise_event(ApprovalTakenBack(letter.id, letter.subject, letter.kind, letter.reference))


def may_take_back(work: ReadWork, letter_id: int) -> bool:
    """Whether this person approved the letter and nothing of it has left the office."""
    work.require(Permission.LETTER_READ)
    letter = letter_row(work, letter_id)
    if letter.state != LetterState.APPROVED or letter.approved_revision_id is None:
        return False
    approval = standing_decision(work, letter.approved_revision_id)
    is_mine = approval is not None and approval.decided_by_id == work.actor.staff_id
    return is_mine and work.actor.may(Permission.LETTER_APPROVE) and not _has_left(work, letter.approved_revision_id)


def _has_left(work: ReadWork, revision_id: int) -> bool:
    out = exists().where(LetterEvent.revision_id == revision_id, LetterEvent.kind.in_(LEFT_THE_OFFICE))
    return bool(work.session.scalar(select(out)))
