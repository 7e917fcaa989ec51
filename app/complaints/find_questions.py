"""Reading questions to colleagues: those of a case, those that a worklist waits for, and the one a message answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from app.calendars.find import calendar
from app.complaints.inquiry_rows import QuestionRow
from app.complaints.inquiry_tables import QuestionHead, StaffQuestion
from app.complaints.question_rules import usual_day
from app.complaints.record import ChronologyRow
from app.complaints.states import QuestionOutcome
from app.complaints.tables import Complaint
from app.complaints.wording import show_date
from app.complaints.worklist_row import Asked
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork

MOST = 100
"""Questions that anybody would choose among."""


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question that an answer may belong to, with its case."""

    id: int
    complaint_id: int
    case_reference: str
    reference: str
    of_whom: str
    question: str
    asked_on: date
    outcome: QuestionOutcome | None


def questions_of(work: ReadWork, complaint_id: int) -> tuple[QuestionRow, ...]:
    """All questions of a case in the order in which they were asked."""
    rows = work.session.scalars(
        select(StaffQuestion).where(StaffQuestion.complaint_id == complaint_id).order_by(StaffQuestion.id)
    ).all()
    heads: defaultdict[int, list[int]] = defaultdict(list)
    links = select(QuestionHead.question_id, QuestionHead.head_id).where(QuestionHead.complaint_id == complaint_id)
    for question_id, head_id in work.session.execute(links):
        heads[question_id].append(head_id)
    return tuple(
        QuestionRow(
            id=row.id,
            version=row.version,
            reference=row.reference,
            of_whom=row.of_whom,
            email=row.email,
            question=row.question,
            asked_on=row.asked_on,
            due_on=row.due_on,
            chased_on=row.chased_on,
            ended_on=row.ended_on,
            outcome=row.outcome,
            answer=row.answer,
            answered_by=row.answered_by,
            evidence_id=row.evidence_id,
            ended_why=row.ended_why,
            head_ids=tuple(sorted(heads[row.id])),
        )
        for row in rows
    )


def heads_of_question(work: ReadWork, question_id: int) -> list[int]:
    """The points that a question is about."""
    query = select(QuestionHead.head_id).where(QuestionHead.question_id == question_id)
    return list(work.session.scalars(query))


def asked_in(work: ReadWork, ids: Sequence[int]) -> Mapping[int, tuple[Asked, ...]]:
    """Whom each case still waits for, the first due first, by complaint id."""
    rows = work.session.execute(
        select(StaffQuestion.complaint_id, StaffQuestion.of_whom, StaffQuestion.due_on)
        .where(StaffQuestion.complaint_id.in_(ids), StaffQuestion.ended_on.is_(None))
        .order_by(StaffQuestion.due_on, StaffQuestion.id)
    )
    found: defaultdict[int, list[Asked]] = defaultdict(list)
    for row in rows:
        found[row.complaint_id].append(Asked(row.of_whom, row.due_on))
    return {complaint_id: tuple(asked) for complaint_id, asked in found.items()}


def questions_by_reference(work: ReadWork, references: Sequence[str]) -> list[OpenQuestion]:
    """The questions that these references (without a desk's prefix) name, ended ones too, in the order given."""
    work.require(Permission.COMPLAINT_READ)
    if not references:
        return []
    named = [StaffQuestion.reference.endswith(f"/{one}") for one in references]
    found = _with_case(work, or_(StaffQuestion.reference.in_(references), *named))
    return sorted(found, key=lambda one: references.index(one.reference.rpartition("/")[2]))


def open_questions(work: ReadWork, complaint_id: int | None = None) -> list[OpenQuestion]:
    """The questions that are waited for, the oldest first: of one case, or of every case of this person."""
    work.require(Permission.COMPLAINT_READ)
    whose = Complaint.owner_id == work.actor.staff_id if complaint_id is None else Complaint.id == complaint_id
    return _with_case(work, and_(StaffQuestion.ended_on.is_(None), whose))


def usual_answer_day(work: ReadWork, complaint_id: int) -> date | None:
    """The working day by which an answer is asked for in a case unless another is chosen."""
    work.require(Permission.COMPLAINT_READ)
    desk = select(Desk.calendar_code).join(Complaint, Complaint.desk_id == Desk.id).where(Complaint.id == complaint_id)
    code = work.session.scalar(desk)
    return usual_day(calendar(work, code), work.today()) if code else None


def _with_case(work: ReadWork, which: ColumnElement[bool]) -> list[OpenQuestion]:
    query = (
        select(StaffQuestion, Complaint.reference)
        .join(Complaint, Complaint.id == StaffQuestion.complaint_id)
        .where(which)
        .order_by(StaffQuestion.id)
        .limit(MOST)
    )
    return [
        OpenQuestion(
            row.id, row.complaint_id, case, row.reference, row.of_whom, row.question, row.asked_on, row.outcome
        )
        for row, case in work.session.execute(query)
    ]


def question_lines(questions: Iterable[QuestionRow]) -> Iterable[ChronologyRow]:
    """What was asked, chased and answered, for the chronology."""
    for one in questions:
        yield ChronologyRow(one.asked_on, f"Asked {one.of_whom}, {one.reference}, to answer by {show_date(one.due_on)}")
        if one.chased_on:
            yield ChronologyRow(one.chased_on, f"Asked {one.of_whom} again, {one.reference}")
        if one.ended_on and one.outcome is QuestionOutcome.ANSWERED:
            subject = f"evidence:{one.evidence_id}" if one.evidence_id else None
            yield ChronologyRow(one.ended_on, f"{one.answered_by} answered {one.reference}", subject)
        elif one.ended_on and one.outcome is QuestionOutcome.GIVEN_UP:
            yield ChronologyRow(one.ended_on, f"No longer waited for {one.reference}: {one.ended_why}")
