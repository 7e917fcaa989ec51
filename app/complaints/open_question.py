"""What every verb on a question to a colleague asks first."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import NotFound
from app.complaints.being_worked_on import NotInThisState, complaint_not_closed
from app.complaints.inquiry_tables import StaffQuestion
from app.complaints.states import QuestionOutcome
from app.complaints.tables import Complaint
from app.complaints.wording import show_date
from app.staff.work import Work


def unanswered(work: Work, question_id: int) -> tuple[StaffQuestion, Complaint]:
    """A question that has no answer, and its case, held until this transaction ends. Raises NotFound, NotInThisState.

    One that was given up, or that the answer to the complaint overtook, may still be answered.
    """
    found = work.session.scalar(select(StaffQuestion).where(StaffQuestion.id == question_id))
    if found is None:
        raise NotFound("This question is not there, or is kept to a circle that you are not in.")
    complaint = complaint_not_closed(work, found.complaint_id)
    work.session.refresh(found)
    if found.outcome is QuestionOutcome.ANSWERED and found.ended_on:
        raise NotInThisState(
            f"{found.reference} was answered on {show_date(found.ended_on)}.", "Keep what came since as evidence."
        )
    return found, complaint


def still_open(work: Work, question_id: int) -> tuple[StaffQuestion, Complaint]:
    """A question that is waited for, and its case. Raises NotFound, NotInThisState."""
    found, complaint = unanswered(work, question_id)
    if found.ended_on is not None:
        raise NotInThisState(
            f"{found.reference} is no longer waited for since {show_date(found.ended_on)}.", "Ask anew."
        )
    return found, complaint
