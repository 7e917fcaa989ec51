"""Add an address, a phone or an e-mail to a person."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.basics.problems import NotFound
from app.members.contact_point_rules import normal_address, normal_value, point_problems
from app.members.edits import Values, tidy
from app.members.find import stored_person
from app.members.rules import refuse, text_problems
from app.members.tables import ContactPoint, PointKind
from app.members.tokens import keep_tokens
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork, Work


def add_contact_point(work: Work, person_id: int, kind: PointKind, values: Values) -> int:
    """Put a contact point last among its kind and return its id; the first of a kind is preferred.

    ``values``: ``value`` for a phone (as typed) or e-mail, else the parts of an address; ``label``, ``from_on``,
    ``until_on``, ``is_preferred``. Raises BadInput with every problem.
    """
    work.require(Permission.MEMBER_EDIT)
    person = stored_person(work, person_id)
    point = put_point(work, person_id, checked_point(work, person.territory, kind, values))
    keep_tokens(work, person_id)
    return point.id


def checked_point(work: ReadWork, territory: str, kind: PointKind, values: Values) -> dict[str, Any]:
    """The columns of a contact point in their normal form; BadInput with every problem."""
    ready = {"from_on": None, "until_on": None} | tidy(ContactPoint, values) | {"kind": kind}
    refuse([*text_problems(ContactPoint, ready), *point_problems(ready, territory[:2], home_country(work))])
    if kind == PointKind.ADDRESS:
        return ready | normal_address(ready)
    return ready | {"value": normal_value(kind, ready["value"], territory[:2])[0]}


def put_point(work: Work, person_id: int, ready: dict[str, Any]) -> ContactPoint:
    """Store a checked contact point; the caller keeps the search tokens."""
    others = points_of_kind(work, person_id, ready["kind"])
    last = max((other.position for other in others), default=0.0)
    point = ContactPoint(**{"person_id": person_id, "position": last + 1, **ready})
    work.session.add(point)
    if point.is_preferred or not others:
        prefer(point, others)
    work.session.flush()
    return point


def stored_point(work: ReadWork, point_id: int) -> ContactPoint:
    """The row of a contact point; NotFound where there is none for these eyes."""
    point = work.session.get(ContactPoint, point_id)
    if point is None:
        raise NotFound("This contact point is not on record any more.", "Open the person again.")
    return point


def points_of_kind(work: ReadWork, person_id: int, kind: PointKind) -> list[ContactPoint]:
    """A person's contact points of one kind in their order."""
    query = (
        select(ContactPoint)
        .where(ContactPoint.person_id == person_id, ContactPoint.kind == kind)
        .order_by(ContactPoint.position, ContactPoint.id)
    )
    return list(work.session.scalars(query))


def prefer(point: ContactPoint, others: list[ContactPoint]) -> None:
    """Only one of a kind is preferred; rows that are so already stay untouched."""
    for one in {*others, point}:
        if bool(one.is_preferred) != (one is point):
            one.is_preferred = one is point


def home_country(work: ReadWork) -> str:
    """The country of the desk, from which letters are posted."""
    return work.session.scalars(select(Desk.country).where(Desk.id == work.actor.desk_id)).one()
