"""The root of all mapped tables: naming, column types and the mixins that tables share."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Date,
    DateTime,
    Dialect,
    Enum,
    Index,
    Integer,
    MetaData,
    String,
    TypeDecorator,
    Uuid,
)
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import JSON

from app.basics.card_numbers import has_card_number, refusal
from app.basics.problems import BadInput, FieldProblem
from app.basics.text import clean_text

ALSO = "also"
"""In an index's ``info``: the column that PostgreSQL keeps in it beside the key."""

Id = BigInteger().with_variant(Integer, "sqlite")
Uid = Uuid(as_uuid=True)


def covering(name: str, *columns: str, also: str) -> Index:
    """An index that PostgreSQL answers from alone: it keeps ``also`` beside the key.

    Told in SQLAlchemy's own way it would load the whole dialect, with every driver's, into a window on SQLite.
    """
    return Index(name, *columns, info={ALSO: also})


class CardNumberMet(BadInput, DontWrapMixin):
    """A card number came as far as the database: whatever verb forgot to ask, it is not stored.

    It is raised as it is, since the error that would wrap it repeats what was to be stored.
    """

    def __init__(self) -> None:
        super().__init__([FieldProblem("", refusal("One of the texts"))])


def without_card_number(value: Any) -> Any:
    """A text, or any value of JSON, as it is. Raises CardNumberMet where a text in it holds a card number."""
    if isinstance(value, str):
        if has_card_number(value):
            raise CardNumberMet
    elif isinstance(value, Mapping):
        for key, part in value.items():
            without_card_number(key)
            without_card_number(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            without_card_number(part)
    return value


class Json(TypeDecorator[Any]):
    """A value of JSON, in which no text may hold a card number; JSONB on PostgreSQL."""

    impl = JSON
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        if dialect.name != "postgresql":
            return dialect.type_descriptor(JSON())
        from sqlalchemy.dialects.postgresql import JSONB  # a window on SQLite starts without

        return dialect.type_descriptor(JSONB())

    def process_bind_param(self, value: Any, _dialect: Dialect) -> Any:
        return without_card_number(value)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware and in UTC on the way in and out; SQLite stores it without the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise TypeError("an instant without a zone cannot be stored")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text of at most ``limit`` characters, cleaned (NFC, no controls) on the way in, and without card numbers.

    The column itself has no length: ``Base`` adds a CHECK, whose name tells which field it was, on both engines.
    """

    impl = String
    cache_ok = True

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else without_card_number(clean_text(value))


class Sorted(Words):
    """A stored sort key or search token: compared byte by byte on both engines.

    It is made of texts that were asked for card numbers, and of what somebody looks for.
    """

    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: Dialect) -> str | None:
        return None if value is None else clean_text(value)

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(String(collation=collation))


LINE = 200
NOTE = 4_000
PROSE = 50_000


def choice(kind: type[enum.StrEnum], *, length: int = 40) -> Enum:
    """Text with a CHECK made from a Python enum: the values are what is stored."""
    return Enum(
        kind,
        native_enum=False,
        length=length,
        create_constraint=True,
        validate_strings=True,
        values_callable=lambda members: [member.value for member in members],
        name=kind.__name__.lower(),
    )


class Base(DeclarativeBase):
    """All tables of the office."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {int: Id, str: Words(LINE), datetime: UtcDateTime(), date: Date()}  # noqa: RUF012

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        table = getattr(cls, "__table__", None)
        if table is None:
            return
        for column in table.columns:
            if isinstance(column.type, Words):
                limit = CheckConstraint(f"length({column.name}) <= {column.type.limit}", name=f"{column.name}_fits")
                table.append_constraint(limit)


class Identified:
    """A row with a number of its own that is never printed."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-10)


class Versioned:
    """A row that two people may edit: a flush over a newer version is refused."""

    version: Mapped[int] = mapped_column(Integer, default=1, sort_order=90)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}


class Circled:
    """A row about a person: seen by all where ``circle_id`` is null, else by the members of that circle only."""

    circle_id: Mapped[int | None] = mapped_column(index=True, sort_order=91)


class FoundBy(Circled):
    """What a row is found by, a token a row: a circle's words are no more to be found than the circle's rows.

    The tokens' own indexes hold the circle, so it has none of its own.
    """

    token: Mapped[str] = mapped_column(Sorted(80), primary_key=True, sort_order=10)
    circle_id: Mapped[int | None] = mapped_column(sort_order=91)


def unaudited(reason: str) -> dict[str, Any]:
    """``info`` of a table whose changes leave no audit row, by decision; the reason is shown in the catalogue."""
    return {"unaudited": reason}


def append_only() -> dict[str, Any]:
    """``info`` of a table whose rows are never changed or deleted; the database itself refuses."""
    return {"append_only": True}


def written_by(roles: Iterable[str]) -> dict[str, Any]:
    """``info`` of a table whose rows only people with one of these roles put in; the database itself asks."""
    return {"written_by": tuple(map(str, roles))}
