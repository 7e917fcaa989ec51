"""An office is made once, fits this program or says why not, and lets in whom it knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, Engine, inspect, select, text
from sqlalchemy.exc import SQLAlchemyError

from app.basics.problems import WorldProblem
from app.record.rewrite_search import rewrite_search
from app.schema import METADATA
from app.staff.logins import close_login, create_login, set_group, set_password
from app.staff.passwords import hash_password, verify
from app.staff.tables import Role
from app.store.engines import make_engine
from app.store.faults import NewerDatabase, NotAnOffice, OlderDatabase, WrongPassword, as_problem
from app.store.installation import NotEmpty, check_version, create_office, upgrade
from app.store.tables import OfficeInfo
from tests.support.databases import Database
from tests.support.postgres import drop_login


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    engine = database.engine()
    yield engine
    engine.dispose()


def test_an_office_knows_what_it_is(tmp_path: Path) -> None:
    url = URL.create("sqlite", database=str(tmp_path / "office"))
    create_office(url, "The Łódź Society", METADATA, demo=True)
    engine = make_engine(url)
    check_version(engine)
    with engine.connect() as connection:
        office = connection.execute(select(OfficeInfo.name, OfficeInfo.is_demo, OfficeInfo.test_mode)).one()
    engine.dispose()
    assert tuple(office) == ("The Łódź Society", True, False)


def test_an_office_is_not_made_over_another(database: Database) -> None:
    with pytest.raises(NotEmpty):
        create_office(database.owner_url, "Another", METADATA)


def test_an_office_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    url = URL.create("sqlite", database=str(tmp_path / "office"))
    with pytest.raises(WorldProblem, match="too long"):
        create_office(url, "x" * 201, METADATA)
    engine = make_engine(url)
    assert inspect(engine).get_table_names() == []
    engine.dispose()
    create_office(url, "x" * 200, METADATA)


def test_an_office_of_this_program_fits(engine: Engine) -> None:
    check_version(engine)


@pytest.mark.parametrize(
    ("revision", "kind"), [("9999_future", NewerDatabase), ("0000_past", OlderDatabase), ("0001_0", OlderDatabase)]
)
def test_another_version_says_which_and_what_to_do(engine: Engine, revision: str, kind: type[WorldProblem]) -> None:
    with engine.begin() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
    with pytest.raises(kind) as told:
        check_version(engine)
    assert told.value.what_to_do


def test_an_upgrade_does_not_go_back(database: Database, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_future'"))
    with pytest.raises(NewerDatabase):
        upgrade(database.owner_url, METADATA, rewrite_search)


def test_a_database_without_an_office_says_so(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    with pytest.raises(NotAnOffice):
        check_version(engine)


# ---- people's passwords and logins ---------------------------------------------------------------------------


@pytest.mark.parametrize("password", ["correct horse", "", "пароль 密码 ß", "x" * 1000])
def test_a_password_is_known_again_and_no_other(password: str) -> None:
    stored = hash_password(password)
    assert len(stored) <= 200
    assert verify(password, stored)
    assert not verify(password + "x", stored)
    assert password == "" or password not in stored


def test_two_people_with_one_password_do_not_show_it() -> None:
    assert hash_password("same") != hash_password("same")


def test_nobody_without_a_password_gets_in() -> None:
    assert not verify("", None)


@pytest.mark.parametrize("stored", ["md5$1$1$1$00$00"])
def test_a_hash_that_is_not_ours_is_our_fault(stored: str) -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        verify("x", stored)


LOGIN = 'o"brien; drop table staff'


@pytest.mark.postgres
def test_a_login_lives_from_first_day_to_last(postgres_database: Database) -> None:
    owner = postgres_database.engine()
    mine = postgres_database.owner_url.set(username=LOGIN, password="first day's")
    with owner.begin() as connection:
        create_login(connection, LOGIN, "first day's", Role.ADVISER)
    assert try_to_enter(mine) is None
    with owner.begin() as connection:
        set_password(connection, LOGIN, "new one")
        set_group(connection, LOGIN, Role.AUDITOR)
    assert isinstance(try_to_enter(mine), WrongPassword)
    assert groups(owner) == ["fairhand_auditor"]
    with owner.begin() as connection:
        close_login(connection, LOGIN)
    assert isinstance(try_to_enter(mine.set(password="new one")), WrongPassword)
    with owner.begin() as connection:
        drop_login(connection, LOGIN)
    owner.dispose()


def try_to_enter(url: URL) -> WorldProblem | None:
    """None when the login gets in and may read; the problem otherwise."""
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1 FROM person"))
    except SQLAlchemyError as error:
        return as_problem(error)
    finally:
        engine.dispose()
    return None


def groups(owner: Engine) -> list[str]:
    query = (
        "SELECT roleid::regrole::text FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member WHERE rolname = :login"
    )
    with owner.connect() as connection:
        return list(connection.execute(text(query), {"login": LOGIN}).scalars())
