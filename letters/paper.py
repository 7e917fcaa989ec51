"""What goes into the envelope with a letter, as pages: made when it is attached, so that the day of posting is no test.

A file that cannot be printed is told then. The pages of a letter and of what it encloses come out as one PDF.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import pikepdf
import pypdfium2 as pdfium

from letters.foreign_pages import UNREADABLE, add_pages, picture_pages
from letters.pdfium_lock import PDFIUM

MOST_PAGES: Final = 200
"""Of one enclosure: what has more goes in an envelope of its own."""

_TINY: Final = 0.05
"""Drawn so small, a page shows whether it can be drawn at all."""


class CannotPrint(Exception):  # noqa: N818 - what a file is like, not a failure of ours
    """These bytes make no pages; the text says why, as the rest of a sentence that begins with the file's name."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as A4 pages."""

    pdf: bytes
    pages: int


def paper_of(content: bytes, kind: Literal["pdf", "picture"]) -> Paper:
    """The pages of a file, each of them drawn once to see that it can be. Raises CannotPrint."""
    made = io.BytesIO()
    try:
        with pikepdf.new() as pdf:
            source = content if kind == "pdf" else picture_pages(io.BytesIO(content))
            add_pages(pdf, io.BytesIO(source))
            pages = len(pdf.pages)
            pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    except pikepdf.PasswordError as locked:
        raise CannotPrint("is locked with a password, so it cannot be printed.") from locked
    except UNREADABLE as damaged:
        raise CannotPrint("is damaged: it cannot be printed.") from damaged
    if not 0 < pages <= MOST_PAGES:
        raise CannotPrint(f"has {pages:,} pages; at most {MOST_PAGES} go with a letter." if pages else "has no pages.")
    _draw_each(made.getvalue(), pages)
    return Paper(made.getvalue(), pages)


def page_count(pdf: bytes) -> int:
    """How many pages a file has that was made here."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def one_pdf(letter: bytes, enclosed: Sequence[bytes]) -> bytes:
    """A letter and what it encloses, in order; the very bytes of the letter where it encloses nothing."""
    if not enclosed:
        return letter
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(letter)) as pdf:
        for content in enclosed:
            with pikepdf.open(io.BytesIO(content)) as pages:
                pdf.pages.extend(pages.pages)
        pdf.save(made, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return made.getvalue()


def _draw_each(content: bytes, pages: int) -> None:
    """The lock is let go of between the pages, so that whoever looks at another letter meanwhile does not wait."""
    for number in range(pages):
        with PDFIUM:
            try:
                document = pdfium.PdfDocument(content)
                try:
                    document[number].render(scale=_TINY)
                finally:
                    document.close()
            except pdfium.PdfiumError as damaged:
                raise CannotPrint(f"is damaged: its page {number + 1} cannot be printed.") from damaged
