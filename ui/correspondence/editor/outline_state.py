"""The outline of a letter: each part, where its words come from, and what waits there. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.correspondence.find_approvals import CommentLine
from letters.checks import Finding
from letters.content import Block, Letter
from letters.languages import said_in
from letters.versions import untranslated, versions
from ui.correspondence.editor.draft_edits import is_edited, is_own
from ui.kit.table_data import Shape, Tone

_FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a block's words come from, as a small shape and a word."""

    word: str
    shape: Shape
    tone: Tone


def origin_of(block: Block) -> Origin:
    """Locked, standard, from the case, the author's own, or edited by them."""
    if is_own(block):
        return Origin("your own words", "dot", "accent")
    if is_edited(block):
        return Origin("edited", "dot", "accent")
    if block.origin == "cited_rule":
        return Origin("cited rule", "bar", "muted")
    if not block.editable:
        return Origin("locked", "bar", "muted")
    if block.origin == "standard":
        return Origin("standard", "ring", "muted")
    return Origin("from the case", "half", "muted")


@dataclass(frozen=True, slots=True)
class OutlineLine:
    """One block in the outline. ``depth`` is 0 for a heading; ``mark`` says what waits there."""

    block_id: str
    words: str
    origin: Origin
    is_heading: bool
    depth: int
    mark: Tone


def outline_of(letter: Letter, findings: Sequence[Finding], comments: Sequence[CommentLine]) -> list[OutlineLine]:
    """Every block in order, headings as such, each with the gravest thing that waits there.

    In a letter in two languages each version begins with the name of its language; a part that has no words in it yet
    says so.
    """
    pair = versions(letter)
    starts = {version.blocks[0].id: said_in(version.language) for version in pair if len(pair) > 1 and version.blocks}
    waiting = {one.block_id: said_in(one.language) for one in untranslated(letter)}
    blocking = {finding.block_id for finding in findings if finding.blocks}
    warned = {finding.block_id for finding in findings if finding.severity == "warn" and not finding.kept_because}
    asked = {comment.block_id for comment in comments if comment.settled_by is None}
    lines = []
    depth = 0
    for block in letter.blocks:
        is_heading = block.role == "heading"
        depth = max(0, block.level - 1) if is_heading else depth
        mark: Tone = "bad" if block.id in blocking else "warn" if block.id in warned | asked else "plain"
        words = f"{starts[block.id]}: {first_words(block)}" if block.id in starts else first_words(block)
        origin = Origin(f"no {waiting[block.id]} yet", "ring", "warn") if block.id in waiting else origin_of(block)
        lines.append(OutlineLine(block.id, words, origin, is_heading, depth, mark))
    return lines


def first_words(block: Block) -> str:
    """What a block begins with, on one line."""
    text = " ".join(" ".join(paragraph.text for paragraph in block.paragraphs[:2]).split())
    if not text:
        return "Empty paragraph"
    return text if len(text) <= _FIRST_WORDS else f"{text[: _FIRST_WORDS - 1].rstrip()}…"
