"""Keep the number of a tracked label with the letter that bears it, from the moment it is scanned."""

from __future__ import annotations

from app.correspondence.letter_labels import require_free_label
from app.correspondence.letter_rows import locked_letter, require_state
from app.correspondence.letter_tokens import keep_letter_tokens
from app.correspondence.states import LetterState
from app.correspondence.tracking import parse_tracked
from app.staff.permissions import Permission
from app.staff.work import Work


def label_letter(work: Work, letter_id: int, tracked: str) -> None:
    """An approved letter that has not gone bears this label; none takes it off again.

    It goes under that number when it is posted; a letter that goes back, or is opened for a change, loses it.
    BadInput for what is no tracked number, and for the label of another letter that waits.
    """
    work.require(Permission.LETTER_PRINT)
    letter = locked_letter(work, letter_id)
    require_state(letter, {LetterState.APPROVED}, "given a label")
    number = parse_tracked(tracked)
    require_free_label(work, letter, number)
    letter.tracked = number
    keep_letter_tokens(work, letter)
