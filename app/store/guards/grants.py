"""What each group of logins may do in each table on PostgreSQL, worked out from what the table says of itself."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import MetaData, Table

from app.store.guards.audited import is_secret
from app.store.guards.groups import ADMINISTRATOR, AUDITOR, GROUPS, POST_ROOM, STAFF
from app.store.guards.model import DATABASE, Guard, Shown
from app.store.guards.post_room import WRITES, may_read
from app.store.guards.refusals import is_kept

VERSION_TABLE = "alembic_version"

# Written by triggers, or by the owner of the office, alone.
_OWNERS = frozenset({"change", "office_info"})
# Written by administrators alone.
_ADMINISTRATION = frozenset({"authority_grant", "circle", "circle_member", "desk", "staff", "staff_role"})
# What administrators write beside that: their own traces, who is away, the calendars and the library.
_BESIDE = frozenset(
    {
        *("absence", "action", "calendar", "calendar_year", "closed_day", "draft_text", "lease"),
        *("library_version", "library_withdrawal", "blob", "starter"),
    }
)
# What is drawn by its number gets that from the database: see ``app.store.draw``.
_NUMBERED = frozenset({"letter"})
_ACTION_ENDS = ("subject", "result", "touched")


def grants(metadata: MetaData) -> Iterator[Guard]:
    """All grants of all groups, by table."""
    for table in sorted(metadata.tables.values(), key=lambda table: table.name):
        for group in (STAFF, ADMINISTRATOR, AUDITOR):
            yield _select(group, table)
            for privilege in _writes(group, table):
                yield _grant(group, table.name, privilege, _written(table))
        if may_read(table):
            yield _select(POST_ROOM, table)
        for privilege, columns in WRITES.get(table.name, ()):
            yield _grant(POST_ROOM, table.name, privilege, columns)
        if table.name == "action":
            for group in (STAFF, ADMINISTRATOR, POST_ROOM):
                yield _grant(group, table.name, "UPDATE", _ACTION_ENDS)
    for group in GROUPS:
        yield _grant(group, VERSION_TABLE, "SELECT")
        yield _connect(group)


def _connect(group: str) -> Guard:
    """People of the office may connect to its database and nobody else; nobody makes tables in it, not even for a day.

    A copy that was made of an office has none of this from the one that it was copied from.
    """
    database = "ON DATABASE ' || quote_ident(current_database()) || '"
    sql = (
        f"DO $fairhand$BEGIN EXECUTE 'REVOKE ALL {database} FROM PUBLIC, {group}';"
        f" EXECUTE 'GRANT CONNECT {database} TO {group}'; END$fairhand$"
    )
    return Guard(Shown("grant", f"{group} connect", DATABASE, "CONNECT"), sql)


def _writes(group: str, table: Table) -> list[str]:
    name = table.name
    administers = name in _ADMINISTRATION
    may = {STAFF: not administers, ADMINISTRATOR: administers or name in _BESIDE, AUDITOR: False}[group]
    if not may or name in _OWNERS:
        return []
    found = ["INSERT"]
    appends = bool(table.info.get("append_only"))
    if not appends and name != "action":
        found.append("UPDATE")
        if not is_kept(table):
            found.append("DELETE")
    return found


def _written(table: Table) -> tuple[str, ...]:
    """The columns that are written, empty for all of them."""
    return tuple(column.name for column in table.columns if column.name != "id") if table.name in _NUMBERED else ()


def _select(group: str, table: Table) -> Guard:
    open_columns = tuple(column.name for column in table.columns if not is_secret(column))
    partly = len(open_columns) < len(table.columns)
    return _grant(group, table.name, "SELECT", open_columns if partly else ())


def _grant(group: str, table: str, privilege: str, columns: tuple[str, ...] = ()) -> Guard:
    listed = f" ({', '.join(columns)})" if columns else ""
    shown = f"{privilege} {','.join(sorted(columns))}".strip()
    sql = f"GRANT {privilege}{listed} ON {table} TO {group}"
    return Guard(Shown("grant", f"{group} {privilege.lower()}", table, shown), sql)
