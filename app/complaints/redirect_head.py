"""Send a single point to another body while the rest of the complaint goes on."""

from __future__ import annotations

from sqlalchemy import func, or_, select

from app.basics.problems import BadInput
from app.complaints.being_worked_on import NotInThisState, sum_up
from app.complaints.fields import LETTER_TEXT, Text, checked
from app.complaints.head_steps import note_step, require_nothing_joined, standing_head, take_back_remedies
from app.complaints.states import SET_APART, HeadStep, Outcome
from app.complaints.tables import ComplaintHead
from app.knowledge.find import procedure
from app.staff.permissions import Permission
from app.staff.work import Work

_REASON = {"reason": Text("Why it is not ours", LETTER_TEXT, prose=True)}


def redirect_head(work: Work, head_id: int, route: str, reason: str = "") -> str:
    """Redirect a point by a route of the procedure ("data-protection"); returns what was done, as a sentence.

    The answer says whom to ask, how and by when; ``reason`` is what it says besides. The clocks run on for the points
    that stay. Raises BadInput for an unknown route, NotInThisState for the last point: then the whole goes elsewhere.
    """
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = standing_head(work, head_id)
    require_nothing_joined(work, head)
    clean = checked(_REASON, {"reason": reason}, work.today())
    known = {one.code: one for one in procedure(work, complaint.procedure_version_id).routes}
    if route not in known:
        raise BadInput.one("route", "Choose where it goes: one of the routes of the procedure.")
    if not _others_stand(work, head):
        raise NotInThisState(
            "No other point is left to be answered here, so the whole complaint goes elsewhere.",
            "Use “Out of scope…” for it.",
        )
    note_step(work, complaint, head, HeadStep.REDIRECTED, f"to {known[route].body}. {clean['reason']}".strip())
    told = take_back_remedies(work, complaint, head)
    head.reason, head.outcome, head.redirected_to = clean["reason"], Outcome.REDIRECTED, route
    sum_up(work, complaint)
    return f"Point redirected to {known[route].body}; the answer will say so.{told}"


def _others_stand(work: Work, head: ComplaintHead) -> bool:
    query = select(func.count()).where(
        ComplaintHead.complaint_id == head.complaint_id,
        ComplaintHead.id != head.id,
        ComplaintHead.joined_to_id.is_(None),
        or_(ComplaintHead.outcome.is_(None), ComplaintHead.outcome.not_in(SET_APART)),
    )
    return bool(work.session.scalar(query))
