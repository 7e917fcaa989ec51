"""What a PDF unpacks to: a small file may hold more than any program can draw. Imported when the first PDF comes."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import pikepdf
from pikepdf.settings import set_qpdf_limits

MOST_DRAWN = 30 * 1024 * 1024
"""Bytes of one part but a picture: more takes longer to draw than anybody waits, and is unpacked nowhere here."""

MOST_OF_PICTURE = 250 * 1024 * 1024
"""Bytes of the points of one picture, which only what draws it unpacks."""

_SUSPECT = 8 * 1024
"""Bytes that a part has packed: what is smaller, and packed once, comes to less than MOST_DRAWN however well it is
packed (deflate makes at most 1,032 bytes of one, LZW some 2,600)."""

set_qpdf_limits(flate_max_memory=MOST_DRAWN, run_length_max_memory=MOST_DRAWN)


def is_absurd(pdf: pikepdf.Pdf) -> bool:
    """Whether any part unpacks to more than is ever drawn."""
    lines = {one.objgen for page in pdf.pages for one in _lines_of(page)}
    return any(_is_absurd(one, lines) for one in pdf.objects if isinstance(one, pikepdf.Stream))


def _lines_of(page: pikepdf.Page) -> Iterable[pikepdf.Object]:
    """What a page is drawn from, whatever it says of itself."""
    drawn = page.obj.get("/Contents", pikepdf.Array())
    return list(drawn) if isinstance(drawn, pikepdf.Array) else [drawn]


def _is_absurd(part: pikepdf.Stream, lines: Collection[tuple[int, int]]) -> bool:
    if str(part.get("/Subtype")) == "/Image" and part.objgen not in lines:
        return _bytes_of_picture(part) > MOST_OF_PICTURE
    packings = part.get("/Filter")
    is_packed_twice = isinstance(packings, pikepdf.Array) and len(packings) > 1
    if int(part.get("/Length", 0)) <= _SUSPECT and not is_packed_twice:
        return False
    try:
        return len(part.read_bytes()) > MOST_DRAWN
    except pikepdf.PdfError as error:
        return "limit exceeded" in str(error)  # what is packed wrongly is not drawn


def _bytes_of_picture(picture: pikepdf.Object) -> float:
    width, height, bits = (int(picture.get(key, 8)) for key in ("/Width", "/Height", "/BitsPerComponent"))
    colours = 1 if bits == 1 else 3
    return width * height * bits * colours / 8
