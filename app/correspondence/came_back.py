"""Post that came back, and that nobody has looked at since: nothing more goes to that address meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.correspondence.tables import Letter, LetterEvent, LetterEventKind, LetterRevision
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from letters.facts import value_at

ADDRESS = "addressee.address_lines"


@dataclass(frozen=True, slots=True)
class CameBack:
    """A letter that came back from an address; ``detail`` says when, and what stood on the envelope."""

    letter_id: int
    reader_id: int
    reference: str
    detail: str
    address_lines: tuple[str, ...]

    @property
    def words(self) -> str:
        """As the record of its reader warns of it."""
        where = ", ".join(self.address_lines)
        return (
            f"Post came back from {where}: nothing goes there until it is mended, or said in the register to be right"
        )


def came_back_to(work: ReadWork, reader_ids: Collection[int]) -> list[CameBack]:
    """What was addressed to these readers, came back and waits to be looked at, in the order in which it came."""
    work.require(Permission.LETTER_READ)
    looked = aliased(LetterEvent)
    since = select(looked.id).where(
        looked.letter_id == LetterEvent.letter_id,
        looked.kind == LetterEventKind.ADDRESS_CONFIRMED,
        looked.id > LetterEvent.id,
    )
    query = (
        select(Letter.id, Letter.addressee_id, Letter.reference, LetterEvent.detail, LetterRevision.facts)
        .join(Letter, Letter.id == LetterEvent.letter_id)
        .join(LetterRevision, LetterRevision.id == LetterEvent.revision_id)
        .where(Letter.addressee_id.in_(reader_ids), LetterEvent.kind == LetterEventKind.RETURNED_MAIL, ~since.exists())
        .order_by(LetterEvent.id)
    )
    return [
        CameBack(row.id, row.addressee_id, row.reference, row.detail, tuple(lines))
        for row in work.session.execute(query)
        if (lines := value_at(row.facts, ADDRESS))
    ]
