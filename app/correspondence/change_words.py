"""A change of a value in words: short values whole, long texts by the words that were struck and put in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from letters.template.forms import show_date

Kind = Literal["same", "added", "removed"]

_PIECES = re.compile(r"\s+|[^\s]+")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"[a-z]+(?:_[a-z]+)*")
_SHORT = 80
_MOST_PLACES = 3
_ANEW = 0.35
"""Texts that share fewer of their words than this are two texts, not one with a change."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some words that stand in both texts, in the new one only, or in the old one only."""

    kind: Kind
    text: str


def word_spans(old: str, new: str) -> list[Span]:
    """The words of both texts in one row: what was removed stands before what took its place."""
    a, b = _PIECES.findall(old), _PIECES.findall(new)
    codes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    spans: list[Span] = []
    for removed, added, same in _runs(a, b, codes):
        spans += [Span("removed", removed)] if removed else []
        spans += [Span("added", added)] if added else []
        spans += [Span("same", same)] if same else []
    return spans


def _runs(a: Sequence[str], b: Sequence[str], codes: Sequence[tuple[str, int, int, int, int]]) -> list[list[str]]:
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


def change_spans(was: Any, now: Any) -> list[Span]:
    """The change of a long text as struck and added words; empty where the two values are better told whole."""
    if not (isinstance(was, str) and isinstance(now, str)) or max(len(was), len(now)) <= _SHORT:
        return []
    spans = word_spans(was, now)
    stayed = sum(len(span.text.split()) for span in spans if span.kind == "same")
    if stayed < _ANEW * max(len(was.split()), len(now.split())):
        return [Span("removed", was), Span("added", now)]
    return spans


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
