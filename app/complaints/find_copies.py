"""Copies of drafted letters that went to somebody for comment, for the chronology of the case."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.complaints.record import ChronologyRow
from app.correspondence.comment_tables import LetterCommentCopy
from app.correspondence.tables import Letter
from app.staff.tables import Staff
from app.staff.work import ReadWork


def copy_lines(work: ReadWork, complaint_id: int) -> Iterator[ChronologyRow]:
    """Who made each, of which letter, and to whom it went where that was said."""
    query = (
        select(LetterCommentCopy.made_at, LetterCommentCopy.to_whom, Staff.display_name, Letter.id, Letter.reference)
        .join(Letter, Letter.id == LetterCommentCopy.letter_id)
        .join(Staff, Staff.id == LetterCommentCopy.made_by_id)
        .where(Letter.subject == f"complaint:{complaint_id}")
        .order_by(LetterCommentCopy.id)
    )
    for made_at, to_whom, who, letter_id, reference in work.session.execute(query):
        local = made_at.astimezone(ZoneInfo(work.actor.zone))
        to = f", to {to_whom}" if to_whom else ""
        told = f"{who} made a copy of the draft {reference} for comment{to}"
        yield ChronologyRow(local.date(), told, f"letter:{letter_id}", f"{local:%H:%M}")
