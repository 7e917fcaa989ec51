"""Add a point to a complaint: something more that was raised."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from app.complaints.being_worked_on import matter_at_work, sum_up
from app.complaints.fields import HEAD_FIELDS, checked
from app.complaints.head_steps import note_step
from app.complaints.states import HeadStep
from app.complaints.tables import ComplaintHead
from app.staff.permissions import Permission
from app.staff.work import Work


def add_head(work: Work, complaint_id: int, title: str, what_they_say: str = "", event_on: date | None = None) -> int:
    """Add it as the last point; returns its id. Raises BadInput, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    complaint = matter_at_work(work, complaint_id)
    given = {"title": title, "what_they_say": what_they_say, "event_on": event_on}
    clean = checked(HEAD_FIELDS, given, work.today())
    last = work.session.scalar(
        select(func.max(ComplaintHead.position)).where(ComplaintHead.complaint_id == complaint_id)
    )
    head = ComplaintHead(complaint_id=complaint_id, position=(last or 0.0) + 1.0, **clean)
    work.session.add(head)
    work.session.flush()
    note_step(work, complaint, head, HeadStep.ADDED)
    sum_up(work, complaint)
    return head.id
