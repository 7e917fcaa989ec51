"""Take a letter back to write on: before it is decided, or after it was approved (which asks again)."""

from __future__ import annotations

from app.correspondence.events import LetterRecalled
from app.correspondence.letter_labels import take_label_off
from app.correspondence.letter_rows import locked_letter, note_event, require_author, require_state, required_reason
from app.correspondence.states import LetterState
from app.correspondence.tables import Letter, LetterEventKind
from app.staff.permissions import Permission
from app.staff.work import Work


def recall_letter(work: Work, letter_id: int) -> None:
    """Take back a letter that waits for approval; only its author, or somebody who may approve."""
    work.require(Permission.LETTER_WRITE)
    letter = locked_letter(work, letter_id)
    require_state(letter, {LetterState.SUBMITTED}, "taken back")
    require_author(work, letter, "take it back", "an approver to return it")
    _to_editing(work, letter)


def edit_approved_letter(work: Work, letter_id: int, reason: str) -> str:
    """Open an approved letter for a change; what was approved no longer may leave, and approval is asked again.

    By its author, or who may approve. Returns the sentence that says so. The reason is kept for the approver.
    """
    work.require(Permission.LETTER_WRITE)
    reason = required_reason(reason, "Say why the approved letter must change: its approver will read it.")
    letter = locked_letter(work, letter_id)
    require_state(letter, {LetterState.APPROVED}, "changed after approval")
    require_author(work, letter, "change it after approval", "an approver")
    note_event(work, letter, LetterEventKind.REOPENED, reason, letter.approved_revision_id)
    letter.approved_revision_id = None
    _to_editing(work, letter)
    return (
        f"Letter {letter.reference} was approved as it stood. Any other words need a new approval, "
        "so nothing of it can be printed or posted until it is submitted and approved again."
    )


def _to_editing(work: Work, letter: Letter) -> None:
    letter.state, letter.submitted_at = LetterState.EDITING, None
    take_label_off(work, letter)
    work.session.flush()
    work.raise_event(LetterRecalled(letter.id, letter.subject, letter.kind, letter.reference))
