"""Is a SQLite file an office? Found out without changing a byte of it, or leaving one beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from app.store.faults import NotAnOffice, as_problem

_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"
_OURS = {"alembic_version", "office_info"}


def refuse_other_program(path: Path) -> None:
    """Return where the file holds an office, or no table yet.

    Raises NotAnOffice for the file of another program or what is no database, and what ``as_problem`` knows.
    """
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


def _uri(path: Path) -> str:
    """Read-only; where nobody has written ahead, without so much as a lock, which would leave its file behind."""
    ahead = path.with_name(f"{path.name}-wal")
    how = "mode=ro" if ahead.exists() else "mode=ro&immutable=1"
    return f"{path.resolve().as_uri()}?{how}"
