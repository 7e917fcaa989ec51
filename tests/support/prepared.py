"""Offices on which tests begin: worked up once a session, then copied for each test, which takes a hundredth of it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import pytest
from sqlalchemy import URL, Engine, text

from app.basics.clock import SetClock
from app.staff.logins import create_login
from app.store.guards.groups import GROUPS
from tests.support.databases import PEOPLE, Database, Kind, make_template
from tests.support.offices import Enter, signing_in
from tests.support.postgres import PASSWORD, drop_login, in_memory

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """What was done in an office before a test begins: people sign in, and go on from what the work before gave."""

    work: Callable[[Enter, SetClock, Any], Any]
    after: Past | None = None

    def days(self) -> list[Past]:
        """This and all that it goes on from, newest first."""
        return [self, *(self.after.days() if self.after else ())]


def begins_after(past: Past) -> Callable[[F], F]:
    """Stands under ``@pytest.fixture``: whoever asks for the fixture finds this work done."""

    def note(fixture: F) -> F:
        _PAST_OF[fixture] = past
        return fixture

    return note


def given_by(name: str, past: Past) -> Any:
    """A fixture of this name that is what the work gave back; the test's clock goes on from where it ended."""

    @pytest.fixture(name=name)
    @begins_after(past)
    def fixture(shelf: Shelf, clock: SetClock) -> Any:
        result, clock.at = shelf.given(past)
        return result

    return fixture


_PAST_OF: dict[Callable[..., Any], Past] = {}


class Shelf(ABC):
    """The templates of one engine: one has PEOPLE and nothing else, the others are made when first asked for."""

    def __init__(self) -> None:
        self._templates: dict[Past | None, str] = {}
        self._given: dict[Past, tuple[Any, datetime]] = {}

    @abstractmethod
    def first(self) -> str:
        """Make the template with PEOPLE in it."""

    @abstractmethod
    def copied(self, template: str) -> AbstractContextManager[Database]:
        """A fresh office, gone afterwards."""

    @abstractmethod
    def keep(self, database: Database) -> str:
        """Make a template of an office in which nobody is signed in."""

    @contextmanager
    def copy_for(self, request: pytest.FixtureRequest) -> Iterator[Database]:
        """A fresh office as the fixtures of this test expect it."""
        with self.copied(self._template(_asked(request))) as database:
            yield database

    def fresh(self) -> AbstractContextManager[Database]:
        """An office with PEOPLE in it and nothing else, for as long as its user wants."""
        return self.copied(self._template(None))

    def given(self, past: Past) -> tuple[Any, datetime]:
        """What this work gave back, and the time at its end."""
        return self._given[past]

    def _template(self, past: Past | None) -> str:
        if past not in self._templates:
            self._templates[past] = self._worked_up(past) if past else self.first()
        return self._templates[past]

    def _worked_up(self, past: Past) -> str:
        with self.copied(self._template(past.after)) as database:
            before, at = self.given(past.after) if past.after else (None, SetClock().at)
            clock = SetClock(at)
            with signing_in(database, clock) as enter:
                self._given[past] = past.work(enter, clock, before), clock.at
            return self.keep(database)


def _asked(request: pytest.FixtureRequest) -> Past | None:
    """The newest of the pasts that the fixtures of a test begin after."""
    given = getattr(request.node, "callspec", None)
    fixtures = request.node._fixtureinfo.name2fixturedefs
    names = [name for name in fixtures if given is None or name not in given.params]
    pasts = {past for name in names if (past := _PAST_OF.get(fixtures[name][-1].func))}
    newest = max(pasts, key=lambda past: len(past.days()), default=None)
    assert newest is None or pasts <= set(newest.days()), "one office cannot have two pasts"
    return newest


class SqliteShelf(Shelf):
    """Files, each in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def first(self) -> str:
        path = self._new()
        make_template(URL.create("sqlite", database=str(path)))
        return str(path)

    @contextmanager
    def copied(self, template: str) -> Iterator[Database]:
        path = self._new()
        shutil.copyfile(template, path)
        yield Database("sqlite", URL.create("sqlite", database=str(path)))
        shutil.rmtree(path.parent)

    def keep(self, database: Database) -> str:
        path = self._new()
        with closing(sqlite3.connect(str(database.owner_url.database))) as source, closing(sqlite3.connect(path)) as to:
            source.backup(to)  # with what is only in its write-ahead log yet
        return str(path)

    def _new(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self._folder)) / "office.fairhand"


class PostgresShelf(Shelf):
    """Databases of one server."""

    def __init__(self, owner: Engine) -> None:
        super().__init__()
        self._owner = owner

    def first(self) -> str:
        name = f"template_{uuid4().hex[:12]}"
        with self._owner.connect() as connection:
            connection.execute(text(f"create database {name}"))
        make_template(self._owner.url.set(database=name))
        with self._owner.connect() as connection:
            for login, role in PEOPLE.items():
                create_login(connection, login, PASSWORD, role)
        return name

    @contextmanager
    def copied(self, template: str) -> Iterator[Database]:
        name = f"office_{uuid4().hex[:12]}"
        with self._owner.connect() as connection:
            connection.execute(text(f"create database {name} template {template} strategy file_copy"))
            connection.execute(text(f"revoke all on database {name} from public"))  # a copy has no grants on it
            connection.execute(text(f"grant connect on database {name} to {', '.join(GROUPS)}"))
        yield Database("postgresql", self._owner.url.set(database=name))
        with self._owner.connect() as connection:
            connection.execute(text(f"drop database {name} with (force)"))
            for login in connection.execute(text(_LOGINS)).scalars().all():
                if login not in PEOPLE:
                    drop_login(connection, login)

    def keep(self, database: Database) -> str:
        name = f"template_{uuid4().hex[:12]}"
        with self._owner.connect() as connection:
            source = database.owner_url.database
            connection.execute(text(f"create database {name} template {source} strategy file_copy"))
        return name


_LOGINS = "select rolname from pg_roles where rolcanlogin and not rolsuper"


@pytest.fixture(scope="session")
def sqlite_shelf() -> Iterator[Shelf]:
    """The templates of this session in SQLite files."""
    with tempfile.TemporaryDirectory(prefix="fairhand-tests-", dir=in_memory()) as folder:
        yield SqliteShelf(Path(folder))


@pytest.fixture(scope="session")
def postgres_shelf(postgres_owner: Engine) -> Shelf:
    """The templates of this session on its PostgreSQL server."""
    return PostgresShelf(postgres_owner)


@pytest.fixture
def sqlite_database(sqlite_shelf: Shelf, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A fresh office in a SQLite file of its own."""
    with sqlite_shelf.copy_for(request) as database:
        yield database


@pytest.fixture
def postgres_database(postgres_shelf: Shelf, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A fresh office in a PostgreSQL database of its own; logins that the test made go with it."""
    with postgres_shelf.copy_for(request) as database:
        yield database


@pytest.fixture
def shelf(database: Database, database_kind: Kind, request: pytest.FixtureRequest) -> Shelf:
    """Where this test's office was copied from."""
    found: Shelf = request.getfixturevalue("sqlite_shelf" if database_kind == "sqlite" else "postgres_shelf")
    return found
