"""What was done, by whom and why: told once by whoever did it, and read by who sees what it was done to."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.store.engines import installing
from tests.support.acting import acting_as, as_owner, refusal_of
from tests.support.databases import Database
from tests.support.decided_letters import BEN, LEA
from tests.support.rows import add_one_row_everywhere

_DONE = (
    "INSERT INTO action (id, request_id, verb, reason, staff_id, at, program, subject)"
    " VALUES ({id}, '{id:032x}', 'members.edit_person', 'Her solicitor rang', {by}, '2026-03-04', 'tests', {subject})"
)


@pytest.fixture
def office(database: Database) -> Database:
    """Lea did 901 to a person, 902 to rows that it does not name, 903 to nobody; the person is in a circle."""
    with as_owner(database) as connection, installing(connection):
        add_one_row_everywhere(connection)
        for number, subject in ((901, "'person:1'"), (902, "NULL"), (903, "'desk:1'")):
            connection.execute(text(_DONE.format(id=number, by=LEA, subject=subject)))
        connection.execute(text("INSERT INTO circle (id, name) VALUES (7, 'few')"))
        connection.execute(text("UPDATE person SET circle_id = 7"))
        connection.execute(text(f"INSERT INTO circle_member (circle_id, staff_id) VALUES (7, {LEA})"))
        changed = "(action_id, table_name, row_id, kind, at) VALUES (902, 'person', 1, 'update', '2026-03-04')"
        connection.execute(text(f"INSERT INTO change {changed}"))
    return database


@pytest.mark.parametrize("column", ["result", "subject", "touched"])
def test_nobody_tells_what_came_of_a_colleagues_deed(office: Database, column: str) -> None:
    value = "'\"99\"'" if column != "subject" else "'letter:1'"
    with acting_as(office, "ben.adviser") as connection:
        statement = f"UPDATE action SET {column} = {value} WHERE id = 903"
        if office.kind == "sqlite":
            assert refusal_of(connection, statement) == "told"
        else:
            assert connection.execute(text(statement)).rowcount == 0


def test_what_came_of_a_deed_is_told_once(office: Database) -> None:
    told = f"UPDATE action SET result = '1', touched = '\"a\"' WHERE staff_id = {BEN}"
    with acting_as(office, "ben.adviser") as connection:
        assert connection.execute(text(told)).rowcount == 1
        assert refusal_of(connection, told) == "told"


def test_who_did_it_and_when_stands(office: Database) -> None:
    with as_owner(office) as connection:
        assert refusal_of(connection, "UPDATE action SET staff_id = 2") == "append_only"


_READ = text("SELECT id FROM action WHERE id > 900 ORDER BY id")


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize(
    ("login", "seen"),
    [
        ("ben.adviser", [903]),
        ("mia.manager", [903]),
        ("kim.keeper", [903]),
        ("lea.leader", [901, 902, 903]),
        ("oto.auditor", [901, 902, 903]),
    ],
)
def test_what_was_done_in_a_circle_is_read_by_who_sees_it(office: Database, login: str, seen: list[int]) -> None:
    engine = office.engine(login)
    with engine.begin() as connection:
        assert list(connection.execute(_READ).scalars()) == seen
    engine.dispose()


@pytest.mark.only_on("postgresql")
def test_a_circles_member_reads_what_others_did_in_it(office: Database) -> None:
    with as_owner(office) as connection, installing(connection):
        connection.execute(text(f"INSERT INTO circle_member (circle_id, staff_id) VALUES (7, {BEN})"))
    with acting_as(office, "ben.adviser") as connection:
        assert list(connection.execute(_READ).scalars()) == [901, 902, 903]


# ---- nobody borrows the owner's rights -----------------------------------------------------------------------

_TRIGGERS = {
    "fairhand_person_push_circle()": "AFTER UPDATE",
    "fairhand_audit('{}', '{}')": "AFTER INSERT",
    "fairhand_letter_before_update()": "BEFORE UPDATE",
}


@pytest.mark.only_on("postgresql")
def test_nobody_makes_a_table_of_their_own_even_for_a_day(office: Database) -> None:
    with acting_as(office, "ben.adviser") as connection:
        assert refusal_of(connection, "CREATE TEMP TABLE mine (id bigint)") == "grant"


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("call", _TRIGGERS)
def test_a_guard_is_not_attached_to_a_table_of_ones_own(office: Database, call: str) -> None:
    with as_owner(office) as connection:
        connection.execute(text(_MAY_MAKE_TABLES))
    with acting_as(office, "ben.adviser") as connection:
        connection.execute(text("CREATE TEMP TABLE person (id bigint, circle_id bigint)"))
        attach = f"CREATE TRIGGER x {_TRIGGERS[call]} ON pg_temp.person FOR EACH ROW EXECUTE FUNCTION public.{call}"
        assert refusal_of(connection, attach) == "grant"


_MAY_MAKE_TABLES = (
    "DO $$BEGIN EXECUTE 'GRANT TEMPORARY ON DATABASE ' || quote_ident(current_database()) || ' TO fairhand_staff';"
    " END$$"
)


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize("call", _TRIGGERS)
def test_a_guard_does_nothing_for_a_table_that_is_not_the_offices(office: Database, call: str) -> None:
    with as_owner(office) as connection:
        connection.execute(text("CREATE TEMP TABLE person (id bigint, circle_id bigint)"))
        connection.execute(text("INSERT INTO pg_temp.person VALUES (1, 7)"))
        when = f"{_TRIGGERS[call]} ON pg_temp.person FOR EACH ROW EXECUTE FUNCTION public.{call}"
        connection.execute(text(f"CREATE TRIGGER x {when}"))
        deed = "INSERT INTO pg_temp.person VALUES (2, 7)" if "INSERT" in when else "UPDATE pg_temp.person SET id = 3"
        assert refusal_of(connection, deed) == "strange_table"
