"""Correct what was written down of a contact; what it said before stays in its history."""

from __future__ import annotations

from app.basics.problems import BadInput, NotFound
from app.contacts.caller_checks import carried_over, outcome
from app.contacts.rules import TEXTS, clean_texts, contact_problems
from app.contacts.tables import CallerKind, Contact
from app.members.reasons import reason_problems
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work

CORRECTABLE = frozenset(
    {"wanted", "said", "happened_at", "channel", "direction", "person_id", "caller_kind", "caller_name"}
    | {"dissatisfied", "dissatisfied_about", "complaint_wanted"}
)


def correct_contact(work: Work, contact_id: int, edits: Edits) -> None:
    """Apply ``{field: (seen, new)}``; what was wrong is the reason, and must be said. What stood before is kept.

    Raises BadInput, Conflict, or NotFound.

    Another kind of caller keeps only the points of its check that it is asked as well.
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
    before = contact.caller_kind
    changed = apply_edits(work, contact, {f: (seen, texts.get(f, typed)) for f, (seen, typed) in edits.items()})
    if "caller_kind" in changed:
        _check_again(contact, before)
    wrong = contact_problems(
        {field: getattr(contact, field) for field in ("wanted", "happened_at", "dissatisfied", "dissatisfied_about")},
        work.now(),
    )
    if changed:
        wrong += reason_problems("Say in a few words what was wrong: it stands beside what is corrected.", work.reason)
    if wrong:
        raise BadInput(wrong)


def _check_again(contact: Contact, before: CallerKind) -> None:
    contact.caller_kind = CallerKind(contact.caller_kind)
    kept = carried_over(before, contact.caller_kind, contact.caller_checked or ())
    contact.caller_checked = sorted(kept)
    contact.caller_check = outcome(contact.caller_kind, kept)
