"""Give and end authority over sums, as the office's owner: see ``fairhand-admin staff grant``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, insert, select, update

from app.basics.dates import show_date
from app.basics.money import Money
from app.basics.problems import BadInput, NotFound
from app.staff.permissions import ROLE_NAMES
from app.staff.tables import AuthorityGrant, Role, Staff


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant as it stands: for a person's login or for a role, up to ``limit`` a case, until a day (exclusive)."""

    id: int
    kind: str
    whose: str
    limit: Money
    from_on: date
    until_on: date | None


def grant_authority(
    connection: Connection, kind: str, limit: Money, from_on: date, *, login: str = "", role: Role | None = None
) -> int:
    """Let a person, or everybody of a role, decide on sums of a kind up to ``limit`` a case; returns the grant's id.

    The caller's transaction is the owner's. Raises BadInput unless exactly one of both is named and the limit is more
    than nothing, and NotFound for an unknown login.
    """
    if bool(login) == (role is not None):
        raise BadInput.one("whose", "Name either a person or a role who gets the authority.")
    if limit.minor <= 0:
        raise BadInput.one("limit", "An authority reaches to more than nothing.")
    row = {
        "kind": kind,
        "staff_id": _staff_id(connection, login) if login else None,
        "role": role,
        "currency": limit.currency,
        "limit_minor": limit.minor,
        "from_on": from_on,
    }
    return connection.execute(insert(AuthorityGrant).values(row).returning(AuthorityGrant.id)).scalar_one()


def end_authority(connection: Connection, grant_id: int, on: date) -> None:
    """From this day the grant counts no more. Raises NotFound, and BadInput where it has ended already."""
    grant = connection.execute(select(AuthorityGrant.until_on).where(AuthorityGrant.id == grant_id)).one_or_none()
    if grant is None:
        raise NotFound(f"There is no grant {grant_id}.", "List them to see their numbers.")
    if grant.until_on is not None:
        raise BadInput.one("grant", f"This grant ended on {show_date(grant.until_on)}.")
    connection.execute(update(AuthorityGrant).where(AuthorityGrant.id == grant_id).values(until_on=on))


def grants_of(connection: Connection) -> Sequence[Grant]:
    """Every grant of a sum, by kind, currency and reach."""
    query = (
        select(AuthorityGrant, Staff.login)
        .with_only_columns(
            AuthorityGrant.id,
            AuthorityGrant.kind,
            AuthorityGrant.role,
            AuthorityGrant.currency,
            AuthorityGrant.limit_minor,
            AuthorityGrant.from_on,
            AuthorityGrant.until_on,
            Staff.login,
        )
        .outerjoin(Staff, Staff.id == AuthorityGrant.staff_id)
        .where(AuthorityGrant.limit_minor.is_not(None), AuthorityGrant.currency.is_not(None))
        .order_by(AuthorityGrant.kind, AuthorityGrant.currency, AuthorityGrant.limit_minor, AuthorityGrant.id)
    )
    return [
        Grant(
            id=row.id,
            kind=row.kind,
            whose=row.login or f"every {ROLE_NAMES[row.role]}",
            limit=Money(row.limit_minor, row.currency),
            from_on=row.from_on,
            until_on=row.until_on,
        )
        for row in connection.execute(query)
    ]


def _staff_id(connection: Connection, login: str) -> int:
    staff_id = connection.scalar(select(Staff.id).where(Staff.login == login))
    if staff_id is None:
        raise NotFound(f"Nobody here signs in as “{login}”.")
    return staff_id
