"""Note that a point was withdrawn by whoever raised it; it stays in the record."""

from __future__ import annotations

from app.complaints.being_worked_on import sum_up
from app.complaints.fields import LETTER_TEXT, Text, checked
from app.complaints.head_steps import note_step, require_nothing_joined, standing_head, take_back_remedies
from app.complaints.states import HeadStep, Outcome
from app.staff.permissions import Permission
from app.staff.work import Work

_REASON = {"reason": Text("Why it was withdrawn", LETTER_TEXT, required=True, prose=True)}


def withdraw_head(work: Work, head_id: int, reason: str) -> str:
    """Withdraw a point; ``reason`` says when and how the person withdrew it. Returns what was done, as a sentence.

    What the answer of this stage would have promised on it is taken back. Raises BadInput, NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = standing_head(work, head_id)
    require_nothing_joined(work, head)
    clean = checked(_REASON, {"reason": reason}, work.today())
    note_step(work, complaint, head, HeadStep.WITHDRAWN, clean["reason"])
    told = take_back_remedies(work, complaint, head)
    head.reason, head.outcome = clean["reason"], Outcome.WITHDRAWN
    sum_up(work, complaint)
    return f"Point withdrawn.{told}"
