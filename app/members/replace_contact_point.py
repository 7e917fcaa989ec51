"""Somebody moved, or has another number: the old contact point ends on a day, and the new one begins on it."""

from __future__ import annotations

from app.basics.dates import show_date
from app.basics.problems import BadInput
from app.members.add_contact_point import checked_point, points_of_kind, prefer, put_point, stored_point
from app.members.edits import Values
from app.members.end_contact_point import end_contact_point
from app.members.find import stored_person
from app.members.tokens import keep_tokens
from app.staff.permissions import Permission
from app.staff.work import Work


def replace_contact_point(work: Work, point_id: int, values: Values) -> int:
    """Put another contact point in the place of one, and return the new one's id.

    ``values`` are those of ``add_contact_point``; ``from_on`` (today, if left out) is the first day of the new one and
    the first on which the old no longer holds. The new one is preferred where the old was. Raises BadInput with every
    problem.
    """
    work.require(Permission.MEMBER_EDIT)
    old = stored_point(work, point_id)
    person, was_preferred = stored_person(work, old.person_id), old.is_preferred
    ready = checked_point(work, person.territory, old.kind, values)
    ready["from_on"] = ready["from_on"] or work.today()
    if old.until_on is not None and old.until_on <= work.today():
        raise BadInput.one("from_on", f"The old one ended on {show_date(old.until_on)}: add the new one instead.")
    if old.from_on is not None and ready["from_on"] <= old.from_on:
        raise BadInput.one("from_on", f"The old one holds from {show_date(old.from_on)}: the new one comes after that.")
    end_contact_point(work, old.id, ready["from_on"])
    is_preferred = was_preferred or bool(ready.get("is_preferred"))
    new = put_point(work, person.id, ready | {"is_preferred": False})
    new.position = old.position + 0.5
    if is_preferred and ready["from_on"] <= work.today():
        prefer(new, points_of_kind(work, person.id, old.kind))
    else:
        new.is_preferred = is_preferred  # until that day the old one stays preferred as well, for it holds alone
    keep_tokens(work, person.id)
    return new.id
