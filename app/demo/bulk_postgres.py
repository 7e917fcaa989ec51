"""The bulk load on PostgreSQL: COPY into tables without indexes, which are made again at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import Connection, text

from app.demo.columns import COLUMNS, Batch, Row

if TYPE_CHECKING:
    import psycopg

_INDEXES = text("""
    SELECT i.relname, pg_get_indexdef(i.oid) FROM pg_index x
    JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    WHERE t.relname = ANY (:tables) AND t.relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.oid AND c.contype IN ('p', 'u'))
    ORDER BY i.relname
""")
_FOREIGN_KEYS = text("""
    SELECT t.relname, c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c
    JOIN pg_class t ON t.oid = c.conrelid
    WHERE t.relname = ANY (:tables) AND c.contype = 'f' AND t.relnamespace = 'public'::regnamespace
    ORDER BY t.relname, c.conname
""")
_KEY_OF_TOKENS = "ALTER TABLE search_token {} CONSTRAINT pk_search_token"
_SETTINGS = ("statement_timeout = 0", "idle_in_transaction_session_timeout = 0", "maintenance_work_mem = '384MB'",
             "work_mem = '128MB'", "synchronous_commit = off")  # fmt: skip

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"})


class PostgresLoad:
    """Rows by COPY; indexes and foreign keys come back as the catalogue had them."""

    def __init__(self, connection: Connection, tables: list[str]) -> None:
        self._connection = connection
        self._tables = tables
        self._again: list[str] = []

    def begin(self) -> None:
        """Remember and drop the indexes and foreign keys of the tables, and the key of the tokens."""
        for setting in _SETTINGS:
            self._run(f"SET LOCAL {setting}")
        named: dict[str, Any] = {"tables": self._tables}
        for table, name, definition in self._connection.execute(_FOREIGN_KEYS, named).all():
            self._run(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
            self._again.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        for name, definition in self._connection.execute(_INDEXES, named).all():
            self._run(f"DROP INDEX {name}")
            self._again.insert(0, definition)
        self._run(_KEY_OF_TOKENS.format("DROP"))
        self._again.insert(0, f"{_KEY_OF_TOKENS.format('ADD')} PRIMARY KEY (token, person_id, kind)")

    def write(self, batch: Batch) -> None:
        """Copy the rows of a batch."""
        raw = cast("psycopg.Connection[Any]", self._connection.connection.driver_connection)
        with raw.cursor() as cursor:
            for table, rows in batch.items():
                with cursor.copy(f"COPY {table} ({', '.join(COLUMNS[table])}) FROM STDIN") as copy:
                    copy.write("".join(map(_line, rows)))

    def finish(self) -> None:
        """Indexes first, foreign keys after them; counters of ids go on after the highest."""
        for statement in self._again:
            self._run(statement)
        for table in self._tables:
            if "id" in COLUMNS[table]:
                counter = f"pg_get_serial_sequence('{table}', 'id')"
                self._run(f"SELECT setval({counter}, (SELECT coalesce(max(id), 1) FROM {table}))")

    def _run(self, statement: str) -> None:
        self._connection.exec_driver_sql(statement.replace("%", "%%"))


def _line(row: Row) -> str:
    return "\t".join(map(_field, row)) + "\n"


def _field(value: object) -> str:
    if value is None:
        return "\\N"
    return value.translate(_ESCAPES) if type(value) is str else str(value)
