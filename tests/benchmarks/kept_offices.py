"""Demo offices to measure on, made once and kept in this person's cache folder."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import platformdirs
import psycopg
from sqlalchemy import URL, create_engine, select, text

from app.basics.problems import WorldProblem
from app.demo.make_demo import make_demo
from app.office import Office
from app.staff.work import ReadWork
from app.store.tables import OfficeInfo
from tests.benchmarks.figures import say
from tests.support import postgres as support

LOGIN, PASSWORD = "asha", "a benchmark"
VERSION = 18


@dataclass(frozen=True, slots=True)
class Kept:
    """An office: ``column`` names its database, ``url`` has who owns it."""

    column: str
    url: URL

    @property
    def signed(self) -> str:
        """The URL as the adviser who is measured."""
        on_server = self.url.get_backend_name() != "sqlite"
        url = self.url.set(username=LOGIN, password=PASSWORD) if on_server else self.url
        return url.render_as_string(hide_password=False)

    def enter(self) -> Office:
        """The office as that adviser finds it."""
        return Office.sign_in(self.signed, LOGIN, PASSWORD)


def folder() -> Path:
    """Where they are kept; may be deleted at any time."""
    return platformdirs.user_cache_path("fairhand", appauthor=False) / "benchmarks"


@contextmanager
def offices(engines: list[str], members: int) -> Iterator[list[Kept]]:
    """An office of so many members on each engine, ``sqlite`` or ``postgres``."""
    folder().mkdir(parents=True, exist_ok=True)
    found = []
    if "sqlite" in engines:
        path = folder() / f"demo-{members}.db"
        found.append(_ready(Kept("SQLite", URL.create("sqlite", database=str(path))), members))
    if "postgres" not in engines:
        yield found
        return
    with _server(folder() / f"postgres-{VERSION}") as url:
        name = f"demo_{members}"
        _make_database(url, name)
        yield [*found, _ready(Kept("PostgreSQL", url.set(database=name)), members)]


def _ready(kept: Kept, members: int) -> Kept:
    """Made, if it is not there, half made, or of another version of Fairhand."""
    why = _why_not(kept)
    if why:
        say(f"Making a demo of {members:,} members on {kept.column}. ({why})")
        password = None if kept.column == "SQLite" else PASSWORD
        make_demo(kept.url, members, password=password, replace=True, say=lambda line: say(f"  {line}"))
    return kept


def _why_not(kept: Kept) -> str:
    """Why what is there cannot be measured on; empty where it can."""
    try:
        office = kept.enter()
    except WorldProblem as problem:
        return problem.sentence
    with closing(office):
        return "The last one was left half made." if office.read(_is_half_made) else ""


def _is_half_made(work: ReadWork) -> bool:
    """A demo's clock may be set until it is whole."""
    return bool(work.session.scalar(select(OfficeInfo.test_mode)))


@contextmanager
def _server(data: Path) -> Iterator[URL]:
    """The kept server as its owner; unlike that of the tests it writes to the disk as an office's would."""
    is_new = not data.exists()
    data.mkdir(parents=True, exist_ok=True)
    runtime = Path(tempfile.mkdtemp(prefix="fairhand-pg-"))
    server = support._import_server(runtime)(data, cleanup_mode="stop", postgres_version=VERSION)
    server.start()
    try:
        url = URL.create("postgresql+psycopg", support.OWNER, support.OWNER_PASSWORD, database="postgres")
        if is_new:
            _ask_for_passwords(server.get_uri(), data)
        yield support._located(url, server.get_uri())
    except BaseException:
        if is_new:
            shutil.rmtree(data, ignore_errors=True)
        raise
    finally:
        server.cleanup()
        server.stop()  # also where a run that was killed never let go of it
        shutil.rmtree(runtime, ignore_errors=True)


def _ask_for_passwords(uri: str, data: Path) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(f"alter role {support.OWNER} password '{support.OWNER_PASSWORD}'")
        (data / "pg_hba.conf").write_text(support._SCRAM, encoding="ascii")
        connection.execute("select pg_reload_conf()")


def _make_database(url: URL, name: str) -> None:
    owner = create_engine(url, isolation_level="AUTOCOMMIT")
    with owner.connect() as connection:
        if connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}) is None:
            connection.execute(text(f"CREATE DATABASE {name}"))
    owner.dispose()
