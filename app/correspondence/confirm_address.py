"""Post came back, somebody looked, and the address is right after all: letters may go there again."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import BadInput
from app.basics.text import fit
from app.correspondence.letter_rows import locked_letter, note_event
from app.correspondence.problems import LetterMoved
from app.correspondence.tables import LetterEvent, LetterEventKind
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work
from app.store.base import NOTE


def confirm_address(work: Work, letter_id: int, how: str) -> None:
    """The address of a letter that came back is right: say how that is known.

    Raises BadInput without it, and LetterMoved where no post of this letter waits to be looked into. An address that
    is wrong is ended or mended on the person's record instead.
    """
    work.require(Permission.MEMBER_EDIT)
    how = fit("how", "How we know", how, NOTE).strip()
    if not how:
        raise BadInput.one("how", "Say how we know that the address is right: who told us, and when.")
    letter = locked_letter(work, letter_id)
    if not waits_to_be_looked_into(work, letter_id):
        raise LetterMoved(f"No post of letter {letter.reference} waits to be looked into.")
    note_event(work, letter, LetterEventKind.ADDRESS_CONFIRMED, how, letter.approved_revision_id)


def waits_to_be_looked_into(work: ReadWork, letter_id: int) -> bool:
    """Whether post of this letter came back, and nobody has confirmed the address since."""
    work.require(Permission.LETTER_READ)
    about = (LetterEventKind.RETURNED_MAIL, LetterEventKind.ADDRESS_CONFIRMED)
    query = select(LetterEvent.kind).where(LetterEvent.letter_id == letter_id, LetterEvent.kind.in_(about))
    return work.session.scalar(query.order_by(LetterEvent.id.desc()).limit(1)) == LetterEventKind.RETURNED_MAIL
