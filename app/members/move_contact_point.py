"""Put a person's addresses, phones or e-mails in another order."""

from __future__ import annotations

from app.members.add_contact_point import points_of_kind, stored_point
from app.staff.permissions import Permission
from app.staff.work import Work


def move_contact_point(work: Work, point_id: int, before_id: int | None) -> int:
    """Put a contact point before another of its kind, or last."""
    work.require(Permission.MEMBER_EDIT)
    point = stored_point(work, point_id)
    others = [other for other in points_of_kind(work, point.person_id, point.kind) if other is not point]
    place = next((n for n, other in enumerate(others) if other.id == before_id), len(others))
    above = others[place - 1].position if place else others[0].position - 1 if others else 0.0
    below = others[place].position if place < len(others) else above + 2
    point.position = (above + below) / 2
    return point.id
