"""What the post room's logins see on PostgreSQL: the letters that are in the post, and what a letter rests on.

Posting asks once more whether all that a letter says is still so, and moves the clocks of its case, in the post room's
own transaction. So its login reaches the record of a person or case as long as a letter of theirs is in the post, and
to the end of the transaction in which it posts or stops one; nothing else, and nothing that is kept to a circle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy import MetaData, Table

from app.store.guards.circles import circled
from app.store.guards.groups import POST_ROOM, STAFF
from app.store.guards.model import Refusal

# By the transaction that wrote it, since a moment is only what a program says: and see INSERTS for who may write it.
# A savepoint writes under a number of its own, a little later than its transaction's; whichever of these is still in
# progress and seen all the same is ours. Numbers wrap around in 32 bits, so others are never asked for.
_OURS = "pg_current_xact_id_if_assigned()::text::bigint"
_WRAP = "'4294967296'::bigint"
_AFTER_OURS = f"mod(e.xmin::text::bigint - mod({_OURS}, {_WRAP}) + {_WRAP}, {_WRAP})"
_WRITTEN_NOW = (
    f"CASE WHEN {_AFTER_OURS} < 1000000 THEN pg_xact_status(({_OURS} + {_AFTER_OURS})::text::xid8) = 'in progress'"
    " ELSE false END"
)
_LEAVES_NOW = (
    "EXISTS (SELECT 1 FROM letter_event e WHERE e.letter_id = l.id AND (e.kind = 'posted' OR e.kind = 'stopped')"
    f" AND {_WRITTEN_NOW})"
)
_IN_THE_POST = f"(l.state = 'approved' OR {_LEAVES_NOW})"
_OF_LETTER = "EXISTS (SELECT 1 FROM letter l WHERE l.id = {table}.letter_id)"
_OF_PERSON = "EXISTS (SELECT 1 FROM person p WHERE p.id = {table}.person_id)"
_OF_COMPLAINT = "EXISTS (SELECT 1 FROM complaint c WHERE c.id = {table}.complaint_id)"
_SUBJECT = "EXISTS (SELECT 1 FROM letter l WHERE l.subject = '{table}:' || {table}.id AND " + _IN_THE_POST + ")"

_SEEN: Mapping[str, str] = {
    "letter": "state = 'approved' OR state = 'posted' OR stopped_because <> ''",
    "letter_revision": "EXISTS (SELECT 1 FROM letter l WHERE l.approved_revision_id = letter_revision.id)",
    "letter_revision_enclosure": "EXISTS (SELECT 1 FROM letter l"
    " WHERE l.approved_revision_id = letter_revision_enclosure.revision_id)",
    "letter_enclosure": _OF_LETTER,
    "letter_comment_copy": _OF_LETTER,
    "letter_decision": _OF_LETTER,
    "letter_event": _OF_LETTER,
    "letter_release": _OF_LETTER,
    "letter_token": _OF_LETTER,
    "blob": "EXISTS (SELECT 1 FROM letter_revision r WHERE r.pdf_blob_id = blob.id) OR EXISTS (SELECT 1"
    " FROM letter_revision_enclosure x WHERE x.blob_id = blob.id OR x.paper_blob_id = blob.id)",
    "person": "EXISTS (SELECT 1 FROM letter l WHERE (l.person_id = person.id OR l.addressee_id = person.id)"
    f" AND {_IN_THE_POST})",
    "adjustment": _OF_PERSON,
    "contact_point": _OF_PERSON,
    "membership": _OF_PERSON,
    "person_warning": _OF_PERSON,
    "representative": _OF_PERSON,
    "complaint": _SUBJECT + " OR id = ANY ((SELECT fairhand_leads())::bigint[])",
    "contact": _SUBJECT,
    "task": "EXISTS (SELECT 1 FROM contact c WHERE c.id = task.contact_id)"
    " OR EXISTS (SELECT 1 FROM complaint c WHERE task.subject = 'complaint:' || c.id)",
}
"""Circled tables that are seen at all, and which rows of them; those that name their case follow it."""

LEADS = f"""
  SELECT coalesce(array_agg(c.joined_to_id), '{{}}')
  FROM complaint c JOIN letter l ON l.subject = 'complaint:' || c.id
  WHERE c.joined_to_id IS NOT NULL AND c.circle_id IS NULL AND l.circle_id IS NULL AND {_IN_THE_POST}
"""
"""The cases with which one in the post is joined, as a function: a policy cannot ask its own table."""

INSERTS: Mapping[str, str] = {
    "letter_event": "EXISTS (SELECT 1 FROM letter l WHERE l.id = letter_event.letter_id AND (l.state = 'approved' AND ("
    + " OR ".join(
        f"letter_event.kind = '{kind}'"
        for kind in ("exported", "email_drafted", "printed", "print_failed", "reprinted", "posted", "stopped")
    )
    + ") OR l.state = 'posted' AND ("
    + " OR ".join(f"letter_event.kind = '{kind}'" for kind in ("returned_mail", "corrected", "tracked"))
    + ")))"
}
"""Which rows may be put into a table that is otherwise only read: what is noted of a letter as it goes and after."""

_NOT_OF_CASE = frozenset({"complaint_token", "whole_file"})
"""What names a case and is nothing that a letter rests on."""

_OPEN = frozenset(
    {
        "calendar",
        "calendar_year",
        "circle",
        "circle_member",
        "closed_day",
        "desk",
        "library_version",
        "office_info",
        "reference_series",
        "staff",
        "staff_role",
    }
)
"""What holds nobody's data and is read whole."""

WRITES: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "action": (("INSERT", ()),),
    "complaint": (
        (
            "UPDATE",
            (
                *("acknowledged_on", "limit_from_on", "outcome", "respond_by", "responded_on", "state", "version"),
                "waits_until",
            ),
        ),
    ),
    "letter": (
        (
            "UPDATE",
            ("approved_revision_id", "posted_on", "state", "stopped_because", "submitted_at", "tracked", "version"),
        ),
    ),
    "letter_event": (("INSERT", ()),),
    "letter_token": (("INSERT", ()), ("DELETE", ())),
    "reference_series": (("INSERT", ()), ("UPDATE", ())),
    "remedy": (("UPDATE", ("state", "task_id", "version")),),
    "request": (("UPDATE", ("ended_on", "ended_why", "outcome", "version")),),
    "sla_clock": (("UPDATE", ("due_on", "met_on", "state", "trace", "version")),),
    "staff_question": (("UPDATE", ("ended_on", "outcome", "version")),),
    "task": (("INSERT", ()),),
}
"""What posting, printing and returned mail write, by column where rows are changed."""

_BY_POST_ROOM = (
    f"pg_has_role(session_user, '{POST_ROOM}', 'MEMBER') AND NOT pg_has_role(session_user, '{STAFF}', 'MEMBER')"
)
POST_ROOM_REFUSALS = (
    Refusal(
        "complaint",
        "update",
        "post_room",
        "The post room brings a complaint no further than its letters do.",
        "old.state IS DISTINCT FROM new.state AND new.state NOT IN ('acknowledged', 'responded', 'drafting')"
        f" AND {_BY_POST_ROOM}",
        by_login=True,
    ),
    Refusal(
        "remedy",
        "update",
        "post_room",
        "The post room decides on no remedy: one waits again where its letter is stopped.",
        f"old.state IS DISTINCT FROM new.state AND new.state <> 'proposed' AND {_BY_POST_ROOM}",
        by_login=True,
    ),
)
"""What a posted or stopped letter makes of its case, and nothing else; an owner of the database is in every group."""


def may_read(table: Table) -> bool:
    """Whether the post room reads anything of a table."""
    return table.name in _OPEN or table.name == "action" or _test(table) is not None


def rows_seen(metadata: MetaData) -> Iterator[tuple[str, str]]:
    """Each circled table that is seen, and the test of a row."""
    for name in circled(metadata):
        test = _test(metadata.tables[name])
        if test is not None:
            yield name, f"circle_id IS NULL AND ({test.format(table=name)})"


def _test(table: Table) -> str | None:
    if "circle_id" in table.c and "complaint_id" in table.c and table.name not in _NOT_OF_CASE:
        return _OF_COMPLAINT
    return _SEEN.get(table.name)
