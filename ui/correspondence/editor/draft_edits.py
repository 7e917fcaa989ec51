"""What an author may do to a letter as a whole: put in a paragraph of their own, move it, take it out."""

from __future__ import annotations

from dataclasses import replace

from letters.block_text import to_plain
from letters.content import Block, Letter

_OWN = "own-"
_KEPT_LAST = frozenset({"closing", "signature"})


def is_own(block: Block) -> bool:
    """Whether the author put this block in: nothing of it comes from the template or the record."""
    return block.origin == "free" and block.id.startswith(_OWN) and not block.standard_text and not block.facts


def is_edited(block: Block) -> bool:
    """Whether the author changed words that the template or the record gave."""
    return block.editable and not is_own(block) and to_plain(block) != block.standard_text


def with_own_after(letter: Letter, block_id: str) -> tuple[Letter, str]:
    """The letter with an empty paragraph of the author's behind a block, and the new block's id.

    Nothing is put behind the closing: there the new paragraph goes before it.
    """
    place = _place(letter, block_id)
    if letter.blocks[place].role not in _KEPT_LAST:
        place += 1
    while place > 0 and letter.blocks[place - 1].role in _KEPT_LAST:
        place -= 1
    taken = {block.id for block in letter.blocks}
    number = next(count for count in range(1, len(taken) + 2) if f"{_OWN}{count}" not in taken)
    own = Block(f"{_OWN}{number}", "paragraph", "free", (), lang=letter.blocks[place - 1].lang)
    return replace(letter, blocks=(*letter.blocks[:place], own, *letter.blocks[place:])), own.id


def without_own(letter: Letter, block_id: str) -> Letter:
    """The letter without a paragraph of the author's own; any other block stays."""
    return replace(letter, blocks=tuple(old for old in letter.blocks if old.id != block_id or not is_own(old)))


def put_back(letter: Letter, block: Block, place: int) -> Letter:
    """The letter with a block that was taken out at that place in it again."""
    if any(old.id == block.id for old in letter.blocks):
        return letter
    return replace(letter, blocks=(*letter.blocks[:place], block, *letter.blocks[place:]))


def moved(letter: Letter, block_id: str, by: int) -> Letter:
    """The letter with a paragraph of the author's own moved up (-1) or down (1).

    It stays between the salutation and the closing; any other block does not move.
    """
    blocks = list(letter.blocks)
    place = _place(letter, block_id)
    target = place + by
    if not is_own(blocks[place]) or not 0 < target < len(blocks) or blocks[target].role in _KEPT_LAST:
        return letter
    blocks.insert(target, blocks.pop(place))
    return replace(letter, blocks=tuple(blocks))


def with_words_of(letter: Letter, other: Letter) -> Letter:
    """The letter with every word that an author wrote in another draft of it.

    What is not the author's to write stays as it is here; their own paragraphs come behind the block they followed.
    """
    written = {block.id: block for block in other.blocks}
    blocks = [_with_paragraphs(block, written.get(block.id)) for block in letter.blocks]
    here = {block.id for block in blocks}
    for place, block in enumerate(other.blocks):
        if is_own(block) and block.id not in here:
            before = {earlier.id for earlier in other.blocks[:place]}
            after = max((at for at, kept in enumerate(blocks) if kept.id in before), default=-1)
            blocks.insert(after + 1, block)
    return replace(letter, blocks=tuple(blocks))


def _with_paragraphs(block: Block, written: Block | None) -> Block:
    return block if written is None or not block.editable else replace(block, paragraphs=written.paragraphs)


def _place(letter: Letter, block_id: str) -> int:
    for place, block in enumerate(letter.blocks):
        if block.id == block_id:
            return place
    raise KeyError(block_id)
