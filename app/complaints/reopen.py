"""Open a complaint again that was answered or closed."""

from __future__ import annotations

from app.complaints.being_worked_on import go_to, require_own_matter
from app.complaints.clocks import start_again
from app.complaints.fields import Text, checked
from app.complaints.find_record import stored_complaint
from app.complaints.likeness import forget_likeness
from app.complaints.states import ComplaintState
from app.knowledge.find import procedure
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

_REOPEN = {"reason": Text("Why it is opened again", NOTE, required=True, prose=True)}


def reopen(work: Work, complaint_id: int, reason: str) -> None:
    """Open it again in its present stage: the answer's clock starts anew today, with its earlier sum kept.

    A clock that never stopped, as of a complaint that was to be sent elsewhere, runs on with the delay noted on it.
    Raises NotInThisState, also of a case that is joined with another: its points are found on there.
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = stored_complaint(work, complaint_id)
    require_own_matter(work, complaint, "Open that one again.")
    clean = checked(_REOPEN, {"reason": reason}, work.today())
    go_to(complaint, ComplaintState.REOPENED)
    forget_likeness(work, complaint)
    complaint.closed_on = None
    complaint.responded_on = complaint.limit_from_on = None
    complaint.out_of_scope_route = None
    complaint.settled_at_once = False
    complaint.reopened_reason = clean["reason"]
    if start_again(work, complaint, procedure(work, complaint.procedure_version_id).stage(complaint.stage)):
        complaint.holding_reason, complaint.holding_until, complaint.holding_kind = "", None, None
