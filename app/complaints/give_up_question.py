"""Wait no longer for a colleague's answer: the case goes on without it."""

from __future__ import annotations

from app.complaints.fields import Field, Text, checked
from app.complaints.open_question import still_open
from app.complaints.states import QuestionOutcome
from app.complaints.waiting import note_first_day
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

_WHY: dict[str, Field] = {"why": Text("Why we go on without an answer", NOTE, required=True, prose=True)}


def give_up_question(work: Work, question_id: int, why: str) -> None:
    """Should an answer come after all, it is still filed with its question. Raises BadInput, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    question, complaint = still_open(work, question_id)
    question.ended_why = checked(_WHY, {"why": why}, work.today())["why"]
    question.ended_on, question.outcome = work.today(), QuestionOutcome.GIVEN_UP
    note_first_day(work, complaint)
