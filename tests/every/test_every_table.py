"""Every table is in the audit or says why not, follows its person's circle or holds nobody's data, and has limits."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import CheckConstraint, Column, Connection, DateTime, Enum, String, Table, insert
from sqlalchemy.exc import DBAPIError

from app.basics.problems import BadInput
from app.schema import METADATA
from app.store.base import Words
from app.store.engines import installing
from app.store.faults import as_problem
from app.store.guards.catalogue import generate
from tests.support.acting import as_owner
from tests.support.databases import Database
from tests.support.rows import add_one_row_everywhere, plain_row

NOT_PERSONAL = {
    "absence": "colleagues",
    "action": "who did what, by subject and id; what it says of a person stands in change",
    "authority_grant": "the office's own rules",
    "calendar": "public holidays",
    "calendar_year": "public holidays",
    "change": "read through the row that it tells of, whose circle counts",
    "circle": "names of circles",
    "circle_member": "who is in a circle decides, so it cannot be inside one",
    "closed_day": "public holidays",
    "desk": "the office's own address",
    "draft_text": "seen by whoever types it alone",
    "lease": "who is writing which letter",
    "library_version": "published words",
    "library_withdrawal": "the office's own rules",
    "office_info": "the office itself",
    "partner": "organisations, and public",
    "reference_series": "counters",
    "staff": "colleagues",
    "staff_role": "colleagues",
    "starter": "colleagues",
}
"""What has no circle, with the reason."""

TABLES = [pytest.param(table, id=name) for name, table in sorted(METADATA.tables.items())]


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_every_table_is_audited_or_says_why_not(dialect: str) -> None:
    audits = "INTO change" if dialect == "sqlite" else "fairhand_audit("
    guards = [guard for guard in generate(METADATA, dialect) if guard.shown.kind == "trigger" and audits in guard.sql]
    watched = {guard.table for guard in guards}
    reasons = {
        name: str(table.info["unaudited"]) for name, table in METADATA.tables.items() if "unaudited" in table.info
    }
    assert watched == set(METADATA.tables) - set(reasons)
    assert [name for name, reason in reasons.items() if len(reason.split()) < 3] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_circle_or_holds_nobodys_data(table: Table) -> None:
    has_circle = "circle_id" in table.c and not table.c.circle_id.foreign_keys
    assert has_circle != (table.name in NOT_PERSONAL)
    if has_circle and table.name != "person":
        parent, column = table.info["circle_from"]
        assert parent in METADATA.tables
        assert column in table.c


def test_tables_that_are_gone_are_not_spoken_of() -> None:
    assert set(NOT_PERSONAL) <= set(METADATA.tables)


@pytest.mark.parametrize("table", TABLES)
def test_every_text_has_a_limit(table: Table) -> None:
    checks = {str(one.sqltext) for one in table.constraints if isinstance(one, CheckConstraint)}
    for column in table.columns:
        kind = column.type
        if isinstance(kind, Words):
            assert f"length({column.name}) <= {kind.limit}" in checks
        elif isinstance(kind, String) and not isinstance(kind, Enum):
            pytest.fail(f"{table.name}.{column.name} is text without limit: use Words")


@pytest.mark.parametrize("table", TABLES)
def test_every_instant_has_its_zone(table: Table) -> None:
    assert [column.name for column in table.columns if isinstance(column.type, DateTime)] == []


def test_a_text_one_character_too_long_is_refused_everywhere(database: Database) -> None:
    """By the database itself, whatever the rules above it let through."""
    with as_owner(database) as connection, installing(connection):
        add_one_row_everywhere(connection)
        for table in METADATA.sorted_tables:
            for column in table.columns:
                if isinstance(column.type, Words):
                    problem = refusal(connection, table, column, "x" * (column.type.limit + 1))
                    assert problem.sentence.endswith("Shorten it.")
                    assert [one.field for one in problem.problems] == [column.name]


def refusal(connection: Connection, table: Table, column: Column[Any], text: str) -> BadInput:
    with pytest.raises(DBAPIError) as refused, connection.begin_nested():
        connection.execute(insert(table).values(plain_row(table) | {column.name: text}))
    problem = as_problem(refused.value)
    assert isinstance(problem, BadInput), f"{table.name}.{column.name}: {refused.value}"
    return problem
