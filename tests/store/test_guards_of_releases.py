"""What goes without a second person, by direct SQL: only what the stored rules allow leaves; on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from app.schema import METADATA
from app.store.draw import is_drawn
from app.store.drawn_letters import is_to_read
from app.store.engines import installing
from tests.support.acting import acting_as, as_owner, refusal_of
from tests.support.databases import Database
from tests.support.decided_letters import ADA, BEN, LEA
from tests.support.rows import add_one_row_everywhere, plain_row

RULES = {"approval": {"alone": {"acknowledgement": {"own_words": 10, "remedies": False},
                                "response": {"own_words": 100, "remedies": False}}}}  # fmt: skip


@pytest.fixture
def waiting(database: Database) -> Database:
    """Ada's acknowledgement of case 70 (letter 80, revision 90) and her response (81, 91), both submitted by her.

    The case keeps to procedure version 60; 61 is the template of each, by kind.
    """
    with as_owner(database) as connection, installing(connection):
        add_one_row_everywhere(connection)
        for number, kind in ((60, "procedure"), (61, "template"), (62, "template"), (63, "procedure")):
            data: Any = RULES if number == 60 else {"kind": "acknowledgement" if number == 61 else "response"}
            if number == 63:
                data = {"approval": {"alone": {"response": {"own_words": 100, "remedies": True}}}}
            _put(connection, "library_version", id=number, kind=kind, code=f"c{number}", data=data)
        _put(connection, "complaint", id=70, reference="C70", procedure_version_id=60)
        for letter, kind, template in ((80, "acknowledgement", 61), (81, "response", 62)):
            subject = {"subject": "complaint:70", "state": "submitted", "reference": f"L{letter}"}
            _put(connection, "letter", id=letter, kind=kind, author_id=ADA, **subject)
            content = {"kind": kind}
            own = {"submitted_by_id": ADA, "template_version_id": template, "content": content}
            _put(connection, "letter_revision", id=letter + 10, letter_id=letter, **own)
        connection.execute(text("UPDATE letter_kept_reading SET let_go_at = '2026-03-04'"))
    return database


def _put(connection: Any, table: str, **values: Any) -> None:
    connection.execute(insert(METADATA.tables[table]).values(plain_row(METADATA.tables[table]) | values))


def release(
    letter: int = 80,
    revision: int = 90,
    by: int = ADA,
    rules: int = 60,
    words: int = 10,
    percent: int = 100,
) -> str:
    return (
        "INSERT INTO letter_release (letter_id, revision_id, procedure_version_id, own_words, rule, released_by_id,"
        " released_at, sample_percent)"
        f" VALUES ({letter}, {revision}, {rules}, {words}, 'r', {by}, '2026-03-04', {percent})"
    )


def approved(letter: int = 80, revision: int = 90) -> str:
    return f"UPDATE letter SET state = 'approved', approved_revision_id = {revision} WHERE id = {letter}"


def test_nothing_leaves_without_a_decision_or_a_release(waiting: Database) -> None:
    with acting_as(waiting, "ada.adviser") as connection:
        assert refusal_of(connection, approved()) == "unapproved"
        connection.execute(text(release()))
        assert refusal_of(connection, approved(81, 91)) == "unapproved"
        assert connection.execute(text(approved())).rowcount == 1
        assert connection.execute(text("UPDATE letter SET state = 'posted' WHERE id = 80")).rowcount == 1


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        (release(words=11), "second_person"),
        (release(words=-1), "second_person"),
        (release(rules=63), "second_person"),
        (release(rules=61), "second_person"),
        (release(revision=91), "not_its_author"),
        (release(by=LEA), "actor"),
    ],
    ids=["too many own words", "fewer than none", "rules of another procedure", "no procedure", "another's revision",
         "in another's name"],
)  # fmt: skip
def test_what_the_rules_do_not_allow(waiting: Database, statement: str, code: str) -> None:
    with acting_as(waiting, "ada.adviser") as connection:
        assert refusal_of(connection, statement) == code


def test_its_author_alone_and_as_submitted_last(waiting: Database) -> None:
    with acting_as(waiting, "ben.adviser") as connection:
        assert refusal_of(connection, release(by=BEN)) == "not_its_author"
    with as_owner(waiting) as connection, installing(connection):
        _put(connection, "letter_revision", id=92, letter_id=80, number=2, submitted_by_id=ADA)
    with acting_as(waiting, "ada.adviser") as connection:
        assert refusal_of(connection, release()) == "not_its_author"


def test_a_letter_of_another_kind_does_not_pass_for_this_one(waiting: Database) -> None:
    with acting_as(waiting, "ada.adviser") as connection:
        assert refusal_of(connection, "UPDATE letter SET kind = 'acknowledgement' WHERE id = 81") == "kind_fixed"
    with as_owner(waiting) as connection, installing(connection):
        connection.execute(text("UPDATE letter SET kind = 'acknowledgement' WHERE id = 81"))
    with acting_as(waiting, "ada.adviser") as connection:
        assert refusal_of(connection, release(81, 91)) == "second_person"


@pytest.mark.parametrize(
    "first",
    [
        f"INSERT INTO starter (staff_id, until_on, set_at) VALUES ({ADA}, '2099-01-01', '2026-03-04')",
        "UPDATE letter SET circle_id = 1 WHERE id = 80",
        "UPDATE letter_kept_reading SET let_go_at = NULL, letter_id = 80",
        "UPDATE letter_decision SET verdict = 'returned', letter_id = 80",
    ],
    ids=["a starter", "restricted", "a kept reading", "returned before"],
)
def test_what_is_watched_needs_a_second_person(waiting: Database, first: str) -> None:
    with as_owner(waiting) as connection, installing(connection):
        if first.startswith("UPDATE letter_decision"):
            _put(connection, "letter_decision", letter_id=80, revision_id=90, verdict="returned", decided_by_id=LEA)
        else:
            connection.execute(text(first))
    with acting_as(waiting, "ada.adviser") as connection:
        assert refusal_of(connection, release()) in {"watched", "not_its_author"}


def test_what_is_read_afterwards_is_nobodys_choice(waiting: Database) -> None:
    """A hundred letters, of which the rules draw thirty: known to who reads them, never to who lets them go."""
    letters = range(200, 300)
    with as_owner(waiting) as connection, installing(connection):
        rules: Any = {"approval": RULES["approval"] | {"sample_percent": 30}}
        _put(connection, "library_version", id=64, kind="procedure", code="c64", data=rules)
        _put(connection, "complaint", id=71, reference="C71", procedure_version_id=64)
        salt = connection.execute(text("SELECT draw_salt FROM office_info")).scalar_one()
        for number in letters:
            head = {"subject": "complaint:71", "state": "submitted", "reference": f"L{number}"}
            _put(connection, "letter", id=number, kind="acknowledgement", author_id=ADA, **head)
            own = {"submitted_by_id": ADA, "template_version_id": 61, "content": {"kind": "acknowledgement"}}
            _put(connection, "letter_revision", id=number + 1000, letter_id=number, **own)
    expected = {number for number in letters if is_drawn(number, salt, 30)}
    assert 15 < len(expected) < 45
    with acting_as(waiting, "ada.adviser") as connection:
        for number in letters:
            of_it: Any = {"letter": number, "revision": number + 1000, "rules": 64}
            assert refusal_of(connection, release(**of_it, percent=0)) == "share"
            connection.execute(text(release(**of_it, percent=30)))
        if waiting.kind == "postgresql":
            assert connection.execute(text("SELECT fairhand_to_read()")).scalar() == []
            assert refusal_of(connection, "SELECT draw_salt FROM office_info") == "grant"
        connection.commit()
    with acting_as(waiting, "lea.leader") as connection, Session(connection) as session:
        row = METADATA.tables["letter_release"].c
        assert set(session.scalars(select(row.letter_id).where(is_to_read(session, row.id, LEA)))) == expected


@pytest.mark.only_on("postgresql")
def test_what_is_drawn_is_told_to_its_circle_alone(waiting: Database) -> None:
    with acting_as(waiting, "ada.adviser") as connection:
        connection.execute(text(release()))
        connection.commit()
    for circle, told in (("NULL", 1), ("1", 0)):
        with as_owner(waiting) as connection, installing(connection):
            connection.execute(text(f"UPDATE letter SET circle_id = {circle} WHERE id = 80"))
        with acting_as(waiting, "lea.leader") as connection:
            assert len(connection.execute(text("SELECT fairhand_to_read()")).scalar_one()) == told


def test_the_salt_they_are_drawn_by_stays(waiting: Database) -> None:
    with as_owner(waiting) as connection, installing(connection):
        assert refusal_of(connection, "UPDATE office_info SET draw_salt = draw_salt || '1'") == "draw_fixed"


def test_a_starters_time_that_is_over_is_over(waiting: Database) -> None:
    with as_owner(waiting) as connection, installing(connection):
        for until in ("2099-01-01", "2026-01-01"):
            added = f"INSERT INTO starter (staff_id, until_on, set_at) VALUES ({ADA}, '{until}', '2026-03-04')"
            connection.execute(text(added))
    with acting_as(waiting, "ada.adviser") as connection:
        connection.execute(text(release()))


def test_a_response_that_promises_needs_a_second_person(waiting: Database) -> None:
    with acting_as(waiting, "ada.adviser") as connection:
        connection.execute(text(release(81, 91)))
        connection.rollback()
    with as_owner(waiting) as connection, installing(connection):
        _put(connection, "remedy", complaint_id=70, state="proposed", amount_minor=None)
    with acting_as(waiting, "ada.adviser") as connection:
        assert refusal_of(connection, release(81, 91)) == "second_person"
        connection.execute(text(release()))


def test_who_wrote_of_it_does_not_read_it_afterwards(waiting: Database) -> None:
    def read(by: int) -> str:
        return (
            "INSERT INTO letter_read_afterwards (letter_id, release_id, remark, read_by_id, read_at)"
            f" SELECT 80, max(id), '', {by}, '2026-03-04' FROM letter_release WHERE letter_id = 80"
        )

    with acting_as(waiting, "ada.adviser") as connection:
        connection.execute(text(release()))
        assert refusal_of(connection, read(ADA)) in {"own_letter", "role"}
        connection.commit()
    with acting_as(waiting, "lea.leader") as connection:
        connection.execute(
            text(f"INSERT INTO letter_writer (letter_id, staff_id, since) VALUES (80, {LEA}, '2026-03-04')")
        )
        assert refusal_of(connection, read(LEA)) == "own_letter"
        connection.rollback()
    with acting_as(waiting, "lea.leader") as connection:
        assert connection.execute(text(read(LEA))).rowcount == 1
