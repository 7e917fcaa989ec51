"""Letters of the demo: drafted from the record, submitted, returned, approved and posted by the office's own verbs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.post_letter import post_letter
from app.correspondence.record_output import record_printed
from app.correspondence.submit_letter import submit_letter
from app.correspondence.tables import LetterDraft, LetterRevision
from app.demo.calendar_days import DeskDays
from app.demo.envelopes import fill_envelope
from app.demo.rehearsal import Rehearsal

_STEPS = ("editing", "submitted", "returned", "approved", "posted")
_PRINTER = "Member Relations, second floor"


@dataclass(frozen=True, slots=True)
class Post:
    """One letter to be written: about what, to whom, by whom, decided by whom, and how far it comes."""

    subject: str
    person_id: int
    addressee_id: int | None
    template: str
    author: str
    approver: str
    upto: str
    comment: tuple[str, str] = ("", "")
    note: str = ""
    encloses: bool = False


def write_letter(rehearsal: Rehearsal, days: DeskDays, post: Post, on: date) -> int:
    """Draft the letter on a day and bring it as far as it comes; returns its id."""
    letter_id = rehearsal.act(
        post.author,
        days.moment(on),
        draft_letter,
        post.subject,
        post.person_id,
        post.template,
        addressee_id=post.addressee_id,
    )
    steps = _STEPS.index(post.upto)
    if post.encloses:
        fill_envelope(rehearsal, post.author, days.moment(on), letter_id, on_paper=post.upto == "approved")
    if steps == 0:
        return letter_id
    revision_id = rehearsal.act(post.author, days.moment(on), submit_letter, letter_id, post.note)
    if post.upto == "returned" or (steps > 2 and post.comment[0]):
        _return(rehearsal, days, post, on, letter_id, revision_id)
        if post.upto == "returned":
            return letter_id
        revision_id = rehearsal.act(post.author, days.moment(on), submit_letter, letter_id, "Mended as you asked.")
    if steps >= _STEPS.index("approved"):
        rehearsal.act(post.approver, days.moment(on), approve_letter, letter_id, revision_id)
    if post.upto == "posted":
        pages = rehearsal.session.scalar(select(LetterRevision.page_count).where(LetterRevision.id == revision_id)) or 1
        rehearsal.act(post.author, days.moment(on), record_printed, letter_id, revision_id, pages, _PRINTER)
        rehearsal.act(post.author, days.moment(on), post_letter, letter_id, on)
    return letter_id


def _return(rehearsal: Rehearsal, days: DeskDays, post: Post, on: date, letter_id: int, revision_id: int) -> None:
    reason, comment = post.comment
    draft = rehearsal.session.get_one(LetterDraft, letter_id)
    pinned: Sequence[tuple[str, str]] = [(_block_for(draft), comment)] if comment else []
    why = reason or "Nearly there. Please look at the comment and send it back to me."
    rehearsal.act(post.approver, days.moment(on), return_letter, letter_id, revision_id, why, pinned)


def _block_for(draft: LetterDraft) -> str:
    """The part that a comment belongs to: the last reason of the letter, else the part below the heading."""
    blocks = draft.content["blocks"]
    parts = [block["id"] for block in blocks if block.get("part") in ("reason", "what_happened")]
    return str(parts[-1] if parts else blocks[min(2, len(blocks) - 1)]["id"])
