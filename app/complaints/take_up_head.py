"""Take a point up again that was withdrawn or redirected: it is looked into after all."""

from __future__ import annotations

from app.complaints.being_worked_on import NotInThisState, head_at_work, sum_up
from app.complaints.fields import Text, checked
from app.complaints.head_steps import before, note_step
from app.complaints.states import SET_APART, HeadStep
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

_REASON = {"reason": Text("Why it is taken up again", NOTE, required=True, prose=True)}


def take_up_head(work: Work, head_id: int, reason: str) -> str:
    """Take it up again, with what was found on it in this stage before; returns what was done, as a sentence.

    Remedies that were taken back stay so. Raises BadInput, NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = head_at_work(work, head_id)
    if head.outcome not in SET_APART:
        raise NotInThisState(f"“{head.title}” is neither withdrawn nor redirected.")
    clean = checked(_REASON, {"reason": reason}, work.today())
    found = before(work, complaint, head)
    note_step(work, complaint, head, HeadStep.TAKEN_UP, clean["reason"])
    head.outcome, head.reason = found
    head.redirected_to = None
    sum_up(work, complaint)
    return "Point taken up again: it needs a finding."
