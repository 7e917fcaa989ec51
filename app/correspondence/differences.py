"""What differs between two versions of a letter, block by block and word by word: pure, for showing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from app.basics.dates import show_date
from app.correspondence.change_words import Span, word_spans
from letters.block_text import to_plain
from letters.content import Block, Letter


@dataclass(frozen=True, slots=True)
class BlockDifference:
    """One part of the letter that is not the same; ``spans`` in reading order."""

    block_id: str
    title: str
    kind: Literal["added", "removed", "changed"]
    spans: tuple[Span, ...]


def from_standard(letter: Letter) -> list[BlockDifference]:
    """Where the author's words are not those the template made; wholly free parts count as added."""
    found = []
    for block in letter.blocks:
        now = to_plain(block)
        if now == block.standard_text:
            continue
        kind: Literal["added", "changed"] = "changed" if block.standard_text else "added"
        found.append(
            BlockDifference(block.id, title_of(letter, block), kind, tuple(word_spans(block.standard_text, now)))
        )
    return found


def between(old: Letter, new: Letter) -> list[BlockDifference]:
    """What changed from one revision to another, in the order of the new one; removed parts come last."""
    before = {block.id: block for block in old.blocks}
    found = []
    for block in new.blocks:
        was = before.pop(block.id, None)
        text, old_text = to_plain(block), to_plain(was) if was else ""
        if was is None or text != old_text:
            kind: Literal["added", "changed"] = "changed" if was else "added"
            found.append(BlockDifference(block.id, title_of(new, block), kind, tuple(word_spans(old_text, text))))
    found += [
        BlockDifference(block.id, title_of(old, block), "removed", (Span("removed", to_plain(block)),))
        for block in before.values()
    ]
    return [*_head(old, new), *found]


def _head(old: Letter, new: Letter) -> Iterable[BlockDifference]:
    pairs: Sequence[tuple[str, str, str]] = (
        ("Address", "\n".join(old.recipient.lines), "\n".join(new.recipient.lines)),
        ("Date", show_date(old.date), show_date(new.date)),
        ("Enclosures", "\n".join(old.enclosures), "\n".join(new.enclosures)),
    )
    for title, was, now in pairs:
        if was != now:
            yield BlockDifference("", title, "changed", tuple(word_spans(was, now)))


def title_of(letter: Letter, block: Block) -> str:
    """What to call a part: its own first words when it is a heading, else those of the heading above it.

    What the part is stands behind them where they do not say it: “Our finding and why · reason”, “What happened”.
    """
    heading = ""
    for other in letter.blocks:
        if other.paragraphs and (other.role == "heading" or other.level):
            heading = other.paragraphs[0].text
        if other.id == block.id:
            break
    name = block.part.replace("_", " ") or block.role
    says_it = block.role == "heading" or name in heading.casefold()
    return heading if heading and says_it else " · ".join(filter(None, (heading, name)))
