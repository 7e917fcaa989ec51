"""Versions of everything the office writes and judges by; what is shipped in files is only the first seed."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.staff.permissions import Permission, roles_with
from app.store.base import NOTE, PROSE, Base, Identified, Json, Words, append_only, choice, written_by


class LibraryKind(enum.StrEnum):
    TEMPLATE = "template"
    CLAUSE = "clause"
    STANDARD = "standard"
    PROCEDURE = "procedure"
    CAUSE = "cause"
    ARTICLE = "article"


class LibraryVersion(Base, Identified):
    """One version, never changed: ``in_force_until`` is the last day, null while it stands.

    A version ends when the next one of the same code and language begins.
    """

    __tablename__ = "library_version"
    __table_args__ = (
        UniqueConstraint("kind", "code", "language", "version"),
        Index(None, "kind", "code", "in_force_from"),
        {"info": append_only() | written_by(roles_with(Permission.LIBRARY_EDIT))},
    )

    kind: Mapped[LibraryKind] = mapped_column(choice(LibraryKind))
    code: Mapped[str] = mapped_column(Words(60))
    language: Mapped[str] = mapped_column(Words(12))
    version: Mapped[int]
    title: Mapped[str]
    citation: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(Words(PROSE))
    data: Mapped[Any] = mapped_column(Json, nullable=True)
    sha256: Mapped[str] = mapped_column(Words(64))
    in_force_from: Mapped[date]
    in_force_until: Mapped[date | None]
    default_to_review: Mapped[bool] = mapped_column(default=False)
    added_at: Mapped[datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("library_version.id"))  # null for what was shipped
    reason: Mapped[str] = mapped_column(Words(NOTE), default="")


class LibraryWithdrawal(Base, Identified):
    """A version that was taken back before its first day: it stands as it was written, and never counts."""

    __tablename__ = "library_withdrawal"
    __table_args__ = (
        UniqueConstraint("version_id"),
        {"info": append_only() | written_by(roles_with(Permission.LIBRARY_EDIT))},
    )

    version_id: Mapped[int] = mapped_column(ForeignKey("library_version.id"))
    withdrawn_at: Mapped[datetime]
    withdrawn_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    reason: Mapped[str] = mapped_column(Words(NOTE))
