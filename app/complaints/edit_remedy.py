"""Change a remedy that was proposed, or take it back before the answer is sent."""

from __future__ import annotations

from app.complaints.being_worked_on import NotInThisState, complaint_at_work, stored_remedy
from app.complaints.fields import REMEDY_FIELDS, checked
from app.complaints.states import RemedyState
from app.complaints.tables import Remedy
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work


def edit_remedy(work: Work, remedy_id: int, edits: Edits) -> list[str]:
    """Apply ``{field: (seen, new)}``; says which fields changed. Raises BadInput, Conflict, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    remedy = _open_remedy(work, remedy_id)
    clean = checked(REMEDY_FIELDS, {field: new for field, (_, new) in edits.items()}, work.today())
    return sorted(apply_edits(work, remedy, {field: (edits[field][0], new) for field, new in clean.items()}))


def withdraw_remedy(work: Work, remedy_id: int) -> None:
    """Take a remedy back; the row stays. Raises NotInThisState once it is done or the complaint is answered."""
    work.require(Permission.COMPLAINT_WORK)
    _open_remedy(work, remedy_id).state = RemedyState.WITHDRAWN


def _open_remedy(work: Work, remedy_id: int) -> Remedy:
    remedy = stored_remedy(work, remedy_id)
    complaint = complaint_at_work(work, remedy.complaint_id)
    if remedy.stage != complaint.stage:
        raise NotInThisState(
            "This was promised in the answer of an earlier stage, so it stands.", "Add another one if more is due."
        )
    if remedy.state in (RemedyState.DONE, RemedyState.WITHDRAWN):
        raise NotInThisState("This remedy is done or was taken back, so it cannot be changed.", "Add another one.")
    return remedy
