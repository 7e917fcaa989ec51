"""Open a complaint again that was answered or closed."""

from __future__ import annotations

from app.complaints.being_worked_on import go_to
from app.complaints.clocks import start_clock
from app.complaints.fields import Text, checked
from app.complaints.find_record import stored_complaint
from app.complaints.states import ClockKind, ComplaintState
from app.knowledge.find import procedure
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import Work
from app.store.base import NOTE

_REOPEN = {"reason": Text("Why it is opened again", NOTE, required=True, prose=True)}


def reopen(work: Work, complaint_id: int, reason: str) -> None:
    """Open it again in its present stage: the answer's clock starts anew today, with its earlier sum kept."""
    work.require(Permission.COMPLAINT_WORK)
    complaint = stored_complaint(work, complaint_id)
    clean = checked(_REOPEN, {"reason": reason}, work.today())
    go_to(complaint, ComplaintState.REOPENED)
    complaint.closed_on = None
    complaint.responded_on = None
    complaint.out_of_scope_route = None
    complaint.reopened_reason = clean["reason"]
    desk = work.session.get_one(Desk, complaint.desk_id)
    stage = procedure(work, complaint.procedure_version_id).stage(complaint.stage)
    start_clock(work, complaint, ClockKind.RESPOND, stage.respond, work.now(), desk)
