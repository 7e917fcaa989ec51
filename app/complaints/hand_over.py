"""Give a complaint to another owner."""

from __future__ import annotations

from app.basics.problems import BadInput
from app.complaints.being_worked_on import NotInThisState
from app.complaints.find_record import stored_complaint
from app.complaints.states import ComplaintState
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import Work


def hand_over(work: Work, complaint_id: int, owner_id: int) -> None:
    """Make somebody who works here today its owner. Raises BadInput, NotInThisState for a closed complaint."""
    work.require(Permission.COMPLAINT_WORK)
    complaint = stored_complaint(work, complaint_id)
    if complaint.state is ComplaintState.CLOSED:
        raise NotInThisState(f"{complaint.reference} is closed.", "Reopen it before you hand it over.")
    owner = work.session.get(Staff, owner_id)
    if owner is None:
        raise BadInput.one("owner_id", "Choose who takes the complaint over.")
    if owner.started_on > work.today() or (owner.ended_on and owner.ended_on <= work.today()):
        raise BadInput.one("owner_id", f"{owner.display_name} does not work here today: choose somebody else.")
    complaint.owner_id = owner_id
