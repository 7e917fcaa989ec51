"""Facts that changed under a draft: which they are, and taking them into the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.basics.problems import BadInput, NotFound
from app.correspondence.composing import composed
from app.correspondence.fact_changes import ON_THE_PAGE, changed_facts, facts_stated_otherwise
from app.correspondence.gather_facts import LetterFacts
from app.correspondence.lease import require_not_held
from app.correspondence.letter_rows import draft_row, letter_row, locked_letter, require_state, store_draft
from app.correspondence.posting_day import posting_day
from app.correspondence.problems import ChangedFact, LetterRefused
from app.correspondence.renewing import kept, renewed
from app.correspondence.rules import WRITABLE
from app.correspondence.tables import Letter
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work
from letters.content import Block, from_json, to_json
from letters.content import Letter as Content


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A draft, and what the record says of it by now. ``facts`` are as of the date on the letter."""

    content: Content
    drafted_from: Mapping[str, Any]
    facts: dict[str, Any]
    changed: list[ChangedFact]


def reckoned(work: ReadWork, letter: Letter, facts: LetterFacts | None = None) -> Reckoned:
    """The draft of a letter beside the facts of now, with those changed facts that the letter says."""
    draft = draft_row(work, letter)
    content = from_json(draft.content)
    return reckon(work, facts or LetterFacts(work, letter), content, draft.facts)


def reckon(work: ReadWork, facts: LetterFacts, content: Content, drafted_from: Mapping[str, Any]) -> Reckoned:
    """The same for content that is not stored yet."""
    now = facts.on(content.date)
    content = replace(content, enclosures=tuple(now["enclosures"]))
    return Reckoned(content, drafted_from, now, _changed(work, content, drafted_from, now))


def _changed(
    work: ReadWork, content: Content, drafted_from: Mapping[str, Any], facts: Mapping[str, Any]
) -> list[ChangedFact]:
    """What the blocks state otherwise than the record does by now, and what is printed outside of them."""
    in_blocks = facts_stated_otherwise(content, facts, _composed_or_none(work, facts))
    told = {fact.path for fact in in_blocks}
    on_page = [
        replace(fact, block_ids=())
        for fact in changed_facts(drafted_from, facts, content)
        if fact.path.startswith(ON_THE_PAGE) and fact.path not in told
    ]
    return [*on_page, *in_blocks]


def _composed_or_none(work: ReadWork, facts: Mapping[str, Any]) -> Content | None:
    """What the record would make of the letter now; None where it lacks something, which the checks tell."""
    try:
        return composed(work, facts)
    except LetterRefused:
        return None


def brought_to(work: ReadWork, facts: LetterFacts, reckoned_now: Reckoned, dated: date) -> Reckoned:
    """The letter as of a date, with the facts of now and every word its author wrote.

    What is ``changed`` in it are the facts that edited blocks still state otherwise: their words were kept.
    """
    now = facts.on(dated)
    before = composed(work, reckoned_now.drafted_from)
    content = renewed(reckoned_now.content, before, composed(work, now)).letter
    return Reckoned(content, now, now, _changed(work, content, now, now))


def stale_facts(work: ReadWork, letter_id: int) -> list[ChangedFact]:
    """Which facts of a draft have changed since it was written, with the blocks that say them."""
    work.require(Permission.LETTER_READ)
    return reckoned(work, letter_row(work, letter_id)).changed


def take_facts(work: Work, letter_id: int) -> list[str]:
    """Write the facts of now into the draft and date it for its posting day; through ``Office.keep``.

    Returns the ids of the blocks to read again: edited ones whose own words still state an old fact. Those stay among
    what has changed until ``take_block`` or ``keep_words`` settles each.
    """
    letter = writable(work, letter_id)
    facts = LetterFacts(work, letter)
    outcome = brought_to(work, facts, reckoned(work, letter, facts), posting_day(work, letter))
    store_draft(work, letter, to_json(outcome.content), outcome.facts)
    stated = {block_id for fact in outcome.changed for block_id in fact.block_ids}
    return [block.id for block in outcome.content.blocks if block.id in stated]


def take_block(work: Work, letter_id: int, block_id: str) -> None:
    """Put what the record makes of one block now in place of its words; through ``Office.keep``.

    A block that the record makes no more goes. Raises LetterRefused naming what the record lacks for the letter.
    """
    letter = writable(work, letter_id)
    now = reckoned(work, letter)
    own, fresh = _block_and_fresh(work, now, block_id)
    blocks = (fresh if block is own else block for block in now.content.blocks)
    content = replace(now.content, blocks=tuple(block for block in blocks if block is not None))
    store_draft(work, letter, to_json(content), now.drafted_from)


def keep_words(work: Work, letter_id: int, block_id: str) -> None:
    """Keep a block as its author wrote it, though the record says something else; through ``Office.keep``.

    The approver sees the words beside what the record would have said. BadInput for words that are not an author's.
    """
    letter = writable(work, letter_id)
    now = reckoned(work, letter)
    own, fresh = _block_and_fresh(work, now, block_id)
    if not own.editable:
        raise BadInput.one("block", "These words come from the record and cannot be kept: take the new ones.")
    store_draft(work, letter, to_json(now.content.with_block(kept(own, fresh))), now.drafted_from)


def writable(work: Work, letter_id: int) -> Letter:
    """The letter, to be written by this person and by nobody else at the moment."""
    work.require(Permission.LETTER_WRITE)
    letter = locked_letter(work, letter_id)
    require_state(letter, WRITABLE, "edited")
    require_not_held(work, letter_id)
    return letter


def _block_and_fresh(work: ReadWork, now: Reckoned, block_id: str) -> tuple[Block, Block | None]:
    own = next((block for block in now.content.blocks if block.id == block_id), None)
    if own is None:
        raise NotFound("This part is no longer in the letter.", "Open the letter again to see it as it is.")
    fresh = composed(work, now.facts)
    return own, next((block for block in fresh.blocks if block.id == block_id), None)
