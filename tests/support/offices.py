"""People of the test office, signed in on each engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from app.basics.clock import SetClock
from app.office import Office
from tests.support.databases import Database
from tests.support.postgres import PASSWORD

Enter = Callable[[str], Office]
"""``enter("ada.adviser")`` signs somebody of the test office in; closed again after the test."""


@pytest.fixture
def clock() -> SetClock:
    """Friday 20 November 2026, 10:00 UTC, until a test moves it."""
    return SetClock()


@contextmanager
def signing_in(database: Database, clock: SetClock) -> Iterator[Enter]:
    """Signs people in by this clock, and closes their offices at the end."""
    opened: list[Office] = []

    def sign_in(login: str) -> Office:
        office = Office.sign_in(str_of(database, login), login, PASSWORD, clock=clock)
        opened.append(office)
        return office

    yield sign_in
    for office in opened:
        office.close()


@pytest.fixture
def enter(database: Database, clock: SetClock) -> Iterator[Enter]:
    """Signs people in to one fresh office, on each engine."""
    with signing_in(database, clock) as sign_in:
        yield sign_in


@pytest.fixture
def office(enter: Enter) -> Office:
    """The office as Ada, an adviser, finds it."""
    return enter("ada.adviser")


def str_of(database: Database, login: str) -> str:
    """The database's URL for somebody, password and all."""
    return database.url_for(login).render_as_string(hide_password=False)
