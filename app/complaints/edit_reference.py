"""Correct what somebody else numbers the matter, or take it out again."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import NotFound
from app.complaints.being_worked_on import NotInThisState, complaint_at_work
from app.complaints.case_tokens import keep_case_tokens
from app.complaints.fields import REFERENCE_FIELDS, checked
from app.complaints.tables import Complaint, ComplaintReference
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work


def edit_reference(work: Work, reference_id: int, edits: Edits) -> list[str]:
    """Apply ``{field: (seen, new)}``; says which fields changed. Raises BadInput, Conflict, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    reference, complaint = _standing_reference(work, reference_id)
    clean = checked(REFERENCE_FIELDS, {field: new for field, (_, new) in edits.items()}, work.today())
    changed = apply_edits(work, reference, {field: (edits[field][0], new) for field, new in clean.items()})
    keep_case_tokens(work, complaint)
    return sorted(changed)


def take_out_reference(work: Work, reference_id: int) -> None:
    """Take it out; the row stays in the record. Raises NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    reference, complaint = _standing_reference(work, reference_id)
    reference.ended_on = work.today()
    keep_case_tokens(work, complaint)


def _standing_reference(work: Work, reference_id: int) -> tuple[ComplaintReference, Complaint]:
    reference = work.session.scalar(select(ComplaintReference).where(ComplaintReference.id == reference_id))
    if reference is None:
        raise NotFound("This reference is not there, or is kept to a circle that you are not in.")
    complaint = complaint_at_work(work, reference.complaint_id)
    work.session.refresh(reference)
    if reference.ended_on is not None:
        raise NotInThisState(f"{reference.number} was taken out already.", "Add it again if it belongs.")
    return reference, complaint
