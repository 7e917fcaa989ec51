"""The sheet that corrects a logged contact: what it says now, and what was wrong; both stay on the timeline."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from app.contacts.correct_contact import WHAT_WAS_WRONG, correct_contact
from app.contacts.find import ContactRow, contact
from app.contacts.labels import CALLERS, CHANNELS, CONTACT_LABELS, DIRECTIONS, WANTED
from app.contacts.when import WhenNotUnderstood, parse_past, show_when
from app.staff.work import ReadWork
from ui.kit.field import Choice, Field
from ui.members.sheet import Call, Sheet, Values

LONG, SHORT, LINE = 50_000, 4_000, 200
_WHEN = "happened_at"


@dataclass(frozen=True, slots=True)
class Logged:
    """A contact as it stands, and the zone of the desk in which its time is read."""

    row: ContactRow
    zone: str


def read_logged(work: ReadWork, contact_id: int) -> Logged:
    """The contact that shall be corrected; raises NotFound."""
    return Logged(contact(work, contact_id), work.actor.zone)


def contact_sheet(logged: Logged) -> Sheet:
    """Correct what was written down; what it said before stays."""
    row, zone = logged.row, logged.zone
    label = CONTACT_LABELS
    parts = [
        Field("channel", label["channel"], "choice", required=True, choices=_choices(CHANNELS), chars=12),
        Field("direction", label["direction"], "choice", choices=_choices(DIRECTIONS), chars=12, beside=True),
        Field(_WHEN, label[_WHEN], required=True, chars=22, beside=True, validate=_past(zone)),
        Field("caller_kind", label["caller_kind"], "choice", choices=_choices(CALLERS), chars=22),
        Field("caller_name", label["caller_name"], limit=LINE, beside=True),
        Field("wanted", label["wanted"], "prose", required=True, limit=LONG),
        Field("said", label["said"], "prose", limit=LONG),
        Field("dissatisfied", label["dissatisfied"], "check"),
        Field("dissatisfied_about", label["dissatisfied_about"], limit=SHORT),
        Field("complaint_wanted", label["complaint_wanted"], "radio", choices=_choices(WANTED)),
    ]
    seen: Values = {part.key: getattr(row, part.key) for part in parts}
    seen[_WHEN] = show_when(row.happened_at, zone)
    who = row.person_name or row.caller_name or "somebody"
    return Sheet(
        "correct_contact",
        f"Correct the contact with {who} of {seen[_WHEN]}",
        "Correct it",
        parts,
        lambda edits: Call(correct_contact, (row.id, _with_time(edits, logged))),
        label,
        seen=seen,
        draft=f"person:{row.person_id}:correct_contact:{row.id}",
        note=f"Logged by {row.staff_name}. What it said before stays beside it on the timeline.",
        why=lambda _values: WHAT_WAS_WRONG,
        why_label="What was wrong",
    )


def _with_time(edits: dict[str, Any], logged: Logged) -> dict[str, Any]:
    """The time as an instant; it is typed in words."""
    if _WHEN not in edits:
        return edits
    return edits | {_WHEN: (logged.row.happened_at, parse_past(edits[_WHEN][1], datetime.now(UTC), logged.zone))}


def _past(zone: str) -> Callable[[str], str | None]:
    def check(words: str) -> str | None:
        try:
            parse_past(words, datetime.now(UTC), zone)
        except WhenNotUnderstood as problem:
            return str(problem)
        return None

    return check


def _choices(labels: Mapping[str, str]) -> list[Choice]:
    return [Choice(value, words) for value, words in labels.items()]
