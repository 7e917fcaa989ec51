"""Put down, pick up: what is half typed is kept every pause and found again to the same word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from app.basics.card_numbers import has_card_number, refusal
from app.basics.problems import BadInput, FieldProblem
from app.staff.work import ReadWork, Work
from app.store.base import PROSE
from app.store.tables import DraftText

DRAFT_CHARS = PROSE
"""How many characters of one field are kept."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One field of half-typed text; ``subject`` is ``kind:id`` or ``kind:new:token``."""

    subject: str
    field: str
    text: str
    updated_at: datetime


def drafts_of(work: ReadWork, subject: str) -> dict[str, str]:
    """The person's own half-typed fields of a subject."""
    query = select(DraftText.field, DraftText.text).where(
        DraftText.staff_id == work.actor.staff_id, DraftText.subject == subject
    )
    return {row.field: row.text for row in work.session.execute(query)}


def my_drafts(work: ReadWork) -> list[DraftRow]:
    """All that the person has put down, newest first."""
    query = (
        select(DraftText.subject, DraftText.field, DraftText.text, DraftText.updated_at)
        .where(DraftText.staff_id == work.actor.staff_id)
        .order_by(DraftText.updated_at.desc(), DraftText.id)
    )
    return [DraftRow(*row) for row in work.session.execute(query)]


def keep_draft(work: Work, subject: str, fields: dict[str, str]) -> None:
    """Keep these fields of a subject as they stand; an empty text forgets the field.

    Raises BadInput for card numbers, which are kept nowhere, not even half typed.
    """
    cards = [FieldProblem(field, refusal("What is typed")) for field, text in fields.items() if has_card_number(text)]
    if cards:
        raise BadInput(cards)
    rows = {
        row.field: row
        for row in work.session.scalars(
            select(DraftText).where(DraftText.staff_id == work.actor.staff_id, DraftText.subject == subject)
        )
    }
    for field, text in fields.items():
        row = rows.get(field)
        if not text:
            if row is not None:
                work.session.delete(row)
        elif row is None:
            work.session.add(
                DraftText(staff_id=work.actor.staff_id, subject=subject, field=field, text=text, updated_at=work.now())
            )
        else:
            row.text, row.updated_at = text, work.now()


def take_up_words(work: Work, left: Mapping[str, Mapping[str, str]]) -> None:
    """Keep what a machine had kept of several subjects when it ended unexpectedly, whole or not at all."""
    for subject, fields in left.items():
        keep_draft(work, subject, dict(fields))


def forget_draft(work: Work, subject: str) -> None:
    """Forget all that was half typed on a subject: it was submitted or thrown away."""
    work.session.execute(
        delete(DraftText).where(DraftText.staff_id == work.actor.staff_id, DraftText.subject == subject)
    )
