"""Who works here, and which office this is."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select

from app.staff.permissions import ROLE_NAMES, Permission
from app.staff.tables import Desk, Staff, StaffRole
from app.staff.work import ReadWork
from app.store.tables import OfficeInfo


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """The office as its window names it."""

    name: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class StaffLine:
    """Somebody who works here today; ``roles`` in words."""

    id: int
    login: str
    name: str
    job_title: str
    desk: str
    roles: tuple[str, ...]


def this_office(work: ReadWork) -> OfficeLine:
    """Which office this is."""
    work.require(Permission.STAFF_READ)
    row = work.session.execute(select(OfficeInfo.name, OfficeInfo.is_demo)).one()
    return OfficeLine(row.name, row.is_demo)


def people_here(work: ReadWork) -> list[StaffLine]:
    """Everybody with a role today, in the order in which they were added."""
    work.require(Permission.STAFF_READ)
    today = work.today()
    query = (
        select(Staff.id, Staff.login, Staff.display_name, Staff.job_title, Desk.name.label("desk"), StaffRole.role)
        .join(Desk, Desk.id == Staff.desk_id)
        .join(StaffRole, StaffRole.staff_id == Staff.id)
        .where(
            or_(Staff.ended_on.is_(None), Staff.ended_on > today),
            StaffRole.from_on <= today,
            or_(StaffRole.until_on.is_(None), StaffRole.until_on > today),
        )
        .order_by(Staff.id, StaffRole.id)
    )
    found: dict[int, StaffLine] = {}
    for row in work.session.execute(query):
        before = found[row.id].roles if row.id in found else ()
        roles = (*before, ROLE_NAMES[row.role])
        found[row.id] = StaffLine(row.id, row.login, row.display_name, row.job_title, row.desk, roles)
    return list(found.values())
