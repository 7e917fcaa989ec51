"""Every change of an audited row leaves what changed, under which action, sealed by a salted digest."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select, text, update

from app.members.tables import Person
from app.schema import METADATA
from app.staff.tables import Circle, Staff
from app.store.base import Words
from app.store.engines import bind_action, installing
from app.store.guards.audited import audited
from app.store.tables import Change
from tests.support.acting import AT, acting_as, as_owner, new_action
from tests.support.databases import Database, staff_id
from tests.support.rows import add_one_row_everywhere, another_value, plain_row

CHANGES = METADATA.tables["change"]
PERSON = METADATA.tables["person"]


def changes_since(connection: Connection, last: int) -> list[Any]:
    columns = (Change.id, Change.action_id, Change.table_name, Change.row_id, Change.kind, Change.at, Change.payload)
    return list(connection.execute(select(*columns).where(Change.id > last).order_by(Change.id)).all())


def last_change(connection: Connection) -> int:
    last: int = connection.execute(text("SELECT coalesce(max(id), 0) FROM change")).scalar_one()
    return last


def add_person(connection: Connection, **values: Any) -> int:
    row = plain_row(PERSON) | values
    made: int = connection.execute(insert(PERSON).values(row).returning(PERSON.c.id)).scalar_one()
    return made


def test_every_audited_table_leaves_its_insert_and_what_an_update_changed(database: Database) -> None:
    with as_owner(database) as connection, installing(connection):
        action = new_action(connection, "ada.adviser")
        bind_action(connection, action, None)
        add_one_row_everywhere(connection)
        inserted = {row.table_name for row in changes_since(connection, 0) if row.kind == "insert"}
        assert inserted == {table.name for table in audited(METADATA)}
        for table in audited(METADATA):
            _update_leaves_what_changed(connection, table.name, action)


def _update_leaves_what_changed(connection: Connection, name: str, action: int) -> None:
    table = METADATA.tables[name]
    plain = [column for column in table.columns if another_value(column) is not None]
    if table.info.get("append_only") or not plain:
        return
    column = plain[-1]
    last = last_change(connection)
    row_id = connection.execute(select(table.c.id).limit(1)).scalar_one()
    changing = update(table).where(table.c.id == row_id).values({column.name: another_value(column)})
    connection.execute(changing)
    (left,) = changes_since(connection, last)
    assert (left.table_name, left.kind, left.row_id, left.action_id) == (name, "update", row_id, action)
    assert list(left.payload) == [column.name]
    if isinstance(column.type, Words) and column.name != "password_hash":
        assert left.payload[column.name][1] == "y"


def test_a_change_says_who_when_and_each_value_old_and_new(database: Database) -> None:
    with acting_as(database, "ada.adviser") as connection:
        person = add_person(connection, family_name="O'Brien", family_name_first=True, title="Dr")
        (made,) = changes_since(connection, last_change(connection) - 1)
        assert made.payload["family_name"] == [None, "O'Brien"]
        assert made.payload["family_name_first"] == [None, True]
        assert "native_name" not in made.payload
        assert made.at == AT  # the office is in test mode: the action's time counts
        last = last_change(connection)
        values = {"family_name": "# 陳大文 & <Ltd>", "title": "Dr", "family_name_first": False, "born_on": "1970-02-03"}
        connection.execute(update(PERSON).where(PERSON.c.id == person), _typed(values))
        (changed,) = changes_since(connection, last)
    assert changed.payload == {
        "family_name": ["O'Brien", "# 陳大文 & <Ltd>"],
        "family_name_first": [True, False],
        "born_on": [None, "1970-02-03"],
    }


def _typed(values: dict[str, Any]) -> dict[str, Any]:
    return values | {"born_on": datetime.fromisoformat(values["born_on"]).date()}


def test_json_and_instants_read_alike_on_both(database: Database) -> None:
    with acting_as(database, "ada.adviser") as connection:
        add_person(connection)
        contact = plain_row(METADATA.tables["contact"]) | {"happened_at": datetime(2026, 5, 6, 7, 8, tzinfo=UTC)}
        contact |= {"caller_checked": {"points": ["born_on", None], "deep": {"none": None}}}
        connection.execute(insert(METADATA.tables["contact"]).values(contact))
        payload = changes_since(connection, last_change(connection) - 1)[0].payload
    assert datetime.fromisoformat(payload["happened_at"][1]) == datetime(2026, 5, 6, 7, 8, tzinfo=UTC)
    assert payload["caller_checked"] == [None, {"points": ["born_on", None], "deep": {"none": None}}]


def test_what_changes_nothing_leaves_nothing(database: Database) -> None:
    with acting_as(database, "ada.adviser") as connection:
        add_person(connection)
        last = last_change(connection)
        connection.execute(text("UPDATE person SET family_name = family_name"))
        assert changes_since(connection, last) == []


def test_one_statement_over_many_rows_leaves_a_row_each(database: Database) -> None:
    with acting_as(database, "ada.adviser") as connection:
        people = [add_person(connection) for _ in range(7)]
        last = last_change(connection)
        connection.execute(text("UPDATE person SET title = 'Dr'"))
        assert [row.row_id for row in changes_since(connection, last)] == people


def test_a_password_leaves_that_it_changed_and_not_what_it_is(database: Database) -> None:
    with as_owner(database) as connection:
        last = last_change(connection)
        connection.execute(update(Staff).where(Staff.id == 1).values(password_hash="a secret"))
        (left,) = changes_since(connection, last)
    assert left.payload == {"password_hash": ["withheld", "withheld"]}


def test_each_payload_is_sealed_with_a_salt_of_its_own(database: Database) -> None:
    with acting_as(database, "ada.adviser") as connection:
        for name in ("Tan", "Tan", "Łódź"):
            add_person(connection, family_name=name)
        as_text = "payload" if database.kind == "sqlite" else "payload::text"
        query = f"SELECT salt, {as_text} AS payload, digest FROM change WHERE table_name = 'person'"
        sealed = connection.execute(text(query)).all()
    assert len(sealed) == len({row.salt for row in sealed}) == 3
    for row in sealed:
        assert row.digest == hashlib.sha256((row.salt + row.payload).encode()).hexdigest()


def test_a_change_without_an_action_is_named_as_direct(database: Database) -> None:
    with as_owner(database) as connection:
        connection.execute(text("INSERT INTO circle (name) VALUES ('by hand')"))
        (left,) = changes_since(connection, last_change(connection) - 1)
    assert left.action_id is None
    assert abs(left.at - datetime.now(UTC)).total_seconds() < 60


def test_the_action_ends_with_its_transaction(database: Database) -> None:
    engine = database.engine("ada.adviser")
    with engine.connect() as connection:
        for expected in (True, False):
            with connection.begin():
                if expected:
                    bind_action(connection, None, staff_id("ada.adviser"))
                    bind_action(connection, new_action(connection, "ada.adviser"), staff_id("ada.adviser"))
                add_person(connection)
                (left,) = changes_since(connection, last_change(connection) - 1)
                assert (left.action_id is not None) is expected
    engine.dispose()


@pytest.mark.only_on("postgresql")
def test_nobody_writes_under_somebody_elses_action(database: Database) -> None:
    with acting_as(database, "ben.adviser") as connection:
        bens = new_action(connection, "ben.adviser")
    with acting_as(database, "ada.adviser") as connection:
        bind_action(connection, bens, staff_id("ben.adviser"))
        add_person(connection)
        (left,) = changes_since(connection, last_change(connection) - 1)
    assert left.action_id is None


def test_the_time_is_the_servers_own_outside_test_mode(database: Database) -> None:
    with as_owner(database) as connection:
        connection.execute(text("UPDATE office_info SET test_mode = false"))
    with acting_as(database, "ada.adviser") as connection:
        add_person(connection)
        (left,) = changes_since(connection, last_change(connection) - 1)
    assert abs(left.at - datetime.now(UTC)).total_seconds() < 60


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=60), max_size=4))
def test_any_text_is_recorded_as_it_is_stored(database: Database, names: list[str]) -> None:
    with as_owner(database) as connection:
        circle = insert(Circle).returning(Circle.id)
        row_id = connection.execute(circle.values(name="first")).scalar_one()
        stored = ["first"]
        for name in names:
            connection.execute(update(Circle).where(Circle.id == row_id).values(name=name))
            stored.append(connection.execute(select(Circle.name).where(Circle.id == row_id)).scalar_one())
        query = select(Change.payload).where(Change.table_name == "circle", Change.row_id == row_id)
        left = [
            payload["name"] for payload in connection.execute(query.order_by(Change.id)).scalars() if "name" in payload
        ]
        connection.rollback()
    steps = [[old, new] for old, new in zip([None, *stored], stored, strict=False) if old != new]
    assert json.loads(json.dumps(left)) == steps


def test_people_are_in_the_audit_from_the_first(database: Database) -> None:
    with as_owner(database) as connection:
        names = set(connection.execute(select(Change.table_name)).scalars())
        assert {"staff", "staff_role", "desk"} <= names
        assert connection.execute(select(Person.id)).first() is None
