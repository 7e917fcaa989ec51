"""C34, of the envelope: what a letter names is in it, and what is in it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding
from letters.languages import ENGLISH

_ENCLOSING: Final = re.compile(
    r"\b(?:we|i) (?:have |also |now )*(?:enclosed?|attach(?:ed)?)\b"
    r"(?! (?:great |much |more |no )?(?:importance|weight))"
    r"|\b(?:is|are|find) (?:enclosed|attached)\b|\b(?:the|an?) (?:enclosed|attached)\b",
    re.IGNORECASE,
)


def pack_agrees(draft: Draft) -> Iterator[Finding]:
    """C34: the list at the letter's end and the envelope are the same, one way and the other."""
    pack = (draft.facts or {}).get("pack")
    if pack is None:
        return
    named, attached = ({title.casefold() for title in titles} for titles in (draft.letter.enclosures, pack))
    for title in draft.letter.enclosures:
        if title.casefold() not in attached:
            yield Finding(
                "C34",
                "warn",
                f"The letter names “{title}” among what goes with it, but it is not attached.",
                hint="Attach the file, or say that it goes on paper.",
            )
    for title in pack:
        if title.casefold() not in named:
            yield Finding("C34", "block", f"“{title}” is attached, but the letter does not name it.")


def something_is_enclosed(draft: Draft) -> Iterator[Finding]:
    """C34: words that speak of an enclosure have one."""
    if draft.letter.language != ENGLISH or draft.letter.enclosures or (draft.facts or {}).get("pack") is None:
        return
    for block, text in draft.own_words():
        for found in _ENCLOSING.finditer(text):
            yield Finding(
                "C34",
                "warn",
                f"“{found.group()}”, but nothing goes with this letter.",
                certain=False,
                block_id=block.id,
                start=found.start(),
                end=found.end(),
                hint="Attach what is meant, or say it otherwise.",
            )


RULES: Final[tuple[Rule, ...]] = (pack_agrees, something_is_enclosed)
