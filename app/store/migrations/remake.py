"""Make the baseline anew from the mapped tables: ``python -m app.store.migrations.remake``.

Allowed only while no office is in use: its revision is named after what it says, so that a database made from
another baseline is recognised. It reads the tables by name, since the store stands below ``app.schema``.
"""

from __future__ import annotations

import hashlib
import importlib
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Enum, ForeignKey, Index, MetaData, Table, UniqueConstraint
from sqlalchemy.dialects import sqlite
from sqlalchemy.types import JSON, BigInteger, DateTime, TypeDecorator, TypeEngine

from app.store.base import ALSO, Base, Sorted, Words

HERE = Path(__file__).parent
_BASELINE = '''\
"""The baseline: all tables as they were when the first office was made. Written by ``remake``."""

from __future__ import annotations

from alembic import op

{imports}

revision = "{revision}"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
{listed})


def upgrade() -> None:
{calls}    if op.get_bind().dialect.name == "postgresql":
{links}

def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
{unlinks}    for table in reversed(TABLES):
        op.drop_table(table)
'''

_ROOM = '''\
"""Tables of {room} in the baseline. Written by ``remake``."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from app.store.migrations.baseline.columns import AT, ID, JSON, by_bytes, given, may, need, one_of, words

{tables}'''

_LATEST = '''\
"""The newest revision that this program knows; ``remake`` names the baseline after what it says."""

from __future__ import annotations

HEAD = "{revision}"
'''


def main() -> int:
    """Write the baseline, its rooms and its name; say what was made."""
    metadata: MetaData = importlib.import_module("app.schema").METADATA
    rooms = _rooms(metadata)
    sources = {HERE / "baseline" / f"{room}.py": _room(room, tables) for room, tables in rooms.items()}
    digest = hashlib.sha256("".join(sources.values()).encode()).hexdigest()[:8]
    revision = f"0001_{digest}"
    sources[HERE / "versions" / "0001_baseline.py"] = _baseline(metadata, rooms, revision)
    sources[HERE / "head.py"] = _LATEST.format(revision=revision)
    for path, source in sources.items():
        path.write_text(source, encoding="utf-8")
    for command in (["check", "-q", "--fix", "--select", "F401,I"], ["format", "-q"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, *sources], check=True)  # noqa: S603
    sys.stdout.write(f"{revision}: {len(metadata.tables)} tables in {len(rooms)} rooms\n")
    return 0


def _rooms(metadata: MetaData) -> dict[str, list[Table]]:
    """The tables by the room whose classes they are mapped to, in the order in which they can be made."""
    room_of = {mapper.class_.__tablename__: mapper.class_.__module__.split(".")[1] for mapper in Base.registry.mappers}
    rooms: dict[str, list[Table]] = defaultdict(list)
    for table in metadata.sorted_tables:
        rooms[room_of[table.name]].append(table)
    return rooms


def _room(room: str, tables: list[Table]) -> str:
    return _ROOM.format(room=room, tables="\n\n".join(_make(table) for table in tables))


def _baseline(metadata: MetaData, rooms: dict[str, list[Table]], revision: str) -> str:
    tables = metadata.sorted_tables
    later = [key for table in tables for key in _keys(table) if key.use_alter]
    room_of = {table.name: room for room, held in rooms.items() for table in held}
    return _BASELINE.format(
        revision=revision,
        imports=f"from app.store.migrations.baseline import {', '.join(sorted(rooms))}",
        listed="".join(f'    "{table.name}",\n' for table in tables),
        calls="".join(f"    {room_of[table.name]}.make_{table.name}()\n" for table in tables),
        links="".join(map(_link, later)),
        unlinks="".join(map(_unlink, later)),
    )


def _keys(table: Table) -> list[ForeignKey]:
    return sorted(table.foreign_keys, key=lambda key: key.parent.name)


def _link(key: ForeignKey) -> str:
    table, column = key.parent.table.name, key.parent.name
    target, target_column = key.target_fullname.split(".")
    return f'        op.create_foreign_key("{key.name}", "{table}", "{target}", ["{column}"], ["{target_column}"])\n'


def _unlink(key: ForeignKey) -> str:
    return f'        op.drop_constraint("{key.name}", "{key.parent.table.name}")\n'


def _make(table: Table) -> str:
    lines = [*_columns(table), *_uniques(table), *_primary_key(table)]
    parts = "".join(f"        {line},\n" for line in lines)
    indexes = "".join(_index(table, index) for index in sorted(table.indexes, key=lambda index: str(index.name)))
    return f'def make_{table.name}() -> None:\n    op.create_table(\n        "{table.name}",\n{parts}    )\n{indexes}'


def _columns(table: Table) -> Iterator[str]:
    for column in table.columns:
        verb = "may" if column.nullable else "given" if column.autoincrement is False else "need"
        keys = "".join(f", {_foreign_key(key)}" for key in column.foreign_keys)
        yield f'{verb}("{column.name}", {_type(column.type)}{keys})'


def _foreign_key(key: ForeignKey) -> str:
    later = f', use_alter=True, name="{key.name}"' if key.use_alter else ""
    return f'sa.ForeignKey("{key.target_fullname}"{later})'


def _uniques(table: Table) -> Iterator[str]:
    uniques = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    for unique in sorted(uniques, key=lambda one: str(one.name)):
        yield f"sa.UniqueConstraint({_names(list(unique.columns))})"


def _primary_key(table: Table) -> Iterator[str]:
    yield f"sa.PrimaryKeyConstraint({_names(list(table.primary_key.columns))})"


def _index(table: Table, index: Index) -> str:
    extra = f', postgresql_include=["{index.info[ALSO]}"]' if ALSO in index.info else ""
    unique = ", unique=True" if index.unique else ""
    columns = _names(list(index.columns))
    return f'    op.create_index("{index.name}", "{table.name}", [{columns}]{unique}{extra})\n'


def _names(columns: list[Column[Any]]) -> str:
    return ", ".join(f'"{column.name}"' for column in columns)


def _type(kind: TypeEngine[Any]) -> str:
    """A type in plain SQLAlchemy, so that the baseline stands when the mapped types change."""
    if isinstance(kind, Words):
        return f"{'by_bytes' if isinstance(kind, Sorted) else 'words'}({kind.limit})"
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    if isinstance(plain, Enum):
        return f'one_of("{plain.name}", {plain.length}, {", ".join(map(_quoted, plain.enums))})'
    if isinstance(plain, BigInteger):
        return "ID" if plain.compile(sqlite.dialect()) == "INTEGER" else "sa.BigInteger()"
    if isinstance(plain, DateTime):
        return "AT"
    if isinstance(plain, JSON):
        return "JSON"
    return f"sa.{type(plain).__name__}()"


def _quoted(text: str) -> str:
    return f'"{text}"'


if __name__ == "__main__":
    raise SystemExit(main())
