"""What a file is, by its content whatever it is called; and what is not kept, each refused by its own sentence."""

from __future__ import annotations

import contextlib
import io
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from app.basics.file_types import LARGEST_FILE, FileRefused, FileType, plain_words, refuse_size, type_of
from tests.support.files import a_bomb, a_docx, a_locked_pdf, a_pdf, a_png, an_email, an_odt, flipped, packed
from tests.support.outlook import SUBJECT, compound_file, outlook_message


def a_picture(form: str) -> bytes:
    made = io.BytesIO()
    Image.new("L", (8, 8)).save(made, form)
    return made.getvalue()


def a_long_page() -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(595, 14_000))
        pdf.save(made)
    return made.getvalue()


def a_drawing_bomb(times: int = 1, **about: object) -> bytes:
    """One page whose lines unpack to more than anybody waits for, packed once or over and over."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        packed_lines = b"0 0 m 100 100 l S\n" * 2_000_000
        for _ in range(times):
            packed_lines = zlib.compress(packed_lines, 9)
        page = pdf.add_blank_page(page_size=(595, 842))
        said = {f"/{key}": value for key, value in about.items()}
        said["/Filter"] = pikepdf.Array([pikepdf.Name.FlateDecode] * times)
        page.obj["/Contents"] = pdf.make_indirect(pikepdf.Stream(pdf, packed_lines, said))
        pdf.save(made)
    return made.getvalue()


def a_pictured_bomb() -> bytes:
    """One page with a picture that says to have a thousand million points."""
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        about = {"/Subtype": pikepdf.Name.Image, "/Width": 40_000, "/Height": 30_000, "/BitsPerComponent": 8}
        page = pdf.add_blank_page(page_size=(595, 842))
        picture = pdf.make_indirect(pikepdf.Stream(pdf, b"", about))
        page.obj["/Resources"] = pikepdf.Dictionary({"/XObject": pikepdf.Dictionary({"/I": picture})})
        pdf.save(made)
    return made.getvalue()


def a_locked_archive() -> bytes:
    """The bit of the first part's head that says it is encrypted, set in a plain one."""
    content = bytearray(packed({"word/document.xml": b"words"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def a_program() -> bytes:
    """The head of one of Windows, which says where its second head begins."""
    return b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + bytes(20)


KEPT = {
    FileType.PDF: a_pdf(),
    FileType.PNG: a_png(),
    FileType.JPEG: a_picture("JPEG"),
    FileType.TIFF: a_picture("TIFF"),
    FileType.TEXT: "The clerk’s note\r\n\tof 5 October\f".encode(),
    FileType.EML: an_email(),
    FileType.MSG: outlook_message({SUBJECT: "Re: a question"}),
    FileType.DOCX: a_docx(),
    FileType.XLSX: packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}),
    FileType.ODT: an_odt(),
}

REFUSED = [
    pytest.param(b"", "is empty", id="empty"),
    pytest.param(a_program(), "is a program, whatever its name says, and is not kept", id="program"),
    pytest.param(b"\x00\x01\x02 some bytes", "is not what its name says: there is no PDF in it", id="bytes"),
    pytest.param(b"GIF89a" + bytes(20), "is not what its name says: there is no PDF in it", id="gif"),
    pytest.param(b"%PDF-1.7 and nothing", "is damaged", id="broken pdf"),
    pytest.param(a_pdf()[:200], "is damaged", id="half a pdf"),
    pytest.param(a_locked_pdf(), "locked with a password", id="locked pdf"),
    pytest.param(a_long_page(), "longer than three metres", id="long page"),
    pytest.param(a_drawing_bomb(), "unpacks to an absurd size", id="pdf bomb"),
    pytest.param(a_drawing_bomb(2), "unpacks to an absurd size", id="pdf bomb in a bomb"),
    pytest.param(
        a_drawing_bomb(Subtype=pikepdf.Name.Image, Width=1, Height=1), "absurd size", id="pdf bomb that says picture"
    ),
    pytest.param(a_pictured_bomb(), "unpacks to an absurd size", id="picture bomb in a pdf"),
    pytest.param(a_png(60_000, 60_000), "unpacks to an absurd size", id="picture bomb"),
    pytest.param(a_png(9_000, 9_000), "9,000 by 9,000 points; at most 60 million", id="large picture"),
    pytest.param(b"\x89PNG\r\n\x1a\n" + b"nothing", "is damaged", id="broken picture"),
    pytest.param(packed({"a.txt": b"x"}), "is an archive", id="zip"),
    pytest.param(packed({f"{n}": b"" for n in range(5_001)}), "unpacks to an absurd size", id="many parts"),
    pytest.param(a_locked_archive(), "locked with a password", id="locked zip"),
    pytest.param(a_docx()[:-30], "is damaged", id="half a docx"),
    pytest.param(compound_file("EncryptedPackage"), "locked with a password", id="locked docx"),
    pytest.param(compound_file("WordDocument"), "a document of an old Office", id="old doc"),
]


@pytest.mark.parametrize("kind", KEPT)
def test_a_type_is_told_by_its_content(kind: FileType) -> None:
    assert type_of(KEPT[kind], "holiday.exe") is kind


@pytest.mark.parametrize(("content", "sentence"), REFUSED)
def test_what_is_not_kept_is_refused_with_its_name_and_why(content: bytes, sentence: str) -> None:
    with pytest.raises(FileRefused, match=sentence) as refused:
        type_of(content, "scan.pdf")
    assert "“scan.pdf”" in str(refused.value)


def test_a_name_of_no_kept_type_is_told_which_types_are_kept() -> None:
    with pytest.raises(FileRefused, match=r"of a type that is not kept here\. Kept are PDF"):
        type_of(b"GIF89a" + bytes(20), "holiday.gif")


@pytest.mark.parametrize("words", ["MZ Smith wrote to us.", f"MZ Smith wrote to us on Monday. {'He is well. ' * 20}"])
def test_a_note_that_begins_as_programs_do_is_a_note(words: str) -> None:
    assert type_of(words.encode(), "notes.txt") is FileType.TEXT


def test_a_bomb_is_seen_without_unpacking_it() -> None:
    bomb = a_bomb()
    assert len(bomb) < 1024 * 1024
    with pytest.raises(FileRefused, match="unpacks to an absurd size"):
        type_of(bomb, "notes.docx")


def test_a_bomb_of_parts_that_share_their_bytes_is_seen() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(60 * 1024 * 1024))
        archive.filelist *= 5
    with pytest.raises(FileRefused, match="unpacks to an absurd size"):
        type_of(made.getvalue(), "notes.docx")


def test_a_large_file_is_refused_by_its_size_before_it_is_read() -> None:
    refuse_size("scan.pdf", LARGEST_FILE)
    with pytest.raises(FileRefused, match=r"has 200\.0 MB; at most 25 MB are kept"):
        refuse_size("scan.pdf", 200 * 1024 * 1024)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_plain_words_are_read_in_the_encodings_that_offices_write(encoding: str) -> None:
    assert plain_words("Café – £5".encode(encoding)) == "Café – £5"
    assert type_of("Café – £5".encode(encoding), "note") is FileType.TEXT


@pytest.mark.parametrize("kind", KEPT)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_of_some_type_or_refused_in_a_sentence(
    caplog: pytest.LogCaptureFixture, kind: FileType, data: st.DataObject
) -> None:
    with contextlib.suppress(FileRefused):
        type_of(flipped(KEPT[kind], data), "x")
    caplog.clear()  # qpdf tells what it had to mend


def test_an_archive_whose_bytes_do_not_unpack_is_damaged() -> None:
    content = bytearray(an_odt())
    at = content.index(b"mimetype") + len(b"mimetype")
    content[at : at + 4] = b"\xff\xff\xff\xff"
    with pytest.raises(FileRefused, match="damaged"):
        type_of(bytes(content), "x.odt")
