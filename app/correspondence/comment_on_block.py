"""Comments pinned to a part of a letter, and settling them."""

from __future__ import annotations

from app.basics.problems import BadInput, NotFound
from app.basics.text import fit
from app.correspondence.letter_rows import latest_revision, letter_row
from app.correspondence.tables import LetterComment, LetterRevision
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE


def comment_on_block(work: Work, letter_id: int, block_id: str, text: str) -> int:
    """Pin a comment to a part of the latest revision, by whoever may approve or write; returns its id."""
    _require_either(work)
    return pin_comment(work, latest_revision(work, letter_row(work, letter_id)), block_id, text).id


def pin_comment(work: Work, revision: LetterRevision, block_id: str, text: str) -> LetterComment:
    """The comment on record; BadInput without words or for a part that the revision has not."""
    text = fit("comment", "The comment", text, NOTE).strip()
    if not text:
        raise BadInput.one("comment", "Write what should change in this part.")
    if all(block["id"] != block_id for block in revision.content["blocks"]):
        raise BadInput.one("comment", f"This letter has no part “{block_id}”.")
    comment = LetterComment(
        letter_id=revision.letter_id,
        revision_id=revision.id,
        block_id=block_id,
        text=text,
        by_id=work.actor.staff_id,
        at=work.now(),
    )
    work.session.add(comment)
    work.session.flush()
    return comment


def settle_comment(work: Work, comment_id: int) -> None:
    """Mark a comment as settled: what it asks for was done, or answered. Settling twice changes nothing."""
    _require_either(work)
    comment = work.session.get(LetterComment, comment_id)
    if comment is None:
        raise NotFound("There is no such comment.")
    if comment.settled_at is None:
        comment.settled_at, comment.settled_by_id = work.now(), work.actor.staff_id


def _require_either(work: Work) -> None:
    if not work.actor.may(Permission.LETTER_APPROVE):
        work.require(Permission.LETTER_WRITE)
