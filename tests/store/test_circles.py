"""Who sees what: circles follow from parent to child on both engines; PostgreSQL keeps strangers out itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import DBAPIError

from app.schema import METADATA
from app.store.engines import installing
from app.store.faults import GuardRefused, as_problem
from app.store.guards.circles import circled, followings
from tests.support.acting import acting_as, as_owner
from tests.support.databases import Database, staff_id
from tests.support.rows import add_one_row_everywhere, plain_row

CIRCLED = circled(METADATA)


@pytest.fixture
def office(database: Database) -> Database:
    """A row in every table, and a circle 7 of Ada alone."""
    with as_owner(database) as connection, installing(connection):
        connection.execute(text("INSERT INTO circle (id, name) VALUES (1, 'one'), (7, 'Ada’s'), (8, 'nobody’s')"))
        connection.execute(
            text(f"INSERT INTO circle_member (circle_id, staff_id) VALUES (7, {staff_id('ada.adviser')})")
        )
        add_one_row_everywhere(connection)
    return database


def circles(connection: Connection) -> dict[str, object]:
    """The circle of the one row of each table."""
    return {name: connection.execute(text(f"SELECT circle_id FROM {name}")).scalar() for name in CIRCLED}


FOLLOWING_PERSON = [name for name in CIRCLED if name not in {"contact", "task"}]  # whose row has no person here


def test_a_circle_goes_down_to_every_child_and_up_again(office: Database) -> None:
    assert {one.child for one in followings(METADATA)} == set(CIRCLED) - {"person"}
    with as_owner(office) as connection:
        connection.execute(text("UPDATE contact SET person_id = 1"))
        connection.execute(text("UPDATE task SET person_id = 1"))
        for circle in (7, 8, None):
            connection.execute(text("UPDATE person SET circle_id = :circle"), {"circle": circle})
            assert circles(connection) == dict.fromkeys(CIRCLED, circle)


def test_a_new_child_takes_its_parents_circle(office: Database) -> None:
    with as_owner(office) as connection, installing(connection):
        connection.execute(text("UPDATE person SET circle_id = 7"))
        for name in ("former_name", "letter", "contact", "letter_comment"):
            table = METADATA.tables[name]
            row = plain_row(table) | {"id": 90}
            row |= {"reference": "R90"} if "reference" in table.c else {}
            row |= {"person_id": 1} if "person_id" in table.c else {}
            connection.execute(insert(table).values(row | {"circle_id": None}))
            assert connection.execute(text(f"SELECT circle_id FROM {name} WHERE id = 90")).scalar() == 7, name


def test_a_row_linked_later_follows_then(office: Database) -> None:
    with as_owner(office) as connection:
        connection.execute(text("UPDATE person SET circle_id = 7"))
        connection.execute(text("UPDATE contact SET person_id = 1"))
        assert connection.execute(text("SELECT circle_id FROM contact")).scalar() == 7


def test_nobody_opens_a_child_of_a_circle(office: Database) -> None:
    with as_owner(office) as connection:
        connection.execute(text("UPDATE person SET circle_id = 7"))
        connection.execute(text("UPDATE letter SET circle_id = NULL"))
        assert connection.execute(text("SELECT circle_id FROM letter")).scalar() == 7


def test_one_complaint_of_an_open_person_may_have_a_circle_of_its_own(office: Database) -> None:
    with as_owner(office) as connection:
        connection.execute(text("UPDATE complaint SET circle_id = 7"))
        found = circles(connection)
    assert {name for name, circle in found.items() if circle == 7} == {
        "chronology_line",
        "complaint",
        "complaint_hand",
        "complaint_head",
        "complaint_head_step",
        "complaint_likeness",
        "complaint_party",
        "complaint_reference",
        "complaint_token",
        "evidence",
        "evidence_head",
        "pile",
        "question_head",
        "remedy",
        "request",
        "sla_clock",
        "staff_question",
        "stage_answer",
        "stage_finding",
        "whole_file",
    }


ABOUT = [("letter", "complaint"), ("letter", "contact"), ("task", "complaint"), ("task", "contact"), ("task", "letter")]


@pytest.mark.parametrize(("child", "parent"), ABOUT)
def test_what_is_about_a_matter_follows_its_circle(office: Database, child: str, parent: str) -> None:
    of_child = {one.child for one in followings(METADATA) if one.parent == child and one.column != "subject"} | {child}
    with as_owner(office) as connection:
        connection.execute(text(f"UPDATE {child} SET subject = '{parent}:1'"))
        for circle in (7, 8, None):
            connection.execute(text(f"UPDATE {parent} SET circle_id = :circle"), {"circle": circle})
            assert {name: circles(connection)[name] for name in of_child} == dict.fromkeys(of_child, circle)


@pytest.mark.parametrize(("child", "parent"), ABOUT)
def test_what_is_begun_on_a_matter_of_a_circle_is_in_it(office: Database, child: str, parent: str) -> None:
    with as_owner(office) as connection, installing(connection):
        connection.execute(text(f"UPDATE {parent} SET circle_id = 7"))
        for number, subject in enumerate((f"{parent}:1", f"{parent}:2", "complaint:x", "nothing", None)):
            row = plain_row(METADATA.tables[child]) | {"id": 90 + number, "reference": f"R{number}"}
            connection.execute(insert(METADATA.tables[child]).values(row | {"subject": subject}))
        query = text(f"SELECT circle_id FROM {child} WHERE id >= 90 ORDER BY id")
        assert list(connection.execute(query).scalars()) == [7, None, None, None, None]
        connection.execute(text(f"UPDATE {child} SET subject = '{parent}:1' WHERE id = 94"))
        connection.execute(text(f"UPDATE {child} SET circle_id = NULL WHERE id IN (90, 94)"))
        assert list(connection.execute(query).scalars()) == [7, None, None, None, 7]


def test_a_matter_opened_again_leaves_its_letter_in_the_circle_of_its_person(office: Database) -> None:
    with as_owner(office) as connection:
        connection.execute(text("UPDATE letter SET subject = 'complaint:1'"))
        for circle in (7, None):
            connection.execute(text("UPDATE person SET circle_id = 8"))
            connection.execute(text("UPDATE complaint SET circle_id = :circle"), {"circle": circle})
            assert circles(connection)["letter"] == 8


def test_the_change_of_circle_is_in_the_audit_of_every_row(office: Database) -> None:
    with as_owner(office) as connection:
        last = connection.execute(text("SELECT max(id) FROM change")).scalar_one()
        connection.execute(text("UPDATE person SET circle_id = 7"))
        query = text("SELECT table_name FROM change WHERE id > :last AND kind = 'update'")
        left = sorted(connection.execute(query, {"last": last}).scalars())
    unaudited = {"blob", "search_token", "letter_draft", "letter_writer"} | {
        "complaint_likeness",
        "complaint_token",
        "letter_token",
    }
    assert left == sorted(set(FOLLOWING_PERSON) - unaudited)


# ---- on PostgreSQL by login ----------------------------------------------------------------------------------


@pytest.fixture
def closed(office: Database) -> Database:
    """The same office with its person, and all that is theirs, in Ada's circle."""
    with as_owner(office) as connection:
        connection.execute(text("UPDATE contact SET person_id = 1"))
        connection.execute(text("UPDATE task SET person_id = 1"))
        connection.execute(text("UPDATE person SET circle_id = 7"))
    return office


@pytest.mark.only_on("postgresql")
@pytest.mark.parametrize(
    ("login", "sees"),
    [("ada.adviser", 1), ("ben.adviser", 0), ("mia.manager", 0), ("kim.keeper", 0), ("oto.auditor", 1)],
)
def test_a_circle_is_seen_by_its_members_and_auditors_alone(closed: Database, login: str, sees: int) -> None:
    with reading_as(closed, login) as connection:
        for name in CIRCLED:
            assert connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() == sees, name
        query = text("SELECT count(*) FROM change WHERE table_name = 'person' AND kind = 'insert'")
        assert connection.execute(query).scalar_one() == sees
        open_to_all = text("SELECT count(*) FROM change WHERE table_name = 'desk'")
        assert connection.execute(open_to_all).scalar_one() > 0


@contextmanager
def reading_as(database: Database, login: str) -> Iterator[Connection]:
    engine = database.engine(login)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.only_on("postgresql")
def test_a_stranger_changes_nothing_in_a_circle(closed: Database) -> None:
    with acting_as(closed, "ben.adviser") as connection:
        assert connection.execute(text("UPDATE person SET title = 'Dr'")).rowcount == 0
        with pytest.raises(DBAPIError) as refused, connection.begin_nested():
            connection.execute(text("INSERT INTO former_name (person_id, name) VALUES (1, 'Old')"))
        assert isinstance(as_problem(refused.value), GuardRefused)
    with acting_as(closed, "ada.adviser") as connection:
        assert connection.execute(text("UPDATE person SET title = 'Dr'")).rowcount == 1
        connection.execute(text("INSERT INTO former_name (person_id, name) VALUES (1, 'Old')"))


@pytest.mark.only_on("postgresql")
def test_who_has_left_sees_no_circle(closed: Database) -> None:
    with as_owner(closed) as connection:
        connection.execute(text("UPDATE staff SET ended_on = current_date WHERE login = 'ada.adviser'"))
    with reading_as(closed, "ada.adviser") as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar_one() == 0


@pytest.mark.only_on("postgresql")
def test_the_circles_are_looked_up_once_a_statement(closed: Database) -> None:
    with reading_as(closed, "ada.adviser") as connection:
        plan = "\n".join(connection.execute(text("EXPLAIN SELECT * FROM person")).scalars())
    assert "InitPlan" in plan
