"""Decide that another body is the right one; the person is told by a signposting letter."""

from __future__ import annotations

from app.complaints.being_worked_on import go_to, matter_at_work
from app.complaints.states import ComplaintState
from app.complaints.waiting import overtake
from app.knowledge.find import procedure
from app.staff.permissions import Permission
from app.staff.work import Work


def route_out_of_scope(work: Work, complaint_id: int, route: str) -> None:
    """Send a complaint on by a route of its procedure ("judicial-decision").

    The clock runs on until the letter that says so is posted. Raises NotInThisState, ProcedureNotValid for a route
    that the procedure does not know.
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = matter_at_work(work, complaint_id)
    known = procedure(work, complaint.procedure_version_id).route(route)
    overtake(work, complaint, work.today())
    complaint.out_of_scope_route = known.code
    go_to(complaint, ComplaintState.OUT_OF_SCOPE)
