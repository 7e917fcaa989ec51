"""Put an answer off and draft the letter that says so, together."""

from __future__ import annotations

from datetime import date

from app.complaints.being_worked_on import NotInThisState
from app.complaints.find_record import stored_complaint
from app.complaints.note_delay import note_delay
from app.complaints.states import ExtensionKind
from app.correspondence.draft_letter import draft_letter
from app.knowledge.find import procedure
from app.members.tables import Representative
from app.staff.permissions import Permission
from app.staff.work import Work

_HOLDING = "holding"


def hold_and_draft(
    work: Work, complaint_id: int, reason: str, new_date: date, kind: str = ExtensionKind.NOTIFIED
) -> int:
    """Extend the answer's clock and draft the holding letter to whoever complains; returns the letter's id.

    Either both are done or neither. Raises what ``note_delay`` and ``draft_letter`` raise, and NotInThisState where the
    procedure has no holding letter.
    """
    work.require(Permission.COMPLAINT_WORK)
    work.require(Permission.LETTER_WRITE)
    complaint = stored_complaint(work, complaint_id, hold=True)
    letter = procedure(work, complaint.procedure_version_id).letter(_HOLDING, complaint.stage)
    if letter is None:
        raise NotInThisState(f"The procedure of {complaint.reference} has no holding letter.", "Extend it by itself.")
    note_delay(work, complaint_id, reason, new_date, kind)
    work.session.flush()
    acting = work.session.get(Representative, complaint.representative_id) if complaint.representative_id else None
    return draft_letter(
        work,
        f"complaint:{complaint_id}",
        complaint.person_id,
        letter.template,
        addressee_id=acting.representative_person_id if acting else None,
    )
