"""What the database refuses, whatever statement is used: a closed list of rules on a row's transition."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import MetaData, Table

from app.store.guards.model import Refusal, literal

# Whoever does these things is named by the row itself, and is who is signed in.
ACTOR_COLUMNS = {
    "contact": "staff_id",
    "letter": "author_id",
    "letter_comment": "by_id",
    "letter_decision": "decided_by_id",
    "letter_event": "by_id",
    "letter_revision": "submitted_by_id",
    "letter_writer": "staff_id",
}

# An action says from its first moment who does what; what came of it follows at its end.
_ACTION_FIXED = ("id", "request_id", "verb", "reason", "staff_id", "at", "program")

# Of a letter that is posted: who may see it, and the count of its versions, go on.
_LETTER_GOES_ON = frozenset({"circle_id", "version"})


def refusals(metadata: MetaData) -> list[Refusal]:
    """All rules for all tables, in a stable order."""
    found: list[Refusal] = []
    for table in sorted(metadata.tables.values(), key=lambda table: table.name):
        found.extend(_kept(table))
        found.extend(_transitions(table))
        found.extend(_actor(table))
        found.extend(_posted(table))
    return found + [rule for rule in _OF_ONE_TABLE if rule.table in metadata.tables]


def is_kept(table: Table) -> bool:
    """Whether rows of the table are never deleted: all but drafts, leases, tokens and counters."""
    return bool(table.info.get("append_only") or "unaudited" not in table.info)


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


def _listed(values: list[str]) -> str:
    return ", ".join(literal(value) for value in values)


def _actor(table: Table) -> Iterator[Refusal]:
    column = ACTOR_COLUMNS.get(table.name)
    if column is not None:
        when = f"new.{column} IS DISTINCT FROM fairhand_actor() AND NOT fairhand_installing()"
        what = table.name.replace("_", " ")
        yield Refusal(table.name, "insert", "actor", f"A {what} is in the name of who is signed in.", when)


def _posted(table: Table) -> Iterator[Refusal]:
    if table.name == "letter":
        fixed = [column.name for column in table.columns if column.name not in _LETTER_GOES_ON]
        sentence = "A posted letter stays as it left the office, and so does its day."
        yield Refusal("letter", "update", "posted", sentence, f"old.state = 'posted' AND {_any_differs(fixed)}")


_UNSIGNED = "Whoever puts words into a letter is named as one of its writers."
_NOT_A_WRITER = (
    "NOT EXISTS (SELECT 1 FROM letter_writer w WHERE w.letter_id = new.letter_id AND w.staff_id = fairhand_actor())"
    " AND NOT fairhand_installing()"
)

_NEWER = "SELECT 1 FROM letter_decision later WHERE later.revision_id = d.revision_id AND later.number > d.number"
_LAST = f"NOT EXISTS ({_NEWER})"

_OF_ONE_TABLE = [
    # On SQLite the actor is only told after this row, which is where it comes from.
    Refusal(
        "action",
        "insert",
        "actor",
        "What is done is done in the name of who is signed in.",
        "new.staff_id IS DISTINCT FROM fairhand_actor() AND NOT fairhand_installing()",
        by_login=True,
    ),
    Refusal("action", "delete", "kept", "What was done is never deleted.", "TRUE"),
    Refusal("action", "update", "append_only", "What was done, by whom and when, stands.", _any_differs(_ACTION_FIXED)),
    Refusal(
        "letter",
        "insert",
        "starts_editing",
        "A letter begins as a draft.",
        "new.state <> 'editing' AND NOT fairhand_installing()",
    ),
    Refusal(
        "letter",
        "update",
        "unapproved",
        "This letter has no approval of what it now says.",
        "new.state IN ('approved', 'posted') AND NOT EXISTS (SELECT 1 FROM letter_decision d"
        " WHERE d.letter_id = new.id AND d.revision_id = new.approved_revision_id"
        f" AND d.verdict = 'approved' AND {_LAST})",
    ),
    Refusal(
        "letter",
        "update",
        "approval_stands",
        "An approved letter waits again only when its approver takes the approval back.",
        "old.state = 'approved' AND new.state = 'submitted' AND NOT EXISTS (SELECT 1 FROM letter_decision d"
        f" WHERE d.revision_id = old.approved_revision_id AND d.verdict = 'taken_back' AND {_LAST})",
    ),
    Refusal(
        "letter_decision",
        "insert",
        "decided",
        "A revision is decided once, and again only after its approval was taken back.",
        "new.verdict <> 'taken_back' AND new.number <> 1 AND NOT EXISTS (SELECT 1 FROM letter_decision d"
        " WHERE d.revision_id = new.revision_id AND d.number = new.number - 1 AND d.verdict = 'taken_back')",
    ),
    Refusal(
        "letter_decision",
        "insert",
        "not_taken_back",
        "An approval is taken back by whoever gave it, and only before the letter leaves the office.",
        "new.verdict = 'taken_back' AND (NOT EXISTS (SELECT 1 FROM letter_decision d"
        " JOIN letter l ON l.approved_revision_id = d.revision_id WHERE d.revision_id = new.revision_id"
        " AND l.state = 'approved' AND d.number = new.number - 1 AND d.verdict = 'approved'"
        " AND d.decided_by_id = new.decided_by_id) OR EXISTS (SELECT 1 FROM letter_event e"
        " WHERE e.revision_id = new.revision_id AND e.kind IN"
        " ('exported', 'email_drafted', 'printed', 'print_failed', 'reprinted', 'posted')))",
    ),
    Refusal(
        "letter_decision",
        "insert",
        "own_letter",
        "Somebody who wrote none of it decides on a letter.",
        "EXISTS (SELECT 1 FROM letter_revision r JOIN letter l ON l.id = r.letter_id WHERE r.id = new.revision_id"
        " AND (r.submitted_by_id = new.decided_by_id OR l.author_id = new.decided_by_id))"
        " OR EXISTS (SELECT 1 FROM letter_writer w WHERE w.letter_id = new.letter_id"
        " AND w.staff_id = new.decided_by_id)",
    ),
    Refusal("letter_draft", "insert", "unsigned", _UNSIGNED, _NOT_A_WRITER),
    Refusal(
        "letter_draft",
        "update",
        "unsigned",
        _UNSIGNED,
        f"old.content IS DISTINCT FROM new.content AND {_NOT_A_WRITER}",
    ),
    Refusal(
        "letter_decision",
        "insert",
        "other_letter",
        "The decision names a revision of another letter.",
        "NOT EXISTS (SELECT 1 FROM letter_revision r WHERE r.id = new.revision_id AND r.letter_id = new.letter_id)",
    ),
]
