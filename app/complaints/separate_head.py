"""Separate a point from the one that it was joined to: it is answered by itself again."""

from __future__ import annotations

from app.complaints.being_worked_on import NotInThisState, head_at_work, sum_up
from app.complaints.fields import Text, checked
from app.complaints.head_steps import note_step
from app.complaints.states import HeadStep
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

_REASON = {"reason": Text("Why it is separated again", NOTE, required=True, prose=True)}


def separate_head(work: Work, head_id: int, reason: str) -> str:
    """Separate it, with what was found on it before; returns what was done, as a sentence.

    Remedies that went with it stay where they are. Raises BadInput, NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = head_at_work(work, head_id)
    if head.joined_to_id is None:
        raise NotInThisState(f"“{head.title}” is answered by itself already.")
    clean = checked(_REASON, {"reason": reason}, work.today())
    note_step(work, complaint, head, HeadStep.SEPARATED, clean["reason"])
    head.joined_to_id = None
    sum_up(work, complaint)
    return "Separated: it is answered by itself again."
