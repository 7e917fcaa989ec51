"""Working calendars as they were confirmed: a stored date keeps the calendar it was worked with."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.staff.permissions import Permission, roles_with
from app.store.base import Base, Identified, Words, choice, written_by

CONFIRMED = written_by(roles_with(Permission.CALENDAR_CONFIRM))


class ClosedDayKind(enum.StrEnum):
    """Why a day is not worked: a public holiday, or the office's own closure."""

    PUBLIC = "public"
    OWN = "own"


class Calendar(Base, Identified):
    """(country, subdivision, categories, weekend): ``categories`` are comma-separated names of the holiday library."""

    __tablename__ = "calendar"
    __table_args__ = (UniqueConstraint("code"), {"info": CONFIRMED})

    code: Mapped[str] = mapped_column(Words(40))
    name: Mapped[str]
    country: Mapped[str] = mapped_column(Words(2))
    subdivision: Mapped[str | None] = mapped_column(Words(12))
    categories: Mapped[str] = mapped_column(default="public")
    weekend: Mapped[str] = mapped_column(Words(20), default="6,7")  # ISO weekdays


class CalendarYear(Base, Identified):
    """A year of a calendar that somebody confirmed; deadlines may fall only in confirmed years."""

    __tablename__ = "calendar_year"
    __table_args__ = (UniqueConstraint("calendar_id", "year"), {"info": CONFIRMED})

    calendar_id: Mapped[int] = mapped_column(ForeignKey("calendar.id"))
    year: Mapped[int]
    confirmed_on: Mapped[date]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))


class ClosedDay(Base, Identified):
    """One day on which a calendar does not work."""

    __tablename__ = "closed_day"
    __table_args__ = (UniqueConstraint("calendar_id", "day"), {"info": CONFIRMED})

    calendar_id: Mapped[int] = mapped_column(ForeignKey("calendar.id"))
    day: Mapped[date]
    name: Mapped[str]
    kind: Mapped[ClosedDayKind] = mapped_column(choice(ClosedDayKind))
