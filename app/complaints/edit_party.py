"""Correct what is known of somebody in the matter, or take them out of it again."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import BadInput, NotFound
from app.complaints.add_party import firm_problems
from app.complaints.being_worked_on import NotInThisState, complaint_at_work
from app.complaints.case_tokens import keep_case_tokens
from app.complaints.fields import PARTY_FIELDS, checked
from app.complaints.tables import Complaint, ComplaintParty
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work


def edit_party(work: Work, party_id: int, edits: Edits) -> list[str]:
    """Apply ``{field: (seen, new)}``; says which fields changed. Raises BadInput, Conflict, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    party, complaint = _standing_party(work, party_id)
    clean = checked(PARTY_FIELDS, {field: new for field, (_, new) in edits.items()}, work.today())
    changed = apply_edits(work, party, {field: (edits[field][0], new) for field, new in clean.items()})
    if problems := firm_problems({key: getattr(party, key) for key in PARTY_FIELDS}):
        raise BadInput(problems)
    keep_case_tokens(work, complaint)
    return sorted(changed)


def take_out_party(work: Work, party_id: int) -> None:
    """Take them out of the matter; the row stays in the record. Raises NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    party, complaint = _standing_party(work, party_id)
    party.ended_on = work.today()
    keep_case_tokens(work, complaint)


def _standing_party(work: Work, party_id: int) -> tuple[ComplaintParty, Complaint]:
    party = work.session.scalar(select(ComplaintParty).where(ComplaintParty.id == party_id))
    if party is None:
        raise NotFound("This party is not there, or is kept to a circle that you are not in.")
    complaint = complaint_at_work(work, party.complaint_id)
    work.session.refresh(party)
    if party.ended_on is not None:
        raise NotInThisState(f"{party.name} was taken out of the matter already.", "Add them again if they belong.")
    return party, complaint
