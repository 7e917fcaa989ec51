"""Whoever asks: nobody decides on words of their own, and what was approved is what leaves; on both databases."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import DBAPIError

from app.correspondence.tables import LEFT_THE_OFFICE
from app.schema import METADATA
from app.store.engines import installing
from app.store.faults import as_problem
from tests.support.acting import acting_as, as_owner, refusal_of
from tests.support.databases import Database, staff_id
from tests.support.decided_letters import (
    ADA,
    APPROVED,
    BEN,
    LEA,
    MIA,
    OPENED_AGAIN,
    TAKEN_BACK,
    WAITS_AGAIN,
    decide,
    event,
    sign,
    submit_again,
    submit_two,
)
from tests.support.rows import plain_row

MARCH = date(2031, 3, 4)


@pytest.fixture
def submitted(database: Database) -> Database:
    return submit_two(database)


def test_a_writer_of_the_letter_does_not_decide_on_it(submitted: Database) -> None:
    with acting_as(submitted, "lea.leader") as connection:
        connection.execute(text(sign(LEA)))
        assert refusal_of(connection, decide(60, LEA)) == "own_letter"
        assert refusal_of(connection, sign(BEN)) == "actor"
    with as_owner(submitted) as connection:
        assert refusal_of(connection, f"DELETE FROM letter_writer WHERE staff_id = {LEA}") == "kept"


def test_words_change_only_by_a_named_writer(submitted: Database) -> None:
    change = "UPDATE letter_draft SET content = '{\"b\": 1}' WHERE letter_id = 1"
    with acting_as(submitted, "lea.leader") as connection:
        assert refusal_of(connection, change) == "unsigned"
        connection.execute(text(sign(LEA, letter=1)))
        assert connection.execute(text(change)).rowcount == 1


@pytest.mark.parametrize("verdict", ["approved", "returned"])
@pytest.mark.parametrize(
    ("login", "statement", "code"),
    [
        ("ada.adviser", decide(60, ADA), "own_letter"),
        ("ben.adviser", decide(60, BEN), "own_letter"),
        ("ada.adviser", decide(60, LEA), "actor"),
        ("lea.leader", decide(61, LEA), "other_letter"),
    ],
    ids=["its author", "who submitted it", "in a leader's name", "by a revision of another letter"],
)
def test_nobody_decides_on_their_own_letter(
    submitted: Database, login: str, statement: str, code: str, verdict: str
) -> None:
    with acting_as(submitted, login) as connection:
        assert refusal_of(connection, statement.replace("approved", verdict)) == code


def test_somebody_else_approves_and_only_then_is_it_approved(submitted: Database) -> None:
    to_approved = "UPDATE letter SET state = 'approved', approved_revision_id = 60 WHERE id = 50"
    with acting_as(submitted, "lea.leader") as connection:
        assert refusal_of(connection, to_approved) == "unapproved"
        connection.execute(text(decide(60, LEA)))
        assert connection.execute(text(to_approved)).rowcount == 1
        other = "UPDATE letter SET approved_revision_id = 61 WHERE id = 50"
        assert refusal_of(connection, other) == "unapproved"
        assert connection.execute(text("UPDATE letter SET state = 'posted' WHERE id = 50")).rowcount == 1


def test_an_approval_is_taken_back_by_its_giver_and_given_again(submitted: Database) -> None:
    with acting_as(submitted, "lea.leader") as connection:
        assert refusal_of(connection, decide(60, LEA, verdict="taken_back")) == "not_taken_back"
        connection.execute(text(decide(60, LEA)))
        assert refusal_of(connection, TAKEN_BACK) == "not_taken_back", "the letter is not approved yet"
        connection.execute(text(APPROVED))
        assert refusal_of(connection, decide(60, LEA, number=2)) == "decided"
        assert refusal_of(connection, WAITS_AGAIN) == "approval_stands"
        connection.execute(text(TAKEN_BACK))
        assert refusal_of(connection, "UPDATE letter SET state = 'posted' WHERE id = 50") == "unapproved"
        assert connection.execute(text(WAITS_AGAIN)).rowcount == 1
        assert refusal_of(connection, APPROVED) == "unapproved"
        connection.execute(text(decide(60, LEA, number=3)))
        assert connection.execute(text(APPROVED)).rowcount == 1


def test_somebody_elses_approval_is_not_taken_back(submitted: Database) -> None:
    with acting_as(submitted, "lea.leader") as connection:
        connection.execute(text(decide(60, LEA)))
        connection.execute(text(APPROVED))
        connection.commit()
    with acting_as(submitted, "mia.manager") as connection:
        mine = decide(60, staff_id("mia.manager"), verdict="taken_back", number=2)
        assert refusal_of(connection, mine) == "not_taken_back"


@pytest.mark.parametrize("kind", LEFT_THE_OFFICE)
def test_an_approval_stands_once_the_letter_has_left(submitted: Database, kind: str) -> None:
    with acting_as(submitted, "lea.leader") as connection:
        connection.execute(text(decide(60, LEA)))
        connection.execute(text(APPROVED))
        connection.execute(text(event(kind)))
        assert refusal_of(connection, TAKEN_BACK) == "not_taken_back"


def test_a_returned_letter_is_not_approved(submitted: Database) -> None:
    with acting_as(submitted, "lea.leader") as connection:
        connection.execute(text(decide(60, LEA, verdict="returned")))
        to_approved = "UPDATE letter SET state = 'approved', approved_revision_id = 60 WHERE id = 50"
        assert refusal_of(connection, to_approved) == "unapproved"


def test_a_letter_begins_as_a_draft_in_its_authors_name(submitted: Database) -> None:
    with acting_as(submitted, "ada.adviser") as connection:
        row = "SELECT 'X', 1, 1, 1, 'k', 't', 'c', 'en', {state}, {author}, '2026-01-01', 1, '', FALSE"
        into = (
            "INSERT INTO letter (reference, person_id, addressee_id, desk_id, kind, title, template_code, language,"
            " state, author_id, created_at, version, stopped_because, tracked) "
        )
        cast = "CAST('2026-01-01' AS timestamptz)" if submitted.kind == "postgresql" else "'2026-01-01'"
        into += row.replace("'2026-01-01'", cast)
        assert refusal_of(connection, into.format(state="'approved'", author=ADA)) == "starts_editing"
        assert refusal_of(connection, into.format(state="'editing'", author=BEN)) == "actor"
        assert connection.execute(text(into.format(state="'editing'", author=ADA))).rowcount == 1


# ---- what was approved before does not stand again -----------------------------------------------------------


def approve_and_reopen(database: Database) -> None:
    with acting_as(database, "lea.leader") as connection:
        connection.execute(text(decide(60, LEA)))
        connection.execute(text(APPROVED))
    with acting_as(database, "mia.manager") as connection:
        assert refusal_of(connection, OPENED_AGAIN) == "not_reopened"
        connection.execute(text(event("reopened", MIA)))
        connection.execute(text(OPENED_AGAIN))


def test_a_letter_opened_for_a_change_does_not_go_back_to_its_old_approval(submitted: Database) -> None:
    approve_and_reopen(submitted)
    with acting_as(submitted, "ada.adviser") as connection:
        connection.execute(text("UPDATE letter SET state = 'submitted' WHERE id = 50"))
        assert refusal_of(connection, APPROVED) == "superseded"


def test_a_later_revision_ends_the_approval_of_an_earlier_one(submitted: Database) -> None:
    approve_and_reopen(submitted)
    submit_again(submitted)
    with acting_as(submitted, "lea.leader") as connection:
        assert refusal_of(connection, APPROVED) == "superseded"
        connection.execute(text(decide(70, LEA, verdict="returned")))
        connection.execute(text("UPDATE letter SET state = 'returned' WHERE id = 50"))
    with acting_as(submitted, "ada.adviser") as connection:
        connection.execute(text("UPDATE letter SET state = 'submitted' WHERE id = 50"))
        assert refusal_of(connection, APPROVED) == "superseded"


def test_only_the_newest_revision_is_approved(submitted: Database) -> None:
    with acting_as(submitted, "lea.leader") as connection:
        connection.execute(text(decide(60, LEA)))
    submit_again(submitted)
    with acting_as(submitted, "lea.leader") as connection:
        assert refusal_of(connection, APPROVED) == "superseded"
        connection.execute(text(decide(70, LEA)))
        assert connection.execute(text(APPROVED.replace("= 60", "= 70"))).rowcount == 1
        for state in ("approved", "posted"):
            older = f"UPDATE letter SET state = '{state}', approved_revision_id = 60 WHERE id = 50"
            assert refusal_of(connection, older) == "approval_fixed", state


# ---- words stay where they were written ----------------------------------------------------------------------


def test_a_draft_is_not_moved_into_another_letter(submitted: Database) -> None:
    with acting_as(submitted, "lea.leader") as connection:
        connection.execute(text(sign(LEA, letter=1)))
        connection.execute(text("UPDATE letter_draft SET content = '{\"lea\": 1}' WHERE letter_id = 1"))
        assert refusal_of(connection, "UPDATE letter_draft SET letter_id = 51 WHERE letter_id = 1") == "moved"


def test_facts_change_only_by_a_named_writer(submitted: Database) -> None:
    change = "UPDATE letter_draft SET facts = '{\"b\": 1}' WHERE letter_id = 1"
    with acting_as(submitted, "ben.adviser") as connection:
        assert refusal_of(connection, change) == "unsigned"
        connection.execute(text(sign(BEN, letter=1)))
        assert connection.execute(text(change)).rowcount == 1


def test_nobody_takes_a_colleagues_draft_away(submitted: Database) -> None:
    with acting_as(submitted, "lea.leader") as connection:
        assert refusal_of(connection, "DELETE FROM letter_draft") in ("kept", "grant")


# ---- who and when --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (f"UPDATE contact SET staff_id = {LEA}", "actor"),
        (f"UPDATE letter SET author_id = {LEA} WHERE id = 50", "actor"),
        (f"UPDATE letter_comment SET by_id = {LEA}", "actor"),
        ("UPDATE letter_comment SET text = 'I approve of this'", "said"),
        ("UPDATE letter_comment SET block_id = 'answer'", "said"),
        ("UPDATE letter_comment SET at = '2026-11-11'", "said"),
    ],
)
def test_who_did_it_and_what_they_said_stands(submitted: Database, statement: str, code: str) -> None:
    with acting_as(submitted, "ben.adviser") as connection:
        assert refusal_of(connection, statement) == code
        settled = f"UPDATE letter_comment SET settled_at = '2026-11-11', settled_by_id = {BEN}"
        assert connection.execute(text(settled)).rowcount == 1


@pytest.mark.parametrize("login", ["ada.adviser", "sue.senior", "kim.keeper"])
def test_whoever_may_not_approve_does_not_decide_by_sql(submitted: Database, login: str) -> None:
    with acting_as(submitted, login) as connection:
        mine = decide(61, staff_id(login), letter=51)
        assert refusal_of(connection, mine) in ("role", "grant")


def test_an_approvers_role_that_is_over_decides_nothing(submitted: Database) -> None:
    with as_owner(submitted) as connection, installing(connection):
        connection.execute(text(f"UPDATE staff_role SET until_on = '2026-01-01' WHERE staff_id = {LEA}"))
    with acting_as(submitted, "lea.leader") as connection:
        assert refusal_of(connection, decide(60, LEA)) == "role"


@pytest.mark.parametrize("name", ["library_version", "calendar", "calendar_year", "closed_day"])
def test_the_library_and_the_calendars_are_a_managers(submitted: Database, name: str) -> None:
    table = METADATA.tables[name]
    given = {"code": "other", "language": "cy", "year": 2031, "day": MARCH}
    another = plain_row(table) | {key: value for key, value in given.items() if key in table.c}
    with acting_as(submitted, "ben.adviser") as connection, pytest.raises(DBAPIError) as refused:
        connection.execute(insert(table).values(another))
    assert getattr(as_problem(refused.value), "code", "") == "role"
    with acting_as(submitted, "mia.manager") as connection:
        connection.execute(insert(table).values(another))


def test_no_adviser_moves_a_confirmed_year(submitted: Database) -> None:
    with acting_as(submitted, "ben.adviser") as connection:
        assert refusal_of(connection, "UPDATE calendar_year SET year = 2031") == "role"


def test_who_dates_a_letter_anew_does_not_decide_on_it_nor_who_submitted_its_words(submitted: Database) -> None:
    tables = METADATA.tables
    again = plain_row(tables["letter_revision"]) | {"id": 70, "letter_id": 50, "number": 2, "words_of_id": 60}
    again |= {"submitted_by_id": LEA, "content": {"kind": "x", "blocks": [{"text": "Every word is hers."}]}}
    with acting_as(submitted, "lea.leader") as connection:
        connection.execute(insert(tables["letter_revision"]).values(again))
        other = again | {"id": 71, "number": 3, "words_of_id": 61}
        with pytest.raises(DBAPIError, match="other_words"), connection.begin_nested():
            connection.execute(insert(tables["letter_revision"]).values(other))
        assert refusal_of(connection, decide(70, LEA)) == "own_letter"
    with acting_as(submitted, "ben.adviser") as connection:
        assert refusal_of(connection, decide(70, BEN)) == "own_letter"
    with acting_as(submitted, "mia.manager") as connection:
        assert connection.execute(text(decide(70, MIA))).rowcount == 1


@pytest.mark.parametrize("since", [71, 72], ids=["dated anew once more by another", "submitted by its author again"])
def test_who_dated_a_letter_anew_decides_only_on_what_is_submitted_after_it(submitted: Database, since: int) -> None:
    tables = METADATA.tables
    row = plain_row(tables["letter_revision"]) | {"letter_id": 50}
    with as_owner(submitted) as connection, installing(connection):
        dated = row | {"id": 70, "number": 2, "words_of_id": 60, "submitted_by_id": LEA}
        connection.execute(insert(tables["letter_revision"]).values(dated))
        after = {"words_of_id": 60, "submitted_by_id": MIA} if since == 71 else {"submitted_by_id": BEN}
        connection.execute(insert(tables["letter_revision"]).values(row | after | {"id": since, "number": 3}))
    with acting_as(submitted, "lea.leader") as connection:
        if since == 71:
            assert refusal_of(connection, decide(since, LEA)) == "own_letter"
        else:
            assert connection.execute(text(decide(since, LEA))).rowcount == 1


# ---- the number of a posted letter ---------------------------------------------------------------------------

FIRST, SECOND = "AB123456785GB", "CD473124829GB"


def post(database: Database, tracked: str) -> None:
    with acting_as(database, "lea.leader") as connection:
        connection.execute(text(decide(60, LEA)))
        connection.execute(text(APPROVED))
        connection.execute(text(event("posted")))
        number = f"UPDATE letter SET state = 'posted', tracked = '{tracked}' WHERE id = 50"
        connection.execute(text(number))


def noted(detail: str) -> str:
    return event("tracked").replace(f"{LEA}, '')", f"{LEA}, '{detail}')")


def renumber(tracked: str) -> str:
    return f"UPDATE letter SET tracked = '{tracked}' WHERE id = 50"


def test_a_tracked_number_is_put_right_once_for_each_note_and_as_it_says(submitted: Database) -> None:
    post(submitted, FIRST)
    told = "Tracked CD 4731 2482 9GB, not AB 1234 5678 5GB"
    with acting_as(submitted, "lea.leader") as connection:
        connection.execute(text(noted(told)))
        for other in ("", "%", "T", "ZZ999", f"{SECOND}%"):
            assert refusal_of(connection, renumber(other)) == "not_noted", other
        connection.execute(text(renumber(SECOND)))
        for other in (FIRST, "", "T"):
            assert refusal_of(connection, renumber(other)) == "not_noted", other
        connection.execute(text(noted("Not tracked: CD 4731 2482 9GB was not its number")))
        connection.execute(text(renumber("")))
        connection.execute(text(noted("Tracked AB 1234 5678 5GB")))
        connection.execute(text(renumber(FIRST)))
        assert refusal_of(connection, renumber(SECOND)) == "not_noted", "the first note was used"
        connection.execute(text(noted(told)))
        connection.commit()
    with acting_as(submitted, "lea.leader") as connection:
        assert refusal_of(connection, renumber(SECOND)) == "not_noted", "it is of another action"
