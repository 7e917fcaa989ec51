"""Change a remedy that was proposed, or take it back before the answer is sent."""

from __future__ import annotations

from app.complaints.add_remedy import currency_paid, require_sum_to_fit
from app.complaints.being_worked_on import NotInThisState, complaint_at_work, stored_remedy
from app.complaints.fields import checked, remedy_fields
from app.complaints.states import RemedyState
from app.complaints.tables import Remedy
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work


def edit_remedy(work: Work, remedy_id: int, edits: Edits) -> list[str]:
    """Apply ``{field: (seen, new)}``; says which fields changed. Raises BadInput, Conflict, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    remedy, currency = _open_remedy(work, remedy_id)
    fields = remedy_fields(currency)
    clean = checked(fields, {field: new for field, (_, new) in edits.items()}, work.today())
    seen = {field: was for field, (was, _) in edits.items()}
    if "amount" in seen:
        seen |= checked(fields, {"amount": seen["amount"]}, work.today())
    changed = apply_edits(work, remedy, {field: (seen[field], new) for field, new in clean.items()})
    require_sum_to_fit(remedy)
    return sorted(changed)


def withdraw_remedy(work: Work, remedy_id: int) -> None:
    """Take a remedy back; the row stays. Raises NotInThisState once it is done or the complaint is answered."""
    work.require(Permission.COMPLAINT_WORK)
    remedy, _ = _open_remedy(work, remedy_id)
    remedy.state = RemedyState.WITHDRAWN


def _open_remedy(work: Work, remedy_id: int) -> tuple[Remedy, str]:
    remedy = stored_remedy(work, remedy_id)
    complaint = complaint_at_work(work, remedy.complaint_id)
    if remedy.stage != complaint.stage:
        raise NotInThisState(
            "This was promised in the answer of an earlier stage, so it stands.", "Add another one if more is due."
        )
    if remedy.state in (RemedyState.DONE, RemedyState.WITHDRAWN):
        raise NotInThisState("This remedy is done or was taken back, so it cannot be changed.", "Add another one.")
    return remedy, currency_paid(work, complaint)
