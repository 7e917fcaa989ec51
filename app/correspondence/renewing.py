"""A draft brought up to new facts without losing a word that its author wrote: a three-way merge by block."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from letters.block_text import to_plain
from letters.content import Block, Letter, Paragraph, Run
from letters.links import unlinked_inside_words


@dataclass(frozen=True, slots=True)
class Renewed:
    """The letter with the new facts; ``to_read`` are blocks whose own words may still speak of the old ones.

    Those keep the facts and the standard wording that they were written from, so that they can be told from now on.
    """

    letter: Letter
    to_read: tuple[str, ...]


def renewed(mine: Letter, before: Letter, fresh: Letter) -> Renewed:
    """``mine`` with what ``fresh`` (composed from the new facts) has that ``before`` (from the old ones) had not.

    A block nobody edited is taken as it is now; in an edited one the printed values are exchanged where they still
    stand. A block its author removed stays removed; one that is needed no longer goes, unless it was edited.
    """
    base = {block.id: block for block in before.blocks}
    own = {block.id: block for block in mine.blocks}
    to_read: list[str] = []
    blocks: list[Block] = []
    for block in fresh.blocks:
        if block.id in own:
            blocks.append(_merged(unlinked_inside_words(own[block.id]), base.get(block.id), block, to_read))
        elif block.id not in base:
            blocks.append(block)
    _keep_own(blocks, mine, {block.id for block in fresh.blocks}, base, to_read)
    letter = replace(fresh, blocks=tuple(blocks), subject=_subject(mine, before, fresh))
    return Renewed(letter, tuple(to_read))


def _merged(own: Block, base: Block | None, fresh: Block, to_read: list[str]) -> Block:
    if not own.editable or to_plain(own) == own.standard_text:
        return fresh
    if own.standard_text == fresh.standard_text:
        return replace(own, facts=fresh.facts)
    printed, wanted = _values(own), _values(fresh)
    exchange = {fact: wanted[fact] for fact in printed if fact in wanted}
    paragraphs = tuple(_with_values(paragraph, exchange) for paragraph in own.paragraphs)
    moved = {path for path in fresh.facts if own.facts.get(path) != fresh.facts[path]}
    wording_stayed = (
        base is not None and own.standard_text == base.standard_text and _skeleton(base) == _skeleton(fresh)
    )
    if wording_stayed and moved <= set(exchange):
        return replace(fresh, paragraphs=paragraphs)
    to_read.append(own.id)
    stated = {path: fresh.facts.get(path, value) if path in exchange else value for path, value in own.facts.items()}
    return replace(own, paragraphs=paragraphs, facts=stated)


def kept(own: Block, fresh: Block | None) -> Block:
    """The author's words as they are, from now on beside what ``fresh`` (composed from the new facts) has there.

    Words that print a value which is another by now are the author's own: no later change exchanges them.
    """
    facts = fresh.facts if fresh else {}
    moved = {path for path in own.facts if path not in facts or own.facts[path] != facts[path]}
    return replace(
        own,
        paragraphs=tuple(_let_go(paragraph, moved) for paragraph in own.paragraphs),
        facts=facts,
        standard_text=fresh.standard_text if fresh else "",
    )


def _let_go(paragraph: Paragraph, moved: Collection[str]) -> Paragraph:
    runs = (replace(run, fact=None) if run.fact in moved else run for run in paragraph.runs)
    return replace(paragraph, runs=tuple(runs))


def _skeleton(block: Block) -> list[object]:
    """The standard wording with its values left out."""
    return [(paragraph.kind, [run.fact or run.text for run in paragraph.runs]) for paragraph in block.paragraphs]


def _values(block: Block) -> dict[str, str]:
    """What each fact prints; a fact that is printed in pieces (a text of several paragraphs) is left out."""
    texts: dict[str, set[str]] = {}
    for paragraph in block.paragraphs:
        for run in paragraph.runs:
            if run.fact:
                texts.setdefault(run.fact, set()).add(run.text)
    return {fact: found.pop() for fact, found in texts.items() if len(found) == 1}


def _with_values(paragraph: Paragraph, values: dict[str, str]) -> Paragraph:
    return replace(paragraph, runs=tuple(_with_value(run, values) for run in paragraph.runs))


def _with_value(run: Run, values: dict[str, str]) -> Run:
    return replace(run, text=values[run.fact]) if run.fact in values and run.fact else run


def _keep_own(blocks: list[Block], mine: Letter, there: set[str], base: dict[str, Block], to_read: list[str]) -> None:
    """Put the author's other blocks back behind the block that they followed."""
    for place, block in enumerate(mine.blocks):
        if block.id in there:
            continue
        composed = block.id in base
        if composed and to_plain(block) == block.standard_text:
            continue
        if composed:
            to_read.append(block.id)
        previous = {earlier.id for earlier in mine.blocks[:place]}
        after = max((at for at, kept in enumerate(blocks) if kept.id in previous), default=-1)
        blocks.insert(after + 1, block)


def _subject(mine: Letter, before: Letter, fresh: Letter) -> str:
    return fresh.subject if mine.subject == before.subject else mine.subject
