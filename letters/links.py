"""Which words of a block print a fact: found again after an edit, and never inside other words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from letters.content import Block, Paragraph, Run

_WORD_BEFORE = re.compile(r"(\w+)\W*$")
_WORD_AFTER = re.compile(r"\W*(\w+)")
# As far as a neighbouring word is looked for.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class _Link:
    """A run that prints a fact, with its first character's place in the text of the block."""

    run: Run
    start: int


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """Where a link may stand now; ``distance`` from where it would stand had only the words round it changed."""

    distance: int
    start: int
    end: int
    link: int


def relinked(paragraphs: Sequence[Paragraph], before: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """New paragraphs, with the facts that ``before`` prints linked where their words still stand as words.

    A fact that stands in several places is linked in the one nearest its old place. A single word ("two") is found
    again only where it stood or beside a word that stood beside it: elsewhere the author means something else.
    """
    old, new = _text(before), _text(paragraphs)
    links = [_Link(run, start) for run, start in _placed(before) if run.fact and run.text]
    chosen: dict[int, _Place] = {}
    for place in sorted(_places(links, old, new)) if links else ():
        free = all(place.end <= other.start or other.end <= place.start for other in chosen.values())
        if free and place.link not in chosen:
            chosen[place.link] = place
    starts = iter([start for _, start in _placed(paragraphs)])
    ordered = sorted(chosen.values(), key=lambda place: place.start)
    return tuple(
        replace(
            paragraph,
            runs=tuple(piece for run in paragraph.runs for piece in _split(run, next(starts), ordered, links)),
        )
        for paragraph in paragraphs
    )


def unlinked_inside_words(block: Block) -> Block:
    """The block without links that begin or end inside a word: what is exchanged there would spoil the word."""
    return replace(block, paragraphs=tuple(_unlinked(paragraph) for paragraph in block.paragraphs))


def _unlinked(paragraph: Paragraph) -> Paragraph:
    text, runs, start = paragraph.text, [], 0
    for run in paragraph.runs:
        end = start + len(run.text)
        runs.append(run if _stands_alone(text, start, end) else replace(run, fact=None))
        start = end
    return replace(paragraph, runs=tuple(runs))


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not any(edge and re.fullmatch(r"\w\w", text[edge - 1 : edge + 1]) for edge in (start, end))


def _text(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs)


def _placed(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Run, int]]:
    start = 0
    for paragraph in paragraphs:
        for run in paragraph.runs:
            yield run, start
            start += len(run.text)
        start += 1


def _places(links: Sequence[_Link], old: str, new: str) -> Iterator[_Place]:
    head = _same(old, new)
    tail = min(_same(old[::-1], new[::-1]), min(len(old), len(new)) - head)
    for number, link in enumerate(links):
        end = link.start + len(link.run.text)
        behind = link.start >= len(old) - tail
        unmoved = behind or end <= head
        expected = link.start + (len(new) - len(old) if behind else 0)
        for found in re.finditer(rf"(?<!\w){re.escape(link.run.text)}(?!\w)", new):
            distance = abs(found.start() - expected)
            if (unmoved and not distance) or _is_meant(link, old, new, found.start()):
                yield _Place(distance, found.start(), found.end(), number)


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _is_meant(link: _Link, old: str, new: str, start: int) -> bool:
    """Whether the same words at another place are still the fact: a single word needs a neighbour that stayed."""
    if not re.fullmatch(r"\w+", link.run.text):
        return True
    size = len(link.run.text)
    was, now = _beside(old, link.start, size), _beside(new, start, size)
    return any(a is not None and a == b for a, b in zip(was, now, strict=True))


def _beside(text: str, start: int, size: int) -> tuple[str | None, str | None]:
    end = start + size
    before = _WORD_BEFORE.search(text[max(start - _NEAR, 0) : start])
    after = _WORD_AFTER.match(text[end : end + _NEAR])
    return (before[1].casefold() if before else None, after[1].casefold() if after else None)


def _split(run: Run, start: int, places: Sequence[_Place], links: Sequence[_Link]) -> Iterator[Run]:
    """A run as pieces: the linked words in it, and what is between them."""
    done, end = start, start + len(run.text)
    for place in places:
        if start <= place.start and place.end <= end:
            if place.start > done:
                yield Run(run.text[done - start : place.start - start], run.strong)
            yield Run(links[place.link].run.text, run.strong, links[place.link].run.fact)
            done = place.end
    if done < end:
        yield Run(run.text[done - start :], run.strong)
