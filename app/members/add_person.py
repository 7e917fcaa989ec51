"""Add a person: name, where to reach them, and membership where there is one, as one act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.basics.problems import BadInput, FieldProblem
from app.members.add_contact_point import checked_point, put_point
from app.members.add_membership import checked_membership, put_membership
from app.members.edits import Values, tidy
from app.members.person_name import set_sort_key
from app.members.rules import person_problems, refuse, text_problems
from app.members.tables import Person, PersonKind, PointKind
from app.members.tokens import keep_tokens
from app.staff.permissions import Permission
from app.staff.work import Work
from letters.languages import UNKNOWN

_DEFAULTS = {
    "kind": PersonKind.PERSON,
    "language": UNKNOWN,
    "given_names": "",
    "title": "",
    "post_nominals": "",
    "family_name_first": False,
}


def add_person(
    work: Work,
    person: Values,
    *,
    phone: str = "",
    email: str = "",
    address: Values | None = None,
    membership: Values | None = None,
) -> int:
    """Add a person or an organisation and return its id.

    Raises BadInput with all problems at once: keys of the person and of the address as they are, ``phone``,
    ``email``, and those of the membership with ``membership_`` before them. Whether the person is on record
    already is asked before, by ``likely_same``; this verb takes the answer as given.
    """
    work.require(Permission.MEMBER_EDIT)
    ready = _DEFAULTS | tidy(Person, person)
    problems = [*text_problems(Person, ready), *person_problems(ready, work.today())]
    territory = ready.get("territory") or ""
    points = [
        _collect(problems, rename, checked_point, work, territory, kind, values)
        for kind, values, rename in _points(phone, email, address)
    ]
    number = _collect(problems, _membership_key, checked_membership, membership) if membership else None
    refuse(problems)
    row = Person(**ready)
    set_sort_key(row)
    work.session.add(row)
    work.session.flush()
    for point in filter(None, points):
        put_point(work, row.id, point)
    if number:
        put_membership(work, row.id, number)
    keep_tokens(work, row.id)
    return row.id


Rename = Callable[[str], str]


def _points(phone: str, email: str, address: Values | None) -> list[tuple[PointKind, Values, Rename]]:
    """The contact points that were filled in, and how their fields are called on this form."""
    points: list[tuple[PointKind, Values, Rename]] = []
    if phone.strip():
        points.append((PointKind.PHONE, {"value": phone}, lambda _key: "phone"))
    if email.strip():
        points.append((PointKind.EMAIL, {"value": email}, lambda _key: "email"))
    if address and any(value for key, value in address.items() if key != "country"):
        points.append((PointKind.ADDRESS, address, lambda key: key))
    return points


def _membership_key(key: str) -> str:
    return f"membership_{key}"


def _collect(
    problems: list[FieldProblem], rename: Rename, check: Callable[..., dict[str, Any]], *args: object
) -> dict[str, Any] | None:
    """What the check returns; its problems join the others under the names of this form."""
    try:
        return check(*args)
    except BadInput as error:
        problems += [FieldProblem(rename(problem.field), problem.sentence) for problem in error.problems]
        return None
