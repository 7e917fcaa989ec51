"""Change a membership: grade, specialty, state, dates, partner; never its number."""

from __future__ import annotations

from app.basics.problems import BadInput, NotFound
from app.members.edits import refuse_typed, tidy_edits, values_of, would_stand
from app.members.rules import membership_problems, refuse, text_problems
from app.members.tables import Membership
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work


def edit_membership(work: Work, membership_id: int, edits: Edits) -> int:
    """Save a form over a membership and return its id.

    Raises Conflict for fields changed meanwhile, BadInput with every problem of the row as it would stand.
    """
    work.require(Permission.MEMBER_EDIT)
    if "member_number" in edits:
        raise BadInput.one("member_number", "A member number never changes; a new membership gets a new one.")
    membership = work.session.get(Membership, membership_id)
    if membership is None:
        raise NotFound("This membership is not on record.", "Open the person again.")
    ready = tidy_edits(Membership, edits)
    refuse(text_problems(Membership, {key: new for key, (_seen, new) in ready.items()}))
    refuse_typed(membership_problems(would_stand(membership, Membership, ready)), ready)
    apply_edits(work, membership, ready)
    with work.session.no_autoflush:
        refuse(membership_problems(values_of(membership, Membership)))
    return membership.id
