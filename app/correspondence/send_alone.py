"""Let a letter go without a second person, where the procedure's rules allow it: on record, and perhaps read later."""

from __future__ import annotations

from app.basics.problems import NotAllowed, WorldProblem
from app.correspondence.events import LetterApproved, LetterToBeApproved
from app.correspondence.letter_rows import latest_revision, locked_letter, name_of
from app.correspondence.prepare_letter import Prepared, prepare_letter
from app.correspondence.second_person import why_alone
from app.correspondence.states import LetterState
from app.correspondence.still_true import require_true
from app.correspondence.submit_letter import submit_letter
from app.correspondence.tables import LetterRelease
from app.correspondence.weigh_letter import weighed
from app.staff.permissions import Permission
from app.staff.work import Work


class NeedsSecondPerson(WorldProblem):
    """The rules ask for somebody else to decide; the sentence says why."""

    def __init__(self, why: str) -> None:
        super().__init__(why, "Submit it for approval.")


def send_alone(work: Work, letter_id: int, prepared: Prepared | None = None) -> int:
    """Store the draft as it would go out, checked like any letter, and let it go; returns the id of the revision.

    Raises as ``submit_letter`` does, NotAllowed to anybody but its author, NeedsSecondPerson, and what the room of its
    subject has against it. Its decision is of its own kind: who let it go, and by which rule. Its words were
    weighed with ``prepared``; asked again is only what somebody else may change.
    """
    work.require(Permission.LETTER_WRITE)
    letter = locked_letter(work, letter_id)
    if letter.author_id != work.actor.staff_id:
        author = name_of(work, letter.author_id)
        raise NotAllowed(f"This letter is {author}'s: only they let it go without approval.", "Submit it for approval.")
    ready = prepared or prepare_letter(work, letter_id)
    submit_letter(work, letter_id, "", ready)
    revision = latest_revision(work, letter)
    found = weighed(work, letter, lambda: ready.own_words)
    if found.why or found.procedure_version_id is None:
        raise NeedsSecondPerson(found.why)
    require_true(work, letter)
    work.raise_event(LetterToBeApproved(letter.id, letter.subject, letter.kind, letter.reference, revision.id))
    release = LetterRelease(
        letter_id=letter.id,
        revision_id=revision.id,
        procedure_version_id=found.procedure_version_id,
        own_words=found.letter.own_words,
        rule=why_alone(found.letter, found.rules),
        released_by_id=work.actor.staff_id,
        released_at=work.now(),
        sample_percent=found.rules.sample_percent,
    )
    work.session.add(release)
    work.session.flush()
    letter.state, letter.approved_revision_id = LetterState.APPROVED, revision.id
    work.session.flush()
    work.raise_event(LetterApproved(letter.id, letter.subject, letter.kind, letter.reference, revision.id))
    return revision.id
