"""People who work here, their dated roles, desks, circles, grants of authority, and when they are away."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import NOTE, Base, Identified, Versioned, Words, append_only, choice, written_by


class Role(enum.StrEnum):
    """What somebody is here for; what each may do stands in ``permissions.py``."""

    ADVISER = "adviser"
    SENIOR_ADVISER = "senior_adviser"
    TEAM_LEADER = "team_leader"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    POST_ROOM = "post_room"


class LetterLayout(enum.StrEnum):
    """The envelope that a desk's letters are laid out for: a layout of the letter engine."""

    NOTIFY = "notify"
    UK_DL = "uk-dl"
    UK_C5 = "uk-c5"


class Desk(Base, Identified, Versioned):
    """A desk of the office: its letterhead, zone, calendar and reference prefix."""

    __tablename__ = "desk"
    __table_args__ = (UniqueConstraint("code"),)

    code: Mapped[str] = mapped_column(Words(12))
    name: Mapped[str]
    organisation: Mapped[str]
    reference_prefix: Mapped[str] = mapped_column(Words(6), default="")
    address_lines: Mapped[str] = mapped_column(Words(NOTE))  # one line a line
    country: Mapped[str] = mapped_column(Words(2))
    phone: Mapped[str] = mapped_column(Words(40))
    email: Mapped[str] = mapped_column(Words(254))
    website: Mapped[str]
    opening_hours: Mapped[str]
    # When the post is last collected, "17:30" at the desk: what is ready later goes out on the next working day.
    last_collection: Mapped[str] = mapped_column(Words(5), default="17:30")
    zone: Mapped[str] = mapped_column(Words(60))
    calendar_code: Mapped[str] = mapped_column(Words(40))
    procedure_code: Mapped[str] = mapped_column(Words(60))
    letter_layout: Mapped[LetterLayout] = mapped_column(choice(LetterLayout), default=LetterLayout.NOTIFY)
    # In Wales: both, to somebody whose language nobody has asked yet.
    unknown_language: Mapped[str] = mapped_column(Words(12), default="en-GB")


class Staff(Base, Identified, Versioned):
    """Somebody who works here. On PostgreSQL ``login`` is the person's own database login."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("login"),)

    login: Mapped[str] = mapped_column(Words(60))
    display_name: Mapped[str]
    job_title: Mapped[str]
    email: Mapped[str | None] = mapped_column(Words(254))
    desk_id: Mapped[int] = mapped_column(ForeignKey("desk.id"))
    # scrypt; SQLite only. Deferred: on PostgreSQL nobody may read it, and nobody needs it but signing in.
    password_hash: Mapped[str | None] = mapped_column(deferred=True)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]


class StaffRole(Base, Identified):
    """A role somebody has from one day until another (exclusive; null = open)."""

    __tablename__ = "staff_role"
    __table_args__ = (Index(None, "staff_id", "from_on"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[Role] = mapped_column(choice(Role))
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class Circle(Base, Identified):
    """A small group of people who alone may see certain records (a colleague's own complaint, say)."""

    __tablename__ = "circle"
    __table_args__ = (UniqueConstraint("name"),)

    name: Mapped[str]


class CircleMember(Base, Identified):
    """Somebody is in a circle."""

    __tablename__ = "circle_member"
    __table_args__ = (UniqueConstraint("circle_id", "staff_id"),)

    circle_id: Mapped[int] = mapped_column(ForeignKey("circle.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))


class AuthorityGrant(Base, Identified):
    """How much of a kind a person or a role may decide: no row, no authority.

    ``limit_minor`` is in minor units of ``currency``; both are null for kinds without a sum.
    """

    __tablename__ = "authority_grant"

    kind: Mapped[str] = mapped_column(Words(40))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    role: Mapped[Role | None] = mapped_column(choice(Role))
    currency: Mapped[str | None] = mapped_column(Words(3))
    limit_minor: Mapped[int | None] = mapped_column(BigInteger)
    territory: Mapped[str | None] = mapped_column(Words(8))
    from_on: Mapped[date]
    until_on: Mapped[date | None]


class Absence(Base, Identified, Versioned):
    """Somebody is away from one day to another (the last one away), and who covers meanwhile; null: nobody does.

    Taken back, or back sooner: ``ended_at`` is set. Why somebody is away is nobody's business here.
    """

    __tablename__ = "absence"
    __table_args__ = (Index(None, "staff_id", "last_on"),)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    from_on: Mapped[date]
    last_on: Mapped[date]
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    set_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    set_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Starter(Base, Identified):
    """Until this day (the last) every letter of somebody who starts is read before it goes; the last row counts."""

    __tablename__ = "starter"
    __table_args__ = ({"info": append_only() | written_by(("team_leader", "manager", "administrator"))},)

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    until_on: Mapped[date]
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    set_at: Mapped[datetime]
