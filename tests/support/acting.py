"""Transactions of one person under an action of their own, straight on the database: no Office, no verb."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import DBAPIError

from app.store.engines import bind_action, write_transaction
from app.store.faults import GuardRefused, as_problem
from app.store.tables import Action
from tests.support.databases import Database, staff_id

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)


@contextmanager
def as_owner(database: Database) -> Iterator[Connection]:
    """One writing transaction of the owner, without an action."""
    engine = database.engine()
    try:
        with write_transaction(engine) as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def acting_as(database: Database, login: str) -> Iterator[Connection]:
    """One writing transaction of a person, under a new action of theirs at AT."""
    engine = database.engine(login)
    try:
        with write_transaction(engine) as connection:
            bind_action(connection, None, staff_id(login))
            bind_action(connection, new_action(connection, login), staff_id(login))
            yield connection
    finally:
        engine.dispose()


def new_action(connection: Connection, login: str) -> int:
    """The id of a new action row in somebody's name."""
    row = {"request_id": uuid4(), "verb": "test.act", "staff_id": staff_id(login), "at": AT, "program": "tests"}
    made: int = connection.execute(insert(Action).values(row | {"reason": ""}).returning(Action.id)).scalar_one()
    return made


def refusal_of(connection: Connection, statement: str) -> str:
    """The code of the guard that refuses a statement, which must be refused; the transaction goes on."""
    with pytest.raises(DBAPIError) as refused, connection.begin_nested():
        connection.execute(text(statement))
    problem = as_problem(refused.value)
    assert isinstance(problem, GuardRefused), refused.value
    assert problem.sentence.endswith(".")
    return problem.code
