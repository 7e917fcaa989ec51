"""Loading millions of invented rows: one transaction, guards suspended by decision, indexes made at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from sqlalchemy import Connection, Engine

import app.schema
from app.demo.bulk_postgres import PostgresLoad
from app.demo.bulk_sqlite import SqliteLoad, switch_journal
from app.demo.columns import Batch
from app.store.engines import writer
from app.store.guards.catalogue import suspended


class Load(Protocol):
    """What a bulk load does on one engine."""

    def begin(self) -> None:
        """Take away what slows every row: indexes and, where they can go, foreign keys."""
        ...

    def write(self, batch: Batch) -> None:
        """Write the rows."""
        ...

    def finish(self) -> None:
        """Put back what was taken away, checked against all rows; counters go on after the highest id."""
        ...


@contextmanager
def bulk_load(engine: Engine, tables: list[str]) -> Iterator[tuple[Connection, Load]]:
    """One transaction of the owner in which no guard acts; it is whole or not at all.

    On SQLite the file is new and no journal is written: a load that fails leaves a file to be thrown away.
    """
    is_sqlite = engine.dialect.name == "sqlite"
    with writer(engine).connect() as connection:
        if is_sqlite:
            switch_journal(connection, on=False)
        with connection.begin(), suspended(connection, app.schema.METADATA):
            load: Load = SqliteLoad(connection, tables) if is_sqlite else PostgresLoad(connection, tables)
            load.begin()
            yield connection, load
            load.finish()
        if is_sqlite:
            switch_journal(connection, on=True)


def tidy_up(engine: Engine) -> None:
    """Count what was loaded, so that the first search already goes the quick way."""
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        if engine.dialect.name == "sqlite":
            cursor.execute("ANALYZE")
        else:
            raw.driver_connection.autocommit = True  # type: ignore[union-attr]
            cursor.execute("SET statement_timeout = 0")
            cursor.execute("VACUUM (ANALYZE)")
        cursor.close()
    finally:
        raw.invalidate()
