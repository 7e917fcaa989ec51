"""The database holds sums against who decides, in whichever letter of the matter they are promised."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, insert, text

from app.schema import METADATA
from app.store.engines import installing
from tests.store.test_guards_of_releases import release
from tests.support.acting import acting_as, as_owner, refusal_of
from tests.support.databases import Database
from tests.support.decided_letters import ADA, LEA, decide
from tests.support.rows import add_one_row_everywhere, plain_row

ALONE = {"own_words": 100, "remedies": True}
LETTERS = {
    80: ("response", 61, 70, None),
    81: ("response", 61, 71, None),
    82: ("confirmation", 62, 70, None),
    83: ("correction", 63, 70, 80),
    84: ("acknowledgement", 64, 70, None),
}
"""Letter: its kind, template, case, and which letter it corrects. Case 71 is joined to 70, which has the sum."""


def put(connection: Connection, table: str, **values: Any) -> None:
    connection.execute(insert(METADATA.tables[table]).values(plain_row(METADATA.tables[table]) | values))


@pytest.fixture
def promised(database: Database) -> Database:
    """A million pounds are proposed on case 70, and a letter of each kind waits with nobody's grant."""
    kinds = {template: kind for kind, template, _case, _corrects in LETTERS.values()}
    with as_owner(database) as connection, installing(connection):
        add_one_row_everywhere(connection)
        rules = {"approval": {"alone": dict.fromkeys(kinds.values(), ALONE)}}
        put(connection, "library_version", id=60, kind="procedure", code="c60", data=rules)
        for template, kind in kinds.items():
            put(connection, "library_version", id=template, kind="template", code=f"c{template}", data={"kind": kind})
        case = {"procedure_version_id": 60, "stage": "one"}
        put(connection, "complaint", id=70, reference="C70", **case)
        put(connection, "complaint", id=71, reference="C71", joined_to_id=70, **case)
        put(connection, "complaint_head", id=72, complaint_id=70)
        of_case = {"complaint_id": 70, "head_id": 72, "stage": "one"}
        sum_of = {"kind": "ex_gratia", "state": "proposed", "amount_minor": 100_000_000, "currency": "GBP"}
        put(connection, "remedy", id=73, **of_case, **sum_of)
        for number, (kind, template, case_id, corrects) in LETTERS.items():
            head = {"kind": kind, "author_id": ADA, "subject": f"complaint:{case_id}", "state": "submitted"}
            put(connection, "letter", id=number, reference=f"L{number}", corrects_id=corrects, **head)
            words = {"submitted_by_id": ADA, "template_version_id": template, "content": {"kind": kind}}
            put(connection, "letter_revision", id=number + 10, letter_id=number, **words)
        connection.execute(text("UPDATE letter_kept_reading SET let_go_at = '2026-03-04'"))
    return database


def test_no_letter_of_the_matter_promises_more_than_its_approver_may_grant(promised: Database) -> None:
    with acting_as(promised, "lea.leader") as connection:
        refused = {one: refusal_of(connection, decide(one + 10, LEA, letter=one)) for one in (80, 81, 82, 83)}
        assert set(refused.values()) == {"above_authority"}
        connection.execute(text(decide(94, LEA, letter=84)))


def test_a_grant_counts_from_its_day_at_the_desk_of_who_decides(promised: Database) -> None:
    """Eight in the evening of the fourth by UTC is the fifth in Singapore."""
    with as_owner(promised) as connection, installing(connection):
        grant = {"kind": "ex_gratia", "currency": "GBP", "limit_minor": 100_000_000, "from_on": date(2026, 3, 5)}
        put(connection, "authority_grant", staff_id=LEA, role=None, **grant)
    statement = decide(90, LEA, letter=80).replace("'2026-03-04'", "'2026-03-04 20:00:00'")
    with acting_as(promised, "lea.leader") as connection:
        assert refusal_of(connection, statement) == "above_authority"
    with as_owner(promised) as connection, installing(connection):
        connection.execute(text("UPDATE desk SET zone = 'Asia/Singapore'"))
    with acting_as(promised, "lea.leader") as connection:
        connection.execute(text(statement))


def test_who_cannot_see_what_an_answer_promises_does_not_decide_on_it(promised: Database) -> None:
    with as_owner(promised) as connection, installing(connection):
        connection.execute(text("UPDATE remedy SET state = 'withdrawn'"))
        connection.execute(text("INSERT INTO circle (id, name) VALUES (7, 'A colleague')"))
        connection.execute(text("UPDATE complaint SET circle_id = 7 WHERE id = 70"))
    with acting_as(promised, "lea.leader") as connection:
        assert refusal_of(connection, decide(91, LEA, letter=81)) == "lead_unseen"
    with as_owner(promised) as connection, installing(connection):
        connection.execute(text(f"INSERT INTO circle_member (circle_id, staff_id) VALUES (7, {LEA})"))
    with acting_as(promised, "lea.leader") as connection:
        connection.execute(text(decide(91, LEA, letter=81)))


def test_no_letter_of_the_matter_that_promises_money_goes_alone(promised: Database) -> None:
    with acting_as(promised, "ada.adviser") as connection:
        refused = {one: refusal_of(connection, release(one, one + 10, words=0)) for one in (80, 81, 82, 83)}
        assert set(refused.values()) == {"watched"}
        connection.execute(text(release(84, 94, words=0)))


def test_a_version_that_was_withdrawn_is_no_rule(database: Database) -> None:
    rules = {"approval": {"alone": {"request": ALONE}}}
    with as_owner(database) as connection, installing(connection):
        add_one_row_everywhere(connection)
        for number, version in ((60, 1), (64, 2)):
            of_version = {"version": version, "data": rules, "in_force_from": date(2026, version, 1)}
            put(connection, "library_version", id=number, kind="procedure", code="proc", **of_version)
        put(connection, "library_version", id=61, kind="template", code="t", data={"kind": "request"})
        put(connection, "library_withdrawal", id=65, version_id=64)
        connection.execute(text("UPDATE desk SET procedure_code = 'proc'"))
        head = {"kind": "request", "author_id": ADA, "subject": None, "state": "submitted"}
        put(connection, "letter", id=80, reference="L80", **head)
        words = {"submitted_by_id": ADA, "template_version_id": 61, "content": {"kind": "request"}}
        put(connection, "letter_revision", id=90, letter_id=80, **words)
        connection.execute(text("UPDATE letter_kept_reading SET let_go_at = '2026-03-04'"))
    with acting_as(database, "ada.adviser") as connection:
        assert refusal_of(connection, release(80, 90, rules=64, words=0)) == "second_person"
        connection.execute(text(release(80, 90, rules=60, words=0)))
