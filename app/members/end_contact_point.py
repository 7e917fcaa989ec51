"""End an address, a phone or an e-mail that no longer holds."""

from __future__ import annotations

from datetime import date

from app.basics.dates import show_date
from app.basics.problems import BadInput
from app.members.add_contact_point import points_of_kind, prefer, stored_point
from app.members.tables import ContactPoint
from app.staff.permissions import Permission
from app.staff.work import Work


def end_contact_point(work: Work, point_id: int, until_on: date) -> int:
    """From this day the contact point no longer holds; another of its kind is preferred where there is one."""
    work.require(Permission.MEMBER_EDIT)
    point = stored_point(work, point_id)
    if point.from_on is not None and until_on < point.from_on:
        raise BadInput.one("until_on", f"It holds only from {show_date(point.from_on)}: it cannot end before.")
    point.until_on = until_on
    if point.is_preferred and until_on <= work.today():
        point.is_preferred = False
        rest = [
            other for other in points_of_kind(work, point.person_id, point.kind) if _goes_on(other, point, until_on)
        ]
        if rest:
            prefer(rest[0], rest)
    return point.id


def _goes_on(other: ContactPoint, ended: ContactPoint, day: date) -> bool:
    return other is not ended and (other.until_on is None or other.until_on > day)
