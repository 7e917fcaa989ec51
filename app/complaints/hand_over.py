"""Give a complaint to another owner."""

from __future__ import annotations

from app.basics.problems import BadInput
from app.complaints.being_worked_on import NotInThisState
from app.complaints.find import possible_owners
from app.complaints.find_record import stored_complaint
from app.complaints.states import ComplaintState
from app.staff.permissions import Permission
from app.staff.work import Work


def hand_over(work: Work, complaint_id: int, owner_id: int) -> None:
    """Make somebody who works on complaints today its owner. Raises BadInput, NotInThisState for a closed complaint."""
    work.require(Permission.COMPLAINT_WORK)
    complaint = stored_complaint(work, complaint_id)
    if complaint.state is ComplaintState.CLOSED:
        raise NotInThisState(f"{complaint.reference} is closed.", "Reopen it before you hand it over.")
    if owner_id not in {staff_id for staff_id, _ in possible_owners(work)}:
        raise BadInput.one("owner_id", "Choose who takes the complaint over: somebody who works on complaints today.")
    complaint.owner_id = owner_id
