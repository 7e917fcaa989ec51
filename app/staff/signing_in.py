"""Who is it? On PostgreSQL the database knows; on SQLite a password is held against its scrypt hash."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.basics.clock import Clock, today_in
from app.basics.problems import NotAllowed, NotFound
from app.staff.permissions import permissions_of
from app.staff.tables import CircleMember, Desk, Staff, StaffRole
from app.staff.work import Actor
from app.store.faults import wrong_password
from app.store.tables import OfficeInfo


def actor_of(session: Session, login: str, password: str, clock: Clock) -> Actor:
    """The person behind a fresh connection, with today's roles.

    Raises WrongPassword, NotFound (this login works nowhere here) or NotAllowed (ended, or no role today).
    """
    on_postgres = session.get_bind().dialect.name == "postgresql"
    if on_postgres:
        login = session.scalar(select(func.session_user())) or ""
    query = select(Staff.id, Staff.login, Staff.display_name, Staff.job_title, Staff.desk_id)
    staff = session.execute(query.where(Staff.login == login)).one_or_none()
    if staff is None and on_postgres:
        raise NotFound(f"The login {login} has no person in this office.", "Ask your administrator to add you.")
    if not on_postgres:
        _check_password(session, login, password)
    assert staff is not None  # noqa: S101 - the password check has refused an unknown login
    desk = session.execute(select(Desk.name, Desk.zone).where(Desk.id == staff.desk_id)).one()
    actor = Actor(
        staff_id=staff.id,
        login=staff.login,
        name=staff.display_name,
        job_title=staff.job_title,
        desk_id=staff.desk_id,
        desk_name=desk.name,
        zone=desk.zone,
        roles=frozenset(),
        permissions=frozenset(),
    )
    return as_of_now(session, actor, clock)


def as_of_now(session: Session, actor: Actor, clock: Clock) -> Actor:
    """The same person with the roles and circles of this moment: they are judged on the day of the deed.

    Raises NotAllowed once they have ended or hold no role.
    """
    today = today_in(clock, actor.zone)
    held = (
        select(StaffRole.role)
        .join(Staff, Staff.id == StaffRole.staff_id)
        .where(
            StaffRole.staff_id == actor.staff_id,
            StaffRole.from_on <= today,
            or_(StaffRole.until_on.is_(None), StaffRole.until_on > today),
            or_(Staff.ended_on.is_(None), Staff.ended_on > today),
        )
    )
    roles = frozenset(session.scalars(held))
    if not roles:
        raise NotAllowed(f"{actor.name} has no role here today.", "Ask your administrator.")
    circles = select(CircleMember.circle_id).where(CircleMember.staff_id == actor.staff_id)
    return replace(actor, roles=roles, permissions=permissions_of(roles), circles=frozenset(session.scalars(circles)))


def _check_password(session: Session, login: str, password: str) -> None:
    from app.staff.passwords import verify

    stored = session.scalar(select(Staff.password_hash).where(Staff.login == login))
    demo = session.scalar(select(OfficeInfo.is_demo))
    known = session.scalar(select(Staff.id).where(Staff.login == login)) is not None
    if known and stored is None and demo:
        return
    if stored is None or not verify(password, stored):
        raise wrong_password()
