"""What each group of logins may do on PostgreSQL, tried by people's own logins."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select, text

from app.schema import METADATA
from app.store.engines import installing
from app.store.guards.audited import is_secret
from app.store.tables import DraftText
from tests.support.acting import AT, acting_as, as_owner, refusal_of
from tests.support.databases import Database, staff_id
from tests.support.rows import add_one_row_everywhere

pytestmark = pytest.mark.only_on("postgresql")

INSERT_CHANGE = "INSERT INTO change (table_name, row_id, kind, at) VALUES ('person', 1, 'update', now())"
INSERT_ROLE = "INSERT INTO staff_role (staff_id, role, from_on) VALUES (1, 'manager', '2026-01-01')"


@pytest.fixture
def office(database: Database) -> Database:
    with as_owner(database) as connection, installing(connection):
        add_one_row_everywhere(connection)
    return database


@pytest.mark.parametrize("login", ["ada.adviser", "mia.manager"])
@pytest.mark.parametrize(
    "statement",
    [
        "SELECT password_hash FROM staff",
        "SELECT draw_salt FROM office_info",
        "INSERT INTO letter (id) VALUES (77)",
        "UPDATE letter SET id = 77",
        INSERT_CHANGE,
        INSERT_ROLE,
        "UPDATE change SET payload = '{}'",
        "UPDATE office_info SET test_mode = true",
        "UPDATE staff SET login = 'x' WHERE id = 1",
        "INSERT INTO circle_member (circle_id, staff_id) VALUES (1, 1)",
        "UPDATE letter_revision SET number = 3",
        "UPDATE action SET verb = 'x'",
        "DELETE FROM person",
        "ALTER TABLE person DISABLE TRIGGER USER",
        "DROP POLICY fairhand_circle ON person",
        "CREATE TABLE mine (id int)",
    ],
)
def test_staff_may_not(office: Database, login: str, statement: str) -> None:
    with acting_as(office, login) as connection:
        assert refusal_of(connection, statement) == "grant"


def test_an_administrator_administers_and_does_no_desk_work(office: Database) -> None:
    with acting_as(office, "kim.keeper") as connection:
        connection.execute(text(INSERT_ROLE))
        assert refusal_of(connection, "UPDATE person SET title = 'Dr'") == "grant"
        assert refusal_of(connection, INSERT_CHANGE) == "grant"


def test_an_auditor_reads_all_and_writes_nothing(office: Database) -> None:
    engine = office.engine("oto.auditor")
    with engine.begin() as connection:
        for name, table in METADATA.tables.items():
            columns = ", ".join(column.name for column in table.columns if not is_secret(column))
            connection.execute(text(f"SELECT {columns} FROM {name}"))
            anything = table.columns.keys()[0]
            assert refusal_of(connection, f"UPDATE {name} SET {anything} = {anything}") == "grant"
            assert refusal_of(connection, f"INSERT INTO {name} DEFAULT VALUES") == "grant"
    engine.dispose()


def test_what_is_half_typed_is_seen_by_who_types_it(office: Database) -> None:
    ada = {"staff_id": staff_id("ada.adviser"), "subject": "letter:1", "field": "a", "text": "dear", "updated_at": AT}
    with acting_as(office, "ada.adviser") as connection:
        connection.execute(insert(DraftText).values(ada))
    with acting_as(office, "ben.adviser") as connection:
        assert connection.execute(select(DraftText.text)).all() == []
        assert refusal_of(connection, DRAFT_FOR_ADA) == "grant"


DRAFT_FOR_ADA = (
    f"INSERT INTO draft_text (staff_id, subject, field, text, updated_at)"
    f" VALUES ({staff_id('ada.adviser')}, 'letter:2', 'a', 'x', now())"
)


def test_nobody_acts_in_anothers_name(office: Database) -> None:
    with acting_as(office, "ada.adviser") as connection:
        forged = (
            "INSERT INTO action (request_id, verb, reason, staff_id, at, program)"
            f" VALUES (gen_random_uuid(), 'x', '', {staff_id('lea.leader')}, now(), 'x')"
        )
        assert refusal_of(connection, forged) == "actor"


def test_nobody_but_the_owner_installs(office: Database) -> None:
    with acting_as(office, "ada.adviser") as connection, installing(connection):
        statement = (
            "INSERT INTO contact (desk_id, staff_id, channel, direction, happened_at, wanted, said, caller_kind,"
            " caller_name, caller_check, dissatisfied, dissatisfied_about, version) VALUES (1,"
            f" {staff_id('ben.adviser')}, 'call', 'in', now(), '', '', 'member', '', 'passed', false, '', 1)"
        )
        assert refusal_of(connection, statement) == "actor"
