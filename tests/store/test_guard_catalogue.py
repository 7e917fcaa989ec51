"""What is installed is what is generated; what somebody took away or changed is named."""

from __future__ import annotations

import pytest
from sqlalchemy import select, text

from app.schema import METADATA
from app.store.guards.catalogue import differences, fingerprint, generate, install, installed, suspended
from app.store.tables import OfficeInfo
from tests.support.acting import as_owner, refusal_of
from tests.support.databases import Database


def test_the_catalogue_of_an_office_is_the_generated_set(database: Database) -> None:
    wanted = generate(METADATA, database.kind)
    with as_owner(database) as connection:
        assert installed(connection) == {guard.shown for guard in wanted}
        assert connection.execute(select(OfficeInfo.guards_sha256)).scalar_one() == fingerprint(wanted)


def test_installing_again_changes_nothing(database: Database) -> None:
    with as_owner(database) as connection:
        before = installed(connection)
        install(connection, METADATA)
        assert installed(connection) == before


_FORGED_ACTOR = (
    "CREATE OR REPLACE FUNCTION fairhand_actor() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER"
    " SET search_path = public, pg_temp AS 'SELECT 4::bigint'"
)
_ON_DATABASE = "DO $$BEGIN EXECUTE '{0} ON DATABASE ' || quote_ident(current_database()) || ' {1}'; END$$"
_TAMPERING = {
    "sqlite": [
        ("DROP TRIGGER fairhand_letter_before_update", "trigger fairhand_letter_before_update on letter"),
        ("CREATE TRIGGER mine AFTER INSERT ON lease BEGIN SELECT 1; END", "not ours: trigger mine on lease"),
    ],
    "postgresql": [
        ("DROP TRIGGER fairhand_letter_audit ON letter", "trigger fairhand_letter_audit on letter"),
        (
            "ALTER TABLE letter DISABLE TRIGGER fairhand_letter_audit",
            "missing or changed: trigger fairhand_letter_audit",
        ),
        ("ALTER FUNCTION fairhand_audit() SECURITY INVOKER", "function fairhand_audit"),
        (
            _FORGED_ACTOR,
            "function fairhand_actor",
        ),
        ("ALTER TABLE letter DISABLE ROW LEVEL SECURITY", "row security fairhand_letter on letter"),
        ("ALTER POLICY fairhand_circle ON letter USING (true)", "policy fairhand_circle on letter"),
        ("CREATE POLICY open ON letter USING (true)", "not ours: policy open on letter"),
        ("GRANT UPDATE ON change TO fairhand_staff", "not ours: grant fairhand_staff update on change"),
        ("GRANT SELECT (password_hash) ON staff TO fairhand_staff", "grant fairhand_staff select on staff"),
        ("REVOKE SELECT ON person FROM fairhand_auditor", "grant fairhand_auditor select on person"),
        ("GRANT SELECT ON person TO PUBLIC", "not ours: grant PUBLIC select on person"),
        ("GRANT EXECUTE ON FUNCTION fairhand_audit() TO PUBLIC", "missing or changed: function fairhand_audit"),
        (_ON_DATABASE.format("GRANT TEMPORARY", "TO PUBLIC"), "not ours: grant PUBLIC temporary on the database"),
        (_ON_DATABASE.format("REVOKE CONNECT", "FROM fairhand_staff"), "grant fairhand_staff connect on the database"),
    ],
}


@pytest.mark.parametrize("number", range(max(len(cases) for cases in _TAMPERING.values())))
def test_whatever_was_done_to_the_guards_is_named_and_mended(database: Database, number: int) -> None:
    cases = _TAMPERING[database.kind]
    statement, named = cases[number % len(cases)]
    with as_owner(database) as connection:
        connection.execute(text(statement))
        assert any(named in line for line in differences(connection, METADATA))
    with as_owner(database) as connection:
        if not named.startswith("not ours"):
            install(connection, METADATA)
            assert differences(connection, METADATA) == []


def test_a_bulk_load_leaves_no_change_rows_and_all_guards_afterwards(database: Database) -> None:
    with as_owner(database) as connection:
        changes = text("SELECT count(*) FROM change")
        before = connection.execute(changes).scalar_one()
        with suspended(connection, METADATA):
            connection.execute(text("INSERT INTO circle (name) VALUES ('one'), ('two')"))
            connection.execute(text("DELETE FROM circle WHERE name = 'two'"))
        assert connection.execute(changes).scalar_one() == before
        assert differences(connection, METADATA) == []
        assert refusal_of(connection, "DELETE FROM circle") == "kept"
