"""What the database refuses whoever asks, by direct SQL of its owner, over all tables on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Table, insert, text, update

from app.correspondence.tables import LEFT_THE_OFFICE
from app.schema import METADATA
from app.store.engines import installing
from app.store.faults import GuardRefused, as_problem
from app.store.guards.audited import audited
from app.store.guards.refusals import is_kept
from tests.support.acting import acting_as, as_owner, refusal_of
from tests.support.databases import Database, staff_id
from tests.support.rows import add_one_row_everywhere, another_value, plain_row

TABLES = sorted(METADATA.tables.values(), key=lambda table: table.name)


@pytest.fixture
def full(database: Database) -> Iterator[Connection]:
    """The owner in an office with a row in every table."""
    with as_owner(database) as connection:
        add_one_row_everywhere(connection)
        yield connection


def test_no_row_of_the_record_is_ever_deleted(full: Connection) -> None:
    kept = [table.name for table in TABLES if is_kept(table)]
    assert {"person", "change", "letter_revision", "blob"} <= set(kept)
    for name in [*kept, "action"]:
        assert refusal_of(full, f"DELETE FROM {name}") == "kept", name


def test_drafts_leases_and_tokens_may_be_deleted(full: Connection) -> None:
    for name in ("complaint_token", "draft_text", "lease", "letter_draft", "letter_token", "search_token"):
        assert full.execute(text(f"DELETE FROM {name}")).rowcount == 1


def test_what_only_grows_is_never_changed(full: Connection) -> None:
    growing = [table for table in TABLES if table.info.get("append_only")]
    assert growing
    for table in growing:
        for column in table.columns:
            value = another_value(column)
            if value is not None:
                shown = f"'{value.date()}'" if hasattr(value, "date") else f"'{value}'"
                statement = f"UPDATE {table.name} SET {column.name} = {shown}"
                assert refusal_of(full, statement) == "append_only", statement


def test_replacing_a_row_is_deleting_it(sqlite_database: Database) -> None:
    with as_owner(sqlite_database) as connection:
        statement = "INSERT OR REPLACE INTO circle (id, name) VALUES (1, 'one')"
        connection.execute(text(statement))
        assert refusal_of(connection, statement) == "kept"


@pytest.mark.only_on("postgresql")
def test_no_table_of_the_record_is_emptied(full: Connection) -> None:
    assert refusal_of(full, "TRUNCATE person, letter CASCADE") == "kept"


def test_another_program_cannot_write_to_the_file(sqlite_database: Database) -> None:
    with as_owner(sqlite_database) as connection:
        add_one_row_everywhere(connection)
    stranger = sqlite3.connect(str(sqlite_database.owner_url.database))
    for table in audited(METADATA):
        column = next(column.name for column in table.columns if column.name != "id")
        with pytest.raises(sqlite3.Error) as refused:
            stranger.execute(f"UPDATE {table.name} SET {column} = {column}")
        assert isinstance(as_problem(refused.value), GuardRefused), table.name
    stranger.close()


@pytest.mark.parametrize("name", [table.name for table in TABLES if "transitions" in table.info])
def test_a_state_follows_only_where_the_table_of_states_says_so(full: Connection, name: str) -> None:
    table = METADATA.tables[name]
    column, allowed = table.info["transitions"]
    for number, state in enumerate(allowed):
        _put_in_state(full, table, 100 + number, state, number)
    for number, (state, nexts) in enumerate(allowed.items()):
        for wanted in allowed:
            statement = f"UPDATE {name} SET {column} = '{wanted}' WHERE id = {100 + number}"
            if (name, state, wanted) == ("letter", "approved", "submitted"):
                assert refusal_of(full, statement) == "approval_stands"
            elif wanted in nexts or wanted == state:
                with full.begin_nested() as savepoint:
                    assert full.execute(text(statement)).rowcount == 1
                    savepoint.rollback()
            else:
                assert refusal_of(full, statement) == "transition", f"{state} → {wanted}"


def _put_in_state(connection: Connection, table: Table, row_id: int, state: object, number: int) -> None:
    """A row in a state, with all that this state needs behind it."""
    column, _ = table.info["transitions"]
    row = plain_row(table) | {"id": row_id, "reference": f"R{number}", column: state}
    posts = table.name == "letter" and state == "posted"
    with installing(connection):
        connection.execute(insert(table).values(row | ({column: "approved"} if posts else {})))
        if table.name == "letter":
            approve(connection, row_id)
        if posts:
            connection.execute(text(f"UPDATE letter SET state = 'posted' WHERE id = {row_id}"))


def approve(connection: Connection, letter_id: int) -> None:
    """A revision of the letter, approved by somebody else, as the letter's approved one."""
    tables = METADATA.tables
    revision = plain_row(tables["letter_revision"]) | {"id": letter_id, "letter_id": letter_id}
    connection.execute(insert(tables["letter_revision"]).values(revision))
    decision = plain_row(tables["letter_decision"]) | {"letter_id": letter_id, "revision_id": letter_id}
    connection.execute(insert(tables["letter_decision"]).values(decision | {"verdict": "approved"}))
    letter = tables["letter"]
    connection.execute(update(letter).where(letter.c.id == letter_id).values(approved_revision_id=letter_id))


def test_a_posted_letter_stays_as_it_left_the_office(full: Connection) -> None:
    table = METADATA.tables["letter"]
    _put_in_state(full, table, 100, "posted", 0)
    given = {"approved_revision_id": "NULL", "author_id": "4", "addressee_id": "2", "person_id": "2", "desk_id": "2"}
    plain = {column.name: another_value(column) for column in table.columns if column.name != "state"}
    values = {name: f"'{value}'" for name, value in plain.items() if value is not None} | given
    assert set(values) == {column.name for column in table.columns} - {"id", "state", "circle_id", "version"}
    for name, value in values.items():
        assert refusal_of(full, f"UPDATE letter SET {name} = {value} WHERE id = 100") == "posted", name
        assert full.execute(text(f"UPDATE letter SET {name} = {name} WHERE id = 100")).rowcount == 1
    assert full.execute(text("UPDATE letter SET circle_id = 1, version = version + 1 WHERE id = 100")).rowcount == 1


# ---- letters are decided by somebody else --------------------------------------------------------------------

ADA, BEN, LEA = staff_id("ada.adviser"), staff_id("ben.adviser"), staff_id("lea.leader")


@pytest.fixture
def submitted(database: Database) -> Database:
    """Ada's letter 50, submitted by Ben as revision 60; and Ben's letter 51 with revision 61."""
    with as_owner(database) as connection, installing(connection):
        add_one_row_everywhere(connection)
        for letter_id, author in ((50, ADA), (51, BEN)):
            letter = plain_row(METADATA.tables["letter"]) | {"id": letter_id, "reference": f"L{letter_id}"}
            letter |= {"author_id": author, "state": "submitted"}
            connection.execute(insert(METADATA.tables["letter"]).values(letter))
            revision = plain_row(METADATA.tables["letter_revision"]) | {"id": letter_id + 10, "letter_id": letter_id}
            connection.execute(insert(METADATA.tables["letter_revision"]).values(revision | {"submitted_by_id": BEN}))
    return database


def decide(revision: int, by: int, *, letter: int = 50, verdict: str = "approved", number: int = 1) -> str:
    return (
        "INSERT INTO letter_decision (letter_id, revision_id, number, verdict, reason, decided_by_id, decided_at)"
        f" VALUES ({letter}, {revision}, {number}, '{verdict}', '', {by}, '2026-03-04')"
    )


def sign(staff: int, letter: int = 50) -> str:
    return f"INSERT INTO letter_writer (letter_id, staff_id, since) VALUES ({letter}, {staff}, '2026-03-04')"


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


def event(kind: str) -> str:
    return (
        "INSERT INTO letter_event (letter_id, revision_id, kind, at, by_id, detail)"
        f" VALUES (50, 60, '{kind}', '2026-03-04', {LEA}, '')"
    )


APPROVED = "UPDATE letter SET state = 'approved', approved_revision_id = 60 WHERE id = 50"
WAITS_AGAIN = "UPDATE letter SET state = 'submitted', approved_revision_id = NULL WHERE id = 50"
TAKEN_BACK = decide(60, LEA, verdict="taken_back", number=2)


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
        row = "SELECT 'X', 1, 1, 1, 'k', 't', 'c', 'en', {state}, {author}, '2026-01-01', 1"
        into = (
            "INSERT INTO letter (reference, person_id, addressee_id, desk_id, kind, title, template_code, language,"
            " state, author_id, created_at, version) "
        )
        cast = "CAST('2026-01-01' AS timestamptz)" if submitted.kind == "postgresql" else "'2026-01-01'"
        into += row.replace("'2026-01-01'", cast)
        assert refusal_of(connection, into.format(state="'approved'", author=ADA)) == "starts_editing"
        assert refusal_of(connection, into.format(state="'editing'", author=BEN)) == "actor"
        assert connection.execute(text(into.format(state="'editing'", author=ADA))).rowcount == 1


def test_what_was_done_by_whom_stands(submitted: Database) -> None:
    with as_owner(submitted) as connection:
        assert refusal_of(connection, "UPDATE action SET staff_id = 2") == "append_only"
        assert connection.execute(text("UPDATE action SET subject = 'letter:50'")).rowcount == 1
