"""The post room prints, posts and notes what came back, and reads nobody's case: by its own login on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.basics.problems import NotAllowed, NotFound
from app.complaints.add_remedy import add_remedy
from app.complaints.ask_somebody import ask_somebody
from app.complaints.find import worklist
from app.complaints.find_record import complaint_record
from app.complaints.join_complaint import join_complaint
from app.complaints.states import ComplaintState, RemedyState
from app.correspondence.approve_letter import approve_letter
from app.correspondence.correct_letter import correct_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record, register
from app.correspondence.find_approvals import for_approval
from app.correspondence.find_post import came_back, job_to_print, posted_letter, to_post
from app.correspondence.label_letter import label_letter
from app.correspondence.note_tracked import note_tracked
from app.correspondence.post_letter import post_letter, record_returned_mail
from app.correspondence.record_output import record_printed
from app.correspondence.states import LetterState
from app.correspondence.stored_pdf import stored_pdf
from app.correspondence.submit_letter import submit_letter
from app.members.find import person_record
from app.members.find_people import search_people
from app.office import Office
from app.schema import METADATA
from app.store.engines import installing
from app.store.guards.post_room import WRITES, may_read
from tests.complaints.test_correcting_an_answer import write
from tests.complaints.test_letters_of_complaints import INVESTIGATED
from tests.support.acting import acting_as, as_owner, refusal_of
from tests.support.complaints import add_mei, log, ready, record_of
from tests.support.databases import Database, staff_id
from tests.support.offices import Enter
from tests.support.prepared import given_by

__all__ = ["ready"]

TRACKED = "RB123456785GB"


@pytest.fixture
def pat(enter: Enter) -> Office:
    return enter("pat.post")


def approved(ready: Office, enter: Enter, case_id: int, template: str) -> int:
    """A letter of the case that waits for the post."""
    person_id, lea = record_of(ready, case_id).person_id, enter("lea.leader")
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, template).result
    ready.act(submit_letter, letter_id)
    lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)
    return letter_id


case_id = given_by("case_id", INVESTIGATED)


def test_it_prints_posts_and_moves_the_clocks(pat: Office, ready: Office, enter: Enter, case_id: int) -> None:
    answer = approved(ready, enter, case_id, "first-stage-response")
    (row,) = pat.read(to_post)
    (page,), refused = pat.read(job_to_print, [(row.id, row.revision_id)])
    assert (page.pdf[:4], refused) == (b"%PDF", [])
    pat.act(record_printed, row.id, row.revision_id, page.pages, "Ground floor")
    pat.act(label_letter, answer, TRACKED)
    assert [one.tracked for one in ready.read(to_post)] == [TRACKED]
    pat.act(post_letter, answer)
    assert record_of(ready, case_id).responded_on == date(2026, 11, 20)
    assert ready.read(letter_record, answer).letter.state is LetterState.POSTED
    other = approved(ready, enter, log(ready, record_of(ready, case_id).person_id), "acknowledgement")
    assert pat.read(posted_letter, TRACKED).id == answer
    pat.act(note_tracked, answer, "RB473124829GB")
    assert pat.read(posted_letter, "RB473124829GB").id == answer
    pat.act(record_returned_mail, answer, date(2026, 11, 20), "Gone away")
    assert [one.id for one in pat.read(came_back)] == [answer]
    assert ready.read(letter_record, other).letter.state is LetterState.RETURNED
    assert pat.read(to_post) == []


@pytest.mark.parametrize(
    ("finder", "args"),
    [
        (complaint_record, (1,)),
        (worklist, ()),
        (person_record, (1,)),
        (search_people, ("tan",)),
        (register, ("",)),
        (letter_record, (1,)),
        (stored_pdf, (1,)),
    ],
)
def test_no_finder_opens_a_case_or_a_record(
    pat: Office, ready: Office, enter: Enter, case_id: int, finder: Callable[..., Any], args: tuple[Any, ...]
) -> None:
    approved(ready, enter, case_id, "acknowledgement")
    with pytest.raises(NotAllowed):
        pat.read(finder, *args)


def test_what_is_kept_to_a_circle_is_not_in_its_post(
    pat: Office, ready: Office, enter: Enter, case_id: int, database: Database
) -> None:
    letter_id = approved(ready, enter, case_id, "acknowledgement")
    with as_owner(database) as connection, installing(connection):
        connection.execute(text("INSERT INTO circle (id, name) VALUES (7, 'A colleague')"))
        connection.execute(text("UPDATE complaint SET circle_id = 7"))
    assert pat.read(to_post) == []
    assert pat.read(job_to_print, [(letter_id, 1)])[0] == []
    with pytest.raises(NotFound):
        pat.act(post_letter, letter_id)


@pytest.mark.only_on("postgresql")
def test_its_login_is_refused_elsewhere(database: Database, ready: Office, enter: Enter, case_id: int) -> None:
    approved(ready, enter, case_id, "acknowledgement")
    untouched = log(ready, add_mei(ready, given_names="Other"))
    with acting_as(database, "pat.post") as connection:
        for name, table in METADATA.tables.items():
            if not may_read(table):
                assert refusal_of(connection, f"SELECT 1 FROM {name}") == "grant"
            if name not in WRITES:
                assert refusal_of(connection, f"INSERT INTO {name} DEFAULT VALUES") == "grant"
        for statement in (
            "UPDATE complaint SET title = 'x'",
            "UPDATE person SET title = 'x'",
            "UPDATE letter SET title = 'x'",
            "DELETE FROM letter_event",
        ):
            assert refusal_of(connection, statement) == "grant"
        seen = set(connection.execute(text("SELECT id FROM complaint")).scalars())
        assert seen == {case_id}
        assert untouched not in seen
        assert connection.execute(text("SELECT count(*) FROM person")).scalar_one() == 1


@pytest.mark.only_on("postgresql")
def test_once_posted_by_another_a_case_is_out_of_its_sight(
    database: Database, ready: Office, enter: Enter, case_id: int
) -> None:
    letter_id = approved(ready, enter, case_id, "acknowledgement")
    ready.act(post_letter, letter_id)
    with acting_as(database, "pat.post") as connection:
        for table in ("complaint", "complaint_head", "person", "contact_point", "remedy", "sla_clock"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
        with pytest.raises(DBAPIError):
            connection.execute(text("SELECT text FROM letter_comment"))


def test_posting_overtakes_a_question_to_a_colleague(pat: Office, ready: Office, enter: Enter, case_id: int) -> None:
    ready.act(ask_somebody, case_id, "Jo Bell", "jo.bell@example.org", "When did it leave?", date(2026, 11, 27))
    pat.act(post_letter, approved(ready, enter, case_id, "first-stage-response"))
    record = record_of(ready, case_id)
    assert record.state is ComplaintState.RESPONDED
    assert [question.is_open for question in record.questions] == [False]


def test_it_posts_the_correction_of_an_answer(pat: Office, ready: Office, enter: Enter, case_id: int) -> None:
    answer, lea = approved(ready, enter, case_id, "first-stage-response"), enter("lea.leader")
    pat.act(post_letter, answer)
    correction = ready.act(correct_letter, answer).result
    write(ready, correction, wrong="We said that we wrote to you in May.", right="We wrote in June.")
    lea.act(approve_letter, correction, ready.act(submit_letter, correction).result)
    pat.act(post_letter, correction)
    assert ready.read(letter_record, correction).letter.state is LetterState.POSTED


def test_it_posts_the_answer_of_a_joined_case(pat: Office, ready: Office, enter: Enter, case_id: int) -> None:
    lead = record_of(ready, case_id)
    other = log(ready, lead.person_id)
    ready.act(join_complaint, other, lead.reference)
    pat.act(post_letter, approved(ready, enter, other, "first-stage-response"))
    record = record_of(ready, other)
    assert (record.state, record.outcome) == (ComplaintState.RESPONDED, lead.outcome)


def test_returned_mail_stops_an_answer_and_its_remedies_wait_again(
    pat: Office, ready: Office, enter: Enter, case_id: int
) -> None:
    case = record_of(ready, case_id)
    ready.act(add_remedy, case.heads[0].id, "action", "train our staff", "Team", date(2026, 12, 4))
    first = approved(ready, enter, log(ready, case.person_id), "acknowledgement")
    pat.act(post_letter, first)
    answer = approved(ready, enter, case_id, "first-stage-response")
    pat.act(record_returned_mail, first, date(2026, 11, 20), "Gone away")
    assert ready.read(letter_record, answer).letter.state is LetterState.RETURNED
    record = record_of(ready, case_id)
    assert record.state is ComplaintState.DRAFTING
    assert {one.state for one in record.heads[0].standing_remedies} == {RemedyState.PROPOSED}


@pytest.mark.only_on("postgresql")
def test_no_event_that_it_writes_opens_an_answered_case(
    database: Database, pat: Office, ready: Office, enter: Enter, case_id: int
) -> None:
    answer = approved(ready, enter, case_id, "first-stage-response")
    pat.act(post_letter, answer)
    event = "INSERT INTO letter_event (letter_id, kind, at, by_id, detail) VALUES ({}, '{}', now(), {}, '')"
    with acting_as(database, "pat.post") as connection:
        for kind in ("printed", "reprinted", "posted", "stopped", "address_confirmed", "re_dated"):
            with pytest.raises(DBAPIError, match="row-level security"), connection.begin_nested():
                connection.execute(text(event.format(answer, kind, staff_id("pat.post"))))
        for table in ("complaint", "complaint_head", "person"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == 0
        changed = connection.execute(text(f"UPDATE complaint SET state = 'closed' WHERE id = {case_id}"))
        assert changed.rowcount == 0


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("nested", [False, True], ids=["at once", "in a savepoint"])
def test_it_reaches_the_case_to_the_end_of_its_own_transaction_alone(
    database: Database, ready: Office, enter: Enter, case_id: int, nested: bool
) -> None:
    letter_id = approved(ready, enter, case_id, "acknowledgement")
    posted = f"UPDATE letter SET state = 'posted', posted_on = '2026-11-20', version = 9 WHERE id = {letter_id}"
    event = "INSERT INTO letter_event (letter_id, kind, at, by_id, detail) VALUES ({}, 'posted', now(), {}, '')"
    with acting_as(database, "pat.post") as connection:
        with connection.begin_nested() if nested else nullcontext():
            connection.execute(text(event.format(letter_id, staff_id("pat.post"))))
        connection.execute(text(posted))
        assert connection.execute(text("SELECT count(*) FROM complaint")).scalar_one() == 1
    with acting_as(database, "pat.post") as connection:
        assert connection.execute(text("SELECT count(*) FROM complaint")).scalar_one() == 0


@pytest.mark.only_on("postgresql")
def test_of_a_case_in_the_post_it_makes_only_what_posting_makes(
    database: Database, ready: Office, enter: Enter, case_id: int
) -> None:
    head = record_of(ready, case_id).heads[0]
    ready.act(add_remedy, head.id, "action", "train our staff", "Team", date(2026, 12, 4))
    approved(ready, enter, case_id, "first-stage-response")
    with acting_as(database, "pat.post") as connection:
        for state in ("closed", "investigating", "out_of_scope"):
            assert refusal_of(connection, f"UPDATE complaint SET state = '{state}'") == "post_room"
        assert refusal_of(connection, "UPDATE remedy SET state = 'done'") == "post_room"
