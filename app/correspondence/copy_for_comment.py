"""A copy of a drafted letter for comment: who may see it, its numbers, and that it went out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP

from sqlalchemy import select

from app.basics.problems import BadInput, NotAllowed
from app.basics.text import clean_line, fit
from app.correspondence.comment_on_block import require_either
from app.correspondence.comment_tables import LetterCommentCopy
from app.correspondence.email_draft import file_name
from app.correspondence.gather_facts import desk_of, desk_today
from app.correspondence.letter_rows import (
    letter_row,
    locked_letter,
    note_event,
    require_state,
    words_now,
)
from app.correspondence.rules import WRITABLE
from app.correspondence.states import LetterState
from app.correspondence.stored_pdf import stored_pages
from app.correspondence.tables import Letter, LetterEventKind
from app.members.emails import check_email, wire_email
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work
from app.store.base import LINE
from letters.comment_copy import comment_copy, numbered, numbers_of
from letters.content import from_json

DRAFTED = WRITABLE | {LetterState.SUBMITTED}
"""A letter in these states is a draft; an approved one is no longer open to comment."""


@dataclass(frozen=True, slots=True)
class CommentCopy:
    """The copy, made of the draft at that moment, as a PDF and as an e-mail draft with it.

    ``block_ids`` in their order are its numbers. ``to`` is to whom it goes, in words, empty where that is not said.
    """

    letter_id: int
    file_name: str
    pdf: bytes
    email_name: str
    email: bytes
    block_ids: tuple[str, ...]
    to: str


def copy_for_comment(work: ReadWork, letter_id: int, to: str = "", email: str = "") -> CommentCopy:
    """Make the copy, for somebody (a name, an e-mail address; both may be empty).

    Comments, findings of the checks and reasons kept for the approver are not in it. Raises LetterMoved for a letter
    that is no draft, NotAllowed for one that is kept to a circle, EmailNotValid.
    """
    require_either(work)
    letter = letter_row(work, letter_id)
    _require_draft(letter)
    content = from_json(words_now(work, letter))
    to, address = clean_line(fit("to", "To whom", to, LINE)), check_email(email) if email.strip() else ""
    name = file_name(content, "pdf").removesuffix(".pdf") + " for comment"
    pdf = comment_copy(content, desk_today(work, letter))
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if sender := desk_of(work, letter).email:
        message["From"] = wire_email(clean_line(sender))
    if address:
        message["To"] = wire_email(address)
    message["Subject"] = clean_line(f"For your comment: {letter.reference}")
    message.set_content(_words(to, letter.reference, work.actor.name))
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=f"{name}.pdf")
    ids = tuple(block.id for block in content.blocks)
    said = ", ".join(filter(None, (to, address)))
    return CommentCopy(letter.id, f"{name}.pdf", pdf, f"{name}.eml", message.as_bytes(), ids, said)


def record_comment_copy(work: Work, copy: CommentCopy) -> None:
    """The copy was saved, or opened as an e-mail draft: on record with who made it and to whom it goes."""
    require_either(work)
    letter = locked_letter(work, copy.letter_id)
    _require_draft(letter)
    work.session.add(
        LetterCommentCopy(
            letter_id=letter.id,
            block_ids=list(copy.block_ids),
            pdf_sha256=hashlib.sha256(copy.pdf).hexdigest(),
            to_whom=copy.to[:LINE],
            made_by_id=work.actor.staff_id,
            made_at=work.now(),
        )
    )
    note_event(work, letter, LetterEventKind.COPIED_FOR_COMMENT, f"To {copy.to}" if copy.to else "")


def block_numbers(work: ReadWork, letter_id: int) -> dict[str, int]:
    """By which number each block is spoken of: as the newest copy has it; where none was made, its place.

    A block that came into the letter since has none.
    """
    work.require(Permission.LETTER_READ)
    newest = _newest_copy(work, letter_id)
    if newest is not None:
        return numbers_of(newest.block_ids)
    return numbers_of(block["id"] for block in words_now(work, letter_row(work, letter_id))["blocks"])


def pages_with_numbers(work: ReadWork, revision_id: int) -> bytes:
    """The stored pages of a submission with these numbers in the margin, to look at and for nothing else."""
    pages = stored_pages(work, revision_id)
    return numbered(pages.pdf, pages.boxes, block_numbers(work, pages.letter_id))


def last_reader(work: ReadWork, letter_id: int) -> str:
    """To whom the newest copy went, in words; empty where none was made, or that was not said."""
    work.require(Permission.LETTER_READ)
    newest = _newest_copy(work, letter_id)
    return newest.to_whom if newest is not None else ""


def block_by_number(work: ReadWork, letter_id: int, number: int) -> str:
    """The block that a comment speaks of. Raises BadInput."""
    by_number = {place: block_id for block_id, place in block_numbers(work, letter_id).items()}
    if number not in by_number:
        raise BadInput.one("number", f"There is no block {number}: the last is {max(by_number, default=0)}.")
    block_id = by_number[number]
    if all(block["id"] != block_id for block in words_now(work, letter_row(work, letter_id))["blocks"]):
        raise BadInput.one("number", f"Block {number} was taken out of the letter since the copy was made.")
    return block_id


def _newest_copy(work: ReadWork, letter_id: int) -> LetterCommentCopy | None:
    query = select(LetterCommentCopy).where(LetterCommentCopy.letter_id == letter_id)
    return work.session.scalar(query.order_by(LetterCommentCopy.id.desc()).limit(1))


def _require_draft(letter: Letter) -> None:
    require_state(letter, DRAFTED, "copied for comment")
    if letter.circle_id is not None:
        raise NotAllowed(
            f"Letter {letter.reference} is kept to a circle, so no copy of it goes to anybody.",
            "Ask a colleague of the circle to read and comment on it here.",
        )


_ASKS = """Dear {to},

Attached is the draft of our letter {reference}. It has not been sent. Please say what is wrong in it or missing.
Each block has a number in the margin: write, say, “block 7”, and what you would change.

Please show it to nobody else: it names people and says what happened to them.

{writer}
"""


def _words(to: str, reference: str, writer: str) -> str:
    return _ASKS.format(to=to or "colleague", reference=reference, writer=writer)
