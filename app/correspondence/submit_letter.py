"""Submit a letter for approval: facts asked again, every check run, the page set and stored to the byte."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from app.basics.text import fit
from app.correspondence.composing import checked, set_in_type
from app.correspondence.events import LetterSubmitted
from app.correspondence.gather_facts import desk_today
from app.correspondence.lease import release_lease, require_not_held
from app.correspondence.letter_rows import locked_letter, require_state, store_draft
from app.correspondence.letter_tokens import keep_letter_tokens
from app.correspondence.problems import LetterBlocked
from app.correspondence.rules import WRITABLE
from app.correspondence.states import LetterState
from app.correspondence.tables import Letter, LetterRevision
from app.correspondence.take_facts import brought_to, reckoned
from app.correspondence.wording import template_version_id
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE
from app.store.blobs import store_blob
from letters.checks import Finding, blocks
from letters.checks.page_fit import page_findings
from letters.content import Letter as Content
from letters.content import content_hash, to_json
from letters.facts import facts_hash
from letters.typeset import Typeset


def submit_letter(work: Work, letter_id: int, note: str = "") -> int:
    """Ask for approval of the draft as it stands, dated today; returns the id of the new revision.

    Raises LetterBlocked with everything that must be mended, the facts that changed among it. Only what follows from
    today's date alone (a limit, say) is renewed without asking. ``note`` is the author's word to the approver.
    """
    work.require(Permission.LETTER_WRITE)
    note = fit("note", "The note", note, NOTE)
    letter = locked_letter(work, letter_id)
    require_state(letter, WRITABLE, "submitted")
    require_not_held(work, letter_id)
    content, facts, findings = _final(work, letter)
    pages = set_in_type(content)
    findings += page_findings(content, pages)
    if blocks(findings):
        raise LetterBlocked(findings)
    revision = _store(work, letter, content, facts, findings, pages, note)
    letter.state, letter.submitted_at, letter.title = LetterState.SUBMITTED, work.now(), content.subject[:200]
    keep_letter_tokens(work, letter)
    release_lease(work, letter_id)
    work.raise_event(LetterSubmitted(letter.id, letter.subject, letter.kind, letter.reference, revision.id))
    return revision.id


def _final(work: Work, letter: Letter) -> tuple[Content, dict[str, Any], list[Finding]]:
    """The letter as it would go out today, the facts it rests on, and what the checks say of it."""
    now, today = reckoned(work, letter), desk_today(work, letter)
    if not now.changed and now.content.date != today:
        now = brought_to(work, letter, now, today)
    return now.content, now.facts, checked(now.content, now.facts, now.changed)


def _store(
    work: Work,
    letter: Letter,
    content: Content,
    facts: dict[str, Any],
    findings: list[Finding],
    pages: Typeset,
    note: str,
) -> LetterRevision:
    store_draft(work, letter, to_json(content), facts)
    blob_id, sha256 = store_blob(work.session, f"letter:{letter.id}", pages.pdf, "application/pdf")
    revision = LetterRevision(
        letter_id=letter.id,
        number=_next_number(work, letter),
        content=to_json(content),
        content_sha256=content_hash(content),
        facts=facts,
        facts_sha256=facts_hash(facts),
        template_version_id=template_version_id(work, letter.template_code, letter.language, content.date),
        pdf_blob_id=blob_id,
        pdf_sha256=sha256,
        page_count=pages.page_count,
        findings=[finding.to_json() for finding in findings],
        submitted_by_id=work.actor.staff_id,
        submitted_at=work.now(),
        note=note,
    )
    work.session.add(revision)
    work.session.flush()
    return revision


def _next_number(work: Work, letter: Letter) -> int:
    highest = select(func.max(LetterRevision.number)).where(LetterRevision.letter_id == letter.id)
    return (work.session.scalar(highest) or 0) + 1
