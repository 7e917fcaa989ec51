"""Record what became of a representative's consent: given, withdrawn, its scope and last day."""

from __future__ import annotations

from app.basics.problems import NotFound
from app.members.edits import tidy_edits, values_of
from app.members.reasons import reason_problems, reason_to_change_consent
from app.members.rules import consent_problems, refuse, text_problems
from app.members.tables import Representative
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work


def change_consent(work: Work, representative_id: int, edits: Edits) -> int:
    """Save what became of the consent: given, withdrawn, its scope and last day. Returns the id.

    Raises Conflict for fields changed meanwhile, BadInput with every problem of the row as it would stand; a consent
    that is withdrawn needs a reason.
    """
    work.require(Permission.MEMBER_EDIT)
    row = work.session.get(Representative, representative_id)
    if row is None:
        raise NotFound("This representative is not on record.", "Open the person again.")
    ready = tidy_edits(Representative, edits)
    refuse(text_problems(Representative, {key: new for key, (_seen, new) in ready.items()}))
    changed = apply_edits(work, row, ready)
    needed = reason_to_change_consent(row.consent) if "consent" in changed else ""
    with work.session.no_autoflush:
        problems = consent_problems(values_of(row, Representative), work.today())
        refuse([*problems, *reason_problems(needed, work.reason)])
    return row.id
