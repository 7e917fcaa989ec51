"""The bulk load on SQLite: plain inserts, search tokens brought in their index's order at the end."""

from __future__ import annotations

import sqlite3
from typing import cast

from sqlalchemy import Connection

from app.demo.columns import COLUMNS, Batch

_STAGED = "search_token"


def switch_journal(connection: Connection, *, on: bool) -> None:
    """Off for the load of a new file, on again after it; outside any transaction."""
    raw = _raw(connection)
    settings = (
        ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON", "cache_size = -2000")
        if on
        else ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -131072")
    )
    for setting in settings:
        raw.execute(f"PRAGMA {setting}")


class SqliteLoad:
    """Rows by executemany; foreign keys are checked once, over everything."""

    def __init__(self, connection: Connection, tables: list[str]) -> None:
        self._raw = _raw(connection)
        self._tables = tables
        self._indexes: list[str] = []

    def begin(self) -> None:
        """Drop the indexes that are no constraints, and make a plain table for the tokens."""
        marks = ", ".join("?" * len(self._tables))
        found = self._raw.execute(
            f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})",
            self._tables,
        ).fetchall()
        for name, sql in found:
            self._indexes.append(sql)
            self._raw.execute(f'DROP INDEX "{name}"')
        columns = ", ".join(COLUMNS[_STAGED])
        self._raw.execute(f"CREATE TEMP TABLE staged_token ({columns})")

    def write(self, batch: Batch) -> None:
        """Insert the rows of a batch."""
        for table, rows in batch.items():
            columns = COLUMNS[table]
            into = "staged_token" if table == _STAGED else table
            marks = ", ".join("?" * len(columns))
            self._raw.executemany(f"INSERT INTO {into} ({', '.join(columns)}) VALUES ({marks})", rows)

    def finish(self) -> None:
        """Tokens in order, indexes again, and no row without what it points to."""
        columns = ", ".join(COLUMNS[_STAGED])
        self._raw.execute(
            f"INSERT INTO {_STAGED} ({columns}) SELECT {columns} FROM staged_token ORDER BY token, person_id, kind"
        )
        self._raw.execute("DROP TABLE staged_token")
        for sql in self._indexes:
            self._raw.execute(sql)
        for table in self._tables:
            broken = self._raw.execute(f"PRAGMA foreign_key_check({table})").fetchone()
            if broken:
                raise RuntimeError(f"the load left a row without what it points to: {broken}")


def _raw(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)
