"""Correct a letter that was posted: another letter names it, and both stay, pointing to each other."""

from __future__ import annotations

from sqlalchemy import select

from app.correspondence.draft_letter import draft_letter
from app.correspondence.letter_rows import letter_row, require_state
from app.correspondence.problems import LetterMoved
from app.correspondence.rules import STATE_WORDS
from app.correspondence.states import LetterState
from app.correspondence.tables import Letter
from app.staff.permissions import Permission
from app.staff.work import Work

TEMPLATE = "correction"


def correct_letter(work: Work, letter_id: int) -> int:
    """Draft the correction of a posted letter to the same reader, on the same matter; returns its id.

    What was wrong and what is right are its author's to write: the checks hold it up until both are there. Its limits
    are worked out from its own posting day. Raises LetterMoved for a letter that is not posted, or that has a
    correction under way already.
    """
    work.require(Permission.LETTER_WRITE)
    letter = letter_row(work, letter_id)
    require_state(letter, {LetterState.POSTED}, "corrected by another letter: mend it instead")
    query = select(Letter).where(Letter.corrects_id == letter.id)
    for other in work.session.scalars(query.order_by(Letter.id)):
        if other.state not in (LetterState.POSTED, LetterState.WITHDRAWN):
            raise LetterMoved(
                f"A correction of {letter.reference} is under way: {other.reference}, {STATE_WORDS[other.state]}.",
                "Write into that one.",
            )
    return draft_letter(
        work,
        letter.subject,
        letter.person_id,
        TEMPLATE,
        addressee_id=letter.addressee_id,
        corrects_id=letter.id,
    )
