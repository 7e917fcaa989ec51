"""Withdraw a letter that will not be sent; it stays on record with the reason."""

from __future__ import annotations

from app.basics.problems import BadInput
from app.basics.text import fit
from app.correspondence.events import ApprovalTakenBack, LetterWithdrawn
from app.correspondence.lease import require_not_held
from app.correspondence.letter_labels import take_label_off
from app.correspondence.letter_rows import locked_letter, note_event, require_author, require_state
from app.correspondence.states import LETTER_TRANSITIONS, LetterState
from app.correspondence.tables import LetterEventKind
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

_BEFORE_POSTING = frozenset(state for state, after in LETTER_TRANSITIONS.items() if LetterState.WITHDRAWN in after)


def withdraw_letter(work: Work, letter_id: int, reason: str) -> None:
    """Give a letter up before it is posted, so that nothing of it may leave; by its author, or who may approve.

    Raises BadInput without a reason.
    """
    work.require(Permission.LETTER_WRITE)
    reason = fit("reason", "The reason", reason, NOTE).strip()
    if not reason:
        raise BadInput.one("reason", "Say why this letter is not sent: the record will be asked.")
    letter = locked_letter(work, letter_id)
    require_state(letter, _BEFORE_POSTING, "withdrawn")
    require_author(work, letter, "withdraw it", "an approver")
    require_not_held(work, letter_id)
    note_event(work, letter, LetterEventKind.WITHDRAWN, reason)
    was_approved = letter.state is LetterState.APPROVED
    letter.state, letter.approved_revision_id = LetterState.WITHDRAWN, None
    take_label_off(work, letter)
    work.session.flush()
    if was_approved:
        work.raise_event(ApprovalTakenBack(letter.id, letter.subject, letter.kind, letter.reference))
    work.raise_event(LetterWithdrawn(letter.id, letter.subject, letter.kind, letter.reference, reason))
