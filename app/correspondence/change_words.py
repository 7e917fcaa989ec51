"""A change of a value in words: short values whole, long texts by the words that were struck and put in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal

from letters.template.forms import show_date

Kind = Literal["same", "added", "removed"]
_Code = tuple[str, int, int, int, int]

_PIECES = re.compile(r"\s+|[^\s]+")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")
_SHORT = 80
_MOST_PLACES = 3
_MOST_STEPS = 30_000
"""How many pairs of equal words are looked at in one comparison: some hundredths of a second."""
_ANEW = 0.35
"""Texts that share fewer of their words than this are two texts, not one with a change."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some words that stand in both texts, in the new one only, or in the old one only."""

    kind: Kind
    text: str


def word_spans(old: str, new: str) -> list[Span]:
    """The words of both texts in one row: what was removed stands before what took its place.

    Its time is bounded for any two texts: long ones are compared by their sentences first, and what is too much even
    so is told as the old whole and the new whole.
    """
    a, b = _PIECES.findall(old), _PIECES.findall(new)
    spans: list[Span] = []
    for removed, added, same in _runs(a, b, _codes(a, b)):
        spans += [Span("removed", removed)] if removed else []
        spans += [Span("added", added)] if added else []
        spans += [Span("same", same)] if same else []
    return spans


def _codes(a: Sequence[str], b: Sequence[str]) -> list[_Code]:
    """How to make ``b`` of ``a``, as ``SequenceMatcher`` says it; equal ends are not compared again."""
    first = _equal_from_start(a, b)
    last = _equal_from_start(a[first:][::-1], b[first:][::-1])
    inner_a, inner_b = a[first : len(a) - last], b[first : len(b) - last]
    codes: list[_Code] = [("equal", 0, first, 0, first)]
    codes += _moved(_matched(inner_a, inner_b) or _by_sentences(inner_a, inner_b), first, first)
    return [*codes, ("equal", len(a) - last, len(a), len(b) - last, len(b))]


def _equal_from_start(a: Sequence[str], b: Sequence[str]) -> int:
    pairs = enumerate(zip(a, b, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(a), len(b)))


def _matched(a: Sequence[str], b: Sequence[str]) -> list[_Code] | None:
    """The codes, blanks counting only beside words; None where the same words are too often in both to look."""
    if not a or not b:
        return [("replace", 0, len(a), 0, len(b))]
    in_b = Counter(b)
    steps = sum(count * in_b[piece] for piece, count in Counter(a).items() if not piece.isspace())
    return None if steps > _MOST_STEPS else [*SequenceMatcher(str.isspace, a, b, autojunk=False).get_opcodes()]


def _by_sentences(a: Sequence[str], b: Sequence[str]) -> list[_Code]:
    """Which sentences are others, and in those which words."""
    ends_a, ends_b = _sentence_ends(a), _sentence_ends(b)
    codes: list[_Code] = []
    matched = _matched(_joined(a, ends_a), _joined(b, ends_b)) or [("replace", 0, len(ends_a) - 1, 0, len(ends_b) - 1)]
    for tag, *units in matched:
        a0, a1, b0, b1 = ends_a[units[0]], ends_a[units[1]], ends_b[units[2]], ends_b[units[3]]
        inner = None if tag == "equal" else _matched(a[a0:a1], b[b0:b1])
        codes += [(tag, a0, a1, b0, b1)] if inner is None else _moved(inner, a0, b0)
    return codes


def _sentence_ends(pieces: Sequence[str]) -> list[int]:
    """Where each sentence or paragraph begins, and where the last one ends."""
    after = [at for at, piece in enumerate(pieces, 1) if "\n" in piece or piece.endswith((".", "!", "?"))]
    return sorted({0, *after, len(pieces)})


def _joined(pieces: Sequence[str], ends: Sequence[int]) -> list[str]:
    return ["".join(pieces[start:end]) for start, end in pairwise(ends)]


def _moved(codes: Sequence[_Code], by_a: int, by_b: int) -> list[_Code]:
    return [(tag, a0 + by_a, a1 + by_a, b0 + by_b, b1 + by_b) for tag, a0, a1, b0, b1 in codes]


def _runs(a: Sequence[str], b: Sequence[str], codes: Sequence[_Code]) -> list[list[str]]:
    """[removed, added, same after it]; changes with nothing but blanks between them are one."""
    runs = [["", "", ""]]
    for tag, a0, a1, b0, b1 in codes:
        old, new = "".join(a[a0:a1]), "".join(b[b0:b1])
        if tag == "equal":
            runs[-1][2] += new
            continue
        gap = runs[-1][2]
        if gap.strip() or not any(runs[-1][:2]):
            runs.append([old, new, ""])
        else:
            runs[-1] = [runs[-1][0] + gap + old, runs[-1][1] + gap + new, ""]
    return runs


def value_in_words(value: Any) -> str:
    """A value of the record as a sentence shows it: dates in words, codes without their underscores, text quoted."""
    if value in (None, "", [], {}):
        return "nothing"
    if isinstance(value, list):
        return f"“{', '.join(map(str, value))}”"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and _ISO_DAY.fullmatch(value):
        return show_date(value)
    if isinstance(value, str) and _CODE.fullmatch(value):
        return value.replace("_", " ")
    return f"“{value}”"


def change_spans(was: Any, now: Any) -> Sequence[Span]:
    """The change of a long text as struck and added words; empty where the two values are better told whole."""
    if not (isinstance(was, str) and isinstance(now, str)) or max(len(was), len(now)) <= _SHORT:
        return ()
    return _long_spans(was, now)


@lru_cache(maxsize=256)
def _long_spans(was: str, now: str) -> tuple[Span, ...]:
    """Worked out once for a change: its sentence, its strip and what reads it aloud all ask."""
    spans = word_spans(was, now)
    stayed = sum(len(span.text.split()) for span in spans if span.kind == "same")
    if stayed < _ANEW * max(len(was.split()), len(now.split())):
        return Span("removed", was), Span("added", now)
    return tuple(spans)


def parts_in_words(was: Sequence[str], now: Sequence[str]) -> str:
    """Which parts of a list came and which went: "“B” is new, “A” is gone"; where only their order differs, both."""
    new, gone = Counter(now) - Counter(was), Counter(was) - Counter(now)
    told = [
        f"{', '.join(f'“{one}”' for one in parts.elements())} {'is' if parts.total() == 1 else 'are'} {which}"
        for parts, which in ((new, "new"), (gone, "gone"))
        if parts
    ]
    return "; ".join(told) or change_in_words(was, now)


def change_in_words(was: Any, now: Any) -> str:
    """What changed, for a sentence: whole values where they are short, else each place that differs."""
    spans = change_spans(was, now)
    places = _places(spans)
    if not spans or not any(span.kind == "same" for span in spans) or len(places) > _MOST_PLACES:
        return f"was {_cut(value_in_words(was))}, is now {_cut(value_in_words(now))}"
    return "; ".join(places)


def _places(spans: Sequence[Span]) -> list[str]:
    told: list[str] = []
    for number, span in enumerate(spans):
        words = _cut(f"“{' '.join(span.text.split())}”")
        replaces = number > 0 and spans[number - 1].kind == "removed"
        if span.kind == "added" and replaces:
            told[-1] = f"{told[-1].removesuffix(' was taken out')} became {words}"
        elif span.kind != "same":
            told.append(f"{words} was {'added' if span.kind == 'added' else 'taken out'}")
    return told


def _cut(words: str) -> str:
    """A sentence holds the beginning; the whole stands where it can be read."""
    if len(words) <= 2 * _SHORT:
        return words
    return f"{words[: 2 * _SHORT].rsplit(' ', 1)[0]} …”"
