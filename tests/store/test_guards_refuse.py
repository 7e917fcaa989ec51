"""What the database refuses whoever asks, by direct SQL of its owner, over all tables on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Table, insert, text, update

from app.schema import METADATA
from app.store.engines import installing
from app.store.faults import GuardRefused, as_problem
from app.store.guards.audited import audited
from app.store.guards.refusals import is_kept
from tests.support.acting import as_owner, refusal_of
from tests.support.databases import Database
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
    assert {"person", "change", "letter_revision", "blob", "action", "letter_draft"} <= set(kept)
    for name in kept:
        assert refusal_of(full, f"DELETE FROM {name}") == "kept", name


def test_what_is_half_typed_leases_and_tokens_may_be_deleted(full: Connection) -> None:
    for name in ("complaint_token", "draft_text", "lease", "letter_token", "search_token"):
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


ON_RECORD_FIRST = {"submitted": "approval_stands", "editing": "not_reopened", "returned": "not_stopped"}
"""From approved to these states only after something that is on record."""


@pytest.mark.parametrize("name", [table.name for table in TABLES if "transitions" in table.info])
def test_a_state_follows_only_where_the_table_of_states_says_so(full: Connection, name: str) -> None:
    table = METADATA.tables[name]
    column, allowed = table.info["transitions"]
    for number, state in enumerate(allowed):
        _put_in_state(full, table, 100 + number, state, number)
    for number, (state, nexts) in enumerate(allowed.items()):
        for wanted in allowed:
            statement = f"UPDATE {name} SET {column} = '{wanted}' WHERE id = {100 + number}"
            if (name, state) == ("letter", "approved") and wanted in ON_RECORD_FIRST:
                assert refusal_of(full, statement) == ON_RECORD_FIRST[wanted]
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
    given = {"approved_revision_id": "NULL", "author_id": "4", "corrects_id": "2"}
    given |= {"addressee_id": "2", "person_id": "2", "desk_id": "2"}
    plain = {column.name: another_value(column) for column in table.columns if column.name != "state"}
    values = {name: f"'{value}'" for name, value in plain.items() if value is not None} | given
    assert set(values) == {column.name for column in table.columns} - {"id", "state", "circle_id", "version"}
    for name, value in values.items():
        why = "not_noted" if name == "tracked" else "posted"
        assert refusal_of(full, f"UPDATE letter SET {name} = {value} WHERE id = 100") == why, name
        assert full.execute(text(f"UPDATE letter SET {name} = {name} WHERE id = 100")).rowcount == 1
    assert full.execute(text("UPDATE letter SET circle_id = 1, version = version + 1 WHERE id = 100")).rowcount == 1
