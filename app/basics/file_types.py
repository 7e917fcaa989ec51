"""What a file is, told by its content and never by its name; and what no office keeps, refused in a sentence."""

from __future__ import annotations

import enum
import io
import re
import struct
import warnings
import zipfile
import zlib
from email.parser import BytesHeaderParser

from app.basics.problems import WorldProblem

LARGEST_FILE = 25 * 1024 * 1024
"""Bytes that a kept file may have."""

MOST_POINTS = 60_000_000
"""Of a picture: an A3 page scanned at 400 dots an inch has half of them."""

MOST_UNPACKED = 250 * 1024 * 1024
"""Bytes that a packed document may come to; a hundred and twenty megabytes of words is a library."""

MOST_PARTS = 5_000
LONGEST_SIDE = 3 * 72 / 0.0254
"""Of a page of a PDF, in points: three metres."""

_MAIL_HEADERS = frozenset({"from", "to", "subject", "date", "received", "message-id", "mime-version", "return-path"})
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")

# What the readers of all kinds stumble with over damaged bytes. RuntimeError holds "not built in" and "too deep".
_DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)


class FileType(enum.StrEnum):
    """The types that are kept."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"
    TIFF = "tiff"
    TEXT = "text"
    EML = "eml"
    MSG = "msg"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"


PICTURES = frozenset({FileType.PNG, FileType.JPEG, FileType.TIFF})
MESSAGES = frozenset({FileType.EML, FileType.MSG})

TYPE_WORDS: dict[FileType, str] = {
    FileType.PDF: "PDF",
    FileType.PNG: "Picture (PNG)",
    FileType.JPEG: "Picture (JPEG)",
    FileType.TIFF: "Picture (TIFF)",
    FileType.TEXT: "Plain text",
    FileType.EML: "E-mail",
    FileType.MSG: "E-mail (Outlook)",
    FileType.DOCX: "Word document",
    FileType.XLSX: "Excel sheet",
    FileType.ODT: "OpenDocument text",
    FileType.ODS: "OpenDocument sheet",
}

MEDIA_TYPES: dict[FileType, str] = {
    FileType.PDF: "application/pdf",
    FileType.PNG: "image/png",
    FileType.JPEG: "image/jpeg",
    FileType.TIFF: "image/tiff",
    FileType.TEXT: "text/plain",
    FileType.EML: "message/rfc822",
    FileType.MSG: "application/vnd.ms-outlook",
    FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileType.ODT: "application/vnd.oasis.opendocument.text",
    FileType.ODS: "application/vnd.oasis.opendocument.spreadsheet",
}

# What a copy is called by: a name that came with the file may pretend to be a program.
ENDINGS: dict[FileType, str] = {kind: kind.value for kind in FileType} | {
    FileType.TEXT: "txt",
    FileType.JPEG: "jpg",
    FileType.TIFF: "tif",
}

_BY_ENDING = {ending: kind for kind, ending in ENDINGS.items()} | {kind.value: kind for kind in FileType}

KEPT = "Kept are PDF, pictures (PNG, JPEG, TIFF), e-mails (.eml, .msg), plain text, and .docx, .xlsx, .odt and .ods."


class FileRefused(WorldProblem):
    """A file that is not kept; the sentence says why."""


class FileTooBig(FileRefused):
    """A file with more bytes than are kept; a scanned pile may still be split."""


def refuse_size(name: str, size: int) -> None:
    """Raises FileRefused for a file that is empty or has more bytes than are kept: asked before it is read."""
    if size > LARGEST_FILE:
        megabytes = LARGEST_FILE // (1024 * 1024)
        raise FileTooBig(
            f"“{name}” has {size / 1024 / 1024:,.1f} MB; at most {megabytes} MB are kept.",
            "Scan it at a lower resolution, or split it.",
        )
    if size == 0:
        raise FileRefused(f"“{name}” is empty.", "Ask for it again.")


def type_of(content: bytes, name: str) -> FileType:
    """The type of these bytes; ``name`` is for the sentence alone.

    Raises FileRefused for what is of no kept type, too large, damaged, locked with a password, or unpacks to an absurd
    size.
    """
    refuse_size(name, len(content))
    if b"%PDF-" in content[:1024]:
        pdf_pages(content, name)
        return FileType.PDF
    picture = _picture_type(content)
    if picture is not None:
        _check_picture(content, name, picture)
        return picture
    if content.startswith(b"PK\x03\x04"):
        return _packed_type(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound_type(content, name)
    if _is_program(content) or content.startswith(b"PK\x05\x06") or not _is_text(content):
        raise _not_kept(content, name)
    return FileType.EML if _is_mail(content) else FileType.TEXT


def pdf_pages(content: bytes, name: str) -> int:
    """How many pages a PDF has. Raises FileRefused for one that is damaged, locked, empty or of absurd pages."""
    import pikepdf

    from app.basics.pdf_weight import is_absurd

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            pages = len(pdf.pages)
            if pdf.is_encrypted:
                raise _locked(name)
            for page in pdf.pages:
                left, low, right, high = (float(edge) for edge in page.mediabox)
                if max(abs(right - left), abs(high - low)) > LONGEST_SIDE:
                    raise FileRefused(f"A page of “{name}” is longer than three metres.", "Ask for it on A4.")
            if is_absurd(pdf):
                raise FileRefused(f"“{name}” unpacks to an absurd size.", "Ask for it printed into a new PDF.")
    except pikepdf.PasswordError as locked:
        raise _locked(name) from locked
    except (pikepdf.PdfError, *_DAMAGE) as damaged:
        raise _damaged(name) from damaged
    if not pages:
        raise FileRefused(f"“{name}” has no pages.", "Ask for it again.")
    return pages


def plain_words(content: bytes) -> str:
    """The bytes of a plain text as words: UTF-8, UTF-16 with its mark, else as Windows in Western Europe writes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _not_kept(content: bytes, name: str) -> FileRefused:
    """What is of no kept type; where its name says that it is, the content is what counts, and that is said."""
    if _is_program(content):
        return FileRefused(f"“{name}” is a program, whatever its name says, and is not kept.", "Ask for the document.")
    pretended = _BY_ENDING.get(name.rpartition(".")[2].casefold())
    if pretended is not None:
        told = f"“{name}” is not what its name says: there is no {TYPE_WORDS[pretended]} in it."
        return FileRefused(told, "Ask for it again, or save it as a PDF.")
    return FileRefused(f"“{name}” is of a type that is not kept here.", KEPT)


def _is_program(content: bytes) -> bool:
    """Of Linux, or of Windows, whose head says where its second begins: a note may begin with the same two letters."""
    if content.startswith(b"MZ") and len(content) >= 64:
        (second,) = struct.unpack_from("<I", content, 60)
        return content[second : second + 4] == b"PE\0\0"
    return content.startswith(b"\x7fELF")


def _locked(name: str) -> FileRefused:
    return FileRefused(f"“{name}” is locked with a password.", "Ask for one without, or print it into a new PDF.")


def _damaged(name: str) -> FileRefused:
    return FileRefused(f"“{name}” is damaged: it cannot be read.", "Ask for it again, or scan it anew.")


def _picture_type(content: bytes) -> FileType | None:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if content.startswith((b"II*\x00", b"MM\x00*")):
        return FileType.TIFF
    return None


def _check_picture(content: bytes, name: str, kind: FileType) -> None:
    """By what its head says: the points themselves are not unpacked."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # about fields that do not matter here
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=(kind.value.upper(),)) as picture:
                width, height = picture.size
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as absurd:
        raise FileRefused(f"“{name}” unpacks to an absurd size.", "Scan it at a lower resolution.") from absurd
    except (UnidentifiedImageError, SyntaxError, *_DAMAGE) as damaged:
        raise _damaged(name) from damaged
    if width * height > MOST_POINTS:
        raise FileRefused(
            f"“{name}” has {width:,} by {height:,} points; at most {MOST_POINTS // 1_000_000} million are kept.",
            "Scan it at a lower resolution.",
        )


def _packed_type(content: bytes, name: str) -> FileType:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise _locked(name)
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise FileRefused(f"“{name}” unpacks to an absurd size.", "Ask for it as a PDF.")
            return _document_type(packed, {part.filename for part in parts}, name)
    except (zipfile.BadZipFile, *_DAMAGE) as damaged:
        raise _damaged(name) from damaged


def _document_type(packed: zipfile.ZipFile, parts: set[str], name: str) -> FileType:
    if "[Content_Types].xml" in parts:
        for part, kind in (("word/document.xml", FileType.DOCX), ("xl/workbook.xml", FileType.XLSX)):
            if part in parts:
                return kind
    if "mimetype" in parts and packed.getinfo("mimetype").file_size < 100:
        told = packed.read("mimetype").decode("ascii", errors="replace").strip()
        for kind in (FileType.ODT, FileType.ODS):
            if told == MEDIA_TYPES[kind]:
                return kind
    raise FileRefused(f"“{name}” is an archive: what is in it is not seen.", "Unpack it and add the files one by one.")


def _compound_type(content: bytes, name: str) -> FileType:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            if file.exists("__properties_version1.0"):
                return FileType.MSG
            if file.exists("EncryptedPackage"):
                raise _locked(name)
    except _DAMAGE as damaged:
        raise _damaged(name) from damaged
    raise FileRefused(f"“{name}” is a document of an old Office.", "Save it as .docx, .xlsx or PDF and add that.")


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _CONTROLS.search(plain_words(content)) is None
    return _CONTROLS.search(content.decode("latin-1")) is None


def _is_mail(content: bytes) -> bool:
    """Whether it begins with the headers of a message: two of those that every mail program writes."""
    headers = BytesHeaderParser().parsebytes(content[:65_536])
    return len(_MAIL_HEADERS & {name.casefold() for name in headers}) > 1
