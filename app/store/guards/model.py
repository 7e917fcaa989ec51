"""What a guard is: one thing in the database's catalogue, and the SQL that puts it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.basics.answers import AT_ONCE, CORRECTION, ENDING

Kind = Literal["function", "trigger", "row security", "policy", "grant"]
Event = Literal["insert", "update", "delete"]

PREFIX = "fairhand_"

# What stands for the table in a grant on the whole database.
DATABASE = "the database"

# The day of the server, spelled as PostgreSQL reads it; ``for_sqlite`` spells it anew.
TODAY = "current_date"
TOMORROW = "(current_date + 1)"

# What JSON says, of library versions ``v`` and ``t`` and revisions ``r`` and ``m``; ``for_sqlite`` spells each anew.
ALONE_OWN_WORDS = "CAST(v.data #>> ARRAY['approval', 'alone', l.kind, 'own_words'] AS integer)"
ALONE_REMEDIES = "coalesce(CAST(v.data #>> ARRAY['approval', 'alone', l.kind, 'remedies'] AS boolean), FALSE)"
SAMPLE_PERCENT = "coalesce(CAST(v.data #>> ARRAY['approval', 'sample_percent'] AS integer), 100)"
KIND_OF_TEMPLATE = "(t.data ->> 'kind')"
KIND_OF_CONTENT = "(r.content ->> 'kind')"
MARKED_AS_MISSPELT = (
    "EXISTS (SELECT 1 FROM jsonb_array_elements(CASE jsonb_typeof(m.findings) WHEN 'array' THEN m.findings"
    " ELSE '[]' END) f WHERE f ->> 'rule' = 'SP' AND f ->> 'word' = new.was AND f ->> 'block_id' = new.block_id)"
)
# The action under which this transaction writes, where it says one.
ACTION = "CAST(nullif(current_setting('fairhand.action_id', true), '') AS bigint)"
_ITS_ZONE = "(SELECT d.zone FROM staff w JOIN desk d ON d.id = w.desk_id WHERE w.id = new.decided_by_id)"
# The day of a decision at the desk of whoever decides.
DAY_OF_DECISION = f"CAST((new.decided_at AT TIME ZONE {_ITS_ZONE}) AS date)"
# The hash of stored bytes.
SHA256_OF_CONTENT = "encode(sha256(new.content), 'hex')"
_OF_SQLITE = {
    SHA256_OF_CONTENT: "fairhand_sha256_of(new.content)",
    ACTION: "fairhand_action()",
    DAY_OF_DECISION: f"fairhand_day(new.decided_at, {_ITS_ZONE})",
    MARKED_AS_MISSPELT: "EXISTS (SELECT 1 FROM json_each(m.findings) f WHERE f.type = 'object' AND json_extract("
    "CASE f.type WHEN 'object' THEN f.value END, '$.rule', '$.word', '$.block_id')"
    " = json_array('SP', new.was, new.block_id))",
    ALONE_OWN_WORDS: "json_extract(v.data, '$.approval.alone.' || l.kind || '.own_words')",
    ALONE_REMEDIES: "coalesce(json_extract(v.data, '$.approval.alone.' || l.kind || '.remedies'), 0)",
    SAMPLE_PERCENT: "coalesce(json_extract(v.data, '$.approval.sample_percent'), 100)",
    KIND_OF_TEMPLATE: "json_extract(t.data, '$.kind')",
    KIND_OF_CONTENT: "json_extract(r.content, '$.kind')",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A guard as the catalogue shows it, so that what is installed can be held against what is generated."""

    kind: Kind
    name: str
    table: str
    definition: str


@dataclass(frozen=True, slots=True)
class Guard:
    """One guard: how the catalogue shows it, and the statement that makes it."""

    shown: Shown
    sql: str

    @property
    def name(self) -> str:
        return self.shown.name

    @property
    def table(self) -> str:
        return self.shown.table


@dataclass(frozen=True, slots=True)
class Refusal:
    """Refuse a row's ``event`` when the condition holds.

    ``when`` is SQL over ``new`` and ``old`` that both engines read, except that SQLite before 3.39 has no
    ``IS DISTINCT FROM``: see ``for_sqlite``. ``by_login`` rules hold only where people have logins, on PostgreSQL.
    """

    table: str
    event: Event
    code: str
    sentence: str
    when: str
    by_login: bool = False


def for_sqlite(condition: str) -> str:
    """The same condition in SQLite's older spelling."""
    compared = condition.replace(" IS NOT DISTINCT FROM ", " IS ").replace(" IS DISTINCT FROM ", " IS NOT ")
    for ours, theirs in _OF_SQLITE.items():
        compared = compared.replace(ours, theirs)
    return compared.replace(TOMORROW, "date('now', '+1 day')")


def literal(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def _answers(letter: str) -> str:
    return f"({letter}.kind LIKE '%{ENDING}' OR {letter}.kind = '{AT_ONCE}')"


ANSWERS = (
    f"({_answers('l')} OR (l.kind = '{CORRECTION}' AND EXISTS (SELECT 1 FROM letter k"
    f" WHERE k.id = l.corrects_id AND ({_answers('k')} OR k.kind = '{CORRECTION}'))))"
)
"""Whether the letter ``l`` is an answer or corrects one: see ``app.basics.answers``."""
