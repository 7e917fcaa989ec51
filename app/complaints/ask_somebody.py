"""Ask somebody who knows what happened and is no user here; the question then goes out as an e-mail draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.basics.problems import BadInput, FieldProblem
from app.basics.references import ReferenceKind
from app.calendars.find import calendar
from app.complaints.bears_on import heads_of_case
from app.complaints.being_worked_on import complaint_at_work, investigation_began
from app.complaints.fields import Day, Field, Text, check_each
from app.complaints.inquiry_tables import QuestionHead, StaffQuestion
from app.complaints.question_rules import due_problem
from app.complaints.waiting import note_first_day
from app.members.emails import EmailNotValid, check_email
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import Work
from app.store.base import NOTE
from app.store.references import next_reference

_FIELDS: dict[str, Field] = {
    "of_whom": Text("Whom you ask", required=True),
    "question": Text("The question", NOTE, required=True, prose=True),
    "due_on": Day("The day by which you want an answer", required=True, past=False),
}


def ask_somebody(
    work: Work,
    complaint_id: int,
    of_whom: str,
    email: str,
    question: str,
    due_on: date,
    head_ids: Sequence[int] = (),
) -> int:
    """Keep a question with a reference of its own; ``due_on`` is a working day of the case's desk. Returns its id.

    Raises BadInput, NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = complaint_at_work(work, complaint_id)
    desk = work.session.get_one(Desk, complaint.desk_id)
    given = {"of_whom": of_whom, "question": question, "due_on": due_on}
    clean, problems = check_each(_FIELDS, given, work.today())
    problems += _email_problem(email)
    if "due_on" in clean:
        wrong = due_problem(calendar(work, desk.calendar_code), clean["due_on"], work.today())
        problems += [wrong] if wrong else []
    if problems:
        raise BadInput(problems)
    heads = heads_of_case(work, complaint.id, head_ids)
    row = StaffQuestion(
        complaint_id=complaint.id,
        reference=next_reference(work.session, ReferenceKind.QUESTION, work.today().year, desk.reference_prefix),
        email=check_email(email),
        asked_on=work.today(),
        asked_by_id=work.actor.staff_id,
        **clean,
    )
    work.session.add(row)
    work.session.flush()
    work.session.add_all(
        QuestionHead(complaint_id=complaint.id, question_id=row.id, head_id=head_id) for head_id in heads
    )
    investigation_began(complaint)
    note_first_day(work, complaint)
    return row.id


def _email_problem(email: str) -> list[FieldProblem]:
    try:
        check_email(email)
    except EmailNotValid as wrong:
        return [FieldProblem("email", str(wrong))]
    return []
