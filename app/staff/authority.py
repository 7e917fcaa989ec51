"""Who may decide on a sum: authority is granted to people and roles, by kind and currency, from one day to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from app.basics.money import Money
from app.staff.permissions import Permission, roles_with
from app.staff.tables import AuthorityGrant, Role, Staff, StaffRole
from app.staff.work import ReadWork


@dataclass(frozen=True, slots=True)
class Authority:
    """How far somebody's authority reaches for one kind of sum in one currency, and who may decide on this one.

    ``limit`` is None where the person has none at all; ``who_may`` are names of those who approve letters.
    """

    total: Money
    limit: Money | None
    who_may: tuple[str, ...]

    @property
    def reaches(self) -> bool:
        """Whether the sum is within it."""
        return self.limit is not None and self.total <= self.limit

    @property
    def who_else(self) -> str:
        """Whom to ask, as a sentence."""
        if not self.who_may:
            return "Nobody here may: an administrator can give the authority."
        return f"Ask somebody who may: {listed(self.who_may)}."


def authority_for(work: ReadWork, kind: str, total: Money, staff_id: int, on: date) -> Authority:
    """What somebody may decide on a day, for the sum of that kind in one case; no grant, no authority."""
    limits = _limits(work, kind, total.currency, on)
    approvers = _here(work, on, roles_with(Permission.LETTER_APPROVE))
    who_may = tuple(name for one, name in approvers.items() if limits.get(one, -1) >= total.minor)
    limit = limits.get(staff_id)
    return Authority(total, Money(limit, total.currency) if limit is not None else None, who_may)


def listed(names: Iterable[str]) -> str:
    """Names as a sentence has them: "Ada, Ben or Lea"."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


def _limits(work: ReadWork, kind: str, currency: str, on: date) -> Mapping[int, int]:
    """By staff id the furthest reach in minor units, of a person's own grants and those of their roles that day."""
    query = select(AuthorityGrant).where(
        AuthorityGrant.kind == kind, AuthorityGrant.currency == currency, _stands(AuthorityGrant, on)
    )
    found: dict[int, int] = {}
    for grant in work.session.scalars(query):
        for one in _whose(work, grant, on) if grant.limit_minor is not None else ():
            found[one] = max(grant.limit_minor or 0, found.get(one, 0))
    return found


def _whose(work: ReadWork, grant: AuthorityGrant, on: date) -> Iterable[int]:
    if grant.staff_id is not None:
        return [grant.staff_id]
    return _here(work, on, [grant.role]) if grant.role is not None else ()


def _here(work: ReadWork, on: date, roles: Iterable[Role]) -> dict[int, str]:
    """Who has one of these roles on a day, by name."""
    query = (
        select(Staff.id, Staff.display_name)
        .join(StaffRole, StaffRole.staff_id == Staff.id)
        .where(StaffRole.role.in_(list(roles)), _stands(StaffRole, on))
        .order_by(Staff.display_name, Staff.id)
    )
    return dict(work.session.execute(query).all())


def _stands(row: type[AuthorityGrant] | type[StaffRole], on: date) -> ColumnElement[bool]:
    return and_(row.from_on <= on, or_(row.until_on.is_(None), row.until_on > on))
