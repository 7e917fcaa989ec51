"""Make an office in an empty database, bring it up to this program, and tell when the two do not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import URL, Connection, Engine, MetaData, insert, inspect, select, text, update

from app.basics.problems import WorldProblem
from app.basics.search_form import SEARCH_FORM_VERSION
from app.store.engines import make_engine, writer
from app.store.faults import NewerDatabase, OlderDatabase, as_problem, not_an_office
from app.store.guards.catalogue import install, remove
from app.store.migrations.head import HEAD
from app.store.sqlite_file import mark_as_office
from app.store.tables import OfficeInfo

_MIGRATIONS = Path(__file__).parent / "migrations"


class UnknownDatabase(WorldProblem):
    """The office stands at a revision from which no step leads to this program."""


class NotEmpty(WorldProblem):
    """An office is to be made where there are tables already."""


def create_office(
    url: str | URL, name: str, metadata: MetaData, *, demo: bool = False, test_mode: bool = False
) -> None:
    """Make the tables, the guards and the row that names the office, in one transaction.

    On PostgreSQL ``url`` signs in as the future owner of the tables (CREATEROLE, owner of the empty database).
    Raises NotEmpty where there are tables, and what ``as_problem`` knows.
    """
    with _owner(url, create=True) as connection:
        if inspect(connection).get_table_names():
            raise NotEmpty("There are tables in this database already.", "Choose an empty database or a new file.")
        migrate(connection, metadata, "up")
        row = {"id": 1, "name": name, "uid": uuid4(), "is_demo": demo, "test_mode": test_mode}
        connection.execute(insert(OfficeInfo).values(row | {"search_form_version": SEARCH_FORM_VERSION}))
        install(connection, metadata)
        mark_as_office(connection)


def upgrade(url: str | URL, metadata: MetaData, rewrite_search: Callable[[Connection], None]) -> None:
    """Bring an office up to this program and put its guards in again, in one transaction.

    ``rewrite_search`` makes anew what is stored to be found by, where the office has it in another search form.
    Raises NewerDatabase, UnknownDatabase, NotAnOffice, DatabaseBusy while somebody works, and what ``as_problem``
    knows.
    """
    with _owner(url) as connection:
        there = _revision(connection)
        _refuse_newer(there)
        _refuse_unknown(there)
        remove(connection)
        migrate(connection, metadata, "up")
        if _search_form(connection) != SEARCH_FORM_VERSION:
            rewrite_search(connection)
            connection.execute(update(OfficeInfo).values(search_form_version=SEARCH_FORM_VERSION))
        install(connection, metadata)
        mark_as_office(connection)


def check_version(engine: Engine) -> None:
    """Return when this program and the office fit each other.

    Raises NewerDatabase, OlderDatabase or NotAnOffice, each with what to do.
    """
    with engine.connect() as connection:
        there = _revision(connection)
        _refuse_newer(there)
        if there != HEAD:
            raise _older("This office was made for an older Fairhand.")
        if _search_form(connection) != SEARCH_FORM_VERSION:
            raise _older("This office finds names in the way of an older Fairhand.")


def migrate(connection: Connection, metadata: MetaData, where: Literal["up", "down"]) -> None:
    """Run the steps up to the newest, or down to an empty database, in the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes.update(connection=connection, metadata=metadata)
    if where == "up":
        command.upgrade(config, "head")
    else:
        command.downgrade(config, "base")


def _refuse_newer(there: str) -> None:
    """Revisions begin with their number; what has a higher one than ours is from the future."""
    if there.partition("_")[0] > HEAD.partition("_")[0]:
        raise _newer()


def _refuse_unknown(there: str) -> None:
    """From a revision that this program never heard of there is no way to ours."""
    from alembic.script import ScriptDirectory

    known = {script.revision for script in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}
    if there not in known:
        raise UnknownDatabase(
            f"This office was made by a Fairhand whose tables (revision {there}) this one does not know.",
            "Open it with the Fairhand that made it. Nothing was changed.",
        )


def _search_form(connection: Connection) -> int:
    """The version of the search form in which the office stores what is found. Raises NewerDatabase for a later one."""
    there: int | None = connection.scalar(select(OfficeInfo.search_form_version))
    if there is None:
        raise not_an_office()
    if there > SEARCH_FORM_VERSION:
        raise _newer()
    return there


def _older(sentence: str) -> OlderDatabase:
    return OlderDatabase(
        sentence, "Ask whoever looks after it to run “fairhand-admin office upgrade”; nothing is lost by it."
    )


def _newer() -> NewerDatabase:
    return NewerDatabase(
        "This office has been upgraded by a newer Fairhand than this one.",
        "Install the newer Fairhand on this machine, then open the office again.",
    )


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        raise not_an_office()
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found is None:
        raise not_an_office()
    return found


@contextmanager
def _owner(url: str | URL, *, create: bool = False) -> Iterator[Connection]:
    """One transaction of the owner, with the driver's errors as problems.

    On SQLite foreign keys are held until the end, since a table that changes its shape is made anew.
    """
    engine = make_engine(url, create=create)
    try:
        with writer(engine).connect() as connection:
            _foreign_keys(connection, on=False)
            with connection.begin():
                yield connection
                _check_foreign_keys(connection)
            _foreign_keys(connection, on=True)
    except Exception as error:
        problem = as_problem(error)
        if problem is None or problem is error:
            raise
        raise problem from error
    finally:
        engine.dispose()


def _foreign_keys(connection: Connection, *, on: bool) -> None:
    if connection.dialect.name == "sqlite":
        raw: Any = connection.connection.driver_connection
        raw.execute(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}")


def _check_foreign_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"a migration left {len(broken)} rows without what they point to: {broken[:3]}")
