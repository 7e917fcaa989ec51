"""A letter prepared for its rules: plain texts, parts and points are looked up once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from letters.block_text import to_plain
from letters.checks.finding import Finding
from letters.content import Block, Letter
from letters.facts import cleaned
from letters.languages import ENGLISH
from letters.library import shipped_terms
from letters.template.forms import show_date

QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"|‘[^‘’]*’(?!\w)")
UPHELD = ("upheld", "partly_upheld")
SET_APART = ("withdrawn", "redirected")


@dataclass(frozen=True)
class Draft:
    """The letter, its facts (or None) and what the rules ask of them again and again.

    ``told`` are the paths of facts whose change somebody else tells of. ``languages`` are those of the whole letter: of
    one in two languages a draft is one version.
    """

    letter: Letter
    facts: Mapping[str, Any] | None
    plain: Mapping[str, str]
    told: Collection[str]
    languages: str

    @classmethod
    def of(cls, letter: Letter, facts: Mapping[str, Any] | None, told: Collection[str], languages: str = "") -> Draft:
        plain = {block.id: to_plain(block) for block in letter.blocks}
        return cls(letter, cleaned(facts) if facts is not None else None, plain, told, languages or letter.language)

    def is_told(self, path: str) -> bool:
        """Whether the change of this fact, of a part of it or of the whole that it belongs to is told already."""
        return any(path == one or path.startswith(f"{one}.") or one.startswith(f"{path}.") for one in self.told)

    def parts(self, *parts: str, head: str | None = None) -> list[Block]:
        """Blocks that do one of these things for the reader, with words in them."""
        return [
            block
            for block in self.letter.blocks
            if block.part in parts and (head is None or block.head_id == head) and self.plain[block.id].strip()
        ]

    def text(self, *parts: str, head: str | None = None) -> str:
        """The words of these parts."""
        return "\n".join(self.plain[block.id] for block in self.parts(*parts, head=head))

    def slot(self, *parts: str, head: str | None = None) -> str | None:
        """The block where the first of these parts is to be put: where a finding points to.

        That is the part itself, even if it is empty, else the next one named that the letter has, else the nearest
        block whose words are the author's: the last of the point, or of the letter.
        """
        here = [block for block in self.letter.blocks if head is None or block.head_id == head]
        named = (block.id for part in parts for block in here if block.part == part)
        writable = [block.id for block in here if block.editable and block.role in ("paragraph", "list")]
        places = writable or [block.id for block in here]
        return next(named, None) or (places[-1] if places else None)

    @property
    def complaint(self) -> Mapping[str, Any]:
        """The complaint of the record, or an empty table."""
        complaint: Mapping[str, Any] = (self.facts or {}).get("complaint", {})
        return complaint

    def heads(self) -> list[Head]:
        """The points to answer: those of the record; without a record those that the letter shows."""
        if self.facts is not None:
            return [Head(str(head["id"]), head.get("outcome", ""), head) for head in self.complaint.get("heads", ())]
        shown: dict[str, str] = {}
        for block in self.letter.blocks:
            if block.head_id is not None:
                recorded = block.facts.get(f"complaint.heads.{block.head_id}.outcome")
                shown[block.head_id] = str(recorded or shown.get(block.head_id, ""))
        return [Head(head_id, outcome, None) for head_id, outcome in shown.items()]

    def told_heads(self) -> list[Head]:
        """The points that the letter has a section for: of one without, only the rule on missing points tells."""
        shown = {block.head_id for block in self.letter.blocks if self.plain[block.id].strip()}
        return [head for head in self.heads() if head.id in shown]

    def own_words(self) -> Iterator[tuple[Block, str]]:
        """Blocks that speak for us, with quoted words blanked out: offsets stay as they are in the plain text."""
        for block in self.letter.blocks:
            if ours(block):
                yield block, QUOTED.sub(lambda quote: " " * len(quote.group()), self.plain[block.id])

    def day(self, value: str) -> str:
        """A date as this version says it."""
        return show_date(value, self.letter.language)

    def said(self, value: str) -> str | None:
        """Words of the record as this version has to say them; None where only a translator knows how."""
        if self.letter.language == ENGLISH:
            return value
        return shipped_terms(self.letter.language).get(value.strip().rstrip(".").casefold())

    @property
    def answers(self) -> bool:
        """It is the reasoned answer to a complaint."""
        return self.letter.kind == "response"

    @property
    def confirms(self) -> bool:
        """It says what was settled at first contact, in one go and without a section for each point."""
        return self.letter.kind == "confirmation"


def ours(block: Block) -> bool:
    """Whether the block's words are our own, and not the reader's or those of a published standard."""
    return block.origin != "cited_rule" and block.part not in ("told_us", "restate_words")


@dataclass(frozen=True, slots=True)
class Head:
    """One point: its id, its recorded outcome ("" when unknown) and its facts (None when there are none)."""

    id: str
    outcome: str
    facts: Mapping[str, Any] | None

    @property
    def path(self) -> str:
        return f"complaint.heads.{self.id}"

    @property
    def title(self) -> str:
        return f"“{self.facts['title']}”" if self.facts else f"point {self.id}"

    @property
    def answered(self) -> bool:
        """It needs reasons: points that were withdrawn or redirected do not."""
        return self.outcome not in SET_APART


Rule = Callable[[Draft], Iterable[Finding]]
