"""Pages of a PDF as pixels, drawn from its bytes on any thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw
from PySide6.QtGui import QImage

from app.basics.problems import WorldProblem
from letters.pdfium_lock import PDFIUM

POINTS_A_MM = 72 / 25.4


class CannotDrawPages(WorldProblem):
    """These bytes are no PDF that can be drawn."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """Width and height of a page in millimetres."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """Sizes of all pages of a PDF, and some of them (by place from 0) as pixels."""

    sizes: tuple[PageSize, ...]
    images: dict[int, QImage]


def draw_pages(pdf: bytes, pages: Iterable[int], pixels_a_mm: float) -> Drawn:
    """Draw these pages (places from 0; those the PDF has not are left out) at so many pixels a millimetre.

    Raises CannotDrawPages for anything that is no PDF.
    """
    with PDFIUM:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as error:
            raise CannotDrawPages(
                "This page cannot be drawn: its file is damaged.", "Tell your administrator; do not send it."
            ) from error
        try:
            sizes = tuple(_size(document, number) for number in range(len(document)))
            wanted = [number for number in pages if 0 <= number < len(sizes)]
            return Drawn(sizes, {number: _draw(document, number, pixels_a_mm) for number in wanted})
        finally:
            document.close()


def _size(document: pdfium.PdfDocument, number: int) -> PageSize:
    width, height = document.get_page_size(number)
    return PageSize(width / POINTS_A_MM, height / POINTS_A_MM)


def _draw(document: pdfium.PdfDocument, number: int, pixels_a_mm: float) -> QImage:
    page = document[number]
    bitmap = page.render(scale=pixels_a_mm / POINTS_A_MM, force_bitmap_format=raw.FPDFBitmap_BGRx)
    shared = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    image = shared.copy()
    bitmap.close()
    page.close()
    return image
