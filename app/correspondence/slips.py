"""Slips of the pen that whoever approves may mend: told apart from writing by what differs alone, never by who says so.

A slip changes no figure, no name and no sense that a dictionary knows of: one word that is none for one that is, a
comma, a word written twice, the first letter of a word, a blank. Anything else is an edit, to be suggested.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz.distance import OSA

from app.correspondence.comment_tables import SlipKind
from app.store.guards.slip_refusals import MOST_SLIPS, MOST_STEPS
from letters.block_text import to_plain, with_text
from letters.checks import Finding
from letters.content import Block, from_json, to_json
from letters.problems import TextRefused

__all__ = ["MOST_SLIPS", "Slip", "SlipKind", "misspelt_in", "place_of", "slip_of", "why_no_slip"]

AROUND = 40
"""So many characters to each side tell the place of a slip apart."""

ENOUGH = f"{MOST_SLIPS} slips were mended already: return the letter."
MORE = "That is more than a slip: suggest it to the author instead."
ELSEWHERE = (
    "These words stand in the template or the record as well, or beside signs of their own: mend them there, "
    "or suggest it to the author."
)

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_TWICE = re.compile(r"\b([^\W\d_]+) \1\b")
_BEFORE_MARK, _AFTER_MARK = ",.;:!?)", ",;:"


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: what stood there and what stands there now, and where it began in the text of the part."""

    kind: SlipKind
    was: str
    now: str
    at: int


def slip_of(
    before: str, after: str, knows: Callable[[str], bool], misspelt: Callable[[str], bool] | None = None
) -> Slip | None:
    """The slip that is mended between two texts of a part; None where they differ by more, or not at all.

    ``knows`` says whether a word is in the dictionary, ``misspelt`` whether the checks said that one is not.
    """
    if before == after or _figures(before) != _figures(after):
        return None
    for look in (_comma, _blank, _capital, _twice):
        found = look(before, after)
        if found is not None:
            return found
    found = _spelling(before, after, knows)
    return found if found and (misspelt is None or misspelt(found.was)) else None


def _figures(text: str) -> list[str]:
    return re.findall(r"\S*\d\S*", text)


def _ends(before: str, after: str) -> tuple[int, int, int]:
    """Where the texts begin to differ, and where each ends to."""
    most = min(len(before), len(after))
    start = next((at for at in range(most) if before[at] != after[at]), most)
    end = next((at for at in range(most - start) if before[-1 - at] != after[-1 - at]), most - start)
    return start, len(before) - end, len(after) - end


def _comma(before: str, after: str) -> Slip | None:
    start, old, new = _ends(before, after)
    was, now = before[start:old], after[start:new]
    longer, at = (after, start) if now else (before, start)
    if {was, now} != {",", ""} or not _is_letter(longer, at - 1):
        return None
    return Slip(SlipKind.COMMA, was, now, start) if longer[at + 1 : at + 2] in (" ", "\n", "") else None


def _blank(before: str, after: str) -> Slip | None:
    """A second blank, one before a mark, or the one that a mark lacks: never between the letters of words."""
    start, old, new = _ends(before, after)
    was, now = before[start:old], after[start:new]
    if {was, now} != {" ", ""}:
        return None
    if was:
        spare = before[start - 1 : start] == " " or before[old : old + 1] in (" ", *_BEFORE_MARK)
        return Slip(SlipKind.SPACE, was, now, start) if spare and before[old : old + 1] else None
    lacked = before[start - 1 : start] in tuple(_AFTER_MARK) and _is_letter(before, start)
    return Slip(SlipKind.SPACE, was, now, start) if lacked else None


def _capital(before: str, after: str) -> Slip | None:
    start, old, new = _ends(before, after)
    was, now = before[start:old], after[start:new]
    one_letter = len(was) == len(now) == 1 and was.isalpha() and was.lower() == now.lower()
    begins = not _is_letter(before, start - 1) and before[start + 1 : start + 2].islower()
    return Slip(SlipKind.CAPITAL, was, now, start) if one_letter and begins else None


def _twice(before: str, after: str) -> Slip | None:
    for found in _TWICE.finditer(before):
        if before[: found.start()] + found[1] + before[found.end() :] == after:
            return Slip(SlipKind.DOUBLED_WORD, found[0], found[1], found.start())
    return None


def _spelling(before: str, after: str, knows: Callable[[str], bool]) -> Slip | None:
    """One small-lettered word, unknown, became a known one close to it: names begin with a capital."""
    olds, news = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    if len(olds) != len(news):
        return None
    differ = [(old, new) for old, new in zip(olds, news, strict=True) if old[0] != new[0]]
    if len(differ) != 1:
        return None
    old, new = differ[0]
    was, now = old[0], new[0]
    same_rest = before[: old.start()] + now + before[old.end() :] == after
    plain = was.islower() and now.islower() and was.isalpha() and now.isalpha()
    close = OSA.distance(was, now) <= MOST_STEPS
    if same_rest and plain and close and not knows(was) and knows(now):
        return Slip(SlipKind.SPELLING, was, now, old.start())
    return None


def _is_letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalpha()


def why_no_slip(content: Mapping[str, Any], block: Block, words: str, misspelt: Collection[str], mended: int) -> str:
    """Why ``words`` cannot take the place of a part's as a slip, or empty, as far as no dictionary is needed for it.

    ``misspelt`` are the words of the part that the checks did not know, ``mended`` how many slips of this submission
    were mended already.
    """
    before = to_plain(block)
    if mended >= MOST_SLIPS:
        return ENOUGH
    if before == block.standard_text:
        return ELSEWHERE
    try:
        changed = with_text(block, words)
    except TextRefused as refused:
        return refused.sentence
    if to_plain(changed) == before:
        return ""
    slip = slip_of(before, to_plain(changed), lambda word: word not in misspelt)
    if slip is None:
        return MORE
    after = to_json(from_json(content).with_block(changed))
    return "" if place_of(content, after, before, slip) else ELSEWHERE


def misspelt_in(findings: Iterable[Finding], block_id: str) -> frozenset[str]:
    """The words of a part that the checks did not know."""
    return frozenset(finding.word for finding in findings if finding.word and finding.block_id == block_id)


def place_of(old: Any, new: Any, text: str, slip: Slip) -> tuple[str, str] | None:
    """The words before and behind a slip that make it the only such place of the whole letter; None where none do.

    The database holds the two letters against each other by them, so they are plain characters.
    """
    was, now = _written(old), _written(new)
    for around in range(1, AROUND + 1):
        before = text[max(0, slip.at - around) : slip.at]
        behind = text[slip.at + len(slip.was) :][:around]
        there = f"{before}{slip.was}{behind}"
        if not _is_plain(there + slip.now):
            break
        if there and was.count(there) == 1 and was.replace(there, f"{before}{slip.now}{behind}") == now:
            return before, behind
    return None


def _written(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True)


def _is_plain(text: str) -> bool:
    return all(" " <= sign <= "~" and sign not in '"\\' for sign in text)
