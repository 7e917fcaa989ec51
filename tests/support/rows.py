"""One plain row of every table, made from what the table says of itself: for tests that go over all tables."""

from __future__ import annotations

import enum
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Column, Connection, Table, Uuid, func, insert, select
from sqlalchemy.types import JSON, Boolean, Date, Enum, Float, Integer, LargeBinary, TypeDecorator

from app.schema import METADATA
from app.store.base import UtcDateTime, Words
from app.store.engines import installing

# The author of everything is staff 1; somebody else decides. Bytes belong to the one letter.
_OTHERWISE: dict[tuple[str, str], Any] = {("letter_decision", "decided_by_id"): 4, ("blob", "subject"): "letter:1"}


def add_one_row_everywhere(connection: Connection) -> None:
    """One row in every table that has none; what points anywhere points to row 1. The owner's work."""
    with installing(connection):
        for table in METADATA.sorted_tables:
            if connection.execute(select(func.count()).select_from(table)).scalar_one() == 0:
                connection.execute(insert(table).values(plain_row(table)))


def plain_row(table: Table) -> dict[str, Any]:
    """The fewest values with which a row of the table may stand."""
    return {column.name: _value(column) for column in table.columns if _is_needed(column)}


def another_value(column: Column[Any]) -> Any:
    """A value of a plain column that differs from the one in ``plain_row``; None where it cannot be plain."""
    if column.foreign_keys or column.primary_key or column.name in {"circle_id", "version"}:
        return None
    kind = column.type
    if isinstance(kind, Words):
        return "y"
    if isinstance(kind, Date):
        return date(2026, 2, 3)
    return datetime(2026, 2, 3, tzinfo=UTC) if isinstance(kind, UtcDateTime) else None


def _is_needed(column: Column[Any]) -> bool:
    if column.primary_key and not column.foreign_keys:
        return isinstance(column.type, (Words, Enum))
    return not column.nullable


def _value(column: Column[Any]) -> Any:
    given = _OTHERWISE.get((column.table.name, column.name))
    if given is not None:
        return given
    if column.foreign_keys:
        return 1
    default = getattr(column.default, "arg", None)
    if default is not None and not callable(default):
        return default.value if isinstance(default, enum.Enum) else default
    return _by_type(column)


def _by_type(column: Column[Any]) -> Any:
    kind = column.type
    if isinstance(kind, Enum):
        return kind.enum_class(kind.enums[0]) if kind.enum_class else kind.enums[0]
    if isinstance(kind, UtcDateTime):
        return datetime(2026, 1, 2, tzinfo=UTC)
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    for a_type, value in _PLAIN:
        if isinstance(plain, a_type):
            return uuid4() if value is None else value
    return "x"


_PLAIN: list[tuple[type, Any]] = [
    (Boolean, False),
    (Integer, 1),
    (Float, 1.0),
    (Date, date(2026, 1, 2)),
    (JSON, {"a": None}),
    (LargeBinary, b"x"),
    (Uuid, None),
]
