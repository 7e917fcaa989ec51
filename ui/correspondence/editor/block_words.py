"""A block's words as they are shown for editing, and back: bold as bold, list items with their mark, no markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from letters.block_text import to_plain, with_text
from letters.content import Block, Paragraph, ParagraphKind, Run
from ui.kit.word_paste import Piece

BULLET: Final = "• "
LINE_BREAK: Final = "\u2028"
"""What Qt's documents hold for a break inside a paragraph."""

_ITEM = re.compile(r"(?P<bullet>[•-] +)|(?P<number>(?P<count>\d{1,3})[.)] +)")
_PLAIN_TOKEN = re.compile(r"(?P<strong>\*\*)|\\(?P<escaped>[\\*\-\d])|(?P<gap>\n\n)|(?P<char>.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One paragraph on screen: its kind, and its pieces with the mark of a list item before them."""

    kind: ParagraphKind
    pieces: tuple[Piece, ...]


def shown_lines(block: Block) -> list[ShownLine]:
    """What the editor shows of a block, a line a paragraph."""
    lines: list[ShownLine] = []
    number = 0
    for paragraph in block.paragraphs:
        number = number + 1 if paragraph.kind == "number" else 0
        mark = {"bullet": BULLET, "number": f"{number}. "}.get(paragraph.kind, "")
        pieces = tuple((_on_screen(run.text, paragraph.kind), run.strong) for run in paragraph.runs if run.text)
        lines.append(ShownLine(paragraph.kind, ((mark, False), *pieces) if mark else pieces))
    return lines


def _on_screen(text: str, kind: ParagraphKind) -> str:
    return text.replace("\t", " | ") if kind == "row" else text.replace("\n", LINE_BREAK)


def takes_lists(block: Block) -> bool:
    """Whether a line of this block may be a list item: not in a heading, salutation, closing or signature."""
    return block.role in ("paragraph", "list")


def item_mark(line: str) -> tuple[ParagraphKind, str, str] | None:
    """What kind of list item a shown line is, its mark, and the mark of the item after it; None for a text."""
    found = _ITEM.match(line)
    if found is None:
        return None
    if found["bullet"]:
        return "bullet", found.group(), BULLET
    return "number", found.group(), f"{int(found['count']) + 1}. "


def block_with(block: Block, lines: Iterable[Sequence[Piece]]) -> Block:
    """The block with the words of these shown lines; values that still stand stay linked to their facts.

    Raises TextRefused for a block that is not the author's, or for more text than a block holds.
    """
    lists = takes_lists(block)
    paragraphs = tuple(paragraph for line in lines if (paragraph := _paragraph(line, lists=lists)) is not None)
    return with_text(block, to_plain(replace(block, paragraphs=paragraphs)))


def _paragraph(line: Sequence[Piece], *, lists: bool) -> Paragraph | None:
    whole = "".join(text for text, _ in line)
    found = item_mark(whole) if lists else None
    kind, mark = (found[0], len(found[1])) if found else ("text", 0)
    runs = tuple(Run(text.replace(LINE_BREAK, "\n"), strong) for text, strong in _without(line, mark))
    return Paragraph(runs, kind) if "".join(run.text for run in runs).strip() else None


def _without(line: Sequence[Piece], count: int) -> list[Piece]:
    """The pieces without their first characters, neighbours of one weight joined."""
    rest: list[Piece] = []
    for text, strong in line:
        kept, count = text[count:], max(0, count - len(text))
        if kept and rest and rest[-1][1] == strong:
            rest[-1] = (rest[-1][0] + kept, strong)
        elif kept:
            rest.append((kept, strong))
    return rest


def shown_position(plain: str, offset: int) -> int:
    """Where a character of the block's plain text stands on screen: ``**`` and backslashes take no room there."""
    shown = 0
    for token in _PLAIN_TOKEN.finditer(plain):
        if token.end() > offset:
            return shown
        shown += 0 if token["strong"] else 1
    return shown
