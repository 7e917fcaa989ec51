"""Connections as the office needs them, and each way in which a database fails, told in a sentence."""

from __future__ import annotations

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, Connection, Engine, insert, text
from sqlalchemy.exc import SQLAlchemyError

from app.basics.give_way import Pulse, giving_way_to
from app.basics.problems import BadInput, DatabaseAway, DatabaseBusy, DiskFull, WorldProblem
from app.record.rewrite_search import rewrite_search
from app.schema import METADATA
from app.staff.tables import Circle
from app.store import engines
from app.store.engines import make_engine, server_offset, write_transaction, writer
from app.store.faults import (
    DatabaseMissing,
    NotAnOffice,
    OnNetworkShare,
    ReadOnlyDatabase,
    WrongPassword,
    as_problem,
)
from app.store.installation import create_office, upgrade
from tests.support.databases import Database
from tests.support.postgres import PASSWORD
from tests.support.rows import plain_row


@pytest.fixture
def engine(database: Database) -> Iterator[Engine]:
    engine = database.engine()
    yield engine
    engine.dispose()


def problem_of(connection: Connection, statement: Any) -> WorldProblem | None:
    """The problem behind the failure of a statement, which must fail."""
    with pytest.raises(SQLAlchemyError) as failed:
        connection.execute(text(statement) if isinstance(statement, str) else statement)
    return as_problem(failed.value)


def problem_at_connect(url: URL) -> WorldProblem | None:
    engine = make_engine(url)
    with pytest.raises(SQLAlchemyError) as failed:
        engine.connect()
    engine.dispose()
    return as_problem(failed.value)


# ---- both engines --------------------------------------------------------------------------------------------


class _Asked(Pulse):
    """Of a window that says how often its workers asked whether it is at work."""

    times = 0

    def wait(self) -> None:
        self.times += 1


def test_a_worker_gives_way_to_its_window_before_each_statement(engine: Engine) -> None:
    pulse = _Asked()
    with engine.connect() as connection:
        connection.execute(text("SELECT 0"))  # begins the transaction, which is a statement too
        with giving_way_to(pulse):
            connection.execute(text("SELECT 1"))
            connection.execute(text("SELECT 2"))
        connection.execute(text("SELECT 3"))
    assert pulse.times == 2


def test_a_transaction_is_whole_or_not_at_all(engine: Engine) -> None:
    def fail_half_way() -> None:
        with write_transaction(engine) as connection:
            connection.execute(insert(Circle).values(name="half"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM circle")).scalar_one() == 0


def test_a_reader_goes_on_while_somebody_writes(engine: Engine) -> None:
    with write_transaction(engine) as writing, engine.connect() as reading:
        writing.execute(insert(Circle).values(name="unseen yet"))
        assert reading.execute(text("SELECT count(*) FROM circle")).scalar_one() == 0


@pytest.mark.parametrize("length", [200, 201])
def test_a_text_too_long_for_its_field_is_the_persons_to_mend(engine: Engine, length: int) -> None:
    adding = insert(Circle).values(name="ß" * length)
    with writer(engine).begin() as connection:
        if length == 200:
            connection.execute(adding)
        else:
            problem = problem_of(connection, adding)
            assert isinstance(problem, BadInput)
            assert problem.sentence == "The name of the circle is too long: 200 characters fit. Shorten it."
            assert [one.field for one in problem.problems] == ["name"]
            connection.rollback()


@pytest.mark.parametrize(
    "statement", ["SELEKT 1", "SELECT * FROM no_such_table", "INSERT INTO circle (id, name) VALUES (1, NULL)"]
)
def test_our_own_faults_are_nobody_elses_problem(engine: Engine, statement: str) -> None:
    with engine.connect() as connection:
        assert problem_of(connection, statement) is None


def test_a_key_that_points_nowhere_is_refused(engine: Engine) -> None:
    row = plain_row(METADATA.tables["former_name"]) | {"person_id": 77}
    with engine.connect() as connection:
        problem_of(connection, insert(METADATA.tables["former_name"]).values(row))


def test_the_servers_time_is_measured(engine: Engine) -> None:
    assert abs(server_offset(engine)) < timedelta(seconds=5)


def test_a_problem_stays_itself() -> None:
    away = DatabaseAway("Away.")
    wrapped = RuntimeError("while saving")
    wrapped.__cause__ = away
    assert as_problem(wrapped) is away
    assert as_problem(ValueError("ours")) is None


# ---- SQLite --------------------------------------------------------------------------------------------------


@pytest.fixture
def lite(sqlite_database: Database) -> Iterator[Engine]:
    engine = sqlite_database.engine()
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("recursive_triggers", 1), ("synchronous", 1)]
)
def test_sqlite_is_opened_for_work(lite: Engine, pragma: str, value: object) -> None:
    with lite.connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_two_writers_do_not_meet_in_the_middle(lite: Engine) -> None:
    """The second is refused when it begins, not after its work is done."""
    with write_transaction(lite), lite.connect() as other:
        other.connection.driver_connection.execute("PRAGMA busy_timeout = 0")  # type: ignore[union-attr]
        with pytest.raises(SQLAlchemyError) as refused:
            other.execution_options(fairhand_writes=True).begin()
        assert isinstance(as_problem(refused.value), DatabaseBusy)


def test_a_full_disk_is_told(lite: Engine) -> None:
    with lite.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        many = [{"name": f"{number} " + "x" * 150} for number in range(2000)]
        with pytest.raises(SQLAlchemyError) as failed:
            connection.execute(insert(Circle), many)
        assert isinstance(as_problem(failed.value), DiskFull)


def test_a_file_that_may_only_be_read_is_told(lite: Engine) -> None:
    with lite.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        assert isinstance(problem_of(connection, insert(Circle).values(name="x")), ReadOnlyDatabase)


def test_a_file_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    url = URL.create("sqlite", database=str(tmp_path / "none.fairhand"))
    with pytest.raises(DatabaseMissing, match=r"none\.fairhand"):
        make_engine(url)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_something_else_is_told(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7 " * 500)
    with pytest.raises(NotAnOffice, match="not an office"):
        make_engine(URL.create("sqlite", database=str(path)))


@pytest.mark.parametrize("create", [False, True])
@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
@pytest.mark.parametrize("is_open", [False, True], ids=["closed", "open there"])
def test_another_programs_file_is_left_to_the_byte(
    tmp_path: Path, journal: str, *, create: bool, is_open: bool
) -> None:
    path = tmp_path / "recipes.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode = {journal}")
        other.executescript("CREATE TABLE alembic_version (version_num TEXT); CREATE TABLE recipes (name TEXT);")
        if is_open:
            assert _refused_unchanged(tmp_path, path, create=create)
    assert _refused_unchanged(tmp_path, path, create=create)


def _refused_unchanged(folder: Path, path: Path, *, create: bool) -> bool:
    before = {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.endswith("-shm")}
    names = {file.name for file in folder.iterdir()}
    with pytest.raises(NotAnOffice, match="another program"):
        make_engine(URL.create("sqlite", database=str(path)), create=create)
    assert {file.name for file in folder.iterdir()} == names
    return before == {file.name: file.read_bytes() for file in folder.iterdir() if file.name in before}


def test_an_office_is_known_by_its_first_page_or_by_its_tables(sqlite_database: Database) -> None:
    """One that an older Fairhand made is not marked, until it is brought up to this one."""
    path = Path(str(sqlite_database.owner_url.database))
    whole = path.read_bytes()
    assert whole[68:72] == b"Fair"
    path.write_bytes(whole[:68] + bytes(4) + whole[72:])
    make_engine(sqlite_database.owner_url).dispose()
    upgrade(sqlite_database.owner_url, METADATA, rewrite_search)
    assert path.read_bytes()[68:72] == b"Fair"


def test_an_office_that_stands_in_the_file_beside_it_is_one(tmp_path: Path) -> None:
    """Made, and not yet written over from SQLite's journal, which somebody holds."""
    path = tmp_path / "office.fairhand"
    url = URL.create("sqlite", database=str(path))
    with closing(sqlite3.connect(path)) as held:
        held.execute("PRAGMA journal_mode = WAL")
        held.execute("SELECT * FROM sqlite_master")
        create_office(url, "The Test Society", METADATA)
        assert path.stat().st_size < path.with_name(f"{path.name}-wal").stat().st_size
        make_engine(url).dispose()


def test_a_network_share_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "is_on_share", lambda path: path.name == "office")
    with pytest.raises(OnNetworkShare, match="network share"):
        make_engine(f"sqlite:///{tmp_path / 'office'}", create=True)


# ---- PostgreSQL ----------------------------------------------------------------------------------------------


@pytest.fixture
def server(postgres_database: Database) -> Iterator[Engine]:
    engine = postgres_database.engine()
    yield engine
    engine.dispose()


@pytest.mark.postgres
def test_login_and_password_replace_those_of_the_url(postgres_database: Database) -> None:
    url = postgres_database.owner_url.set(drivername="postgresql", username=None, password=None)
    engine = make_engine(url, login="ada.adviser", password=PASSWORD)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT session_user")).scalar_one() == "ada.adviser"
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("change", "kind"),
    [
        ({"password": "guess"}, WrongPassword),
        ({"username": "nobody"}, WrongPassword),
        ({"password": None}, WrongPassword),
        ({"database": "no_such_office"}, DatabaseMissing),
    ],
)
def test_who_is_not_let_in_is_told_why(
    postgres_database: Database, change: dict[str, Any], kind: type[WorldProblem]
) -> None:
    url = postgres_database.url_for("ada.adviser").set(**change)
    if "password" in change and change["password"] is None:
        url = URL.create(url.drivername, url.username, None, database=url.database, query=url.query)
    assert isinstance(problem_at_connect(url), kind)


def test_a_server_that_does_not_answer_is_away() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound and not listening: refused at once
        url = URL.create("postgresql", "ada", "x", "127.0.0.1", taken.getsockname()[1], "office")
        assert isinstance(problem_at_connect(url), DatabaseAway)


@pytest.mark.postgres
def test_a_connection_lost_in_mid_save_is_told_and_the_next_one_works(server: Engine) -> None:
    with server.connect() as connection, server.connect() as other:
        backend = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
        other.execute(text(f"SELECT pg_terminate_backend({backend}, 5000)"))
        assert isinstance(problem_of(connection, "SELECT 1"), DatabaseAway)
    with server.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM circle")).scalar_one() == 0


@pytest.mark.postgres
def test_a_row_that_somebody_holds_is_busy(server: Engine) -> None:
    with server.begin() as first, server.connect() as second:
        first.execute(text("SELECT * FROM staff FOR UPDATE"))
        second.execute(text("SET LOCAL lock_timeout = '20ms'"))
        assert isinstance(problem_of(second, "SELECT * FROM staff FOR UPDATE"), DatabaseBusy)


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("53100", DiskFull),
        ("53300", DatabaseAway),
        ("57P01", DatabaseAway),
        ("57014", DatabaseBusy),
        ("40P01", DatabaseBusy),
        ("25006", ReadOnlyDatabase),
        ("08006", DatabaseAway),
        ("XX000", type(None)),
    ],
)
def test_what_the_server_reports_is_told(server: Engine, state: str, kind: type) -> None:
    with server.connect() as connection:
        raising = f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}', MESSAGE = 'as it happens'; END $$"
        assert isinstance(problem_of(connection, raising), kind)
