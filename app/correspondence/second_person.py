"""Whether a letter needs a second person, and why: pure rules over what the procedure says and the letter is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.basics.dates import show_date
from app.correspondence.change_words import word_spans
from app.knowledge.procedure import ApprovalRules
from letters.block_text import to_plain
from letters.content import Block, Letter


@dataclass(frozen=True, slots=True)
class Weighed:
    """What of a letter counts; ``own_words`` in a hundred, ``starts_until`` the last day on which all letters of its
    author are read (None: not any more), ``encloses``: a file goes with it, ``kept`` how many readings of the checks
    its author kept."""

    kind: str
    own_words: int
    starts_until: date | None = None
    promises: bool = False
    promises_money: bool = False
    restricted: bool = False
    encloses: bool = False
    was_returned: bool = False
    kept: int = 0


def why_second_person(letter: Weighed, rules: ApprovalRules) -> str:
    """Why somebody else decides on it, a sentence; empty where its author may send it."""
    alone = rules.alone_as(letter.kind)
    if alone is None:
        return "The procedure asks for a second person for letters of this kind."
    if letter.starts_until is not None:
        return f"Its author is starting: all their letters are read until {show_date(letter.starts_until)}."
    if letter.restricted:
        return "It is about somebody in a circle, so a second person reads it."
    if letter.promises_money:
        return "It promises money, so a second person decides on it."
    if letter.promises and not alone.remedies:
        return "It promises something, so a second person decides on it."
    if letter.encloses:
        return "It encloses a file, so a second person looks at that too."
    if letter.was_returned:
        return "It was returned before, so a second person reads it again."
    if letter.kept:
        return "A finding of the checks was kept in it: a second person confirms that."
    if letter.own_words > alone.own_words:
        return (
            f"{letter.own_words} in a hundred of its words differ from the standard text; "
            f"without a second person {alone.own_words} may."
        )
    return ""


def why_alone(letter: Weighed, rules: ApprovalRules) -> str:
    """By which rule it may go, in words, for the record."""
    alone = rules.alone_as(letter.kind)
    if alone is None:
        raise ValueError(f"letters of the kind {letter.kind} do not go without a second person")
    return (
        f"Letters of this kind may go without a second person while at most {alone.own_words} in a hundred of their "
        f"words differ from the standard text; in this one {letter.own_words} do."
    )


def own_words(letter: Letter, standard: Sequence[Block] = ()) -> int:
    """How many in a hundred of the words differ from the standard text, rounded up; a part left out counts whole.

    ``standard`` are the parts as the template makes them now.
    """
    there = {block.id for block in letter.blocks}
    differ = whole = 0
    for block in letter.blocks:
        now, was = to_plain(block), block.standard_text
        longer = max(len(now.split()), len(was.split()))
        whole += longer
        if block.editable and now != was:
            differ += _changed(was, now)
    for block in standard:
        if block.id not in there:
            gone = len(to_plain(block).split())
            differ, whole = differ + gone, whole + gone
    return -(-100 * differ // whole) if whole else 0


def _changed(was: str, now: str) -> int:
    spans = word_spans(was, now)
    added, removed = (
        sum(len(span.text.split()) for span in spans if span.kind == kind) for kind in ("added", "removed")
    )
    return max(added, removed)
