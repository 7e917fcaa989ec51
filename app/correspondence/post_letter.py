"""Post an approved letter: its own step, and the only one that moves a clock."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.basics.clock import today_in
from app.basics.dates import show_date
from app.basics.problems import BadInput
from app.basics.text import fit
from app.correspondence.enclosed import enclosed_in, in_quotes, papers_of
from app.correspondence.events import LetterCameBack, LetterPosted
from app.correspondence.gather_facts import desk_of
from app.correspondence.letter_labels import require_free_label
from app.correspondence.letter_rows import (
    approved_revision,
    decision_stands,
    letter_row,
    locked_letter,
    note_event,
    require_state,
)
from app.correspondence.letter_tokens import keep_letter_tokens
from app.correspondence.posting_day import posting_day
from app.correspondence.rules import day_fault, posting_fault
from app.correspondence.states import LetterState
from app.correspondence.still_true import require_true
from app.correspondence.stored_pdf import checked_pdf
from app.correspondence.tables import Letter, LetterDecision, LetterEventKind, LetterRelease, LetterRevision
from app.correspondence.tracking import parse_tracked, show_tracked
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE


def post_letter(work: Work, letter_id: int, posted_on: date | None = None, tracked: str = "") -> None:
    """The letter goes with the collection of this day, its own when none is given, perhaps under a tracked number.

    The number is that of the label that it bears, unless another is given. Only an approved letter whose stored page
    is whole; BadInput for a day after the next collection, before its approval, or other than the date that it bears,
    for what is no tracked number, and for another letter's; NoLongerTrue where something in it is no longer so on that
    day.
    """
    work.require(Permission.LETTER_PRINT)
    letter = locked_letter(work, letter_id)
    require_state(letter, {LetterState.APPROVED}, "posted")
    revision = approved_revision(work, letter)
    zone = desk_of(work, letter).zone
    today = today_in(work.clock, zone)
    planned, soonest = date.fromisoformat(revision.content["date"]), max(today, posting_day(work, letter))
    posted_on = posted_on or max(today, planned)
    number = parse_tracked(tracked) or letter.tracked
    require_free_label(work, letter, number)
    _refuse(posting_fault(posted_on, _approved_on(work, revision, zone), soonest))
    judging = work.judging()
    require_true(judging, letter, posted_on)
    _refuse(day_fault(posted_on, planned))
    checked_pdf(work, revision)
    papers_of(work, revision.id)
    enclosed = enclosed_in(work, [revision.id]).get(revision.id, ())
    detail = f"Posted on {show_date(posted_on)}" + (f", tracked {show_tracked(number)}" if number else "")
    detail += f", with {in_quotes(enclosed)}" if enclosed else ""
    note_event(work, letter, LetterEventKind.POSTED, detail[:NOTE], revision.id)
    letter.state, letter.posted_on, letter.tracked = LetterState.POSTED, posted_on, number
    work.session.flush()
    corrects = _note_correction(work, letter, posted_on)
    if number:
        keep_letter_tokens(work, letter)
    known = (letter.id, letter.subject, letter.kind, letter.reference)
    judging.raise_event(LetterPosted(*known, posted_on, corrects))


def _note_correction(work: Work, letter: Letter, posted_on: date) -> str:
    """Put on the record of the letter that this one corrects; returns its kind, or an empty text."""
    if letter.corrects_id is None:
        return ""
    wrong = letter_row(work, letter.corrects_id)
    told = f"Corrected by {letter.reference}, posted on {show_date(posted_on)}"
    note_event(work, wrong, LetterEventKind.CORRECTED, told, wrong.approved_revision_id)
    return wrong.kind


def _refuse(fault: str | None) -> None:
    if fault:
        raise BadInput.one("posted_on", fault)


def _approved_on(work: Work, revision: LetterRevision, zone: str) -> date:
    decided = select(LetterDecision.decided_at).where(LetterDecision.revision_id == revision.id, decision_stands())
    released = select(LetterRelease.released_at).where(LetterRelease.revision_id == revision.id)
    at = work.session.scalar(decided) or work.session.execute(released).scalar_one()
    return at.astimezone(ZoneInfo(zone)).date()


def record_returned_mail(work: Work, letter_id: int, came_back_on: date, why: str) -> None:
    """A posted letter came back undelivered: the day and what the envelope says.

    Other letters to the same address stop until somebody has looked at it (``confirm_address``, or the record).
    """
    work.require(Permission.LETTER_PRINT)
    letter = letter_row(work, letter_id)
    require_state(letter, {LetterState.POSTED}, "noted as come back")
    why = fit("why", "What the envelope says", why, NOTE - 60).strip()
    today = today_in(work.clock, desk_of(work, letter).zone)
    if came_back_on > today:
        raise BadInput.one("came_back_on", f"{show_date(came_back_on)} is still to come.")
    if letter.posted_on and came_back_on < letter.posted_on:
        raise BadInput.one("came_back_on", f"The letter was posted on {show_date(letter.posted_on)}, after that day.")
    detail = f"Came back on {show_date(came_back_on)}" + (f": {why}" if why else "")
    note_event(work, letter, LetterEventKind.RETURNED_MAIL, detail, letter.approved_revision_id)
    known = (letter.id, letter.subject, letter.kind, letter.reference)
    work.judging().raise_event(LetterCameBack(*known, addressee_id=letter.addressee_id))
