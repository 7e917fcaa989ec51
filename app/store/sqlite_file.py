"""Is a SQLite file an office? Found out without changing a byte of it, or leaving one beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection

from app.store.faults import NotAnOffice, as_problem

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_OURS = {"alembic_version", "office_info"}
_MAGIC = b"SQLite format 3\x00"
_MARK = int.from_bytes(b"Fair")
_MARKED_AT = slice(68, 72)
"""Where in the first page of a file SQLite keeps its ``application_id``."""


def mark_as_office(connection: Connection) -> None:
    """Write into the file whose it is, where a look at its first page tells, and ``file`` on Linux."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {_MARK}")


def refuse_other_program(path: Path) -> None:
    """Return where the file holds an office, or no table yet.

    Raises NotAnOffice for the file of another program or what is no database, and what ``as_problem`` knows.
    To read what tables there are, SQLite reads every guard: of a marked file the first page is enough.
    """
    if _is_marked(path):
        return
    try:
        with closing(sqlite3.connect(_uri(path), uri=True)) as connection:
            tables = {name for (name,) in connection.execute(_TABLES)}
            named = tables >= _OURS and connection.execute("SELECT 1 FROM office_info").fetchone()
    except sqlite3.Error as error:
        problem = as_problem(error)
        if problem is None:
            raise
        raise problem from error
    if tables and not named:
        raise NotAnOffice(
            f"The file {path} belongs to another program; it is no office of Fairhand.",
            "Choose another file. This one was left as it is.",
        )


def _is_marked(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            page = file.read(_MARKED_AT.stop)
    except OSError:
        return False  # SQLite says what is wrong with it
    return page.startswith(_MAGIC) and int.from_bytes(page[_MARKED_AT]) == _MARK


def _uri(path: Path) -> str:
    """Read-only; where nobody has written ahead, without so much as a lock, which would leave its file behind."""
    ahead = path.with_name(f"{path.name}-wal")
    how = "mode=ro" if ahead.exists() else "mode=ro&immutable=1"
    return f"{path.resolve().as_uri()}?{how}"
