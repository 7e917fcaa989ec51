"""A letter that is no longer true stops: it goes back to its author with the reason, and its page was not sent."""

from __future__ import annotations

from sqlalchemy import exists, or_, select

from app.basics.events import RecordTouched
from app.correspondence.events import LetterCameBack, LetterStopped
from app.correspondence.letter_labels import take_label_off
from app.correspondence.letter_rows import latest_revision, locked_letter, note_event
from app.correspondence.problems import LetterMoved
from app.correspondence.states import LetterState
from app.correspondence.still_true import ON_ITS_WAY, still_true
from app.correspondence.tables import Letter, LetterEvent, LetterEventKind
from app.correspondence.untrue import in_words
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work
from app.store.base import NOTE

_MANY = 500
"""Beyond so many touched records every letter that is on its way is asked, rather than those of each record."""


def stop_letter(work: Work, letter_id: int) -> None:
    """Send a letter that is no longer true back to its author; LetterMoved where nothing speaks against it."""
    work.require(Permission.LETTER_WRITE)
    letter = locked_letter(work, letter_id)
    untrue = still_true(work, letter_id)
    if not untrue:
        raise LetterMoved(f"Letter {letter.reference} is as the record says, so nothing stops it.")
    send_back(work, letter, in_words(untrue))


def stop_untrue_letters(work: Work, event: RecordTouched) -> None:
    """After each deed: ask every letter on its way that rests on what was touched, and stop those untrue by it.

    Whoever may not write letters (an administrator taking in a library) stops none: printing asks again.
    """
    if not work.actor.may(Permission.LETTER_WRITE):
        return
    _stop_the_untrue(work, _resting_on(work, event.keys))


def stop_letters_there(work: Work, event: LetterCameBack) -> None:
    """Post came back: ask the letters to the same reader that are on their way."""
    query = select(Letter.id).where(Letter.state.in_(ON_ITS_WAY), Letter.addressee_id == event.addressee_id)
    _stop_the_untrue(work, list(work.session.scalars(query.order_by(Letter.id))))


def _stop_the_untrue(work: Work, letter_ids: list[int]) -> None:
    for letter_id in letter_ids:
        untrue = still_true(work, letter_id)
        if untrue:
            send_back(work, locked_letter(work, letter_id), in_words(untrue))


def _resting_on(work: ReadWork, keys: frozenset[str]) -> list[int]:
    """Letters on their way about the people or matters touched; all of them when the library was."""
    kinds = {key.partition(":")[0] for key in keys}
    query = select(Letter.id).where(Letter.state.in_(ON_ITS_WAY)).order_by(Letter.id)
    if "library_version" not in kinds and len(keys) <= _MANY:
        people = [int(key.partition(":")[2]) for key in keys if key.startswith("person:")]
        rests = or_(Letter.person_id.in_(people), Letter.addressee_id.in_(people), Letter.subject.in_(keys))
        query = query.where(rests)
    # A deed on the letter itself has asked already, or is no change of what it rests on.
    return [number for number in work.session.scalars(query) if f"letter:{number}" not in keys]


def send_back(work: Work, letter: Letter, why: str) -> None:
    """Return a letter on its way to its author, with why it cannot go as it stands; its page stays as not sent."""
    revision_id = latest_revision(work, letter).id
    if is_on_paper(work, revision_id):
        why += " It was printed already: take the paper out of the post."
    note_event(work, letter, LetterEventKind.STOPPED, why[:NOTE], revision_id)
    letter.state, letter.approved_revision_id, letter.submitted_at = LetterState.RETURNED, None, None
    letter.stopped_because = why[:NOTE]
    take_label_off(work, letter)
    work.session.flush()
    work.raise_event(LetterStopped(letter.id, letter.subject, letter.kind, letter.reference, why))


def is_on_paper(work: ReadWork, revision_id: int) -> bool:
    """Whether this revision was printed, so that paper of it may lie in the post."""
    printed = exists().where(LetterEvent.revision_id == revision_id, LetterEvent.kind == LetterEventKind.PRINTED)
    return bool(work.session.scalar(select(printed)))
