"""Who sees which rows on PostgreSQL: row level security by each table's own ``circle_id``."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import MetaData

from app.store.guards.circles import circled
from app.store.guards.groups import ADMINISTRATOR, AUDITOR, POST_ROOM, STAFF
from app.store.guards.model import PREFIX, Guard, Shown
from app.store.guards.post_room import INSERTS, rows_seen

# The sub-select makes it one call a statement; a million rows cost 75 ms this way, 1,143 ms with a call a row.
_BY_CIRCLE = "circle_id IS NULL OR circle_id = ANY ((SELECT fairhand_circles())::bigint[])"
_OWN = "staff_id = (SELECT fairhand_actor())"
_EVERYBODY = f"{ADMINISTRATOR}, {STAFF}"


def policies(metadata: MetaData) -> Iterator[Guard]:
    """Rows of a circle for its members and auditors; drafts for who writes them; changes for who sees the row, and
    what was done for who did it or sees what it was done to."""
    for table in circled(metadata):
        yield from _policy(table, "circle", "ALL", _EVERYBODY, _BY_CIRCLE)
        yield from _policy(table, "auditor", "SELECT", AUDITOR, "true", first=False)
    for name, test in rows_seen(metadata):
        yield from _policy(name, "post", "SELECT" if name in INSERTS else "ALL", POST_ROOM, test, first=False)
        if name in INSERTS:
            yield _inserts(name, "posts", POST_ROOM, f"circle_id IS NULL AND {INSERTS[name]}")
    if "draft_text" in metadata.tables:
        yield from _policy("draft_text", "own", "ALL", _EVERYBODY, _OWN)
    if "action" in metadata.tables:
        yield from _policy("action", "own", "ALL", f"{ADMINISTRATOR}, {POST_ROOM}, {STAFF}", _OWN)
        yield from _policy("action", "seen", "SELECT", _EVERYBODY, _deed_is_seen(metadata), first=False)
        yield from _policy("action", "auditor", "SELECT", AUDITOR, "true", first=False)
    if "change" in metadata.tables:
        yield from _policy("change", "seen", "SELECT", _EVERYBODY, _row_is_seen(metadata))
        yield from _policy("change", "auditor", "SELECT", AUDITOR, "true", first=False)


def _row_is_seen(metadata: MetaData) -> str:
    """A change is seen by who sees the row: read by (table_name, row_id), so the look-up is paid for few rows."""
    return f"CASE table_name {_where_seen(metadata, 'change.row_id')} ELSE true END"


def _deed_is_seen(metadata: MetaData) -> str:
    """What was done, and why, is seen by who sees its subject; where it names none, who sees any row it changed."""
    number = "substring(action.subject, ':([0-9]{1,18})$')::bigint"
    by_subject = f"CASE split_part(subject, ':', 1) {_where_seen(metadata, number)} ELSE true END"
    changed = "EXISTS (SELECT 1 FROM change c WHERE c.action_id = action.id)"
    return f"CASE WHEN subject IS NULL THEN {changed} ELSE {by_subject} END"


def _where_seen(metadata: MetaData, row_id: str) -> str:
    return " ".join(
        f"WHEN '{table}' THEN EXISTS (SELECT 1 FROM {table} t WHERE t.id = {row_id})"
        for table in circled(metadata)
        if "id" in metadata.tables[table].c
    )


def _policy(table: str, what: str, command: str, groups: str, test: str, *, first: bool = True) -> Iterator[Guard]:
    if first:
        secured = f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield Guard(Shown("row security", PREFIX + table, table, "on"), secured)
    name = f"{PREFIX}{what}"
    sql = f"CREATE POLICY {name} ON {table} AS PERMISSIVE FOR {command} TO {groups} USING ({test})"
    yield Guard(Shown("policy", name, table, f"{command} {groups} {bare(test)}"), sql)


def _inserts(table: str, what: str, group: str, test: str) -> Guard:
    name = f"{PREFIX}{what}"
    sql = f"CREATE POLICY {name} ON {table} AS PERMISSIVE FOR INSERT TO {group} WITH CHECK ({test})"
    return Guard(Shown("policy", name, table, f"INSERT {group}  check {bare(test)}"), sql)


def bare(expression: str) -> str:
    """An expression without what PostgreSQL adds when it shows it: brackets, casts of literals, blanks, aliases."""
    text = expression.lower()
    for added in ("::text", "as fairhand_circles", "as fairhand_actor", "as fairhand_leads", "as bool", "?column?"):
        text = text.replace(added, "")
    return "".join(character for character in text if character not in ' \n()"')
