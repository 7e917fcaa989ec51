"""Reading who is in the matter before a court or office, and what others number it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.complaints.record import PartyRow, ReferenceRow
from app.complaints.tables import ComplaintParty, ComplaintReference
from app.staff.work import ReadWork


def parties_of(work: ReadWork, complaint_id: int) -> tuple[PartyRow, ...]:
    """Who stands in the matter now, in the order of the letter's heading."""
    return tuple(
        PartyRow(row.id, row.role, row.name, row.acts_for, row.fee_earner, row.dx)
        for row in standing(work, ComplaintParty, complaint_id)
    )


def references_of(work: ReadWork, complaint_id: int) -> tuple[ReferenceRow, ...]:
    """What others number the matter."""
    return tuple(
        ReferenceRow(row.id, row.whose, row.number) for row in standing(work, ComplaintReference, complaint_id)
    )


def standing(work: ReadWork, table: type[Any], complaint_id: int) -> list[Any]:
    """The mapped rows that were not taken out, for verbs of this room."""
    query = select(table).where(table.complaint_id == complaint_id, table.ended_on.is_(None))
    return list(work.session.scalars(query.order_by(table.position, table.id)))
