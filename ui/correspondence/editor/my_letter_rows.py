"""How my letters are listed: where each stands, and why, in words. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from app.correspondence.find import LetterRow
from app.correspondence.rules import WRITABLE
from app.correspondence.states import LetterState
from app.correspondence.waits_with import WaitsWith
from ui.correspondence.kinds import STOPPED
from ui.kit.dates import show_date, show_moment
from ui.kit.table_data import Status

STATUSES: dict[LetterState, Status] = {
    LetterState.EDITING: Status("Being written", "half", "accent"),
    LetterState.SUBMITTED: Status("Waiting for approval", "ring", "plain"),
    LetterState.RETURNED: Status("Returned", "triangle", "warn"),
    LetterState.APPROVED: Status("Approved", "check", "good"),
    LetterState.POSTED: Status("Posted", "dot", "good"),
    LetterState.WITHDRAWN: Status("Withdrawn", "cross", "muted"),
}


@dataclass(frozen=True, slots=True)
class MyLetter:
    """One of my letters; ``returned_by``, its reason and the open comments are of the latest return.

    ``waits_with`` is whom it was sent to while it waits, ``waited`` for how long.
    """

    row: LetterRow
    returned_by: str = ""
    reason: str = ""
    open_comments: int = 0
    waits_with: WaitsWith | None = None
    waited: str = ""


def status_of(row: LetterRow) -> Status:
    """Where a letter stands; one that was stopped says so until it is submitted again."""
    return STOPPED if row.stopped_because and row.state in WRITABLE else STATUSES[row.state]


def comments_in_words(count: int) -> str:
    """``2 comments``."""
    return f"{count} {'comment' if count == 1 else 'comments'}"


def why(letter: MyLetter) -> str:
    """Why the letter stands where it does: "Returned by Carys Evans: 2 comments"."""
    row = letter.row
    if status_of(row) is STOPPED:
        return row.stopped_because
    match row.state:
        case LetterState.RETURNED:
            told = comments_in_words(letter.open_comments) if letter.open_comments else letter.reason
            return f"Returned by {letter.returned_by}: {told}"
        case LetterState.SUBMITTED:
            return (
                letter.waits_with.said(letter.waited)
                if letter.waits_with
                else f"Submitted {show_moment(row.submitted_at)}"
            )
        case LetterState.APPROVED:
            who = "May go without approval" if row.went_alone else f"Approved by {row.approver}"
            return f"{who}: ready to print and post"
        case LetterState.POSTED:
            return f"Posted {show_date(row.posted_on)}"
        case LetterState.WITHDRAWN:
            return "It will not be sent"
        case LetterState.EDITING:
            return f"Begun {show_moment(row.created_at)}"
