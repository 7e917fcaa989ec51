"""The parts of a whole file that are words: set on A4 in the letters' own fonts; nothing is parsed on the way."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

import resources
from letters.content import Run
from letters.fonts import font_name, missing_glyphs
from letters.lines import break_lines
from letters.page import PAGE
from letters.rows import MM
from letters.styles import Face

LineKind = Literal["heading", "text", "item", "fact", "quiet"]

_LEFT: Final = 24.6 * MM
_WIDTH: Final = 160 * MM
_TOP: Final = PAGE.h * MM - 24 * MM
_BOTTOM: Final = 20 * MM
_LABELS: Final = 44 * MM
_NUMBERS: Final = 16 * MM
_INDENT: Final = 12.0
_FACES: Final[dict[str, Face]] = {
    "title": Face(18, 23, after=12, strong=True),
    "under": Face(14, 18, after=9, strong=True),
    "heading": Face(11.5, 15, before=9, after=3, strong=True),
    "text": Face(10.5, 14.5, after=5),
    "item": Face(10.5, 14.5, after=2),
    "fact": Face(10.5, 14.5, after=3),
    "quiet": Face(9, 12.5, after=4),
    "entry": Face(10.5, 17),
}
_WORDS: Final = re.compile(r"\n|[^\S\n]+|[^\s]+")
_OTHER: Final = "Fairhand-Other"
"""The face for characters of names that the letters' fonts lack."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. A ``fact`` has a label beside it; an ``item`` a bullet before it."""

    text: str
    kind: LineKind = "text"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the index: on which page (from 1) a part begins."""

    title: str
    page: int
    level: int = 0


def words_pages(title: str, lines: Iterable[Line], *, level: int = 0) -> bytes:
    """The PDF of one part: its title, and its lines."""
    sheet = _Sheet(title)
    sheet.put(title, _FACES["under" if level else "title"])
    sheet.put_lines(lines)
    return sheet.finish()


def index_pages(entries: Sequence[Entry], left_out: Sequence[Line] = ()) -> bytes:
    """The PDF of the index, with what is left out under it; as many pages whatever the numbers are."""
    sheet = _Sheet("Index")
    sheet.put("Index", _FACES["title"])
    for entry in entries:
        sheet.put_entry(entry, _FACES["entry"])
    if left_out:
        sheet.put("What was left out, and why", _FACES["heading"])
        sheet.put_lines(left_out)
    return sheet.finish()


def put_line(canvas: Canvas, x: float, y: float, text: str, face: Face) -> None:
    """A line of text at a place, whatever script it is in."""
    for piece, is_known in _pieces(text):
        name = font_name(strong=face.strong) if is_known else _other()
        canvas.setFont(name, face.size)
        canvas.drawString(x, y, piece)
        x += canvas.stringWidth(piece, name, face.size)
    canvas.setFont(font_name(strong=False), face.size)


class _Sheet:
    """Pages that are filled from the top; each after the first says of what it is the rest."""

    def __init__(self, title: str) -> None:
        self._title, self._grey = title, False
        self._buffer = io.BytesIO()
        self._canvas = Canvas(
            self._buffer,
            pagesize=(PAGE.w * MM, PAGE.h * MM),
            invariant=1,
            initialFontName=font_name(strong=False),  # type: ignore[arg-type] # its stub says float
            lang="en-GB",
        )
        self._y = _TOP

    def put(self, text: str, face: Face, *, indent: float = 0.0, mark: str = "", grey: bool = False) -> None:
        """A paragraph; a heading stays with two lines of what follows."""
        self._room(face.leading * (3 if face.strong else 1) + face.before)
        self._y -= face.before if self._y < _TOP else 0
        self._grey = grey
        self._canvas.setFillGray(0.35 if grey else 0)
        for number, line in enumerate(wrap(text, _WIDTH - indent, face)):
            self._room(face.leading)
            self._y -= face.leading
            if mark and not number:
                self._draw(_LEFT, mark, face)
            self._draw(_LEFT + indent, line, face)
        self._y -= face.after

    def put_lines(self, lines: Iterable[Line]) -> None:
        """Each line after its kind."""
        for line in lines:
            face = _FACES[line.kind]
            if line.kind == "fact":
                self.put_fact(line.label, line.text, face)
            else:
                mark = "•" if line.kind == "item" else ""
                self.put(line.text, face, indent=_INDENT if mark else 0.0, mark=mark, grey=line.kind == "quiet")

    def put_fact(self, label: str, text: str, face: Face) -> None:
        """A label, and its value beside it."""
        labels = wrap(label, _LABELS - 8, face)
        lines = wrap(text, _WIDTH - _LABELS, face)
        for number in range(max(len(labels), len(lines))):
            self._room(face.leading)
            self._y -= face.leading
            self._canvas.setFillGray(0.35)
            self._draw(_LEFT, labels[number] if number < len(labels) else "", face)
            self._canvas.setFillGray(0)
            self._draw(_LEFT + _LABELS, lines[number] if number < len(lines) else "", face)
        self._y -= face.after

    def put_entry(self, entry: Entry, face: Face) -> None:
        """A title with its page at the right edge."""
        indent = _INDENT * entry.level
        self._canvas.setFillGray(0)
        lines = wrap(entry.title, _WIDTH - _NUMBERS - indent, face)
        for number, line in enumerate(lines, 1):
            self._room(face.leading)
            self._y -= face.leading
            self._draw(_LEFT + indent, line, face)
            if number == len(lines):
                self._canvas.drawRightString(_LEFT + _WIDTH, self._y, str(entry.page))

    def finish(self) -> bytes:
        """The whole PDF."""
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()

    def _room(self, height: float) -> None:
        if self._y - height < _BOTTOM:
            self._canvas.showPage()
            self._put_heading()
            self._y = _TOP

    def _put_heading(self) -> None:
        face = _FACES["quiet"]
        line = wrap(self._title, _WIDTH - _LABELS, face)[0]
        self._canvas.saveState()
        self._canvas.setFillGray(0.35)
        put_line(self._canvas, _LEFT, _TOP + face.leading, f"{line}, continued", face)
        self._canvas.restoreState()
        self._canvas.setFillGray(0.35 if self._grey else 0)

    def _draw(self, x: float, text: str, face: Face) -> None:
        put_line(self._canvas, x, self._y, text, face)


def wrap(text: str, width: float, face: Face) -> list[str]:
    """Lines no wider than ``width``, whatever script they are in."""
    if not missing_glyphs(text):
        return [line.text for line in break_lines([Run(text)], width, face.size, strong=face.strong)]
    lines = [""]
    for word in _WORDS.findall(text):
        if word == "\n" or (_width(lines[-1] + word, face) > width and not word.isspace()):
            lines.append("")
        if _width(word, face) <= width:
            lines[-1] += "" if word == "\n" or (word.isspace() and not lines[-1]) else word
            continue
        for char in word:
            if _width(lines[-1] + char, face) > width:
                lines.append("")
            lines[-1] += char
    return lines


def _width(text: str, face: Face) -> float:
    return sum(
        pdfmetrics.stringWidth(piece, font_name(strong=face.strong) if is_known else _other(), face.size)
        for piece, is_known in _pieces(text)
    )


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """Runs of characters that the letters' fonts have, or lack."""
    lacks, run, known = set(missing_glyphs(text)), "", True
    for char in text:
        is_known = char not in lacks
        if run and is_known != known:
            yield run, known
            run = ""
        run, known = run + char, is_known
    if run:
        yield run, known


@cache
def _other() -> str:
    pdfmetrics.registerFont(TTFont(_OTHER, str(resources.path("fonts/chinese/DroidSansFallbackFull.ttf"))))
    return _OTHER
