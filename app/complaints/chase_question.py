"""Ask a colleague again who has not answered; another e-mail draft goes out."""

from __future__ import annotations

from datetime import date

from app.basics.problems import BadInput
from app.calendars.find import calendar
from app.complaints.fields import Day, Field, checked
from app.complaints.open_question import still_open
from app.complaints.question_rules import due_problem
from app.complaints.waiting import note_first_day
from app.complaints.wording import show_date
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import Work

_FIELDS: dict[str, Field] = {"due_on": Day("The day by which you want an answer", required=True, past=False)}


def chase_question(work: Work, question_id: int, due_on: date) -> str:
    """Note that it was asked again today, to be answered by that working day; returns it in words.

    Raises BadInput, NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    question, complaint = still_open(work, question_id)
    clean = checked(_FIELDS, {"due_on": due_on}, work.today())
    desk = work.session.get_one(Desk, complaint.desk_id)
    wrong = due_problem(calendar(work, desk.calendar_code), clean["due_on"], work.today())
    if wrong:
        raise BadInput([wrong])
    question.chased_on = work.today()
    question.due_on = clean["due_on"]
    note_first_day(work, complaint)
    return show_date(question.due_on)
