"""A contact is an event; a promise made in it is a task with a time."""

from __future__ import annotations

import enum
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.members.tables import FROM_PERSON, Channel
from app.store.base import NOTE, PROSE, Base, Circled, Identified, Json, Versioned, Words, choice


class Direction(enum.StrEnum):
    IN = "in"
    OUT = "out"


class CallerKind(enum.StrEnum):
    """Who is on the line: each kind has its own caller check."""

    MEMBER = "member"
    PROSPECTIVE_MEMBER = "prospective_member"
    PUBLIC_USER = "public_user"
    LEGAL_PROFESSIONAL = "legal_professional"
    REPRESENTATIVE = "representative"
    ELECTED_MEMBER = "elected_member"
    """An MP or a councillor: whom a constituent asks for help need not show a consent (Data Protection Act 2018,
    Schedule 1, paragraphs 23 and 24)."""
    PARTNER = "partner"
    UNKNOWN = "unknown"


class CallerCheck(enum.StrEnum):
    """What the caller check came to."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_DONE = "not_done"
    NOT_NEEDED = "not_needed"


class ComplaintWanted(enum.StrEnum):
    """Whether somebody dissatisfied wants it taken up as a complaint."""

    YES = "yes"
    NO = "no"
    ASKED = "asked"


class Contact(Base, Identified, Versioned, Circled):
    """One contact; ``dissatisfied`` counts even where no complaint is opened."""

    __tablename__ = "contact"
    __table_args__ = (
        Index(None, "person_id", "happened_at"),
        Index(None, "staff_id", "happened_at"),
        {"info": FROM_PERSON},
    )

    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    desk_id: Mapped[int] = mapped_column(ForeignKey("desk.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    direction: Mapped[Direction] = mapped_column(choice(Direction))
    happened_at: Mapped[datetime]
    wanted: Mapped[str] = mapped_column(Words(PROSE))
    said: Mapped[str] = mapped_column(Words(PROSE), default="")
    caller_kind: Mapped[CallerKind] = mapped_column(choice(CallerKind))
    caller_name: Mapped[str] = mapped_column(default="")
    caller_check: Mapped[CallerCheck] = mapped_column(choice(CallerCheck))
    caller_checked: Mapped[Any] = mapped_column(Json, nullable=True)  # the points that were checked
    dissatisfied: Mapped[bool] = mapped_column(default=False)
    dissatisfied_about: Mapped[str] = mapped_column(Words(NOTE), default="")
    complaint_wanted: Mapped[ComplaintWanted | None] = mapped_column(choice(ComplaintWanted))


class TaskKind(enum.StrEnum):
    PROMISE = "promise"
    ACTION = "action"
    TRANSLATION = "translation"
    OTHER = "other"


class Task(Base, Identified, Versioned, Circled):
    """Something somebody must do by a time. ``subject`` is ``kind:id`` of what it belongs to."""

    __tablename__ = "task"
    __table_args__ = (
        UniqueConstraint("reference"),
        Index(None, "owner_id", "done_at", "due_at"),
        Index(None, "subject"),
        {"info": FROM_PERSON},
    )

    reference: Mapped[str] = mapped_column(Words(20))
    kind: Mapped[TaskKind] = mapped_column(choice(TaskKind))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    subject: Mapped[str | None] = mapped_column(Words(80))
    what: Mapped[str] = mapped_column(Words(NOTE))
    due_at: Mapped[datetime]
    owner_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    done_note: Mapped[str] = mapped_column(Words(NOTE), default="")
