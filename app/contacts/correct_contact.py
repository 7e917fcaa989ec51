"""Correct what was written down of a contact; what it said before stays in its history."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Any

from app.basics.problems import BadInput, NotFound
from app.contacts.caller_checks import carried_over, outcome
from app.contacts.callers import day_at, may_pass
from app.contacts.rules import TEXTS, clean_texts, contact_problems
from app.contacts.tables import CallerKind, ComplaintWanted, Contact, Direction
from app.members.reasons import reason_problems
from app.members.tables import Channel
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work

CORRECTABLE = frozenset(
    {"wanted", "said", "happened_at", "channel", "direction", "person_id", "caller_kind", "caller_name"}
    | {"dissatisfied", "dissatisfied_about", "complaint_wanted"}
)
_WHO_IT_WAS = frozenset({"person_id", "caller_kind", "caller_name"})

WHAT_WAS_WRONG = "Say in a few words what was wrong: it stands beside what is corrected."
_CHOICES: dict[str, type[StrEnum]] = {
    "channel": Channel,
    "direction": Direction,
    "caller_kind": CallerKind,
    "complaint_wanted": ComplaintWanted,
}


def correct_contact(work: Work, contact_id: int, edits: Edits) -> None:
    """Apply ``{field: (seen, new)}``; what was wrong is the reason, and must be said. What stood before is kept.

    Raises BadInput, Conflict, or NotFound.

    Another kind of caller keeps only the points of its check that it is asked as well. The check of another kind,
    person, name or day is judged again, by the record of who may speak for that person.
    """
    work.require(Permission.CONTACT_LOG)
    contact = work.session.get(Contact, contact_id)
    if contact is None:
        raise NotFound("There is no such contact.", "It may be in a circle that you are not in.")
    strange = set(edits) - CORRECTABLE
    if strange:
        raise ValueError(f"not fields of a contact that can be corrected: {sorted(strange)}")
    texts, problems = clean_texts({field: typed for field, (_, typed) in edits.items() if field in TEXTS})
    if problems:
        raise BadInput(problems)
    before, day = contact.caller_kind, day_at(work, contact.desk_id, contact.happened_at)
    ready = {field: (seen, texts.get(field, _typed(field, typed))) for field, (seen, typed) in edits.items()}
    changed = apply_edits(work, contact, ready)
    wrong = contact_problems(
        {field: getattr(contact, field) for field in ("wanted", "happened_at", "dissatisfied", "dissatisfied_about")},
        work.now(),
    )
    if changed:
        wrong += reason_problems(WHAT_WAS_WRONG, work.reason)
    if wrong:
        raise BadInput(wrong)
    day_now = day_at(work, contact.desk_id, contact.happened_at)
    if changed & _WHO_IT_WAS or day_now != day:
        _check_again(work, contact, before, day_now)


def _typed(field: str, value: Any) -> Any:
    return _CHOICES[field](value) if field in _CHOICES and value is not None else value


def _check_again(work: Work, contact: Contact, before: CallerKind, day: date) -> None:
    kind = contact.caller_kind
    kept = carried_over(before, kind, contact.caller_checked or ())
    passes = may_pass(work, contact.person_id, kind, contact.caller_name, day)
    contact.caller_checked = sorted(kept)
    contact.caller_check = outcome(kind, kept, may_pass=passes)
