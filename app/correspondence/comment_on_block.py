"""Comments pinned to a part of a letter, and settling them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.basics.problems import BadInput, NotFound
from app.basics.text import clean_line, fit
from app.correspondence.comment_tables import LetterComment
from app.correspondence.letter_rows import latest_revision, letter_row
from app.correspondence.tables import LetterRevision
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work
from app.store.base import LINE, NOTE


def comment_on_block(work: Work, letter_id: int, block_id: str, text: str) -> int:
    """Pin a comment to a part of the latest revision, by whoever may approve or write; returns its id."""
    require_either(work)
    return pin_comment(work, latest_revision(work, letter_row(work, letter_id)), block_id, text).id


def pin_comment(work: Work, revision: LetterRevision, block_id: str, text: str) -> LetterComment:
    """The comment on record; BadInput without words or for a part that the revision has not."""
    return pin_to(work, revision.letter_id, revision.id, revision.content, block_id, text)


def pin_to(
    work: Work,
    letter_id: int,
    revision_id: int | None,
    content: Mapping[str, Any],
    block_id: str,
    text: str,
    from_whom: str = "",
) -> LetterComment:
    """The same on a letter as it stands, submitted or not; ``from_whom`` said it of a copy."""
    text = fit("comment", "The comment", text, NOTE).strip()
    if not text:
        raise BadInput.one("comment", "Write what should change in this part.")
    if all(block["id"] != block_id for block in content["blocks"]):
        raise BadInput.one("comment", f"This letter has no part “{block_id}”.")
    comment = LetterComment(
        letter_id=letter_id,
        revision_id=revision_id,
        block_id=block_id,
        text=text,
        from_whom=clean_line(fit("from_whom", "Who said it", from_whom, LINE)),
        by_id=work.actor.staff_id,
        at=work.now(),
    )
    work.session.add(comment)
    work.session.flush()
    return comment


def settle_comment(work: Work, comment_id: int) -> None:
    """Mark a comment as settled: what it asks for was done, or answered. Settling twice changes nothing."""
    require_either(work)
    comment = work.session.get(LetterComment, comment_id)
    if comment is None:
        raise NotFound("There is no such comment.")
    if comment.settled_at is None:
        comment.settled_at, comment.settled_by_id = work.now(), work.actor.staff_id


def require_either(work: ReadWork) -> None:
    """Go on only for whoever may approve letters, or write them."""
    if not work.actor.may(Permission.LETTER_APPROVE):
        work.require(Permission.LETTER_WRITE)
