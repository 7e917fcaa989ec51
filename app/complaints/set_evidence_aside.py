"""Set evidence aside that does not belong here, with the reason; it stays, and may be taken back."""

from __future__ import annotations

from app.complaints.being_worked_on import NotInThisState, complaint_not_closed
from app.complaints.edit_evidence import stored_evidence
from app.complaints.fields import Field, Text, checked
from app.complaints.wording import show_date
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

_WHY: dict[str, Field] = {"why": Text("Why it is set aside", NOTE, required=True, prose=True)}


def set_evidence_aside(work: Work, evidence_id: int, why: str) -> None:
    """It no longer counts among what was looked at; it stays, with the reason. Raises BadInput, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    item = stored_evidence(work, evidence_id)
    complaint_not_closed(work, item.complaint_id)
    if item.set_aside_on is not None:
        raise NotInThisState(f"“{item.title}” was set aside on {show_date(item.set_aside_on)} already.")
    item.set_aside_why = checked(_WHY, {"why": why}, work.today())["why"]
    item.set_aside_on = work.today()


def take_evidence_back(work: Work, evidence_id: int) -> None:
    """What was set aside counts again. Raises NotInThisState where it counts already."""
    work.require(Permission.COMPLAINT_WORK)
    item = stored_evidence(work, evidence_id)
    complaint_not_closed(work, item.complaint_id)
    if item.set_aside_on is None:
        raise NotInThisState(f"“{item.title}” is not set aside: it counts already.")
    item.set_aside_on, item.set_aside_why = None, ""
