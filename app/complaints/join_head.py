"""Join a point to another that says the same: it is answered with it, and its words are kept."""

from __future__ import annotations

from sqlalchemy import select

from app.complaints.being_worked_on import NotInThisState, sum_up
from app.complaints.head_steps import note_step, other_head, remedies_of, standing_head
from app.complaints.states import SET_APART, HeadStep, RemedyState
from app.complaints.tables import Complaint, ComplaintHead, Remedy
from app.complaints.wording import counted
from app.staff.permissions import Permission
from app.staff.work import Work


def join_head(work: Work, head_id: int, other_id: int) -> str:
    """Answer a point with another one of its complaint; returns what was done, as a sentence.

    Its remedies go with it, but for those that stand there in the same words. What was joined to it is answered with
    the other point too. Raises NotFound, NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = standing_head(work, head_id)
    other = other_head(work, head, other_id)
    if other.joined_to_id is not None or other.outcome in SET_APART:
        raise NotInThisState(f"“{other.title}” is not answered by itself.", "Choose a point that is.")
    note_step(work, complaint, head, HeadStep.JOINED, f"“{other.title}”")
    for one in work.session.scalars(select(ComplaintHead).where(ComplaintHead.joined_to_id == head.id)).all():
        note_step(work, complaint, one, HeadStep.JOINED, f"“{other.title}”")
        one.joined_to_id = other.id
    head.joined_to_id = other.id
    moved = _move_remedies(work, complaint, head, other)
    sum_up(work, complaint)
    told = f" {counted(moved, 'remedy', 'remedies').capitalize()} went with it." if moved else ""
    return f"Joined: it is answered with “{other.title}”.{told}"


def _move_remedies(work: Work, complaint: Complaint, head: ComplaintHead, other: ComplaintHead) -> int:
    there = {_said(remedy) for remedy in remedies_of(work, complaint, other)}
    moved = 0
    for remedy in remedies_of(work, complaint, head):
        if _said(remedy) in there:
            remedy.state = RemedyState.WITHDRAWN
        else:
            remedy.head_id = other.id
            moved += 1
    return moved


def _said(remedy: Remedy) -> tuple[object, ...]:
    """What a promise is; a sum is another one each time, unless every word of it is the same."""
    return remedy.kind, remedy.text, remedy.owner, remedy.due_on, remedy.amount
