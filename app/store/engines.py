"""Engines for SQLite and PostgreSQL, and who acts on a connection under which action."""

from __future__ import annotations

import hashlib
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text

from app.basics.give_way import give_way
from app.store.draw import is_drawn
from app.store.faults import OnNetworkShare, another_file, database_missing, moved_away, not_an_office
from app.store.shares import is_on_share
from app.store.sqlite_file import refuse_other_program

_WRITES = "fairhand_writes"
_ACTING = "fairhand_acting"
_BUSY_MS = 5_000


@dataclass(slots=True)
class _Acting:
    """Who acts on one SQLite connection in its present transaction; the registered functions read it."""

    action_id: int | None = None
    staff_id: int | None = None
    installing: bool = False

    def clear(self) -> None:
        self.action_id = self.staff_id = None
        self.installing = False


def make_engine(
    url: str | URL, *, login: str | None = None, password: str | None = None, create: bool = False
) -> Engine:
    """An engine for ``sqlite:///file`` or ``postgresql://host/database``; it does not connect yet.

    ``login`` and ``password`` replace those of the URL (PostgreSQL only). ``create`` allows a SQLite file that
    is not there yet. For SQLite files it raises DatabaseMissing, OnNetworkShare, and NotAnOffice before anything of
    another program's file is touched; what the server says comes with the first connection (``faults.as_problem``).
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        engine = _sqlite_engine(parsed, create=create)
    else:
        parsed = parsed.set(drivername="postgresql+psycopg")
        if login is not None:
            parsed = parsed.set(username=login, password=password)
        engine = _postgres_engine(parsed)
    event.listen(engine, "before_cursor_execute", _give_way)
    return engine


def _give_way(*_statement: object) -> None:
    """Between two statements a worker may pause; most of what it does for a window lies between its statements."""
    give_way()


def writer(engine: Engine) -> Engine:
    """The same engine for transactions that write: SQLite takes its write lock at once (BEGIN IMMEDIATE)."""
    return engine.execution_options(**{_WRITES: True})


@contextmanager
def write_transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes, committed at the end, rolled back on any exception."""
    with writer(engine).begin() as connection:
        yield connection


def bind_action(connection: Connection, action_id: int | None, staff_id: int | None) -> None:
    """Name the action under which this transaction writes; forgotten at its end.

    On SQLite ``staff_id`` is the actor as well. On PostgreSQL the actor is always looked up from the login
    (``session_user``), and an action of somebody else does not count.
    """
    if connection.dialect.name == "sqlite":
        acting = _acting(connection)
        acting.action_id, acting.staff_id = action_id, staff_id
        return
    value = "" if action_id is None else str(action_id)
    connection.execute(text("select set_config('fairhand.action_id', :value, true)"), {"value": value})


@contextmanager
def installing(connection: Connection) -> Iterator[None]:
    """Work of the owner without a person behind it (installation, demo): rows may name anybody as who did it.

    On PostgreSQL only a role that owns the tables is believed. All other guards stand.
    """
    before = _is_installing(connection)
    _set_installing(connection, on=True)
    yield
    _set_installing(connection, on=before)


def server_offset(engine: Engine) -> timedelta:
    """The database server's time minus ours; zero on SQLite, whose server is this machine."""
    if engine.dialect.name == "sqlite":
        return timedelta(0)
    with engine.connect() as connection:
        before = datetime.now(UTC)
        theirs: datetime = connection.execute(text("select clock_timestamp()")).scalar_one()
        after = datetime.now(UTC)
    return theirs - (before + (after - before) / 2)


def _is_installing(connection: Connection) -> bool:
    if connection.dialect.name == "sqlite":
        return _acting(connection).installing
    return connection.execute(text("select current_setting('fairhand.installing', true)")).scalar() == "on"


def _set_installing(connection: Connection, *, on: bool) -> None:
    if connection.dialect.name == "sqlite":
        _acting(connection).installing = on
        return
    value = "on" if on else ""
    connection.execute(text("select set_config('fairhand.installing', :value, true)"), {"value": value})


def _acting(connection: Connection) -> _Acting:
    acting = connection.info[_ACTING]
    if not isinstance(acting, _Acting):
        raise TypeError("this connection was not made by make_engine")
    return acting


# ---- PostgreSQL ----------------------------------------------------------------------------------------------

_POSTGRES_SETTINGS = {
    "statement_timeout": "30s",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
}


def _postgres_engine(url: URL) -> Engine:
    settings = " ".join(f"-c {name}={value}" for name, value in _POSTGRES_SETTINGS.items())
    return create_engine(
        url,
        pool_size=2,
        max_overflow=2,
        pool_timeout=10,
        pool_pre_ping=True,  # laptops sleep: a connection from before is tried before it is used
        connect_args={
            "application_name": "fairhand",
            "connect_timeout": 5,
            "tcp_user_timeout": 15_000,  # a cable pulled in mid-save is told within 15 s
            "keepalives_idle": 30,  # and one pulled while the feed only listens, within a minute
            "keepalives_interval": 10,
            "keepalives_count": 3,
            "options": settings,
        },
    )


# ---- SQLite --------------------------------------------------------------------------------------------------


def _sqlite_engine(url: URL, *, create: bool) -> Engine:
    if url.database and url.database != ":memory:":
        _check_file(Path(url.database), create=create)
    # As many are kept as a window asks at once, three reads, an act and the feed: each is dear to open anew.
    engine = create_engine(url, pool_size=5, max_overflow=2, pool_timeout=10) if url.database else create_engine(url)
    if url.database and url.database != ":memory:":
        _watch_file(engine, Path(url.database))
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    for ending in ("commit", "rollback"):
        event.listen(engine, ending, _forget_acting)
    return engine


def _check_file(path: Path, *, create: bool) -> None:
    if not create and not path.is_file():
        raise database_missing(f"in the file {path}")
    if not create and not path.stat().st_size:
        raise not_an_office()
    if path.is_file():
        refuse_other_program(path)
    if is_on_share(path):
        raise OnNetworkShare(
            f"The file {path} lies on a network share, where two windows would damage it.",
            "Keep it on this machine, or use PostgreSQL for an office that several machines share.",
        )


def _watch_file(engine: Engine, path: Path) -> None:
    """Each transaction is in the file that was opened first: one that was moved away would be written to unseen.

    A copy of it is another file, and may be an older one: it is opened by whoever starts Fairhand again.
    """
    opened: list[tuple[int, int] | None] = []

    def remember(_connection: sqlite3.Connection, _record: Any) -> None:
        if not opened:
            opened.append(_identity(path))

    def compare(_connection: Connection) -> None:
        there = _identity(path)
        if there is None:
            raise moved_away(path)
        if there != opened[0]:
            raise another_file(path)

    event.listen(engine, "connect", remember)
    event.listen(engine, "begin", compare)


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells one file from another whatever they are called; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _open_sqlite(connection: sqlite3.Connection, record: Any) -> None:
    acting = _Acting()
    record.info[_ACTING] = acting
    connection.isolation_level = None  # the begin event below decides how a transaction starts
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    for pragma in ("journal_mode = WAL", "foreign_keys = ON", "synchronous = NORMAL", "recursive_triggers = ON"):
        connection.execute(f"PRAGMA {pragma}")
    _register_functions(connection, acting)


def _register_functions(connection: sqlite3.Connection, acting: _Acting) -> None:
    """What only Fairhand's connections have: the triggers call these, so no other program can write."""
    connection.create_function("fairhand_actor", 0, lambda: acting.staff_id)
    connection.create_function("fairhand_action", 0, lambda: acting.action_id)
    connection.create_function("fairhand_installing", 0, lambda: int(acting.installing))
    connection.create_function("fairhand_now", 0, _now_as_stored)
    connection.create_function("fairhand_day", 2, _day_at, deterministic=True)
    connection.create_function("fairhand_salt", 0, lambda: secrets.token_hex(16))
    connection.create_function("fairhand_drawn", 3, is_drawn, deterministic=True)
    connection.create_function("fairhand_sha256", 2, _sha256, deterministic=True)
    connection.create_function("fairhand_sha256_of", 1, _sha256_of, deterministic=True)


def _now_as_stored() -> str:
    """As SQLAlchemy stores instants in SQLite: UTC without the zone."""
    return datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def _day_at(instant: str, zone: str) -> str:
    """The date in a zone of an instant as it is stored."""
    return datetime.fromisoformat(instant).replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).date().isoformat()


def _sha256(salt: str, payload: str) -> str:
    return hashlib.sha256((salt + payload).encode()).hexdigest()


def _sha256_of(content: bytes | str) -> str:
    return hashlib.sha256(content if isinstance(content, bytes) else content.encode()).hexdigest()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _forget_acting(connection: Connection) -> None:
    _acting(connection).clear()
