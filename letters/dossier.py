"""A whole file as one PDF: parts in words and parts that are pages, an index, bookmarks and "File page x of y"."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from letters.dossier_words import Entry, Line, index_pages, words_pages
from letters.fonts import font_name
from letters.page import PAGE
from letters.rows import MM

Progress = Callable[[int, int], None]
"""How many steps of how many are done."""

_SIZE = (PAGE.w * MM, PAGE.h * MM)
_FOOT = 5.0 * MM
_FRAME = pikepdf.Rectangle(12 * MM, 14 * MM, _SIZE[0] - 12 * MM, _SIZE[1] - 12 * MM)
_NEARLY = 3.0
"""Points by which a page may differ from A4 and still be taken as it is."""


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
    """The parts in their order, the first of them the cover; ``reference`` stands at the foot of every page."""

    title: str
    reference: str
    author: str
    parts: tuple[Part, ...]


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
        first = len(pdf.pages) + len(_read(index_pages(entries)).pages)
        body = pikepdf.new()
        for number, part in enumerate(rest, 1):
            starts.append(first + len(body.pages))
            why = _add_part(body, part, folder)
            if why:
                failed.append((part.title, why))
            progress(number, steps)
        index = [Entry(part.title, start + 1, part.level) for part, start in zip(rest, starts, strict=True)]
        index_at = len(pdf.pages)
        pdf.pages.extend(_read(index_pages(index)).pages)
        pdf.pages.extend(body.pages)
        _bookmark(pdf, [(cover, 0), (Part("Index"), index_at), *zip(rest, starts, strict=True)])
        _number(pdf, dossier.reference)
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
            pdf.pages.extend(_read(_picture(folder / part.file)).pages)
        elif part.kind == "pdf":
            _add_pages(pdf, folder / part.file)
    except (pikepdf.PdfError, pikepdf.PasswordError, OSError, ValueError) as error:
        del pdf.pages[before:]
        why = "It needs a password." if isinstance(error, pikepdf.PasswordError) else "It cannot be read as pages."
        _add_words(pdf, Part(part.title, (*part.lines, Line(f"The file of this part is not shown here. {why}"))))
        return why
    return ""


def _add_words(pdf: pikepdf.Pdf, part: Part) -> None:
    pdf.pages.extend(_read(words_pages(part.title, part.lines, level=part.level)).pages)


def _add_pages(pdf: pikepdf.Pdf, file: Path) -> None:
    """The pages as they are where they are A4, else fitted on A4 sheets."""
    with pikepdf.open(file) as source:
        for page in source.pages:
            if _is_a4(page):
                pdf.pages.append(page)
            else:
                sheet = pdf.add_blank_page(page_size=_SIZE)
                sheet.add_overlay(page, _FRAME)


def _is_a4(page: pikepdf.Page) -> bool:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    fits = abs(right - left - _SIZE[0]) < _NEARLY and abs(top - bottom - _SIZE[1]) < _NEARLY
    return fits and not left and not bottom and not page.obj.get("/Rotate", 0)


def _picture(file: Path) -> bytes:
    """A picture on a sheet of its own, as large as it fits."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=_SIZE, invariant=1)
    canvas.drawImage(
        str(file),
        _FRAME.llx,
        _FRAME.lly,
        _FRAME.urx - _FRAME.llx,
        _FRAME.ury - _FRAME.lly,
        preserveAspectRatio=True,
        anchor="n",
    )
    canvas.save()
    return buffer.getvalue()


def _read(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def _bookmark(pdf: pikepdf.Pdf, places: Sequence[tuple[Part, int]]) -> None:
    """An outline in two levels, beside the pages of a reader."""
    with pdf.open_outline() as outline:
        for part, page in places:
            item = pikepdf.OutlineItem(part.title, page)
            (outline.root[-1].children if part.level and outline.root else outline.root).append(item)


def _number(pdf: pikepdf.Pdf, reference: str) -> None:
    count = len(pdf.pages)
    for page, foot in zip(pdf.pages, _read(_feet(reference, count)).pages, strict=True):
        page.add_overlay(foot, pikepdf.Rectangle(*map(float, page.mediabox)))


def _feet(reference: str, count: int) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=_SIZE, invariant=1)
    for number in range(1, count + 1):
        canvas.setFont(font_name(strong=False), 7.5)
        canvas.setFillGray(0.35)
        canvas.drawString(24.6 * MM, _FOOT, reference)
        canvas.drawRightString(_SIZE[0] - 24.6 * MM, _FOOT, f"File page {number} of {count}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
