"""A whole file as one PDF: parts in words and parts that are pages, an index, bookmarks and "File page x of y"."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from letters.dossier_words import Entry, Line, index_pages, put_line, words_pages, wrap
from letters.fonts import font_name
from letters.foreign_pages import UNREADABLE, add_pages, picture_pages
from letters.page import PAGE
from letters.rows import MM
from letters.styles import Face

Progress = Callable[[int, int], None]
"""How many steps of how many are done."""

_SIZE = (PAGE.w * MM, PAGE.h * MM)
_FOOT = 5.0 * MM
_SMALL = Face(7.5, 10)


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of the index: ``lines`` in words, then the pages of ``file``, if any. ``level`` 1 stands under 0."""

    title: str
    lines: tuple[Line, ...] = ()
    file: str = ""
    kind: Literal["", "pdf", "picture"] = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Dossier:
    """The parts in their order, the first of them the cover; ``reference`` stands at the foot of every page.

    ``left_out`` says under the index what is not in the file, and why.
    """

    title: str
    reference: str
    author: str
    parts: tuple[Part, ...]
    left_out: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF's pages, and which files could not be put in, each (title, why)."""

    pages: int
    failed: tuple[tuple[str, str], ...]


def compose_dossier(dossier: Dossier, folder: Path, out: Path, progress: Progress = lambda _done, _of: None) -> Made:
    """Write the file to ``out``; the parts' files lie in ``folder``. One file is open at a time.

    A file that cannot be read becomes a page that says so; everything else is still made.
    """
    cover, *rest = dossier.parts
    steps = len(rest) + 2
    failed: list[tuple[str, str]] = []
    with pikepdf.new() as pdf:
        _add_words(pdf, cover)
        entries, starts = [Entry(part.title, 0, part.level) for part in rest], list[int]()
        first = len(pdf.pages) + len(_read(index_pages(entries, dossier.left_out)).pages)
        body = pikepdf.new()
        for number, part in enumerate(rest, 1):
            starts.append(first + len(body.pages))
            why = _add_part(body, part, folder)
            if why:
                failed.append((part.title, why))
            progress(number, steps)
        index = [Entry(part.title, start + 1, part.level) for part, start in zip(rest, starts, strict=True)]
        index_at = len(pdf.pages)
        pdf.pages.extend(_read(index_pages(index, dossier.left_out)).pages)
        pdf.pages.extend(body.pages)
        places = [(cover, 0), (Part("Index"), index_at), *zip(rest, starts, strict=True)]
        _bookmark(pdf, places)
        _number(pdf, dossier.reference, places)
        progress(steps - 1, steps)
        pdf.docinfo["/Title"], pdf.docinfo["/Author"] = dossier.title, dossier.author
        pdf.Root.PageMode = pikepdf.Name.UseOutlines
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        progress(steps, steps)
        return Made(len(pdf.pages), tuple(failed))


def _add_part(pdf: pikepdf.Pdf, part: Part, folder: Path) -> str:
    """Append a part; why its file could not be read, if so."""
    before = len(pdf.pages)
    try:
        if part.lines or not part.file:
            _add_words(pdf, part)
        if part.kind == "picture":
            pdf.pages.extend(_read(picture_pages(folder / part.file)).pages)
        elif part.kind == "pdf":
            add_pages(pdf, folder / part.file)
    except UNREADABLE as error:
        del pdf.pages[before:]
        why = "It needs a password." if isinstance(error, pikepdf.PasswordError) else "It cannot be read as pages."
        _add_words(pdf, Part(part.title, (*part.lines, Line(f"The file of this part is not shown here. {why}"))))
        return why
    return ""


def _add_words(pdf: pikepdf.Pdf, part: Part) -> None:
    pdf.pages.extend(_read(words_pages(part.title, part.lines, level=part.level)).pages)


def _read(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def _bookmark(pdf: pikepdf.Pdf, places: Sequence[tuple[Part, int]]) -> None:
    """An outline in two levels, beside the pages of a reader."""
    with pdf.open_outline() as outline:
        for part, page in places:
            item = pikepdf.OutlineItem(part.title, page)
            (outline.root[-1].children if part.level and outline.root else outline.root).append(item)


def _number(pdf: pikepdf.Pdf, reference: str, places: Sequence[tuple[Part, int]]) -> None:
    """At the foot of every page: the reference, the part that the page belongs to, and which page of the file it is."""
    titles = [f"{reference} · {part.title}" for part in _part_of_each(len(pdf.pages), places)]
    for page, foot in zip(pdf.pages, _read(_feet(titles)).pages, strict=True):
        page.add_overlay(foot, pikepdf.Rectangle(*map(float, page.mediabox)))


def _part_of_each(count: int, places: Sequence[tuple[Part, int]]) -> list[Part]:
    """Which part each page belongs to; of several that begin on one page, the first."""
    found: list[Part] = []
    for number in range(count):
        found.append(next((part for part, start in places if start == number), found[-1] if found else places[0][0]))
    return found


def _feet(titles: Sequence[str]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=_SIZE, invariant=1)
    for number, title in enumerate(titles, 1):
        canvas.setFont(font_name(strong=False), _SMALL.size)
        canvas.setFillGray(0.35)
        put_line(canvas, 24.6 * MM, _FOOT, wrap(title, 120 * MM, _SMALL)[0], _SMALL)
        canvas.drawRightString(_SIZE[0] - 24.6 * MM, _FOOT, f"File page {number} of {len(titles)}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
