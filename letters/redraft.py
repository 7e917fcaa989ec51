"""Drafting again from newer facts without losing what the author wrote, and adding paragraphs of one's own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from letters.block_text import to_plain
from letters.compose import compose
from letters.content import Block, Letter, Paragraph
from letters.library import Library

_OWN: Final = "own-"


@dataclass(frozen=True, slots=True)
class Redraft:
    """The letter drafted again; ``kept`` are ids of edited blocks whose standard words are now others.

    Those blocks stand as the author left them, with their old facts, so that they still show what has changed.
    """

    letter: Letter
    kept: tuple[str, ...]


def edited(block: Block) -> bool:
    """Whether the block's words are no longer the standard ones."""
    return to_plain(block) != block.standard_text


def redraft(letter: Letter, facts: Mapping[str, Any], library: Library | None = None) -> Redraft:
    """The letter of the facts as they are now, with the author's edits and own blocks in it.

    Raises what ``compose`` raises; then nothing has changed.
    """
    fresh = compose(facts, library)
    before = {block.id: block for block in letter.blocks}
    kept: list[str] = []
    blocks: list[Block] = []
    for block in fresh.blocks:
        old = before.get(block.id)
        if old is None or not edited(old):
            blocks.append(block)
        elif old.standard_text == block.standard_text:
            blocks.append(replace(block, paragraphs=old.paragraphs))
        else:
            kept.append(block.id)
            blocks.append(old)
    drafted = replace(fresh, blocks=tuple(blocks), style=letter.style)
    return Redraft(_with_own_blocks(drafted, letter), tuple(kept))


def insert_block(letter: Letter, after: str) -> tuple[Letter, str]:
    """The letter with an empty paragraph of the author's own after a block, and the new block's id.

    Raises KeyError when the letter has no block ``after``.
    """
    neighbour = letter.block(after)
    taken = {block.id for block in letter.blocks}
    number = next(number for number in range(1, len(taken) + 2) if f"{_OWN}{number}" not in taken)
    block = Block(f"{_OWN}{number}", "paragraph", "free", (Paragraph(()),), head_id=neighbour.head_id)
    return _inserted(letter, block, after), block.id


def _with_own_blocks(drafted: Letter, letter: Letter) -> Letter:
    """Own blocks follow the block that they followed; where that is gone, they stand before the closing."""
    previous = ""
    for block in letter.blocks:
        if block.id.startswith(_OWN):
            ids = [one.id for one in drafted.blocks]
            closing = next((place for place, one in enumerate(drafted.blocks) if one.role == "closing"), len(ids))
            after = previous if previous in ids else ids[max(closing - 1, 0)]
            drafted = _inserted(drafted, block, after)
        previous = block.id
    return drafted


def _inserted(letter: Letter, block: Block, after: str) -> Letter:
    place = next(place for place, one in enumerate(letter.blocks, 1) if one.id == after)
    return replace(letter, blocks=(*letter.blocks[:place], block, *letter.blocks[place:]))
