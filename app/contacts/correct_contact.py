"""Correct what was written down of a contact; what it said before stays in its history."""

from __future__ import annotations

from app.basics.problems import BadInput, NotFound
from app.contacts.rules import TEXTS, clean_texts, contact_problems
from app.contacts.tables import Contact
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work

CORRECTABLE = frozenset(
    {"wanted", "said", "happened_at", "channel", "direction", "person_id", "caller_kind", "caller_name"}
    | {"dissatisfied", "dissatisfied_about", "complaint_wanted"}
)


def correct_contact(work: Work, contact_id: int, edits: Edits) -> None:
    """Apply ``{field: (seen, new)}``. Raises BadInput, Conflict, or NotFound."""
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
    apply_edits(work, contact, {f: (seen, texts.get(f, typed)) for f, (seen, typed) in edits.items()})
    wrong = contact_problems(
        {field: getattr(contact, field) for field in ("wanted", "happened_at", "dissatisfied", "dissatisfied_about")},
        work.now(),
    )
    if wrong:
        raise BadInput(wrong)
