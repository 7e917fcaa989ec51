"""Which columns of which tables the audit records."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, MetaData, Table

# No login reads them on PostgreSQL; where their change is recorded, what they say is not.
SECRET = {("office_info", "draw_salt"), ("staff", "password_hash")}
WITHHELD = "withheld"


def audited(metadata: MetaData) -> list[Table]:
    """The tables of which every change leaves a row, by name; each must have an ``id``."""
    tables = [table for _, table in sorted(metadata.tables.items()) if "unaudited" not in table.info]
    for table in tables:
        if "id" not in table.c:
            raise TypeError(f"the audited table {table.name} has no id")
    return tables


def recorded(table: Table) -> list[Column[object]]:
    """The columns whose values the audit records: all but bytes."""
    return [column for column in table.columns if not isinstance(column.type, LargeBinary)]


def is_secret(column: Column[object]) -> bool:
    """Whether no login reads it, and only the fact of a change is recorded."""
    return (column.table.name, column.name) in SECRET
