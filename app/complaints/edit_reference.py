"""Correct what somebody else numbers the matter, or take it out again."""

from __future__ import annotations

from app.complaints.case_tokens import keep_case_tokens
from app.complaints.fields import REFERENCE_FIELDS
from app.complaints.parts_of_matter import correct_part, standing_part, take_out
from app.complaints.tables import ComplaintReference
from app.staff.editing import Edits
from app.staff.permissions import Permission
from app.staff.work import Work


def edit_reference(work: Work, reference_id: int, edits: Edits) -> list[str]:
    """Apply ``{field: (seen, new)}``; says which fields changed. Raises BadInput, Conflict, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    reference, complaint = standing_part(work, ComplaintReference, reference_id)
    changed = correct_part(work, reference, REFERENCE_FIELDS, edits)
    keep_case_tokens(work, complaint)
    return changed


def take_out_reference(work: Work, reference_id: int) -> None:
    """Take it out; the row stays in the record. Raises NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    take_out(work, ComplaintReference, reference_id)
