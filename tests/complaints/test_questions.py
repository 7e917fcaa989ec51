"""Questions to colleagues who are no users, on both engines: asked, chased, answered by a message that finds them."""

from __future__ import annotations

import email
from datetime import date, timedelta
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.basics.clock import SetClock
from app.basics.file_types import FileType
from app.basics.messages import read_message
from app.basics.problems import BadInput, NotFound
from app.complaints.add_evidence import add_evidence
from app.complaints.add_line import add_line
from app.complaints.answer_question import answer_question
from app.complaints.ask_somebody import ask_somebody
from app.complaints.being_worked_on import NotInThisState
from app.complaints.chase_question import chase_question
from app.complaints.find import WorklistFilter, worklist
from app.complaints.find_evidence import evidence_file, evidence_of_case
from app.complaints.find_questions import open_questions, usual_answer_day
from app.complaints.give_up_question import give_up_question
from app.complaints.inquiry_rows import QuestionRow
from app.complaints.look_at_file import look_at_file
from app.complaints.question_draft import QuestionDraft, question_draft
from app.complaints.question_rules import references_in
from app.complaints.route_out_of_scope import route_out_of_scope
from app.complaints.rules import ready_to_write, sources, still_asked, why_here
from app.complaints.states import QuestionOutcome
from app.office import Office
from app.store.engines import installing
from tests.support.acting import as_owner
from tests.support.complaints import CASE, log, record_of
from tests.support.databases import Database, staff_id
from tests.support.files import a_pdf, an_email
from tests.support.offices import Enter
from tests.support.outlook import BODY, SUBJECT, outlook_message
from tests.support.prepared import given_by

TODAY, DUE = date(2026, 11, 20), date(2026, 11, 27)
ASKED: dict[str, Any] = {
    "of_whom": "Jo Bell",
    "email": "jo.bell@example.org",
    "question": "When did the certificate leave the post room?",
    "due_on": DUE,
}


case_id = given_by("case_id", CASE)


def ask(office: Office, case_id: int, **changed: Any) -> int:
    result: int = office.act(ask_somebody, case_id, **(ASKED | changed)).result
    return result


def only(office: Office, case_id: int) -> QuestionRow:
    [question] = record_of(office, case_id).questions
    return question


def draft(office: Office, question_id: int) -> QuestionDraft:
    return office.read(question_draft, question_id)


def test_a_question_goes_out_as_a_draft_with_its_reference_and_its_day(ready: Office, case_id: int) -> None:
    head = record_of(ready, case_id).heads[0].id
    assert ready.read(usual_answer_day, case_id) == DUE
    question_id = ask(ready, case_id, head_ids=[head])
    question = only(ready, case_id)
    assert (question.is_open, question.due_on, question.head_ids) == (True, DUE, (head,))
    message = email.message_from_bytes(draft(ready, question_id).content, policy=default)
    assert message["To"] == "jo.bell@example.org"
    assert message["X-Unsent"] == "1"
    assert message["Subject"] == f"A question: please answer by 27 November 2026 [{question.reference}]"
    words = message.get_content()
    assert "Dear Jo Bell," in words
    assert ASKED["question"] in words
    assert f"leave {question.reference} in its subject" in words
    ready.act(chase_question, question_id, date(2026, 12, 1))
    message = email.message_from_bytes(draft(ready, question_id).content, policy=default)
    assert message["Subject"].startswith("We ask again: please answer by 1 December 2026")
    assert "On 20 November 2026 I asked you the question below" in message.get_content()


def test_an_answer_finds_its_question_and_is_kept_with_the_message(ready: Office, case_id: int, tmp_path: Path) -> None:
    head = record_of(ready, case_id).heads[0].id
    question_id = ask(ready, case_id, head_ids=[head])
    reference = only(ready, case_id).reference
    content = an_email(Subject=f"RE: [{reference.lower()}] a question")
    file = tmp_path / "answer.eml"
    file.write_bytes(content)
    seen = ready.read(look_at_file, file)
    assert seen.question is not None
    assert (seen.question.id, seen.question.complaint_id, seen.others) == (question_id, case_id, ())
    ready.act(answer_question, question_id, "Jo Bell", TODAY, "On 5 October.", "answer.eml", content)
    record = record_of(ready, case_id)
    question, [item] = only(ready, case_id), record.evidence
    assert (question.outcome, question.answer, question.evidence_id) == (
        QuestionOutcome.ANSWERED,
        "On 5 October.",
        item.id,
    )
    assert (item.title, item.file_type, item.head_ids) == (
        f"the answer of Jo Bell to {reference}",
        FileType.EML,
        (head,),
    )
    assert sources(record) == ["asked Jo Bell"]
    assert (TODAY, f"Jo Bell answered {reference}") in [(row.on, row.text) for row in record.chronology]
    with pytest.raises(NotInThisState, match=r"was answered on 20 Nov 2026\. Keep what came since as evidence"):
        ready.act(answer_question, question_id, "Jo Bell", TODAY, "Again.")


def test_an_answer_without_the_reference_in_its_subject_is_found_by_what_it_answers(
    ready: Office, case_id: int, tmp_path: Path
) -> None:
    question_id = ask(ready, case_id)
    sent = email.message_from_bytes(draft(ready, question_id).content, policy=default)
    file = tmp_path / "answer.eml"
    file.write_bytes(an_email(Subject="Re: your question", In_Reply_To=sent["Message-ID"]))
    seen = ready.read(look_at_file, file)
    assert seen.question is not None
    assert seen.question.id == question_id


def test_a_message_that_names_no_question_is_offered_those_that_wait(
    ready: Office, case_id: int, tmp_path: Path
) -> None:
    ask(ready, case_id)
    other = log(ready, record_of(ready, case_id).person_id)
    ask(ready, other, of_whom="Pat Lee")
    file = tmp_path / "answer.msg"
    file.write_bytes(outlook_message({SUBJECT: "Re: it", BODY: "It went on 5 October."}))
    seen = ready.read(look_at_file, file, case_id)
    assert seen.message is not None
    assert (seen.message.sender, seen.message.words) == ("", "It went on 5 October.")
    assert [one.of_whom for one in seen.others] == ["Jo Bell"]
    assert [one.of_whom for one in ready.read(look_at_file, file).others] == ["Jo Bell", "Pat Lee"]


@pytest.mark.parametrize("subject", ["Q26-000001-99", "C26-000001-05", "", "Q26-1-1"])
def test_a_mistyped_reference_names_nothing(subject: str) -> None:
    assert references_in(read_message(an_email(Subject=subject), FileType.EML)) == []


def test_a_late_answer_is_told_and_bars_no_letter(ready: Office, case_id: int, clock: SetClock) -> None:
    ask(ready, case_id)
    reference = only(ready, case_id).reference
    record = record_of(ready, case_id)
    assert [one.text for one in still_asked(record, TODAY)] == [
        f"Jo Bell has not answered {reference}, due 27 Nov 2026"
    ]
    assert not any("Jo Bell" in one.text for one in ready_to_write(record, "response"))
    [row] = ready.read(worklist, WorklistFilter.MINE)
    assert "Jo Bell is asked, due 27 Nov" in why_here(row, TODAY)
    clock.advance(timedelta(days=10))
    later = date(2026, 11, 30)
    [row] = ready.read(worklist, WorklistFilter.MINE)
    assert row.key[0] == date(2026, 11, 18), "it stands by our own day; what is asked is told as a reason"
    assert "Jo Bell was to answer by 27 Nov: ask again" in why_here(row, later)
    assert still_asked(record, later)[0].text.endswith("late since 27 Nov 2026")


def test_what_is_given_up_or_overtaken_may_still_be_answered(ready: Office, case_id: int) -> None:
    first, second = ask(ready, case_id), ask(ready, case_id, of_whom="Pat Lee")
    ready.act(give_up_question, first, "She has left.")
    ready.act(route_out_of_scope, case_id, "data-protection")
    outcomes = [one.outcome for one in record_of(ready, case_id).questions]
    assert outcomes == [QuestionOutcome.GIVEN_UP, QuestionOutcome.OVERTAKEN]
    assert ready.read(open_questions, case_id) == []
    for question_id in (first, second):
        with pytest.raises(NotInThisState, match="no longer waited for since 20 Nov 2026"):
            ready.act(chase_question, question_id, DUE)
    ready.act(answer_question, second, "Pat Lee", TODAY, "It never came here.")
    assert record_of(ready, case_id).questions[1].outcome is QuestionOutcome.ANSWERED


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"of_whom": ""}, "Whom you ask is needed"),
        ({"question": " "}, "The question is needed"),
        ({"email": "jo"}, "has no @"),
        ({"email": ""}, "There is no e-mail address"),
        ({"due_on": date(2026, 11, 19)}, "19 Nov 2026 is over"),
        ({"due_on": date(2026, 11, 28)}, r"28 Nov 2026 is no working day \(Saturday\): 30 Nov 2026 is one"),
        ({"due_on": date(2029, 11, 28)}, "Nobody can say whether 28 Nov 2029 is a working day"),
    ],
)
def test_what_cannot_be_asked_is_refused(ready: Office, case_id: int, changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        ask(ready, case_id, **changed)
    assert record_of(ready, case_id).questions == ()


def test_a_circles_inquiry_is_there_for_nobody_else(
    database: Database, ready: Office, enter: Enter, case_id: int, tmp_path: Path
) -> None:
    """Neither the items, nor their bytes, nor the question that an answer names."""
    ask(ready, case_id)
    reference = only(ready, case_id).reference
    item = ready.act(add_evidence, case_id, "slip.pdf", a_pdf(), {"title": "the slip"}).result
    ready.act(add_line, case_id, {"happened_on": TODAY, "what": "She rang."})
    file = tmp_path / "answer.eml"
    file.write_bytes(an_email(Subject=reference))
    ben = enter("ben.adviser")
    assert ben.read(look_at_file, file).question is not None
    with as_owner(database) as connection, installing(connection):
        connection.execute(text("INSERT INTO circle (id, name) VALUES (7, 'Ada’s')"))
        values = {"ada": staff_id("ada.adviser"), "complaint": case_id}
        connection.execute(text("INSERT INTO circle_member (circle_id, staff_id) VALUES (7, :ada)"), values)
        connection.execute(text("UPDATE complaint SET circle_id = 7 WHERE id = :complaint"), values)
    ben, ada = enter("ben.adviser"), enter("ada.adviser")
    assert (ben.read(evidence_of_case, case_id), ben.read(look_at_file, file).question) == ((), None)
    with pytest.raises(NotFound):
        ben.read(evidence_file, item)
    assert ada.read(evidence_file, item).content == a_pdf()
    assert len([row for row in record_of(ada, case_id).chronology if row.line]) == 1
