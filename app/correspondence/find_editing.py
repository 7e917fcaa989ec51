"""What the editor of a letter needs: the draft, what the record says by now, the checks, the choice of letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.basics.clock import today_in
from app.correspondence.choose_language import languages_of_letter
from app.correspondence.composing import checked, composed, read_content
from app.correspondence.deciders import Approver, approvers_of, nobody_left
from app.correspondence.eased import eased_checks, with_eased
from app.correspondence.enclosed import Enclosed, enclosed_now
from app.correspondence.find import EventLine, RevisionLine, events_of, revisions_of
from app.correspondence.find_approvals import CommentLine, comments_of
from app.correspondence.gather_facts import LANGUAGE, LetterFacts, gather_facts
from app.correspondence.kept_readings import kept_readings
from app.correspondence.lease import Holder, held_by
from app.correspondence.letter_rows import draft_row, hands_of, letter_row, words_now
from app.correspondence.posting_day import posting_day
from app.correspondence.problems import ChangedFact, LetterRefused
from app.correspondence.rules import WRITABLE
from app.correspondence.states import LetterState
from app.correspondence.still_true import kept_from_reader, still_true
from app.correspondence.suggest_edit import SuggestionLine, open_suggestions
from app.correspondence.tables import Letter, LetterRelease
from app.correspondence.take_facts import reckon, reckoned
from app.correspondence.untrue import in_words
from app.correspondence.waits_with import WaitsWith, waits_with
from app.correspondence.wording import library_of
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork
from letters.checks import Finding
from letters.checks.authority import representative_may_read
from letters.checks.draft import Draft
from letters.problems import TemplateRefused


@dataclass(frozen=True, slots=True)
class LetterForEditing:
    """A letter and its working copy.

    ``content`` is a document of ``letters/content.schema.json``; ``facts`` are as of now, ``changed`` those of them
    that differ from what the draft says. ``approvers`` may decide on it; where nobody may, ``nobody_left`` names
    the level above. ``waits_with`` is whom it was sent to while it waits. ``holder`` is who writes it now, or None.
    ``stopped_because`` says why it is no longer true, until it is submitted again; ``kept_back`` of one that was not
    stopped what would do so at once, such as a reader who died, or consent that ended with its day. ``posting_day``
    is its own where it was submitted, else the day on which it goes out if it is submitted now. ``languages`` are
    what it could be written in. ``wrote`` are its author and whoever changed its words or facts, as staff ids.
    """

    letter_id: int
    reference: str
    title: str
    kind: str
    state: LetterState
    subject: str | None
    subject_title: str
    person_id: int
    author_id: int
    content: Mapping[str, Any]
    facts: Mapping[str, Any]
    changed: tuple[ChangedFact, ...]
    comments: tuple[CommentLine, ...]
    revisions: tuple[RevisionLine, ...]
    events: tuple[EventLine, ...]
    approvers: tuple[Approver, ...]
    holder: Holder | None
    stopped_because: str = ""
    kept_back: str = ""
    nobody_left: str = ""
    waits_with: WaitsWith | None = None
    posting_day: date | None = None
    languages: tuple[str, ...] = ()
    went_alone: bool = False
    suggestions: tuple[SuggestionLine, ...] = ()
    enclosed: tuple[Enclosed, ...] = ()
    wrote: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """A letter that could be written; ``missing`` says what the record lacks for it, empty when nothing."""

    template_code: str
    title: str
    kind: str
    missing: str


def letter_for_editing(work: ReadWork, letter_id: int) -> LetterForEditing:
    """The letter as the editor shows it."""
    work.require(Permission.LETTER_READ)
    letter = letter_row(work, letter_id)
    now = reckoned(work, letter)
    return LetterForEditing(
        letter_id=letter.id,
        reference=letter.reference,
        title=letter.title,
        kind=letter.kind,
        state=letter.state,
        subject=letter.subject,
        subject_title=_title_of(work, letter),
        person_id=letter.person_id,
        author_id=letter.author_id,
        content=words_now(work, letter),
        facts=now.facts,
        changed=tuple(now.changed),
        comments=comments_of(work, letter_id),
        revisions=revisions_of(work, letter_id),
        events=events_of(work, letter_id),
        approvers=tuple(approvers_of(work, letter_id)),
        holder=held_by(work, letter_id),
        stopped_because=letter.stopped_because,
        kept_back=_kept_back(work, letter, now.facts),
        nobody_left=nobody_left(work, letter_id),
        waits_with=waits_with(work, [letter_id]).get(letter_id),
        posting_day=posting_day(work, letter) if letter.state in WRITABLE else letter.planned_on,
        languages=languages_of_letter(work, letter_id),
        went_alone=_went_alone(work, letter),
        suggestions=tuple(open_suggestions(work, letter_id)),
        enclosed=enclosed_now(work, letter_id),
        wrote=hands_of(work, letter).wrote,
    )


def _kept_back(work: ReadWork, letter: Letter, facts: Mapping[str, Any]) -> str:
    if letter.state not in WRITABLE:
        return in_words(still_true(work, letter.id))
    return "" if letter.stopped_because else in_words(kept_from_reader(work, letter, facts))


def check_draft(work: ReadWork, letter_id: int, content: Mapping[str, Any] | None = None) -> list[Finding]:
    """What submitting would find in this content document (the stored draft when none is given), all at once."""
    work.require(Permission.LETTER_READ)
    letter = letter_row(work, letter_id)
    draft = draft_row(work, letter)
    now = reckon(work, LetterFacts(work, letter), read_content(content or draft.content), draft.facts)
    found = checked(now.content, now.facts, now.changed, kept_readings(work, letter_id))
    return with_eased(found, now.facts, eased_checks(work, letter))


def letter_choices(
    work: ReadWork, subject: str | None, person_id: int, addressee_id: int | None = None
) -> list[LetterChoice]:
    """Every template of the office, each with what is missing to write it on this matter; by title.

    To the person, unless ``addressee_id`` names whoever acts for them.
    """
    work.require(Permission.LETTER_WRITE)
    desk = work.session.get_one(Desk, work.actor.desk_id)
    today = today_in(work.clock, desk.zone)
    library = library_of(work, LANGUAGE, today)
    facts: dict[str, dict[str, Any]] = {}
    choices = []
    for code in library.templates:
        try:
            template = library.template(code)
        except TemplateRefused as refusal:  # one that is wrong in itself takes none of the others away
            choices.append(LetterChoice(code, code.replace("-", " ").capitalize(), "", str(refusal)))
            continue
        if template.kind not in facts:
            tried = _tried(work, subject, person_id, addressee_id or person_id, desk.id, template.kind)
            facts[template.kind] = gather_facts(work, tried, today)
        missing = _missing(work, facts[template.kind] | {"template": code})
        choices.append(LetterChoice(code, template.title, template.kind, missing))
    return sorted(choices, key=lambda choice: choice.title)


def _tried(work: ReadWork, subject: str | None, person_id: int, addressee_id: int, desk_id: int, kind: str) -> Letter:
    """A letter that is never stored: only its facts are asked for."""
    return Letter(
        reference="L",
        person_id=person_id,
        addressee_id=addressee_id,
        subject=subject or f"person:{person_id}",
        desk_id=desk_id,
        kind=kind,
        template_code="",
        language=LANGUAGE,
        author_id=work.actor.staff_id,
    )


def _missing(work: ReadWork, facts: Mapping[str, Any]) -> str:
    try:
        letter = composed(work, facts)
    except LetterRefused as problem:
        return str(problem)
    return " ".join(finding.message for finding in representative_may_read(Draft.of(letter, facts, ())))


def _title_of(work: ReadWork, letter: Letter) -> str:
    kind, _, number = (letter.subject or f"person:{letter.person_id}").partition(":")
    return work.wiring.subject(kind).title(work, int(number))


def _went_alone(work: ReadWork, letter: Letter) -> bool:
    query = select(LetterRelease.id).where(LetterRelease.revision_id == letter.approved_revision_id)
    return work.session.scalar(query) is not None
