"""A block as the plain text its author edits, and back: paragraphs, lists and strong words survive the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from letters.clean import clean
from letters.content import Block, Paragraph, ParagraphKind, Run
from letters.links import relinked
from letters.problems import TextRefused

MAX_TEXT: Final = 100_000
"""Characters that one block may hold: some forty pages."""

_ITEM = re.compile(r"(?:(-)|\d{1,3}[.)]) (?=\S)")
_STRONG = re.compile(r"(?<!\\)((?:\\\\)*)\*\*")
_ESCAPABLE = re.compile(r"\\(?=[\\*\-\d]|$)|\*(?=\*|$)")
_LINE_START = re.compile(r"(?m)^(?=- \S|\d{1,3}[.)] \S)")
_UNESCAPE = re.compile(r"\\(\\|\*|-|(?=\d))")


def to_plain(block: Block) -> str:
    """The block's text: a blank line between paragraphs, ``- `` and ``1. `` before items, ``**`` round strong words.

    Cells of a table row are separated by " | ". A backslash stands before characters that would else be read as
    one of these marks.
    """
    pieces: list[str] = []
    previous: ParagraphKind | None = None
    number = 0
    for paragraph in block.paragraphs:
        number = number + 1 if paragraph.kind == "number" and previous == "number" else 1
        if previous is not None:
            pieces.append("\n" if paragraph.kind == previous != "text" else "\n\n")
        pieces.append(_marked(paragraph, number))
        previous = paragraph.kind
    return "".join(pieces)


def with_text(block: Block, text: str) -> Block:
    """The block with new words; runs that print a fact stay linked where the fact's words still stand (``links``).

    ``- `` and ``1. `` at the start of a line begin an item only in blocks where a list makes sense (not in a
    heading, salutation, closing or signature). Raises TextRefused when the block's words are not the author's to
    change, or when there are more than ``MAX_TEXT`` characters.
    """
    if not block.editable:
        raise TextRefused(
            f"The part {block.id!r} of this letter is standard wording and cannot be edited.",
            "Choose another template, or add what you want to say to a part of your own.",
        )
    if len(text) > MAX_TEXT:
        raise TextRefused(
            f"The text has {len(text):,} characters; one part of a letter holds {MAX_TEXT:,}.",
            "Shorten it, or send it as an enclosure.",
        )
    lists = block.role in ("paragraph", "list")
    return replace(block, paragraphs=relinked(list(_paragraphs(clean(text), lists=lists)), block.paragraphs))


def _marked(paragraph: Paragraph, number: int) -> str:
    if paragraph.kind == "row":
        return paragraph.text.replace("\t", " | ")
    start = {"bullet": "- ", "number": f"{number}. ", "text": ""}[paragraph.kind]
    words = "".join(_marked_runs(paragraph))
    first, feed, rest = words.partition("\n")
    return start + (first if start else _LINE_START.sub(r"\\", first)) + feed + _LINE_START.sub(r"\\", rest)


def _marked_runs(paragraph: Paragraph) -> Iterator[str]:
    strong = False
    for run in paragraph.runs:
        if run.strong != strong:
            yield "**"
            strong = run.strong
        yield _ESCAPABLE.sub(lambda found: "\\" + found.group(), run.text)
    if strong:
        yield "**"


def _paragraphs(text: str, *, lists: bool) -> Iterator[Paragraph]:
    for chunk in re.split(r"\n\n+", text):
        kind: ParagraphKind = "text"
        lines: list[str] = []
        for line in chunk.split("\n"):
            item = _ITEM.match(line) if lists else None
            if item:
                if lines:
                    yield Paragraph(_runs("\n".join(lines)), kind)
                kind, lines = ("bullet" if item.group(1) else "number"), [line[item.end() :]]
            else:
                lines.append(line)
        if any(lines):
            yield Paragraph(_runs("\n".join(lines)), kind)


def _runs(text: str) -> tuple[Run, ...]:
    """Words in one weight each; a ``**`` without its partner stays text."""
    pieces = _STRONG.sub(r"\1\0", text).split("\0")
    if len(pieces) % 2 == 0:
        pieces[-2:] = ["**".join(pieces[-2:])]
    return tuple(Run(_UNESCAPE.sub(r"\1", piece), strong=place % 2 == 1) for place, piece in enumerate(pieces) if piece)
