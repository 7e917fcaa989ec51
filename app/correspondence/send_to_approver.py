"""Send a letter that waits for approval to one who may approve it, or to the level above where nobody here may."""

from __future__ import annotations

from app.basics.problems import BadInput
from app.basics.text import fit
from app.correspondence.deciders import Approver, above, approvers_of, is_anybody_here, who_words
from app.correspondence.letter_rows import locked_letter, name_of, require_author, require_state
from app.correspondence.problems import LetterMoved
from app.correspondence.states import LetterState
from app.correspondence.tables import Letter, LetterSentTo
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE


def send_to_approver(work: Work, letter_id: int, staff_id: int, note: str = "") -> None:
    """Ask this person to decide; others who may still can. Sent to another, it waits with that one.

    By its author, or somebody who approves letters. BadInput for who may not decide on it.
    """
    work.require(Permission.LETTER_WRITE)
    letter = _waiting(work, letter_id)
    may = approvers_of(work, letter_id)
    if all(one.staff_id != staff_id for one in may):
        raise BadInput.one("staff_id", _why_not(work, staff_id, may))
    _send(work, letter, staff_id=staff_id, note=note)


def send_to_next_level(work: Work, letter_id: int, note: str = "") -> str:
    """Send it to the level above, where nobody who is here may decide; returns who that is.

    Raises LetterMoved where somebody may.
    """
    work.require(Permission.LETTER_WRITE)
    letter = _waiting(work, letter_id)
    may = approvers_of(work, letter_id)
    if is_anybody_here(may):
        raise LetterMoved(f"{who_words(may)} may approve letter {letter.reference}.", "Send it there instead.")
    office = above(work, letter)
    _send(work, letter, office=office, note=note)
    return office


def _waiting(work: Work, letter_id: int) -> Letter:
    letter = locked_letter(work, letter_id)
    require_state(letter, {LetterState.SUBMITTED}, "sent to an approver")
    require_author(work, letter, "send it to an approver", "an approver")
    return letter


def _send(work: Work, letter: Letter, *, staff_id: int | None = None, office: str = "", note: str) -> None:
    sent = LetterSentTo(
        letter_id=letter.id,
        to_id=staff_id,
        office=office,
        note=fit("note", "The note", note, NOTE),
        by_id=work.actor.staff_id,
        at=work.now(),
    )
    work.session.add(sent)
    work.session.flush()


def _why_not(work: Work, staff_id: int, may: list[Approver]) -> str:
    who = f"{who_words(may)} may." if may else "Nobody here may: send it to the level above."
    return f"{name_of(work, staff_id)} may not decide on this letter. {who}"
