"""Facts that changed under a draft: which they are, and taking them into the letter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.correspondence.composing import composed
from app.correspondence.fact_changes import changed_facts
from app.correspondence.gather_facts import desk_today, gather_facts
from app.correspondence.lease import require_not_held
from app.correspondence.letter_rows import draft_row, letter_row, require_state, store_draft
from app.correspondence.problems import ChangedFact
from app.correspondence.renewing import Renewed, renewed
from app.correspondence.rules import WRITABLE
from app.correspondence.tables import Letter
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work
from letters.content import Letter as Content
from letters.content import from_json, to_json

# Facts that are printed outside the blocks: the address, the letterhead.
_ON_THE_PAGE = ("addressee.", "desk.", "signatory.")


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A draft, and what the record says of it by now. ``facts`` are as of the date on the letter."""

    content: Content
    drafted_from: Mapping[str, Any]
    facts: dict[str, Any]
    changed: list[ChangedFact]


def reckoned(work: ReadWork, letter: Letter) -> Reckoned:
    """The draft of a letter beside the facts of now, with those changed facts that the letter says."""
    draft = draft_row(work, letter)
    content = from_json(draft.content)
    return reckon(work, letter, content, draft.facts)


def reckon(work: ReadWork, letter: Letter, content: Content, drafted_from: Mapping[str, Any]) -> Reckoned:
    """The same for content that is not stored yet."""
    facts = gather_facts(work, letter, content.date)
    changed = [
        fact
        for fact in changed_facts(drafted_from, facts, content)
        if fact.block_ids or fact.path.startswith(_ON_THE_PAGE)
    ]
    return Reckoned(content, drafted_from, facts, changed)


def brought_to(work: ReadWork, letter: Letter, reckoned_now: Reckoned, dated: date) -> tuple[Renewed, dict[str, Any]]:
    """The letter as of a date, with the facts of now and every word its author wrote; and those facts."""
    facts = gather_facts(work, letter, dated)
    before = composed(work, reckoned_now.drafted_from)
    return renewed(reckoned_now.content, before, composed(work, facts)), facts


def stale_facts(work: ReadWork, letter_id: int) -> list[ChangedFact]:
    """Which facts of a draft have changed since it was written, with the blocks that say them."""
    work.require(Permission.LETTER_READ)
    return reckoned(work, letter_row(work, letter_id)).changed


def take_facts(work: Work, letter_id: int) -> list[str]:
    """Write the facts of now into the draft and date it today; through ``Office.keep``.

    Returns the ids of the blocks to read again: edited ones whose own words may still speak of the old facts.
    """
    work.require(Permission.LETTER_WRITE)
    letter = letter_row(work, letter_id)
    require_state(letter, WRITABLE, "edited")
    require_not_held(work, letter_id)
    outcome, facts = brought_to(work, letter, reckoned(work, letter), desk_today(work, letter))
    store_draft(work, letter, to_json(outcome.letter), facts)
    return list(outcome.to_read)
