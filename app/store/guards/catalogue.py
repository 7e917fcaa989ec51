"""Install the generated guards, and hold what is installed against them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, MetaData, text

from app.store.guards import shown_postgres
from app.store.guards.groups import ADMINISTRATOR, POST_ROOM, STAFF, make_groups
from app.store.guards.model import PREFIX, Guard, Shown
from app.store.guards.postgres import generate_postgres
from app.store.guards.sqlite import generate_sqlite

_SQLITE_TRIGGERS = text("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")


def generate(metadata: MetaData, dialect: str) -> list[Guard]:
    """All guards for ``sqlite`` or ``postgresql``, in the order in which they can be made."""
    return generate_sqlite(metadata) if dialect == "sqlite" else generate_postgres(metadata)


def install(connection: Connection, metadata: MetaData) -> str:
    """Take away every guard of Fairhand that is there and put in the generated ones.

    Runs in the caller's transaction, as the owner of the tables. Returns the sha256 of the set, which
    ``office_info.guards_sha256`` keeps where there is an office already.
    """
    guards = generate(metadata, connection.dialect.name)
    remove(connection)
    if connection.dialect.name == "postgresql":
        make_groups(connection)
        writers = f"{STAFF}, {ADMINISTRATOR}, {POST_ROOM}"
        _run(connection, f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {writers}")
    for guard in guards:
        _run(connection, guard.sql)
    digest = fingerprint(guards)
    connection.execute(text("UPDATE office_info SET guards_sha256 = :digest"), {"digest": digest})
    return digest


def remove(connection: Connection) -> None:
    """Take away every guard of Fairhand, of this or another version."""
    if connection.dialect.name == "sqlite":
        for name, _, _ in connection.execute(_SQLITE_TRIGGERS).all():
            if name.startswith(PREFIX):
                _run(connection, f"DROP TRIGGER {name}")
        return
    for statement in shown_postgres.removals(connection):
        _run(connection, statement)


def fingerprint(guards: list[Guard]) -> str:
    """The sha256 of the set of guards."""
    whole = "\n".join(guard.sql for guard in guards)
    return hashlib.sha256(whole.encode()).hexdigest()


def installed(connection: Connection) -> set[Shown]:
    """What the catalogue shows: every trigger, function, policy and grant that concerns an office."""
    if connection.dialect.name == "postgresql":
        return shown_postgres.shown(connection)
    rows = connection.execute(_SQLITE_TRIGGERS).all()
    return {Shown("trigger", name, table, sql) for name, table, sql in rows}


def differences(connection: Connection, metadata: MetaData) -> list[str]:
    """What is missing, changed or too much in the catalogue, a line each; empty when all guards stand."""
    wanted = {guard.shown for guard in generate(metadata, connection.dialect.name)}
    there = installed(connection)
    missing = [f"missing or changed: {_named(one)}" for one in wanted - there]
    added = [f"not ours: {_named(one)}" for one in there - wanted]
    return sorted(missing) + sorted(added)


@contextmanager
def suspended(connection: Connection, metadata: MetaData) -> Iterator[None]:
    """No trigger acts while a bulk load of the owner runs; all of them do again after it.

    For the demo and imports, which write one action row that says so. Nothing is audited, refused or given a
    circle meanwhile: the loader sets ``circle_id`` itself. When the block raises, roll the transaction back.
    """
    suspend(connection, metadata)
    yield
    resume(connection, metadata)


def suspend(connection: Connection, metadata: MetaData) -> None:
    """See ``suspended``; for loads of many transactions. ``differences`` tells when nobody resumed."""
    if connection.dialect.name == "sqlite":
        remove(connection)
    else:
        _switch(connection, metadata, "DISABLE")


def resume(connection: Connection, metadata: MetaData) -> None:
    """Let every trigger act again."""
    if connection.dialect.name == "sqlite":
        install(connection, metadata)
    else:
        _switch(connection, metadata, "ENABLE")


def _switch(connection: Connection, metadata: MetaData, what: str) -> None:
    for table in sorted(metadata.tables):
        _run(connection, f"ALTER TABLE {table} {what} TRIGGER USER")


def _named(one: Shown) -> str:
    return f"{one.kind} {one.name}" + (f" on {one.table}" if one.table else "")


def _run(connection: Connection, statement: str) -> None:
    """Run generated SQL as it stands: no parameters, no percent signs to be read as such."""
    cursor = connection.connection.cursor()
    try:
        cursor.execute(statement)
    finally:
        cursor.close()
