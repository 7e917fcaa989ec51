"""The words in which the baseline speaks of columns, as plain SQLAlchemy: they stand when the mapped types change."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
AT = sa.DateTime(timezone=True)


class _Fitted:
    """A text type with the length that a CHECK keeps on both engines; its name tells which field was too long."""

    def __init__(self, kind: sa.types.TypeEngine[str], limit: int) -> None:
        self.kind = kind
        self.limit = limit


Kind = sa.types.TypeEngine[Any] | _Fitted


def need(name: str, kind: Kind, *parts: sa.schema.SchemaItem) -> sa.Column[Any]:
    """A column that is never null."""
    return _column(name, kind, *parts, nullable=False)


def may(name: str, kind: Kind, *parts: sa.schema.SchemaItem) -> sa.Column[Any]:
    """A column that may be null."""
    return _column(name, kind, *parts, nullable=True)


def given(name: str, kind: Kind) -> sa.Column[Any]:
    """A key that is given with the row, not counted by the database."""
    column = need(name, kind)
    column.autoincrement = False
    return column


def words(limit: int) -> _Fitted:
    """Text of at most ``limit`` characters."""
    return _Fitted(sa.String(), limit)


def by_bytes(limit: int) -> _Fitted:
    """Text compared byte by byte on both engines."""
    return _Fitted(sa.String().with_variant(sa.String(collation="C"), "postgresql"), limit)


def one_of(name: str, length: int, *values: str) -> sa.Enum:
    """Text with a CHECK that it is one of these."""
    return sa.Enum(*values, name=name, native_enum=False, length=length, create_constraint=True)


def _column(name: str, kind: Kind, *parts: sa.schema.SchemaItem, nullable: bool) -> sa.Column[Any]:
    if not isinstance(kind, _Fitted):
        return sa.Column(name, kind, *parts, nullable=nullable)
    fits = sa.CheckConstraint(f"length({name}) <= {kind.limit}", name=f"{name}_fits")
    return sa.Column(name, kind.kind, *parts, fits, nullable=nullable)
