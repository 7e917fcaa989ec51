"""The rows of one letter as verbs take them up: found or refused, and locked where a decision follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select, exists, func, select
from sqlalchemy.orm import aliased

from app.basics.problems import BadInput, NotAllowed, NotFound
from app.basics.text import fit
from app.correspondence.comment_tables import LetterSuggestion
from app.correspondence.problems import LetterMoved
from app.correspondence.rules import PRINTABLE, STATE_WORDS, Hands
from app.correspondence.states import LetterState
from app.correspondence.tables import (
    Letter,
    LetterDecision,
    LetterDraft,
    LetterEvent,
    LetterEventKind,
    LetterRevision,
    LetterWriter,
)
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork, Work
from app.store.base import NOTE, UtcDateTime


def letter_row(work: ReadWork, letter_id: int) -> Letter:
    """The head of a letter; NotFound where there is none for this person's eyes."""
    letter = work.session.get(Letter, letter_id)
    if letter is None:
        raise NotFound("There is no such letter.", "It may be in a circle that you are not in.")
    return letter


def locked_letter(work: Work, letter_id: int) -> Letter:
    """The head of a letter as it is now, held until this transaction ends: two deeds on it follow one another."""
    query = select(Letter).where(Letter.id == letter_id).with_for_update()
    letter = work.session.scalar(query.execution_options(populate_existing=True))
    if letter is None:
        raise NotFound("There is no such letter.", "It may be in a circle that you are not in.")
    return letter


def require_state(letter: Letter, allowed: Collection[LetterState], deed: str) -> None:
    """LetterMoved unless the letter is in one of these states; ``deed`` follows "it cannot be".

    Of one that was stopped it says what changed.
    """
    if letter.state not in allowed:
        if letter.stopped_because and letter.state is LetterState.RETURNED:
            raise LetterMoved(
                f"Letter {letter.reference} was stopped, so it cannot be {deed}: {letter.stopped_because}",
                "Its author mends it and submits it again, or gives it up.",
            )
        raise LetterMoved(f"Letter {letter.reference} is {STATE_WORDS[letter.state]}, so it cannot be {deed}.")


def require_author(work: Work, letter: Letter, deed: str, instead: str) -> None:
    """NotAllowed unless this is the letter's author, or somebody who may approve; ``deed`` follows "may"."""
    if letter.author_id != work.actor.staff_id and not work.actor.may(Permission.LETTER_APPROVE):
        author = name_of(work, letter.author_id)
        raise NotAllowed(
            f"This letter is {author}'s: only they, or somebody who approves letters, may {deed}.",
            f"Ask {author} to do it, or {instead}.",
        )


def required_reason(reason: str, otherwise: str) -> str:
    """The reason as it is kept; BadInput says ``otherwise`` where there is none."""
    reason = fit("reason", "The reason", reason, NOTE).strip()
    if not reason:
        raise BadInput.one("reason", otherwise)
    return reason


def draft_row(work: ReadWork, letter: Letter) -> LetterDraft:
    """The working copy of a letter."""
    return work.session.get_one(LetterDraft, letter.id)


_SIGN = sa.text(
    "INSERT INTO letter_writer (letter_id, staff_id, since) VALUES (:letter_id, :me, :now) "
    "ON CONFLICT (letter_id, staff_id) DO NOTHING"
).bindparams(sa.bindparam("now", type_=UtcDateTime()))


def become_writer(work: Work, letter: Letter) -> None:
    """This person has from now on a hand in the letter, so that somebody else approves it."""
    work.session.execute(_SIGN, {"letter_id": letter.id, "me": work.actor.staff_id, "now": work.now()})


def store_draft(work: Work, letter: Letter, content: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Make this the working copy; whoever changes its words or its facts is from then on one of its writers."""
    draft = work.session.get(LetterDraft, letter.id)
    if draft is None or draft.content != content or draft.facts != facts:
        become_writer(work, letter)
    if draft is None:
        draft = LetterDraft(letter_id=letter.id)
        work.session.add(draft)
    draft.content, draft.facts = content, facts
    draft.saved_at, draft.saved_by_id = work.now(), work.actor.staff_id
    work.session.flush()


def whose_words() -> ColumnElement[int]:
    """Who submitted the words of a revision: of one that was only dated anew, whoever submitted them before."""
    words = aliased(LetterRevision)
    of_words = select(words.submitted_by_id).where(words.id == LetterRevision.words_of_id)
    return func.coalesce(of_words.correlate(LetterRevision).scalar_subquery(), LetterRevision.submitted_by_id)


def words_id() -> ColumnElement[int]:
    """The revision whose words a revision has: its own, or of one that was only dated anew those of before."""
    return func.coalesce(LetterRevision.words_of_id, LetterRevision.id)


def redated_in(newest: type[LetterRevision]) -> Select[int]:
    """Who dated anew what ``newest`` says since its author submitted it last: they leave the decision to others."""
    redated, later, slip = aliased(LetterRevision), aliased(LetterRevision), aliased(LetterSuggestion)
    submitted = exists().where(
        later.letter_id == redated.letter_id,
        later.number > redated.number,
        later.number <= newest.number,
        later.words_of_id.is_(None),
        ~exists().where(slip.mended_revision_id == later.id),
    )
    return select(redated.submitted_by_id).where(
        redated.letter_id == newest.letter_id,
        redated.number <= newest.number,
        redated.words_of_id.is_not(None),
        ~submitted,
    )


def hands_of(work: ReadWork, letter: Letter) -> Hands:
    """All who have a hand in a letter; who mended a slip of it has none."""
    return hands_of_each(work, [letter])[letter.id]


def hands_of_each(work: ReadWork, letters: Collection[Letter]) -> Mapping[int, Hands]:
    """The same of several letters, by id: as many queries for many as for one."""
    ids = [letter.id for letter in letters]
    writers = select(LetterWriter.letter_id, LetterWriter.staff_id).where(LetterWriter.letter_id.in_(ids))
    mended = select(LetterSuggestion.mended_revision_id).where(
        LetterSuggestion.letter_id.in_(ids), LetterSuggestion.mended_revision_id.is_not(None)
    )
    submitters = (
        select(LetterRevision.letter_id, whose_words())
        .where(LetterRevision.letter_id.in_(ids), words_id().not_in(mended))
        .order_by(LetterRevision.number)
    )
    of_last = aliased(LetterRevision)
    last = select(LetterRevision.letter_id, func.max(LetterRevision.number)).where(LetterRevision.letter_id.in_(ids))
    redated = (
        redated_in(of_last)
        .add_columns(of_last.letter_id)
        .where(sa.tuple_(of_last.letter_id, of_last.number).in_(last.group_by(LetterRevision.letter_id)))
    )
    wrote, redaters = defaultdict[int, set[int]](set), defaultdict[int, set[int]](set)
    for letter_id, staff_id in work.session.execute(writers):
        wrote[letter_id].add(staff_id)
    for staff_id, letter_id in work.session.execute(redated):
        redaters[letter_id].add(staff_id)
    newest = dict(work.session.execute(submitters).all())
    return {
        one.id: Hands(one.author_id, newest.get(one.id), frozenset(wrote[one.id]), frozenset(redaters[one.id]))
        for one in letters
    }


def latest_revision(work: ReadWork, letter: Letter) -> LetterRevision:
    """The newest revision that was submitted; LetterMoved where there is none yet."""
    query = select(LetterRevision).where(LetterRevision.letter_id == letter.id)
    revision = work.session.scalar(query.order_by(LetterRevision.number.desc()).limit(1))
    if revision is None:
        raise LetterMoved(f"Letter {letter.reference} has not been submitted yet.")
    return revision


_SUBMITTED = frozenset({LetterState.SUBMITTED, LetterState.APPROVED, LetterState.POSTED})


def words_now(work: ReadWork, letter: Letter) -> Mapping[str, Any]:
    """The content as it stands: what was submitted, which may have been dated anew since, else the working copy."""
    found = latest_revision(work, letter) if letter.state in _SUBMITTED else draft_row(work, letter)
    content: Mapping[str, Any] = found.content
    return content


def approved_revision(work: ReadWork, letter: Letter) -> LetterRevision:
    """The revision that was approved and may leave the office; LetterMoved where there is none, or no longer.

    The one gate for print, export, e-mail and post.
    """
    require_state(letter, PRINTABLE, "printed or sent")
    if letter.approved_revision_id is None:
        raise LetterMoved(f"Letter {letter.reference} is not approved.", "Only an approved letter leaves the office.")
    return work.session.get_one(LetterRevision, letter.approved_revision_id)


def decision_stands() -> ColumnElement[bool]:
    """The condition that a decision is the last one on its revision."""
    later = aliased(LetterDecision)
    of_revision = select(func.max(later.number)).where(later.revision_id == LetterDecision.revision_id)
    return LetterDecision.number == of_revision.correlate(LetterDecision).scalar_subquery()


def standing_decision(work: ReadWork, revision_id: int) -> LetterDecision | None:
    """The last decision on a revision, if there is one; it may be that an approval was taken back."""
    return work.session.scalar(
        select(LetterDecision).where(LetterDecision.revision_id == revision_id, decision_stands())
    )


def name_of(work: ReadWork, staff_id: int) -> str:
    """The name of somebody who works here."""
    return work.session.execute(select(Staff.display_name).where(Staff.id == staff_id)).scalar_one()


def note_event(
    work: Work, letter: Letter, kind: LetterEventKind, detail: str = "", revision_id: int | None = None
) -> LetterEvent:
    """Put what happened to the paper on record, by this person and now."""
    event = LetterEvent(
        letter_id=letter.id,
        revision_id=revision_id,
        kind=kind,
        at=work.now(),
        by_id=work.actor.staff_id,
        detail=detail,
    )
    work.session.add(event)
    work.session.flush()
    return event
