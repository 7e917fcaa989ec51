"""Note that a point was withdrawn by whoever raised it; it stays in the record."""

from __future__ import annotations

from app.complaints.being_worked_on import head_at_work, sum_up
from app.complaints.fields import LETTER_TEXT, Text, checked
from app.complaints.states import Outcome
from app.staff.permissions import Permission
from app.staff.work import Work

_REASON = {"reason": Text("Why it was withdrawn", LETTER_TEXT, required=True, prose=True)}


def withdraw_head(work: Work, head_id: int, reason: str) -> None:
    """Withdraw a point; ``reason`` says when and how the person withdrew it. Raises BadInput, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = head_at_work(work, head_id)
    head.reason = checked(_REASON, {"reason": reason}, work.today())["reason"]
    head.outcome = Outcome.WITHDRAWN
    sum_up(work, complaint)
