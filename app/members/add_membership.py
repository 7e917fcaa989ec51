"""Begin a membership: the member number is counted here and never used again."""

from __future__ import annotations

from typing import Any

from app.basics.references import make_member_number
from app.members.edits import Values, tidy
from app.members.find import stored_person
from app.members.rules import membership_problems, refuse, text_problems
from app.members.tables import Membership
from app.members.tokens import keep_tokens
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.references import next_number

MEMBER_SERIES = "member"
FIRST_SERIAL = 10_000_000
"""Serials begin here, so that no member number begins with a zero that a spreadsheet would eat."""


def add_membership(work: Work, person_id: int, values: Values) -> int:
    """Begin a membership of a person and return its id; raises BadInput with every problem.

    ``values``: ``kind``, ``territory``, ``grade``, ``specialty``, ``state``, ``joined_on``, ``started_on``,
    ``ends_on`` (exclusive), ``partner_id``.
    """
    work.require(Permission.MEMBER_EDIT)
    stored_person(work, person_id)
    membership = put_membership(work, person_id, checked_membership(values))
    keep_tokens(work, person_id)
    return membership.id


def checked_membership(values: Values) -> dict[str, Any]:
    """The columns of a membership; BadInput with every problem."""
    ready = tidy(Membership, values)
    refuse([*text_problems(Membership, ready), *membership_problems(ready)])
    return ready


def put_membership(work: Work, person_id: int, ready: dict[str, Any]) -> Membership:
    """Store a checked membership under the next number; the caller keeps the search tokens."""
    serial = next_number(work.session, MEMBER_SERIES, 0, FIRST_SERIAL)
    membership = Membership(person_id=person_id, member_number=make_member_number(serial), **ready)
    work.session.add(membership)
    work.session.flush()
    return membership
