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
_SHOWN = frozenset(
    f"/{kind}"
    for kind in (
        *("Link", "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Ink", "Stamp", "Caret"),
        *("Highlight", "Underline", "Squiggly", "StrikeOut", "Widget"),
    )
)
"""What of the notes and fields on a foreign page stays; no sound, film, model or file does."""
_OF_NOTE = frozenset(
    f"/{key}"
    for key in (
        *("Type", "Subtype", "Rect", "Contents", "F", "AP", "AS", "A", "Dest", "H", "MK", "FT", "Ff", "DA", "Q"),
        *("Border", "BS", "BE", "C", "IC", "CA", "DS", "Name", "L", "LE", "Vertices", "InkList", "QuadPoints"),
    )
)
"""What such a note says of itself: how it looks and where it leads."""
_TURNS = frozenset({"/NextPage", "/PrevPage", "/FirstPage", "/LastPage"})
_ADDRESSES = ("http:", "https:", "mailto:", "tel:")
_FILES = frozenset({"/Filespec", "/F", "/EmbeddedFile"})
_NESTS = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
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
        seen = set[tuple[int, int]]()
        for page in source.pages:
            _make_harmless(page)
            _leave_out_files(page, seen)
            if _is_a4(page):
                pdf.pages.append(page)
            else:
                sheet = pdf.add_blank_page(page_size=_SIZE)
                sheet.add_overlay(page, _FRAME)


def _make_harmless(page: pikepdf.Page) -> None:
    """A complainant's file may run nothing in the office's: its scripts go, and all that a click would start."""
    for key in ("/AA", "/AF", "/PieceInfo"):
        if key in page.obj:
            del page.obj[key]
    found = page.obj.get("/Annots")
    if found is None:
        return
    kept = [_bare(one) for one in found if _is_harmless(one)] if isinstance(found, pikepdf.Array) else []
    page.obj["/Annots"] = pikepdf.Array(kept)


def _bare(note: pikepdf.Object) -> pikepdf.Dictionary:
    """The note without its ties to a form, to other notes and to files: the page shows it all the same."""
    return pikepdf.Dictionary({key: value for key, value in note.items() if key in _OF_NOTE})


def _is_harmless(note: pikepdf.Object) -> bool:
    """Whether it is of a kind that only shows, and a click on it opens an address, turns a page or does nothing."""
    if not isinstance(note, pikepdf.Dictionary) or str(note.get("/Subtype")) not in _SHOWN:
        return False
    action = note.get("/A")
    if action is None:
        return True
    if not isinstance(action, pikepdf.Dictionary) or "/Next" in action:
        return False
    kind = str(action.get("/S"))
    if kind == "/URI":
        return str(action.get("/URI")).strip().casefold().startswith(_ADDRESSES)
    return kind == "/GoTo" or (kind == "/Named" and str(action.get("/N")) in _TURNS)


def _leave_out_files(page: pikepdf.Page, seen: set[tuple[int, int]]) -> None:
    """No file hangs on anything that the page draws with; ``seen`` are the objects that were looked through before."""
    waiting: list[pikepdf.Object] = [page.obj]
    while waiting:
        one = waiting.pop()
        if one.objgen != (0, 0):
            if one.objgen in seen:
                continue
            seen.add(one.objgen)
        if isinstance(one, pikepdf.Array):
            waiting += [part for part in one if isinstance(part, _NESTS)]
            continue
        for key in list(one.keys()):
            value = one[key]
            if key in ("/Parent", "/P", "/Dest", "/D") or not isinstance(value, _NESTS):
                continue
            if any(_is_file(part) for part in (value if isinstance(value, pikepdf.Array) else [value])):
                del one[key]
            else:
                waiting.append(value)


def _is_file(value: object) -> bool:
    """Whether it is a file, or the name of one."""
    if not isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return False
    return "/EF" in value or str(value.get("/Type")) in _FILES


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
