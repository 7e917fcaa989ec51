"""The test office and who works in it, on SQLite and on PostgreSQL; ``prepared`` copies one for each test."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pytest
from sqlalchemy import URL, Engine, create_engine, insert

from app.schema import METADATA
from app.staff.tables import Desk, Role, Staff, StaffRole
from app.store.engines import installing, make_engine, write_transaction
from app.store.installation import create_office
from tests.support.postgres import PASSWORD, running_server

Kind = Literal["sqlite", "postgresql"]

PEOPLE = {
    "ada.adviser": Role.ADVISER,
    "ben.adviser": Role.ADVISER,
    "sue.senior": Role.SENIOR_ADVISER,
    "lea.leader": Role.TEAM_LEADER,
    "leo.leader": Role.TEAM_LEADER,
    "mia.manager": Role.MANAGER,
    "kim.keeper": Role.ADMINISTRATOR,
    "oto.auditor": Role.AUDITOR,
    "pat.post": Role.POST_ROOM,
}
"""Who works in every test office: login → role. Ids of ``staff`` run from 1 in this order."""


@dataclass(frozen=True, slots=True)
class Database:
    """One fresh office; ``owner_url`` signs in as who owns the tables (on SQLite the file itself)."""

    kind: Kind
    owner_url: URL

    def url_for(self, login: str) -> URL:
        """The URL as one person of PEOPLE; on SQLite everybody opens the same file."""
        if self.kind == "sqlite":
            return self.owner_url
        return self.owner_url.set(username=login, password=PASSWORD)

    def engine(self, login: str | None = None) -> Engine:
        """An engine as the owner, or as a person. The test disposes of it."""
        return make_engine(self.owner_url if login is None else self.url_for(login))


def staff_id(login: str) -> int:
    """The ``staff.id`` of somebody of PEOPLE."""
    return list(PEOPLE).index(login) + 1


def add_people(engine: Engine) -> None:
    """One desk, and PEOPLE with their roles; on SQLite all have the password PASSWORD."""
    hashed = _quick_hash(PASSWORD) if engine.dialect.name == "sqlite" else None
    start = date(2020, 1, 1)
    people = [_person(login, hashed, start) for login in PEOPLE]
    roles = [{"staff_id": staff_id(login), "role": role, "from_on": start} for login, role in PEOPLE.items()]
    with write_transaction(engine) as connection, installing(connection):
        connection.execute(insert(Desk), [_DESK])
        connection.execute(insert(Staff), people)
        connection.execute(insert(StaffRole), roles)


def _quick_hash(password: str) -> str:
    """As ``hash_password`` stores it, but of little work: every test signs people in, and none guards a real one."""
    n, r, p, salt = 16, 8, 1, bytes(16)
    key = hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p)
    return f"scrypt${n}${r}${p}${salt.hex()}${key.hex()}"


def _person(login: str, hashed: str | None, start: date) -> dict[str, object]:
    name = login.replace(".", " ").title()
    return {
        "login": login,
        "display_name": name,
        "job_title": PEOPLE[login].value.replace("_", " ").capitalize(),
        "desk_id": 1,
        "password_hash": hashed,
        "started_on": start,
        "version": 1,
    }


_DESK = {
    "code": "MAIN",
    "name": "Member Services",
    "organisation": "The Test Society",
    "address_lines": "1 Test Street\nLondon\nSW1A 1AA",
    "country": "GB",
    "phone": "+442079460000",
    "email": "desk@example.org",
    "website": "https://example.org",
    "opening_hours": "Monday to Friday, 9 to 5",
    "zone": "Europe/London",
    "calendar_code": "england",
    "procedure_code": "public-service",
    "version": 1,
}


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> Iterator[URL]:
    """The owner's URL of this session's own server."""
    with running_server(pytestconfig.getoption("--postgres")) as url:
        yield url


@pytest.fixture(scope="session")
def postgres_owner(postgres_server: URL) -> Iterator[Engine]:
    """The owner outside transactions."""
    owner = create_engine(postgres_server, isolation_level="AUTOCOMMIT")
    yield owner
    owner.dispose()


def make_template(url: URL) -> None:
    """An office with PEOPLE in it, in test mode."""
    create_office(url, "The Test Society", METADATA, test_mode=True)
    engine = make_engine(url)
    add_people(engine)
    engine.dispose()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=["sqlite", "postgres", "both"], default="both", help="databases to test on")
    parser.addoption("--postgres", type=int, choices=[16, 18], default=18, help="version of PostgreSQL to test on")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only_on(kind): on one engine, sqlite or postgresql; also of one parameter")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every test that asks for ``database`` (or something made from it) runs on each engine that was asked for."""
    if "database_kind" not in metafunc.fixturenames:
        return
    wanted = metafunc.config.getoption("--engine")
    kinds = [
        pytest.param("sqlite", id="sqlite"),
        pytest.param("postgresql", id="postgres", marks=pytest.mark.postgres),
    ]
    chosen = [kind for kind in kinds if wanted in ("both", kind.id)]
    metafunc.parametrize("database_kind", chosen, indirect=False)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What is about one engine does not run on the other."""
    here: list[pytest.Item] = []
    elsewhere: list[pytest.Item] = []
    for item in items:
        (elsewhere if _is_about_the_other(item) else here).append(item)
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = here


def _is_about_the_other(item: pytest.Item) -> bool:
    only, given = item.get_closest_marker("only_on"), getattr(item, "callspec", None)
    return only is not None and given is not None and given.params.get("database_kind") not in (None, *only.args)


@pytest.fixture
def database(database_kind: Kind, request: pytest.FixtureRequest) -> Database:
    """A fresh office with PEOPLE in it, gone after the test."""
    fixture = "sqlite_database" if database_kind == "sqlite" else "postgres_database"
    made: Database = request.getfixturevalue(fixture)
    return made
