"""A letter in two languages: its two whole versions, and which part of the one says what a part of the other says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from letters.block_text import to_plain
from letters.content import Block, Letter
from letters.languages import ENGLISH, versions_of
from letters.library import terms_known
from letters.template.schema_paths import is_written

OWN: Final = "own-"
"""How the ids of paragraphs begin that an author added."""


def block_prefix(language: str) -> str:
    """What the ids of a version's blocks begin with: the English ones have the plain ids in every letter."""
    return "" if language == ENGLISH else f"{language.partition('-')[0]}-"


def versions(letter: Letter) -> tuple[Letter, ...]:
    """The letter once in each of its languages, in order; a letter in one language is its own only version."""
    languages = versions_of(letter.language)
    if len(languages) == 1:
        return (letter,)
    said = dict(zip((block.id for block in letter.blocks), _languages(letter), strict=True))
    return tuple(
        replace(
            letter,
            language=one,
            blocks=tuple(block for block in letter.blocks if said[block.id] == one),
            heading=tuple(line for line in letter.heading if line.lang in (one, "")),
        )
        for one in languages
    )


def language_of(letter: Letter, block_id: str) -> str:
    """The language of a part of the letter; the first of the letter for a part that it has not."""
    for version in versions(letter):
        if any(block.id == block_id for block in version.blocks):
            return version.language
    return versions_of(letter.language)[0]


def _languages(letter: Letter) -> list[str]:
    """Of each block: its own, else that of the block before it."""
    known = versions_of(letter.language)
    found, before = [], known[0]
    for block in letter.blocks:
        before = block.lang if block.lang in known else before
        found.append(before)
    return found


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A part that has no words in its language yet; ``block_id`` is the part, or where it has to be added."""

    block_id: str
    head_id: str | None
    language: str
    words: str
    is_missing: bool


def untranslated(letter: Letter) -> tuple[Untranslated, ...]:
    """Every part that is still in English words, or was written in the other language only, in the letter's order.

    The translation of a part that its author changed is asked for until the part in the other language is changed too.
    """
    found = [
        Untranslated(block.id, block.head_id, version.language, words, is_missing=False)
        for version in versions(letter)
        for block in version.blocks
        if (words := foreign_words(block, version.language))
    ]
    told = {one.block_id for one in found}
    return (*found, *(one for one in _behind(letter) if one.block_id not in told))


def foreign_words(block: Block, language: str) -> str:
    """The first words that somebody wrote into the record in English and that stand in another language's version."""
    if language == ENGLISH or not block.editable or block.part == "restate_words":
        return ""
    known = terms_known(language)
    for paragraph in block.paragraphs:
        for run in paragraph.runs:
            if run.fact and run.text.strip() and is_written(run.fact) and _bare(run.text) not in known:
                return run.text
    return ""


def _bare(text: str) -> str:
    return text.strip().rstrip(".")


def _behind(letter: Letter) -> list[Untranslated]:
    """Parts whose other half was changed, filled or added, and they were not."""
    pair = versions(letter)
    if len(pair) != 2:
        return []
    found: list[Untranslated] = []
    for one, other in (pair, pair[::-1]):
        there = _by_name(other)
        for name, block in _by_name(one).items():
            half = there.get(name)
            changed = to_plain(block) != block.standard_text and not _had_to_be_translated(block, one.language)
            if half is None and changed and block.id.removeprefix(block_prefix(one.language)).startswith(OWN):
                found.append(_missing(other, block))
            elif half is not None and half.editable and _is_behind(block, half, changed=changed):
                found.append(Untranslated(half.id, half.head_id, other.language, to_plain(block), is_missing=False))
    return found


def _had_to_be_translated(block: Block, language: str) -> bool:
    """Its words are others than those it was composed with because they were English: the English is not behind."""
    return language != ENGLISH and any(value and is_written(path) for path, value in block.facts.items())


def _is_behind(block: Block, half: Block, *, changed: bool) -> bool:
    mine, theirs = to_plain(block), to_plain(half)
    return changed and bool(mine.strip()) and (theirs == half.standard_text or not theirs.strip())


def _missing(other: Letter, block: Block) -> Untranslated:
    place = next((one.id for one in other.blocks if one.head_id == block.head_id), other.blocks[-1].id)
    return Untranslated(place, block.head_id, other.language, to_plain(block), is_missing=True)


def _by_name(version: Letter) -> dict[str, Block]:
    """Each block by what it is called in every version; an author's own by their order."""
    prefix, own, named = block_prefix(version.language), 0, {}
    for block in version.blocks:
        name = block.id.removeprefix(prefix)
        if name.startswith(OWN):
            own += 1
            name = f"{OWN}{own}"
        named[name] = block
    return named
