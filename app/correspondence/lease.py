"""One editor of a letter at a time: who has it, for ten minutes at a stretch. Called through ``Office.keep``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from app.correspondence.letter_rows import letter_row
from app.correspondence.problems import LetterInUse
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork, Work
from app.store.base import UtcDateTime
from app.store.tables import Lease

LASTS = timedelta(minutes=10)
"""A lease nobody renews is over after this: the editor renews it every few minutes while it is open."""

# One statement that both engines read alike: of two that ask at one moment one gets it.
_TAKE = sa.text(
    "INSERT INTO lease (subject, staff_id, taken_at, expires_at) VALUES (:subject, :me, :now, :until) "
    "ON CONFLICT (subject) DO UPDATE SET "
    "taken_at = CASE WHEN lease.staff_id = :me THEN lease.taken_at ELSE :now END, staff_id = :me, expires_at = :until "
    "WHERE lease.staff_id = :me OR lease.expires_at <= :now RETURNING staff_id"
).bindparams(sa.bindparam("now", type_=UtcDateTime()), sa.bindparam("until", type_=UtcDateTime()))


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes a letter now; ``until`` is when the lease ends unless it is renewed (UTC)."""

    staff_id: int
    name: str
    since: datetime
    until: datetime


def take_lease(work: Work, letter_id: int) -> None:
    """Take or renew the right to write this letter; LetterInUse names whoever has it."""
    work.require(Permission.LETTER_WRITE)
    letter_row(work, letter_id)
    now = work.now()
    values = {"subject": f"letter:{letter_id}", "me": work.actor.staff_id, "now": now, "until": now + LASTS}
    if work.session.execute(_TAKE, values).first() is None:
        holder = held_by(work, letter_id)
        raise LetterInUse(holder.name if holder else "Somebody else")


def release_lease(work: Work, letter_id: int) -> None:
    """Let others write this letter; nothing happens where somebody else has it by now."""
    work.session.execute(
        sa.delete(Lease).where(Lease.subject == f"letter:{letter_id}", Lease.staff_id == work.actor.staff_id)
    )


def held_by(work: ReadWork, letter_id: int) -> Holder | None:
    """Who writes this letter now, or None."""
    row = work.session.execute(
        sa.select(Lease.staff_id, Staff.display_name, Lease.taken_at, Lease.expires_at)
        .join(Staff, Staff.id == Lease.staff_id)
        .where(Lease.subject == f"letter:{letter_id}", Lease.expires_at > work.now())
    ).first()
    return Holder(*row) if row else None


def require_not_held(work: ReadWork, letter_id: int) -> None:
    """LetterInUse while somebody else writes this letter."""
    holder = held_by(work, letter_id)
    if holder is not None and holder.staff_id != work.actor.staff_id:
        raise LetterInUse(holder.name)
