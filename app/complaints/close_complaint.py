"""Close a complaint that was answered, or that was withdrawn as a whole."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import BadInput, FieldProblem
from app.complaints.being_worked_on import go_to
from app.complaints.clocks import end_clocks
from app.complaints.fields import Text, checked
from app.complaints.find import latest_letters
from app.complaints.find_record import complaint_record, stored_complaint
from app.complaints.likeness import keep_likeness
from app.complaints.rules import ready_to_close
from app.complaints.states import ComplaintState, Outcome
from app.complaints.tables import Complaint, ComplaintHead
from app.complaints.waiting import overtake
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

_CLOSE = {"reason": Text("Why it can be closed", NOTE, required=True, prose=True)}


def close_complaint(work: Work, complaint_id: int, reason: str) -> None:
    """Close it with a reason, once the answer is posted or every point is withdrawn.

    Each fault has its causes then, and nothing that was promised in a posted answer is open any more.
    Raises BadInput with what stands in the way, NotInThisState when it is closed already.
    """
    work.require(Permission.COMPLAINT_CLOSE)
    complaint = stored_complaint(work, complaint_id)
    clean = checked(_CLOSE, {"reason": reason}, work.today())
    if problems := _obstacles(work, complaint):
        raise BadInput(problems)
    go_to(complaint, ComplaintState.CLOSED)
    complaint.closed_on = work.today()
    complaint.closed_reason = clean["reason"]
    keep_likeness(work, complaint)
    end_clocks(work, complaint)
    overtake(work, complaint, work.today())


def _obstacles(work: Work, complaint: Complaint) -> list[FieldProblem]:
    unfinished = latest_letters(work, [complaint.id]).get(complaint.id)
    if unfinished is not None:
        return [FieldProblem("letter", "A letter of this complaint is not posted yet: post it or withdraw it first.")]
    outcomes = work.session.scalars(
        select(ComplaintHead.outcome).where(
            ComplaintHead.complaint_id == complaint.id, ComplaintHead.joined_to_id.is_(None)
        )
    ).all()
    if complaint.responded_on is None and any(outcome is not Outcome.WITHDRAWN for outcome in outcomes):
        return [FieldProblem("answer", "The answer has not been posted yet: a complaint is closed after its answer.")]
    missing = ready_to_close(complaint_record(work, complaint.id))
    return [FieldProblem(one.link, f"Still open. {one.text}.") for one in missing]
