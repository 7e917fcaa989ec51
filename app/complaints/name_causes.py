"""Say what a point showed, why it came about and what changes: before the case is closed, also after its answer."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import BadInput, NotFound
from app.complaints.being_worked_on import NotInThisState
from app.complaints.fields import CAUSE_FIELDS, checked
from app.complaints.find_record import stored_complaint
from app.complaints.of_procedure import not_in_procedure
from app.complaints.states import ComplaintState
from app.complaints.tables import Complaint, ComplaintHead
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work


def name_causes(work: Work, head_id: int, edits: Edits) -> list[str]:
    """Apply ``{axis: (seen, new)}`` with codes of the complaint's procedure; says which axes changed.

    Raises BadInput, Conflict, NotInThisState once the complaint is closed.
    """
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = _open_head(work, head_id)
    clean = checked(CAUSE_FIELDS, {axis: new for axis, (_, new) in edits.items()}, work.today())
    if problems := not_in_procedure(work, complaint, clean):
        raise BadInput(problems)
    return sorted(apply_edits(work, head, {axis: (edits[axis][0], new) for axis, new in clean.items()}))


def _open_head(work: Work, head_id: int) -> tuple[ComplaintHead, Complaint]:
    head = work.session.scalar(select(ComplaintHead).where(ComplaintHead.id == head_id))
    if head is None:
        raise NotFound("This point is not there.")
    complaint = stored_complaint(work, head.complaint_id, hold=True)
    if complaint.state is ComplaintState.CLOSED:
        raise NotInThisState(f"{complaint.reference} is closed, so its causes stand.", "Reopen it first.")
    return head, complaint
