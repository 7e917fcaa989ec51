"""Reading what became of the points of a complaint, for its chronology."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.complaints.head_row import HeadRow
from app.complaints.record import ChronologyRow
from app.complaints.tables import ComplaintHeadStep
from app.complaints.wording import HEAD_STEP_WORDS
from app.staff.tables import Staff
from app.staff.work import ReadWork


def step_lines(work: ReadWork, complaint_id: int, heads: Iterable[HeadRow]) -> Iterable[ChronologyRow]:
    """What became of the points, for the chronology."""
    titles = {head.id: head.title for head in heads}
    query = (
        select(ComplaintHeadStep, Staff.display_name)
        .join(Staff, Staff.id == ComplaintHeadStep.staff_id)
        .where(ComplaintHeadStep.complaint_id == complaint_id)
        .order_by(ComplaintHeadStep.id)
    )
    for step, name in work.session.execute(query):
        why = f": {step.reason}" if step.reason else ""
        words = f"“{titles[step.head_id]}” {HEAD_STEP_WORDS[step.kind]} by {name}{why}"
        yield ChronologyRow(step.noted_on, words, f"head:{step.head_id}")
