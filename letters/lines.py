"""Words into lines: greedy breaking of runs at a width, with nothing parsed and no word split but one too long."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from letters.content import Run
from letters.fonts import word_width
from letters.template.welsh import WELSH_MONTHS
from letters.typography import typographic

_MONTH = (
    "|".join(WELSH_MONTHS) + "|January|February|March|April|May|June|July|August|September|October|November|December"
)
# A blank that holds: inside a telephone number, and between the day and the month.
_HELD = re.compile(rf"(?<=\d) (?=\d)|(?<=\d) (?=(?:{_MONTH})\b)")
# Stands for such a blank while words are split: white space would be split at, and clean text has no controls.
_GLUE = "\x01"
_WORDS = re.compile(r"\n|[^\S\n]+|[^\s]+")


@dataclass(slots=True)
class Line:
    """One line: pieces of one weight each, and its width at size 1."""

    pieces: list[tuple[str, bool]] = field(default_factory=list)
    width: float = 0.0

    def add(self, text: str, *, strong: bool, width: float) -> None:
        """Append words, joined to the last piece when the weight is the same."""
        if self.pieces and self.pieces[-1][1] == strong:
            self.pieces[-1] = (self.pieces[-1][0] + text, strong)
        else:
            self.pieces.append((text, strong))
        self.width += width

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)


def break_lines(runs: Iterable[Run], width: float, size: float, *, strong: bool = False) -> list[Line]:
    """Lines no wider than ``width`` at ``size`` (same unit). The blank at a line's end is kept, as an extracted
    text needs it, and does not count. ``strong`` makes everything bold."""
    limit = width / size
    pieces = _set(runs, strong=strong)
    whole = "".join(text for text, _ in pieces)
    if len({weight for _, weight in pieces}) == 1:
        lines = _even_lines(whole, limit, strong=pieces[0][1])
        if lines:
            return lines
    return _mixed_lines(pieces, whole, limit)


def _even_lines(text: str, limit: float, *, strong: bool) -> list[Line]:
    """The common case, quickly: words of one weight. Nothing when a word is wider than a line."""
    space = word_width(" ", strong=strong)
    lines: list[Line] = []
    for part in _HELD.sub(_GLUE, text).split("\n"):
        words: list[str] = []
        used = 0.0
        for word in part.split():
            shown = word.replace(_GLUE, " ")
            width = word_width(shown, strong=strong)
            if width > limit:
                return []
            if words and used + space + width > limit:
                lines.append(Line([(" ".join(words) + " ", strong)], used))
                words, used = [shown], width
            else:
                used += space + width if words else width
                words.append(shown)
        lines.append(Line([(" ".join(words), strong)] if words else [], used))
    return lines


def _mixed_lines(pieces: list[tuple[str, bool]], whole: str, limit: float) -> list[Line]:
    """Words that change weight, perhaps inside a word, and words too long for a line."""
    lines = [Line()]
    blank: tuple[str, bool] | None = None
    for word in _unbroken(pieces, whole):
        if word == [("\n", False)]:
            lines.append(Line())
            blank = None
        elif word[0][0].isspace():
            blank = (" ", word[0][1]) if lines[-1].pieces else None
        else:
            _put(lines, word, blank, limit)
            blank = None
    return lines


def _put(lines: list[Line], word: list[tuple[str, bool]], blank: tuple[str, bool] | None, limit: float) -> None:
    width = sum(word_width(text, strong=strong) for text, strong in word)
    space = word_width(*blank[:1], strong=blank[1]) if blank else 0.0
    line = lines[-1]
    if line.pieces and line.width + space + width > limit:
        if blank:
            line.add(" ", strong=blank[1], width=0.0)
        lines.append(Line())
    elif blank:
        line.add(" ", strong=blank[1], width=space)
    if width <= limit:
        for text, strong in word:
            lines[-1].add(text, strong=strong, width=word_width(text, strong=strong))
    else:
        _put_characters(lines, word, limit)


def _put_characters(lines: list[Line], word: list[tuple[str, bool]], limit: float) -> None:
    """A word wider than a line is cut where the line ends."""
    for text, strong in word:
        for char in text:
            width = word_width(char, strong=strong)
            if lines[-1].pieces and lines[-1].width + width > limit:
                lines.append(Line())
            lines[-1].add(char, strong=strong, width=width)


def _unbroken(pieces: list[tuple[str, bool]], whole: str) -> Iterator[list[tuple[str, bool]]]:
    """Words (which may change weight inside), blanks and line feeds, in order."""
    held = {found.start() for found in _HELD.finditer(whole)}
    word: list[tuple[str, bool]] = []
    start = 0
    for text, weight in pieces:
        for found in _WORDS.finditer(text):
            piece = found.group()
            if not piece.isspace() or (word and start + found.start() in held):
                word.append((piece, weight))
                continue
            if word:
                yield word
                word = []
            yield [("\n", False)] if piece == "\n" else [(piece, weight)]
        start += len(text)
    if word:
        yield word


def _set(runs: Iterable[Run], *, strong: bool) -> list[tuple[str, bool]]:
    """The runs with quotation marks as printed: judged over the paragraph, since a mark may stand at a run's end."""
    runs = list(runs)
    whole = "".join(run.text for run in runs)
    printed = typographic(whole)
    start, pieces = 0, []
    for run in runs:
        pieces.append((printed[start : start + len(run.text)], run.strong or strong))
        start += len(run.text)
    return pieces
