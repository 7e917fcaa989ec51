"""The office's own tables: what was done (action, change), what is half typed, who holds what, sequences."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import NOTE, PROSE, Base, Circled, Identified, Json, Uid, Words, append_only, unaudited
from app.store.draw import new_salt


class OfficeInfo(Base):
    """One row: which office this database is, and whether its clock may be set (test mode)."""

    __tablename__ = "office_info"
    __table_args__ = ({"info": unaudited("set by the administrator's tool, outside any action")},)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False, default=1)
    name: Mapped[str]
    uid: Mapped[UUID] = mapped_column(Uid)
    is_demo: Mapped[bool] = mapped_column(default=False)
    test_mode: Mapped[bool] = mapped_column(default=False)
    search_form_version: Mapped[int]
    guards_sha256: Mapped[str | None] = mapped_column(Words(64))
    draw_salt: Mapped[str] = mapped_column(Words(64), default=new_salt)  # see ``app.store.draw``


class Action(Base, Identified):
    """One row a transaction: which verb, by whom, when, why, on what, with what result."""

    __tablename__ = "action"
    __table_args__ = (
        UniqueConstraint("request_id"),
        Index(None, "subject", "id"),
        {"info": unaudited("it is the audit itself")},
    )

    request_id: Mapped[UUID] = mapped_column(Uid)
    verb: Mapped[str] = mapped_column(Words(80))
    reason: Mapped[str] = mapped_column(Words(NOTE), default="")
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime]
    program: Mapped[str] = mapped_column(Words(40))
    subject: Mapped[str | None] = mapped_column(Words(80))
    result: Mapped[Any] = mapped_column(Json, nullable=True)
    touched: Mapped[Any] = mapped_column(Json, nullable=True)


class Change(Base, Identified):
    """One row a changed row, written by triggers: which columns, from what to what, under which action.

    ``action_id`` null means direct SQL. ``digest`` is the sha256 of salt and payload, so that a payload can be
    shredded for retention while what is chained over the digests stands.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index(None, "table_name", "row_id", "id"),
        {"info": unaudited("it is the audit itself") | append_only()},
    )

    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    table_name: Mapped[str] = mapped_column(Words(60))
    row_id: Mapped[int]
    kind: Mapped[str] = mapped_column(Words(6))
    at: Mapped[datetime]
    payload: Mapped[Any] = mapped_column(Json, nullable=True)
    salt: Mapped[str | None] = mapped_column(Words(64))
    digest: Mapped[str | None] = mapped_column(Words(64))


class DraftText(Base, Identified):
    """What is half typed: kept every pause, found again on any desk, deleted when it is submitted."""

    __tablename__ = "draft_text"
    __table_args__ = (
        UniqueConstraint("staff_id", "subject", "field"),
        {"info": unaudited("drafts are nobody's record until they are submitted")},
    )

    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    subject: Mapped[str] = mapped_column(Words(80))
    field: Mapped[str] = mapped_column(Words(140))  # of a letter it may name a block
    text: Mapped[str] = mapped_column(Words(PROSE))
    updated_at: Mapped[datetime]


class Lease(Base, Identified):
    """Who works on a subject right now: one editor of a letter at a time."""

    __tablename__ = "lease"
    __table_args__ = (
        UniqueConstraint("subject"),
        {"info": unaudited("presence, not record")},
    )

    subject: Mapped[str] = mapped_column(Words(80))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    taken_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class ReferenceSeries(Base, Identified):
    """The next number of a kind of reference in a year; gaps are allowed, repeats are not."""

    __tablename__ = "reference_series"
    __table_args__ = (
        UniqueConstraint("kind", "year"),
        {"info": unaudited("a counter; the references themselves are audited where they are used")},
    )

    kind: Mapped[str] = mapped_column(Words(12))
    year: Mapped[int]
    last_number: Mapped[int] = mapped_column(default=0)


class Blob(Base, Identified, Circled):
    """Bytes apart from the rows that name them, found by their hash; at most 25 MB, never in the audit.

    ``subject`` (``kind:id``) is what they belong to: who may not see that may not read them. ``kept_as`` is
    ``file:`` with their hash, or ``pages:`` with the hash of the file whose pages for a printer they are.
    """

    __tablename__ = "blob"
    __table_args__ = (
        UniqueConstraint("subject", "kept_as", "sha256"),
        {"info": {"circle_from": ("letter", "subject")} | unaudited("named by hash in audited rows") | append_only()},
    )

    subject: Mapped[str] = mapped_column(Words(80))
    sha256: Mapped[str] = mapped_column(Words(64))
    kept_as: Mapped[str] = mapped_column(Words(72))
    media_type: Mapped[str] = mapped_column(Words(80))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
