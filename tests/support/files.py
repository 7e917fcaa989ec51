"""Files that people add to a case: pages, pictures, packed documents, messages, and what pretends to be one of them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

import pikepdf
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from app.basics.file_types import MEDIA_TYPES, FileType


def a_pdf(pages: int = 1, words: str = "Page") -> bytes:
    """A PDF of A4 pages, each saying which it is."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842), invariant=True)
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 48)
        canvas.drawString(72, 700, f"{words} {number}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def a_locked_pdf() -> bytes:
    """One that asks for a password."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(a_pdf())) as pdf:
        pdf.save(made, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return made.getvalue()


def a_png(width: int = 4, height: int = 4) -> bytes:
    """A grey picture; one that says to be huge has the points of a small one."""
    rows = (b"\0" + b"\x80" * min(width, 64)) * min(height, 64)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def flipped(content: bytes, data: st.DataObject) -> bytes:
    """The same with up to six bytes put wrong, as a bad disk leaves it."""
    damaged = bytearray(content)
    for at in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=6)):
        damaged[at] = data.draw(st.integers(0, 255))
    return bytes(damaged)


def packed(parts: dict[str, bytes]) -> bytes:
    """A zip archive of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def a_docx(words: bytes = b"<w:document/>") -> bytes:
    """As little as a Word document may be."""
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": words})


def an_odt() -> bytes:
    """As little as an OpenDocument text may be."""
    return packed({"mimetype": MEDIA_TYPES[FileType.ODT].encode(), "content.xml": b"<office/>"})


def a_bomb() -> bytes:
    """A small document that unpacks to 300 MB of nothing."""
    return a_docx(bytes(300 * 1024 * 1024))


def an_email(words: str = "It was sent on 5 October.", **headers: str) -> bytes:
    """A message as a mail program saves it."""
    message = EmailMessage()
    given = {
        "From": "Jo Bell <jo.bell@example.org>",
        "To": "complaints@example.org",
        "Subject": "Re: a question",
        "Date": "Mon, 23 Nov 2026 10:15:00 +0000",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in given.items():
        message[name] = value
    message.set_content(words)
    return message.as_bytes()
