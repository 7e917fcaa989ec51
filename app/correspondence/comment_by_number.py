"""Put in what somebody said of a copy of a letter, by the number of the block that they speak of."""

from __future__ import annotations

from app.correspondence.comment_on_block import pin_to, require_either
from app.correspondence.copy_for_comment import DRAFTED, block_by_number
from app.correspondence.letter_rows import latest_revision, locked_letter, require_state, words_now
from app.correspondence.states import LetterState
from app.staff.work import Work


def comment_by_number(work: Work, letter_id: int, number: int, text: str, from_whom: str = "") -> int:
    """Returns the comment's id; it stands at the block, as the approver's do.

    The numbers are those of the newest copy. Raises BadInput for one that no block has, or whose block is gone.
    """
    require_either(work)
    letter = locked_letter(work, letter_id)
    require_state(letter, DRAFTED, "commented on")
    block_id = block_by_number(work, letter_id, number)
    revision_id = latest_revision(work, letter).id if letter.state is LetterState.SUBMITTED else None
    return pin_to(work, letter_id, revision_id, words_now(work, letter), block_id, text, from_whom).id
