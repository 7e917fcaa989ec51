"""A colleague has answered: the words are kept with the question, the message that brought them as evidence."""

from __future__ import annotations

from datetime import date

from app.basics.problems import BadInput
from app.complaints.add_evidence import keep_file
from app.complaints.bears_on import bear_on
from app.complaints.fields import Day, Field, Text, checked
from app.complaints.find_questions import heads_of_question
from app.complaints.open_question import unanswered
from app.complaints.states import QuestionOutcome
from app.complaints.waiting import note_first_day
from app.complaints.wording import show_date
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import LINE, PROSE

_FIELDS: dict[str, Field] = {
    "answered_by": Text("Who answered", required=True),
    "answered_on": Day("The day on which it was answered", required=True),
    "answer": Text("The answer", PROSE, required=True, prose=True),
}


def answer_question(
    work: Work,
    question_id: int,
    answered_by: str,
    answered_on: date,
    answer: str,
    file_name: str = "",
    content: bytes | None = None,
) -> int | None:
    """Keep the answer; with ``content``, the message itself becomes evidence on the points of the question.

    Returns the id of that evidence, None without a file. Raises BadInput, FileRefused, NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    question, complaint = unanswered(work, question_id)
    given = {"answered_by": answered_by, "answered_on": answered_on, "answer": answer}
    clean = checked(_FIELDS, given, work.today())
    if clean["answered_on"] < question.asked_on:
        asked = show_date(question.asked_on)
        raise BadInput.one("answered_on", f"It was asked on {asked}: it cannot have been answered before.")
    if content is not None:
        title = f"the answer of {clean['answered_by']} to {question.reference}"[:LINE]
        facts = {"title": title, "dated_on": clean["answered_on"], "from_whom": clean["answered_by"], "shows": ""}
        item = keep_file(work, complaint, file_name, content, facts)
        bear_on(work, item, heads_of_question(work, question.id))
        question.evidence_id = item.id
    question.answer, question.answered_by = clean["answer"], clean["answered_by"]
    question.ended_on, question.outcome = clean["answered_on"], QuestionOutcome.ANSWERED
    note_first_day(work, complaint)
    return question.evidence_id
