"""Correct what is known of somebody in the matter, or take them out of it again."""

from __future__ import annotations

from app.basics.problems import BadInput
from app.complaints.add_party import firm_problems
from app.complaints.case_tokens import keep_case_tokens
from app.complaints.fields import PARTY_FIELDS
from app.complaints.parts_of_matter import correct_part, standing_part, take_out
from app.complaints.tables import ComplaintParty
from app.staff.editing import Edits
from app.staff.permissions import Permission
from app.staff.work import Work


def edit_party(work: Work, party_id: int, edits: Edits) -> list[str]:
    """Apply ``{field: (seen, new)}``; says which fields changed. Raises BadInput, Conflict, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    party, complaint = standing_part(work, ComplaintParty, party_id)
    changed = correct_part(work, party, PARTY_FIELDS, edits)
    if problems := firm_problems({key: getattr(party, key) for key in PARTY_FIELDS}):
        raise BadInput(problems)
    keep_case_tokens(work, complaint)
    return changed


def take_out_party(work: Work, party_id: int) -> None:
    """Take them out of the matter; the row stays in the record. Raises NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    take_out(work, ComplaintParty, party_id)
