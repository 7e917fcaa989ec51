"""Note under which tracked number a letter went: forgotten when it was posted, or mistyped."""

from __future__ import annotations

from app.basics.problems import BadInput
from app.correspondence.letter_labels import require_free_label
from app.correspondence.letter_rows import locked_letter, note_event, require_state
from app.correspondence.letter_tokens import keep_letter_tokens
from app.correspondence.states import LetterState
from app.correspondence.tables import LetterEventKind
from app.correspondence.tracking import parse_tracked, show_tracked
from app.staff.permissions import Permission
from app.staff.work import Work


def note_tracked(work: Work, letter_id: int, tracked: str) -> None:
    """A posted letter went under this number; none takes away one that was not its own.

    What stood there before stays in its history. BadInput for what is no tracked number, for the label of a letter that
    still waits, and where nothing changes.
    """
    work.require(Permission.LETTER_PRINT)
    letter = locked_letter(work, letter_id)
    require_state(letter, {LetterState.POSTED}, "given a tracked number")
    number, before = parse_tracked(tracked), letter.tracked
    if number == before:
        raise BadInput.one(
            "tracked", "That is its number already." if number else "Scan the label, or type its number."
        )
    require_free_label(work, letter, number)
    note_event(work, letter, LetterEventKind.TRACKED, _told(number, before), letter.approved_revision_id)
    letter.tracked = number
    keep_letter_tokens(work, letter)


def _told(number: str, before: str) -> str:
    """The database holds the letter's number against these words: see ``guards/letter_refusals.py``."""
    if not number:
        return f"Not tracked: {show_tracked(before)} was not its number"
    instead = f", not {show_tracked(before)}" if before else ""
    return f"Tracked {show_tracked(number)}{instead}"
