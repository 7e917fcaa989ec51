"""What the database refuses, whatever statement is used: a closed list of rules on a row's transition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import MetaData, Table

from app.store.guards.blob_refusals import BLOB_REFUSALS
from app.store.guards.enclosure_refusals import ENCLOSURE_REFUSALS
from app.store.guards.letter_refusals import LETTER_REFUSALS
from app.store.guards.model import TODAY, TOMORROW, Refusal, literal
from app.store.guards.post_room import POST_ROOM_REFUSALS
from app.store.guards.release_refusals import RELEASE_REFUSALS
from app.store.guards.slip_refusals import SLIP_REFUSALS

# Whoever does these things is named by the row itself, and is who is signed in.
ACTOR_COLUMNS = {
    "absence": "set_by_id",
    "contact": "staff_id",
    "letter": "author_id",
    "letter_comment": "by_id",
    "letter_decision": "decided_by_id",
    "letter_enclosure": "added_by_id",
    "letter_event": "by_id",
    "letter_read_afterwards": "read_by_id",
    "letter_release": "released_by_id",
    "letter_revision": "submitted_by_id",
    "letter_sent_to": "by_id",
    "letter_suggestion": "by_id",
    "letter_writer": "staff_id",
}

# An action says from its first moment who does what; what came of it follows at its end.
_ACTION_FIXED = ("id", "request_id", "verb", "reason", "staff_id", "at", "program")

# They leave no change rows, and are kept all the same: what was done, and a letter's words, which may be a colleague's.
_KEPT_UNAUDITED = frozenset({"action", "letter_draft"})

# Of a letter that is posted: who may see it, and the count of its versions, go on.
_LETTER_GOES_ON = frozenset({"circle_id", "tracked", "version"})


def refusals(metadata: MetaData) -> list[Refusal]:
    """All rules for all tables, in a stable order."""
    found: list[Refusal] = []
    for table in sorted(metadata.tables.values(), key=lambda table: table.name):
        found.extend(_kept(table))
        found.extend(_transitions(table))
        found.extend(_posted(table))
        found.extend(_actor(table))
    found += [
        rule
        for rule in (
            *_OF_ACTIONS,
            *_OF_ABSENCES,
            *BLOB_REFUSALS,
            *ENCLOSURE_REFUSALS,
            *LETTER_REFUSALS,
            *POST_ROOM_REFUSALS,
            *RELEASE_REFUSALS,
            *SLIP_REFUSALS,
        )
        if rule.table in metadata.tables
    ]
    for table in metadata.sorted_tables:
        found.extend(_roles(table))
    return found


def is_kept(table: Table) -> bool:
    """Whether rows of the table are never deleted: all but what is half typed, leases, tokens and counters."""
    return bool(table.info.get("append_only") or "unaudited" not in table.info or table.name in _KEPT_UNAUDITED)


def _kept(table: Table) -> Iterator[Refusal]:
    if is_kept(table):
        sentence = f"Rows of {table.name} are never deleted: end them instead."
        yield Refusal(table.name, "delete", "kept", sentence, "TRUE")
    if table.info.get("append_only"):
        sentence = f"Rows of {table.name} are never changed: add a new one."
        fixed = [column.name for column in table.columns if column.name != "circle_id"]
        yield Refusal(table.name, "update", "append_only", sentence, _any_differs(fixed))


def _any_differs(columns: list[str] | tuple[str, ...]) -> str:
    return "(" + " OR ".join(f"old.{name} IS DISTINCT FROM new.{name}" for name in columns) + ")"


def _transitions(table: Table) -> Iterator[Refusal]:
    if "transitions" not in table.info:
        return
    column, allowed = table.info["transitions"]
    steps = [
        f"old.{column} = {literal(str(state))} AND new.{column} IN ({_listed(sorted(map(str, nexts)))})"
        for state, nexts in allowed.items()
        if nexts
    ]
    when = f"old.{column} IS DISTINCT FROM new.{column} AND NOT (({') OR ('.join(steps)}))"
    what = table.name.replace("_", " ")
    yield Refusal(table.name, "update", "transition", f"This {what} is past that step, or not there yet.", when)


def _listed(values: Sequence[str]) -> str:
    return ", ".join(literal(value) for value in values)


def _actor(table: Table) -> Iterator[Refusal]:
    column = ACTOR_COLUMNS.get(table.name)
    if column is not None:
        what = table.name.replace("_", " ")
        stranger = f"new.{column} IS DISTINCT FROM fairhand_actor() AND NOT fairhand_installing()"
        yield Refusal(table.name, "insert", "actor", f"A {what} is in the name of who is signed in.", stranger)
        moved = f"old.{column} IS DISTINCT FROM new.{column} AND NOT fairhand_installing()"
        yield Refusal(table.name, "update", "actor", f"Whose {what} it is stands from its first moment.", moved)


def _roles(table: Table) -> Iterator[Refusal]:
    roles = table.info.get("written_by")
    if roles is not None:
        names = " or ".join(role.replace("_", " ") for role in roles)
        sentence = f"Writing a {table.name.replace('_', ' ')} takes the role of {names}."
        yield Refusal(table.name, "insert", "role", sentence, _without_role(roles))
        if not table.info.get("append_only"):
            yield Refusal(table.name, "update", "role", sentence, _without_role(roles))


def _without_role(roles: Sequence[str]) -> str:
    return f"NOT fairhand_installing() AND NOT {has_role(roles)}"


def has_role(roles: Sequence[str]) -> str:
    """That the actor has one of these roles today; a day to either side, for a desk may be ahead of the server."""
    return (
        "EXISTS (SELECT 1 FROM staff_role r WHERE r.staff_id = fairhand_actor()"
        f" AND r.role IN ({_listed(roles)}) AND r.from_on <= {TOMORROW}"
        f" AND (r.until_on IS NULL OR r.until_on >= {TODAY}))"
    )


def _posted(table: Table) -> Iterator[Refusal]:
    if table.name == "letter":
        fixed = [column.name for column in table.columns if column.name not in _LETTER_GOES_ON]
        sentence = "A posted letter stays as it left the office, and so does its day."
        yield Refusal("letter", "update", "posted", sentence, f"old.state = 'posted' AND {_any_differs(fixed)}")


def _is_told(column: str) -> str:
    """That a value of JSON is there: one that was left out is stored as JSON's null."""
    return f"coalesce(CAST(old.{column} AS text), 'null') <> 'null'"


_OF_ACTIONS = [
    # On SQLite the actor is only told after this row, which is where it comes from.
    Refusal(
        "action",
        "insert",
        "actor",
        "What is done is done in the name of who is signed in.",
        "new.staff_id IS DISTINCT FROM fairhand_actor() AND NOT fairhand_installing()",
        by_login=True,
    ),
    Refusal("action", "update", "append_only", "What was done, by whom and when, stands.", _any_differs(_ACTION_FIXED)),
    Refusal(
        "action",
        "update",
        "told",
        "What came of a deed is told once, by whoever did it.",
        f"(old.staff_id IS DISTINCT FROM fairhand_actor() OR {_is_told('result')} OR {_is_told('touched')})"
        " AND NOT fairhand_installing()",
    ),
]

# Whose absence somebody else may say: it moves what is theirs to decide to whoever covers.
_ARRANGES = ("manager", "administrator")
_ABSENCE_FIXED = ("staff_id", "from_on", "last_on", "cover_id", "set_at")

_OF_ABSENCES = [
    Refusal(
        "absence",
        "insert",
        "others_absence",
        "When somebody is away is said by themselves, by a manager or by an administrator.",
        f"new.staff_id IS DISTINCT FROM fairhand_actor() AND {_without_role(_ARRANGES)}",
    ),
    Refusal(
        "absence",
        "update",
        "others_absence",
        "When somebody is away is said by themselves, by a manager or by an administrator.",
        f"old.staff_id IS DISTINCT FROM fairhand_actor() AND {_without_role(_ARRANGES)}",
    ),
    Refusal(
        "absence",
        "update",
        "absence_said",
        "An absence stands as it was said: end it, and say another.",
        f"({_any_differs(_ABSENCE_FIXED)} OR old.ended_at IS NOT NULL) AND NOT fairhand_installing()",
    ),
    Refusal(
        "absence",
        "insert",
        "own_cover",
        "Nobody covers for themselves.",
        "new.cover_id = new.staff_id AND NOT fairhand_installing()",
    ),
    Refusal(
        "starter",
        "insert",
        "own_starter",
        "Until when somebody's letters are all read is said by somebody else, in their own name.",
        "(new.staff_id = fairhand_actor() OR new.set_by_id IS DISTINCT FROM fairhand_actor())"
        " AND NOT fairhand_installing()",
    ),
]
