"""Pages of other people's files, made fit for an office's paper: A4, upright, and nothing in them that runs."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pikepdf
from PIL import ExifTags, Image, ImageOps, ImageSequence
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from letters.page import PAGE
from letters.rows import MM

Source = Path | BinaryIO
"""A file on the disk, or its bytes to read."""

_SIZE = (PAGE.w * MM, PAGE.h * MM)
_FRAME = pikepdf.Rectangle(12 * MM, 14 * MM, _SIZE[0] - 12 * MM, _SIZE[1] - 12 * MM)
_NEARLY = 3.0
"""Points by which a page may differ from A4 and still be taken as it is."""
_HARMLESS = frozenset({"/URI", "/GoTo", "/Named"})
"""What a click on a foreign page may still do: open an address or turn to a page, and run nothing."""
UNREADABLE = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RuntimeError,
    SyntaxError,
    EOFError,
    struct.error,
    zlib.error,
)
"""What the readers of PDF and pictures stumble with over damaged bytes."""


def add_pages(pdf: pikepdf.Pdf, file: Source) -> None:
    """The pages as they are where they are A4, else fitted on A4 sheets."""
    with pikepdf.open(file) as source:
        for page in source.pages:
            _make_harmless(page)
            if _is_a4(page):
                pdf.pages.append(page)
            else:
                sheet = pdf.add_blank_page(page_size=_SIZE)
                sheet.add_overlay(page, _FRAME)


def _make_harmless(page: pikepdf.Page) -> None:
    """A complainant's file may run nothing in the office's: its scripts go, and all that a click would start."""
    if "/AA" in page.obj:
        del page.obj["/AA"]
    found = page.obj.get("/Annots")
    if found is None:
        return
    kept = [one for one in found if _is_harmless(one)] if isinstance(found, pikepdf.Array) else []
    for one in kept:
        if "/AA" in one:
            del one["/AA"]
        if "/Parent" in one:  # of a form, whose scripts stand there: the page shows the field all the same
            del one["/Parent"]
    page.obj["/Annots"] = pikepdf.Array(kept)


def _is_harmless(annotation: pikepdf.Object) -> bool:
    if not isinstance(annotation, pikepdf.Dictionary):
        return False
    action = annotation.get("/A")
    if action is None:
        return annotation.get("/Subtype") not in ("/RichMedia", "/Screen", "/Movie", "/3D")
    return isinstance(action, pikepdf.Dictionary) and str(action.get("/S")) in _HARMLESS and "/Next" not in action


def _is_a4(page: pikepdf.Page) -> bool:
    left, bottom, right, top = (float(edge) for edge in page.mediabox)
    fits = abs(right - left - _SIZE[0]) < _NEARLY and abs(top - bottom - _SIZE[1]) < _NEARLY
    return fits and not left and not bottom and not page.obj.get("/Rotate", 0)


def picture_pages(file: Source) -> bytes:
    """A picture on a sheet of its own, as large as it fits; each page of a scan that has several."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=_SIZE, invariant=1)
    for shown in _frames(file):
        canvas.drawImage(
            shown,
            _FRAME.llx,
            _FRAME.lly,
            _FRAME.urx - _FRAME.llx,
            _FRAME.ury - _FRAME.lly,
            preserveAspectRatio=True,
            anchor="n",
        )
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _frames(file: Source) -> Iterator[str | ImageReader]:
    """Every frame, upright; a single one that stands upright as it is, not packed anew."""
    with Image.open(file) as picture:
        is_upright = picture.getexif().get(ExifTags.Base.Orientation, 1) == 1
        if getattr(picture, "n_frames", 1) == 1 and is_upright and not picture.has_transparency_data:
            yield str(file) if isinstance(file, Path) else ImageReader(file)
            return
        for frame in ImageSequence.Iterator(picture):
            yield ImageReader(_on_white(ImageOps.exif_transpose(frame)))


def _on_white(picture: Image.Image) -> Image.Image:
    """What shows through is white, as the paper is."""
    if not picture.has_transparency_data:
        return picture if picture.mode in ("1", "L", "RGB", "CMYK") else picture.convert("RGB")
    seen = picture.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")
