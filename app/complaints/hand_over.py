"""Give a complaint to another owner."""

from __future__ import annotations

from app.basics.problems import BadInput
from app.complaints.being_worked_on import NotInThisState, note_hand
from app.complaints.find_record import stored_complaint
from app.complaints.find_stages import owner_problem
from app.complaints.states import ComplaintState
from app.knowledge.find import procedure
from app.staff.permissions import Permission
from app.staff.work import Work


def hand_over(work: Work, complaint_id: int, owner_id: int) -> None:
    """Make somebody who works on complaints today its owner. Raises BadInput, NotInThisState for a closed complaint."""
    work.require(Permission.COMPLAINT_WORK)
    complaint = stored_complaint(work, complaint_id)
    if complaint.state is ComplaintState.CLOSED:
        raise NotInThisState(f"{complaint.reference} is closed.", "Reopen it before you hand it over.")
    stage = procedure(work, complaint.procedure_version_id).stage(complaint.stage)
    if problem := owner_problem(work, complaint, stage, owner_id):
        raise BadInput([problem])
    complaint.owner_id = owner_id
    note_hand(work, complaint, owner_id)
