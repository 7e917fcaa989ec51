"""Suggest an edit: the approver's words beside the author's, who takes them as their own or declines them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import aliased

from app.basics.problems import BadInput, NotAllowed, NotFound
from app.correspondence.change_words import Span, word_spans
from app.correspondence.comment_tables import LetterSuggestion, SlipKind
from app.correspondence.deciders import require_decider
from app.correspondence.events import LetterRecalled
from app.correspondence.lease import require_not_held
from app.correspondence.letter_rows import (
    draft_row,
    hands_of,
    latest_revision,
    letter_row,
    locked_letter,
    name_of,
    require_author,
    require_state,
    required_reason,
    store_draft,
)
from app.correspondence.problems import LetterMoved
from app.correspondence.rules import WRITABLE
from app.correspondence.states import LetterState
from app.correspondence.tables import Letter, LetterRevision
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork, Work
from letters.block_text import to_plain, with_text
from letters.content import Block, from_json, to_json
from letters.problems import TextRefused


@dataclass(frozen=True, slots=True)
class SuggestionLine:
    """Words suggested for a part, with how they differ from those it had; ``settled_by`` is None while it is open."""

    id: int
    block_id: str
    words: str
    spans: tuple[Span, ...]
    by: str
    by_id: int
    at: datetime
    settled_by: str | None
    is_taken: bool
    reply: str
    slip: SlipKind | None


def suggestions_of(work: ReadWork, letter_id: int) -> tuple[SuggestionLine, ...]:
    """All suggestions on a letter, oldest first; slips that were mended as well."""
    work.require(Permission.LETTER_READ)
    suggester, settler, one = aliased(Staff), aliased(Staff), LetterSuggestion
    query = (
        select(one, suggester.display_name, settler.display_name, LetterRevision.content)
        .join(suggester, suggester.id == one.by_id)
        .join(LetterRevision, LetterRevision.id == one.revision_id)
        .outerjoin(settler, settler.id == one.settled_by_id)
        .where(one.letter_id == letter_id)
        .order_by(one.id)
    )
    return tuple(_line(*row) for row in work.session.execute(query))


def _line(row: LetterSuggestion, by: str, settled_by: str | None, content: dict[str, object]) -> SuggestionLine:
    block = next((block for block in from_json(content).blocks if block.id == row.block_id), None)
    was = to_plain(block) if block else ""
    return SuggestionLine(
        id=row.id,
        block_id=row.block_id,
        words=row.words,
        spans=tuple(word_spans(was, row.words)),
        by=by,
        by_id=row.by_id,
        at=row.at,
        settled_by=settled_by,
        is_taken=row.is_taken,
        reply=row.reply,
        slip=row.slip,
    )


def suggest_edit(work: Work, letter_id: int, revision_id: int, block_id: str, words: str) -> int:
    """Put other words beside those of a part, by whoever may decide on the letter; returns the suggestion's id.

    They stay free to decide: the words are nobody's before the author takes them. BadInput for a part that is not the
    author's to write, and for the same words.
    """
    work.require(Permission.LETTER_APPROVE)
    letter, revision, block = part_to_decide(work, letter_id, revision_id, block_id)
    changed = changed_part(block, words)
    row = LetterSuggestion(
        letter_id=letter.id,
        revision_id=revision.id,
        block_id=block_id,
        words=to_plain(changed),
        by_id=work.actor.staff_id,
        at=work.now(),
    )
    work.session.add(row)
    work.session.flush()
    return row.id


def take_suggestion(work: Work, suggestion_id: int) -> int:
    """Put the suggested words into the draft as one's own: a letter that waits comes back to be submitted again.

    Returns the letter's id. Never by whoever suggested them.
    """
    work.require(Permission.LETTER_WRITE)
    row, letter = _open_suggestion(work, suggestion_id)
    if letter.state is LetterState.SUBMITTED:
        require_author(work, letter, "take it back", "an approver to return it")
        letter.state, letter.submitted_at = LetterState.EDITING, None
        work.session.flush()
        work.raise_event(LetterRecalled(letter.id, letter.subject, letter.kind, letter.reference))
    require_state(letter, WRITABLE, "edited")
    require_not_held(work, letter.id)
    draft = draft_row(work, letter)
    content = from_json(draft.content)
    block = next((one for one in content.blocks if one.id == row.block_id), None)
    if block is None:
        raise LetterMoved("That part is no longer in the letter.", "Decline the suggestion with a word.")
    taken = changed_part(block, _words_for(row, to_plain(block)), same=True)
    store_draft(work, letter, to_json(content.with_block(taken)), draft.facts)
    _settle(work, row, is_taken=True)
    return letter.id


def decline_suggestion(work: Work, suggestion_id: int, reply: str) -> None:
    """Leave the words as they are, with a word to whoever suggested others."""
    work.require(Permission.LETTER_WRITE)
    row, letter = _open_suggestion(work, suggestion_id)
    require_state(letter, WRITABLE | {LetterState.SUBMITTED}, "changed")
    if work.actor.staff_id not in hands_of(work, letter).all:
        author = name_of(work, letter.author_id)
        raise NotAllowed(f"This letter is {author}'s: whoever writes it declines.", f"Ask {author} to do it.")
    row.reply = required_reason(reply, "Say in a word why it stays as it is.")
    _settle(work, row, is_taken=False)


def _open_suggestion(work: Work, suggestion_id: int) -> tuple[LetterSuggestion, Letter]:
    row = work.session.get(LetterSuggestion, suggestion_id)
    if row is None:
        raise NotFound("There is no such suggestion.", "It may be in a circle that you are not in.")
    letter = locked_letter(work, row.letter_id)
    if row.by_id == work.actor.staff_id:
        raise NotAllowed("You suggested these words: their author takes them, or declines.", "Decide on the letter.")
    if row.settled_at is not None:
        raise LetterMoved("This suggestion was settled already.")
    return row, letter


def _words_for(row: LetterSuggestion, there: str) -> str:
    """The words to take: of a slip that alone, whatever else its author changed in the part since."""
    if row.slip is None:
        return row.words
    old = _place_of(row)
    if there.count(old) != 1:
        raise LetterMoved("The place of this slip is no longer in the part.", "Decline it with a word.")
    return there.replace(old, f"{row.text_before}{row.now}{row.text_behind}")


def _place_of(row: LetterSuggestion) -> str:
    """A slip as it stood, with the words around it that tell its place apart."""
    return f"{row.text_before}{row.was}{row.text_behind}"


def _settle(work: Work, row: LetterSuggestion, *, is_taken: bool) -> None:
    row.is_taken, row.settled_at, row.settled_by_id = is_taken, work.now(), work.actor.staff_id
    work.session.flush()


def part_to_decide(work: Work, letter_id: int, revision_id: int, block_id: str) -> tuple[Letter, LetterRevision, Block]:
    """The part of the newest revision of a letter that this person may decide on."""
    letter = locked_letter(work, letter_id)
    require_state(letter, {LetterState.SUBMITTED}, "mended")
    revision = latest_revision(work, letter)
    if revision.id != revision_id:
        raise LetterMoved(f"Letter {letter.reference} was submitted anew while you were reading.", "Read the new one.")
    require_decider(work, letter)
    block = next((one for one in from_json(revision.content).blocks if one.id == block_id), None)
    if block is None:
        raise BadInput.one("words", f"This letter has no part “{block_id}”.")
    return letter, revision, block


def changed_part(block: Block, words: str, *, same: bool = False) -> Block:
    """The part with these words. BadInput where they are not an author's to change or, unless ``same``, no others."""
    try:
        changed = with_text(block, words)
    except TextRefused as refused:
        raise BadInput.one("words", refused.sentence) from refused
    if not same and to_plain(changed) == to_plain(block):
        raise BadInput.one("words", "These are the words that stand there: change some.")
    return changed


def open_suggestions(work: ReadWork, letter_id: int) -> Sequence[SuggestionLine]:
    """Those that the author has not settled and the draft does not hold; of slips those that still stand in it."""
    work.require(Permission.LETTER_READ)
    draft = draft_row(work, letter_row(work, letter_id))
    there = {block.id: to_plain(block) for block in from_json(draft.content).blocks}
    query = select(LetterSuggestion).where(
        LetterSuggestion.letter_id == letter_id, LetterSuggestion.mended_revision_id.is_not(None)
    )
    gone = {row.id for row in work.session.scalars(query) if there.get(row.block_id, "").count(_place_of(row)) != 1}
    found = suggestions_of(work, letter_id)
    return [
        one for one in found if one.settled_by is None and one.id not in gone and there.get(one.block_id) != one.words
    ]
