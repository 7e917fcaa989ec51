"""The tracked label of a letter that waits for the post: on one letter alone, and off when it does not go after all."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import BadInput
from app.correspondence.letter_tokens import keep_letter_tokens
from app.correspondence.states import LetterState
from app.correspondence.tables import Letter
from app.correspondence.tracking import show_tracked
from app.staff.work import Work
from app.store.holding import hold_alone


def require_free_label(work: Work, letter: Letter, number: str) -> None:
    """BadInput where another letter that waits for the post bears this label; it names that one.

    Of two desks that scan it at one moment the second is told of the first.
    """
    if not number:
        return
    hold_alone(work.session, f"label:{number}")
    others = select(Letter.reference).where(
        Letter.tracked == number, Letter.state == LetterState.APPROVED, Letter.id != letter.id
    )
    other = work.session.scalars(others).first()
    if other is not None:
        said = f"{show_tracked(number)} is the label of letter {other}, which waits for the post."
        raise BadInput.one("tracked", f"{said} Scan the right one, or take it off that letter first.")


def take_label_off(work: Work, letter: Letter) -> None:
    """A letter that is not to go as it stands bears no label: what goes later has an envelope of its own."""
    if letter.tracked:
        letter.tracked = ""
        keep_letter_tokens(work, letter)
