"""The columns that the bulk load fills, and its rows by table; other columns take the database's defaults.

Values are as both engines read them: dates and instants (UTC, without the zone) as text, booleans as 0 and 1.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TypeAlias

Value: TypeAlias = str | int | float | None
Row: TypeAlias = tuple[Value, ...]
Batch: TypeAlias = dict[str, list[Row]]

COLUMNS: dict[str, tuple[str, ...]] = {
    "person": (
        "id", "kind", "family_name", "given_names", "family_name_first", "native_name", "name_on_letters", "title",
        "post_nominals", "form_of_address", "born_on", "died_on", "preferred_channel", "language", "zone", "territory",
        "registration_body", "registration_number", "sort_key", "version",
    ),
    "former_name": ("person_id", "name", "until_on"),
    "contact_point": (
        "person_id", "kind", "label", "position", "is_preferred", "value", "organisation", "line1", "line2", "line3",
        "sublocality", "locality", "region", "postcode", "country", "from_on", "until_on", "version",
    ),
    "membership": (
        "person_id", "member_number", "kind", "territory", "grade", "specialty", "state", "joined_on", "started_on",
        "ends_on", "partner_id", "version",
    ),
    "representative": (
        "person_id", "representative_person_id", "relationship_kind", "consent", "scope", "given_on", "expires_on",
        "version",
    ),
    "adjustment": ("person_id", "kind", "detail", "from_on", "review_on", "until_on", "version"),
    "person_warning": ("person_id", "kind", "text", "since_on", "until_on", "version"),
    "contact": (
        "id", "person_id", "desk_id", "staff_id", "channel", "direction", "happened_at", "wanted", "said",
        "caller_kind", "caller_name", "caller_check", "caller_checked", "dissatisfied", "dissatisfied_about",
        "complaint_wanted", "version",
    ),
    "task": (
        "reference", "kind", "person_id", "contact_id", "subject", "what", "due_at", "owner_id", "done_at",
        "done_by_id", "done_note", "version",
    ),
    "search_token": ("token", "person_id", "kind", "circle_id"),
}  # fmt: skip


def new_batch() -> Batch:
    """Empty rows of every table."""
    return {table: [] for table in COLUMNS}


def stored_date(day: date | None) -> str | None:
    """A date as text."""
    return None if day is None else day.isoformat()


def stored_instant(at: datetime) -> str:
    """An instant in UTC as text without its zone, as SQLite keeps it."""
    return at.strftime("%Y-%m-%d %H:%M:%S.000000")
