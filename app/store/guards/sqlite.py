"""The guards as SQLite's triggers; they call functions that only Fairhand's connections have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Boolean, Column, DateTime, MetaData, Table
from sqlalchemy.types import JSON, TypeDecorator, TypeEngine

from app.store.faults import refusal
from app.store.guards.audited import WITHHELD, audited, is_secret, recorded
from app.store.guards.circles import Following, by_child, circle_of_parents, followings
from app.store.guards.model import PREFIX, Event, Guard, Refusal, Shown, for_sqlite, literal
from app.store.guards.refusals import refusals

# The time of the change: in an office in test mode the action's own.
_AT = (
    "coalesce((SELECT a.at FROM action a, office_info o WHERE a.id = fairhand_action() AND o.test_mode),"
    " fairhand_now())"
)


def generate_sqlite(metadata: MetaData) -> list[Guard]:
    """All triggers: one a table, time and event, and one that hands a parent's new circle to its children."""
    before: dict[tuple[str, Event], list[str]] = defaultdict(list)
    after: dict[tuple[str, Event], list[str]] = defaultdict(list)
    for rule in refusals(metadata):
        if not rule.by_login:
            before[rule.table, rule.event].append(_refuse(rule))
    for table in audited(metadata):
        after[table.name, "insert"].append(_audit(table, "insert"))
        after[table.name, "update"].append(_audit(table, "update"))
    for child, parents in by_child(metadata).items():
        for event in ("insert", "update"):
            after[child, event].append(_follow(child, circle_of_parents(parents, "sqlite")))
    return [
        *(_trigger(table, "before", event, body) for (table, event), body in sorted(before.items())),
        *(_trigger(table, "after", event, body) for (table, event), body in sorted(after.items())),
        *_push(metadata),
    ]


def _trigger(table: str, time: str, event: Event, body: list[str]) -> Guard:
    name = f"{PREFIX}{table}_{time}_{event}"
    statements = "".join(f"  {statement};\n" for statement in body)
    sql = f"CREATE TRIGGER {name} {time.upper()} {event.upper()} ON {table} FOR EACH ROW\nBEGIN\n{statements}END"
    return Guard(Shown("trigger", name, table, sql), sql)


def _refuse(rule: Refusal) -> str:
    message = literal(refusal(rule.code, rule.table, rule.sentence))
    return f"SELECT RAISE(ABORT, {message}) WHERE {for_sqlite(rule.when)}"


def _follow(child: str, circle: str) -> str:
    return (
        f"UPDATE {child} SET circle_id = {circle} WHERE rowid = new.rowid"
        f" AND {circle} IS NOT NULL AND circle_id IS NOT {circle}"
    )


def _push(metadata: MetaData) -> Iterator[Guard]:
    children: dict[str, list[Following]] = defaultdict(list)
    for following in followings(metadata):
        children[following.parent].append(following)
    for parent, followers in sorted(children.items()):
        name = f"{PREFIX}{parent}_push_circle"
        body = "".join(
            f"  UPDATE {follower.child} SET circle_id = new.circle_id WHERE {follower.of_this_parent}"
            " AND circle_id IS NOT new.circle_id"
            " AND (new.circle_id IS NOT NULL OR circle_id IS old.circle_id);\n"
            for follower in followers
        )
        sql = (
            f"CREATE TRIGGER {name} AFTER UPDATE OF circle_id ON {parent} FOR EACH ROW"
            f" WHEN old.circle_id IS NOT new.circle_id\nBEGIN\n{body}END"
        )
        yield Guard(Shown("trigger", name, parent, sql), sql)


def _audit(table: Table, event: Event) -> str:
    """One statement that writes the change row; the inner aggregate is worked out once, so salt and digest agree."""
    pairs = "\n    UNION ALL ".join(_pair(column, event) for column in recorded(table))
    return f"""\
INSERT INTO change (action_id, table_name, row_id, kind, at, payload, salt, digest)
  SELECT fairhand_action(), '{table.name}', new.id, '{event}', {_AT}, p, s, fairhand_sha256(s, p)
  FROM (SELECT json_group_object(k, json(v)) AS p, fairhand_salt() AS s, count(*) AS n FROM (
    {pairs}))
  WHERE n > 0"""


def _pair(column: Column[object], event: Event) -> str:
    """``name, [old, new]`` where the column was given or changed."""
    name = column.name
    was, now = ("NULL", f"new.{name}") if event == "insert" else (f"old.{name}", f"new.{name}")
    if is_secret(column):
        values = f"json_array({literal(WITHHELD)}, {literal(WITHHELD)})"
    else:
        old = "NULL" if event == "insert" else _as_json(column, was)
        values = f"json_array({old}, {_as_json(column, now)})"
    return f"SELECT '{name}' AS k, {values} AS v WHERE {now} IS NOT {was}"


def _as_json(column: Column[object], value: str) -> str:
    """A stored value as PostgreSQL's to_jsonb would show it: booleans, instants and JSON are not plain in SQLite."""
    kind = _plain_type(column.type)
    if isinstance(kind, Boolean):
        return f"json(CASE {value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)"
    if isinstance(kind, DateTime):
        return f"replace({value}, ' ', 'T') || '+00:00'"
    if isinstance(kind, JSON):
        return f"json({value})"
    return value


def _plain_type(kind: TypeEngine[object]) -> TypeEngine[object]:
    return kind.impl_instance if isinstance(kind, TypeDecorator) else kind
