"""Note that a case stands in another body's system, under which reference; or take that back."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import BadInput
from app.complaints.being_worked_on import NotInThisState
from app.complaints.case_tokens import keep_case_tokens
from app.complaints.fields import Text, checked
from app.complaints.find_record import stored_complaint
from app.complaints.tables import Complaint
from app.complaints.wording import show_date
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import Work

_ENTRY = {"reference": Text("The reference there", 60, required=True)}


def mark_entered(work: Work, complaint_id: int, reference: str) -> None:
    """It was entered there by whoever says so, now; a closed case may be as well.

    Raises BadInput where another case of the desk has that reference, NotInThisState when it is entered already.
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = stored_complaint(work, complaint_id, hold=True)
    clean = checked(_ENTRY, {"reference": reference}, work.today())["reference"]
    if complaint.entered_at is not None:
        raise NotInThisState(_entered_already(work, complaint), "Take the mark back first, if it is wrong.")
    if other := _who_has_it(work, complaint, clean):
        raise BadInput.one("reference", f"{other.reference} has “{clean}” there already: look which of the two it is.")
    complaint.external_reference, complaint.entered_at = clean, work.now()
    complaint.entered_by_id = work.actor.staff_id
    keep_case_tokens(work, complaint)


def take_back_entry(work: Work, complaint_id: int) -> None:
    """It was not entered there after all, or under another reference. Raises NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    complaint = stored_complaint(work, complaint_id, hold=True)
    if complaint.entered_at is None:
        raise NotInThisState(f"{complaint.reference} is not marked as entered.")
    complaint.external_reference = complaint.entered_at = complaint.entered_by_id = None
    keep_case_tokens(work, complaint)


def _who_has_it(work: Work, complaint: Complaint, reference: str) -> Complaint | None:
    """Of those whom the reader may see: the database itself refuses the others."""
    return work.session.scalar(
        select(Complaint).where(
            Complaint.desk_id == complaint.desk_id,
            Complaint.external_reference == reference,
            Complaint.id != complaint.id,
        )
    )


def _entered_already(work: Work, complaint: Complaint) -> str:
    by = work.session.scalar(select(Staff.display_name).where(Staff.id == complaint.entered_by_id))
    on = show_date(complaint.entered_at.date()) if complaint.entered_at else ""
    return f"{complaint.reference} was entered by {by} on {on} as “{complaint.external_reference}”."
