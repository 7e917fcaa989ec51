"""What a request does to its case: the first day on which something is due, and the end of the waiting."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from app.basics.problems import NotFound
from app.calendars.deadline import work_out
from app.calendars.find import calendar
from app.complaints.being_worked_on import NotInThisState, complaint_at_work
from app.complaints.clocks import hold_or_run
from app.complaints.inquiry_tables import StaffQuestion
from app.complaints.states import QuestionOutcome, RequestOutcome
from app.complaints.tables import Complaint, Request
from app.complaints.wording import show_date
from app.knowledge.procedure import Pause
from app.staff.tables import Desk
from app.staff.work import ReadWork, Work


def open_request(work: Work, request_id: int) -> tuple[Request, Complaint]:
    """Something that is waited for, and its case, held until this transaction ends. Raises NotFound, NotInThisState."""
    found = work.session.scalar(select(Request).where(Request.id == request_id))
    if found is None:
        raise NotFound("What was asked for is not there, or is kept to a circle that you are not in.")
    complaint = complaint_at_work(work, found.complaint_id)
    work.session.refresh(found)
    if found.ended_on is not None:
        raise NotInThisState(
            f"{found.name}: the waiting ended on {show_date(found.ended_on)} already.", "Ask for it again."
        )
    return found, complaint


def end(work: Work, complaint: Complaint, request: Request, on: date, outcome: RequestOutcome, why: str) -> None:
    """The waiting is over from that day, on which the clock runs again."""
    request.ended_on, request.outcome, request.ended_why = on, outcome, why
    note_first_day(work, complaint)
    hold_or_run(work, complaint)


def overtake(work: Work, complaint: Complaint, on: date) -> None:
    """The case was answered, sent elsewhere or closed: whatever it still waits for is no longer needed."""
    questions = select(StaffQuestion).where(
        StaffQuestion.complaint_id == complaint.id, StaffQuestion.ended_on.is_(None)
    )
    for question in work.session.scalars(questions):
        question.ended_on, question.outcome = max(on, question.asked_on), QuestionOutcome.OVERTAKEN
    note_first_day(work, complaint)
    rows = work.session.scalars(
        select(Request).where(Request.complaint_id == complaint.id, Request.ended_on.is_(None))
    ).all()
    for request in rows:
        end(work, complaint, request, max(on, request.asked_on), RequestOutcome.OVERTAKEN, "")


def note_first_day(work: Work, complaint: Complaint) -> None:
    """Keep with the case the first day on which something that it waits for is due, an answer of a colleague too."""
    work.session.flush()
    days = [
        work.session.scalar(
            select(func.min(awaited.due_on)).where(awaited.complaint_id == complaint.id, awaited.ended_on.is_(None))
        )
        for awaited in (Request, StaffQuestion)
    ]
    complaint.waits_until = min((day for day in days if day), default=None)


def fall_due(work: ReadWork, complaint: Complaint, request: Request, pause: Pause) -> None:
    """The day by which it is to come, counted from today."""
    desk = work.session.get_one(Desk, complaint.desk_id)
    due_on = work_out(pause.answer_within, work.today(), calendar(work, desk.calendar_code), desk.zone).due_on
    if due_on is None:
        raise ValueError(f"the time “{pause.answer_within.name}” has no day although nothing holds it")
    request.due_on = due_on
