"""Submit a letter for approval: what was made ready is stored to the byte."""

from __future__ import annotations

from sqlalchemy import func, select

from app.basics.text import fit
from app.correspondence.enclosing import enclose_in
from app.correspondence.events import LetterSubmitted
from app.correspondence.lease import release_lease, require_not_held
from app.correspondence.letter_rows import locked_letter, require_state, store_draft
from app.correspondence.letter_tokens import keep_letter_tokens
from app.correspondence.prepare_letter import Prepared, prepare_letter
from app.correspondence.problems import PreparedMoved
from app.correspondence.rules import WRITABLE
from app.correspondence.send_to_approver import send_to_approver
from app.correspondence.states import LetterState
from app.correspondence.still_true import require_reader
from app.correspondence.tables import Letter, LetterRevision
from app.correspondence.wording import template_version_id
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE
from app.store.blobs import store_blob
from letters.content import content_hash, to_json
from letters.facts import facts_hash


def submit_letter(
    work: Work, letter_id: int, note: str = "", prepared: Prepared | None = None, to_id: int | None = None
) -> int:
    """Ask for approval of the draft as it stands, dated for its posting day; returns the id of the new revision.

    ``to_id`` is whom it is sent to, of those who may approve it; whoever may where nobody is named.

    ``prepared`` is what ``prepare_letter`` read a moment ago: while the letter is locked nothing is composed, checked
    or set in type any more. Raises PreparedMoved where draft or record changed since. Without it the letter is prepared
    here, which holds up everybody else who writes: for whoever has the database alone. Raises LetterBlocked as
    ``prepare_letter`` does, and NoLongerTrue where its reader may not be written to. ``note`` is the author's word to
    the approver.
    """
    work.require(Permission.LETTER_WRITE)
    note = fit("note", "The note", note, NOTE)
    letter = locked_letter(work, letter_id)
    require_state(letter, WRITABLE, "submitted")
    require_not_held(work, letter_id)
    if prepared is None:
        prepared = prepare_letter(work, letter_id)
    elif not prepared.is_of_now(work, letter):
        raise PreparedMoved(letter.reference)
    require_reader(work, letter, prepared.facts)
    store_draft(work, letter, to_json(prepared.content), prepared.facts)
    revision = store_revision(work, letter, prepared, note)
    letter.state, letter.submitted_at = LetterState.SUBMITTED, work.now()
    letter.planned_on = prepared.content.date
    letter.title, letter.stopped_because = prepared.content.subject[:200], ""
    keep_letter_tokens(work, letter)
    release_lease(work, letter_id)
    if to_id is not None:
        work.session.flush()
        send_to_approver(work, letter_id, to_id)
    work.raise_event(LetterSubmitted(letter.id, letter.subject, letter.kind, letter.reference, revision.id))
    return revision.id


def store_revision(
    work: Work,
    letter: Letter,
    ready: Prepared,
    note: str,
    *,
    words_of_id: int | None = None,
    template_id: int | None = None,
) -> LetterRevision:
    """One more revision, by this person and now, to the byte; ``words_of_id`` is the one that it only dates anew.

    ``template_id`` is the version of its template, where it is not that of its date.
    """
    blob_id, sha256 = store_blob(work.session, f"letter:{letter.id}", ready.pages.pdf, "application/pdf")
    revision = LetterRevision(
        letter_id=letter.id,
        number=_next_number(work, letter),
        content=to_json(ready.content),
        content_sha256=content_hash(ready.content),
        facts=ready.facts,
        facts_sha256=facts_hash(ready.facts),
        template_version_id=template_id
        or template_version_id(work, letter.template_code, letter.language, ready.content.date),
        pdf_blob_id=blob_id,
        pdf_sha256=sha256,
        page_count=ready.pages.page_count,
        findings=[finding.to_json() for finding in ready.findings],
        submitted_by_id=work.actor.staff_id,
        submitted_at=work.now(),
        note=note,
        words_of_id=words_of_id,
    )
    work.session.add(revision)
    work.session.flush()
    enclose_in(work, revision)
    return revision


def _next_number(work: Work, letter: Letter) -> int:
    highest = select(func.max(LetterRevision.number)).where(LetterRevision.letter_id == letter.id)
    return (work.session.scalar(highest) or 0) + 1
