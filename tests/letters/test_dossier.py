"""A whole file as one PDF: index, bookmarks, page numbers, foreign pages, and files that are no pages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Literal

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import ExifTags, Image

from letters.dossier import Dossier, Part, compose_dossier
from letters.dossier_job import write_job
from letters.dossier_words import Line, wrap
from letters.styles import Face

LINES = tuple(
    Line(f"{number}: <b>Dr Tan & Co.</b> 陳大文 rang and asked for the certificate once more.") for number in range(90)
)


def pages_of(file: Path) -> list[str]:
    document = pdfium.PdfDocument(file)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def foreign(folder: Path) -> None:
    for name, size in (("letter.pdf", (595.28, 841.89)), ("odd.pdf", (400, 300))):
        with pikepdf.new() as pdf:
            for _ in range(150):
                pdf.add_blank_page(page_size=size)
            pdf.save(folder / name)
    (folder / "bad.pdf").write_bytes(b"%PDF-1.7 nonsense")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="o", user="u"))
    Image.new("RGB", (80, 60), (200, 220, 240)).save(folder / "door.png")


def dossier() -> Dossier:
    return Dossier(
        "The late certificate",
        "C26-000421-58",
        "The Test Society",
        (
            Part("Complaint C26-000421-58", (Line("Dr Tan 陳大文", "fact", "From"),)),
            Part("Chronology", LINES),
            Part("Evidence"),
            Part("A long letter", file="letter.pdf", kind="pdf", level=1),
            Part("An odd page", file="odd.pdf", kind="pdf", level=1),
            Part("No pages", file="bad.pdf", kind="pdf", level=1),
            Part("Locked", file="locked.pdf", kind="pdf", level=1),
            Part("Gone", file="gone.pdf", kind="pdf", level=1),
            Part("The door", file="door.png", kind="picture", level=1),
        ),
    )


def test_the_index_names_the_page_on_which_each_part_begins(tmp_path: Path) -> None:
    foreign(tmp_path)
    steps: list[tuple[int, int]] = []
    made = compose_dossier(dossier(), tmp_path, tmp_path / "out.pdf", lambda done, of: steps.append((done, of)))
    pages = pages_of(tmp_path / "out.pdf")
    assert made.pages == len(pages) > 300
    assert steps[-1] == (10, 10)
    assert dict(made.failed) == {
        "No pages": "It cannot be read as pages.",
        "Locked": "It needs a password.",
        "Gone": "It cannot be read as pages.",
    }
    with pikepdf.open(tmp_path / "out.pdf") as pdf, pdf.open_outline() as outline:
        evidence = outline.root[3]
        at = [place_of(pdf, item) for item in (*outline.root, *evidence.children)]
        assert all(abs(float(page.mediabox[2]) - 595.28) < 1 for page in pdf.pages)
    index = pages[1]
    assert [index.count(str(number + 1)) > 0 for number in at[2:]] == [True] * (len(at) - 2)
    assert pages[at[2]].startswith("Chronology")
    assert all(f"File page {number} of {len(pages)}" in page for number, page in enumerate(pages, 1))


def place_of(pdf: pikepdf.Pdf, item: pikepdf.OutlineItem) -> int:
    """The page (from 0) that a bookmark opens."""
    assert isinstance(item.destination, pikepdf.Array)
    return pdf.pages.index(pikepdf.Page(item.destination[0]))


@pytest.mark.parametrize("text", ["x" * 400, "陳大文" * 60, "Dr Tan 陳大文 rang " * 20, "", "a\nb 陳"])
def test_no_word_is_lost_where_lines_end(text: str) -> None:
    lines = wrap(text, 200, Face(10.5, 14.5))
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_the_job_tells_how_far_it_is_and_writes_whole_or_not(tmp_path: Path) -> None:
    foreign(tmp_path)
    write_job(dossier(), tmp_path)
    job = [sys.executable, "-m", "letters.dossier_job", str(tmp_path)]
    good = subprocess.run([*job, str(tmp_path / "whole.pdf")], capture_output=True, text=True, check=False)
    *steps, last = good.stdout.splitlines()
    assert (good.returncode, steps[-1], json.loads(last)["pages"]) == (
        0,
        "10 10",
        len(pages_of(tmp_path / "whole.pdf")),
    )
    bad = subprocess.run([*job, str(tmp_path / "nowhere" / "x.pdf")], capture_output=True, text=True, check=False)
    assert "x.pdf cannot be saved" in json.loads(bad.stdout.splitlines()[-1])["problem"]


def alone(folder: Path, name: str, kind: Literal["pdf", "picture"]) -> pikepdf.Pdf:
    """The file of a case with this one part, which begins on the third page."""
    parts = (Part("Complaint"), Part("Evidence", file=name, kind=kind))
    assert compose_dossier(Dossier("t", "r", "a", parts), folder, folder / "out.pdf").failed == ()
    return pikepdf.open(folder / "out.pdf")


@pytest.mark.filterwarnings("ignore:.*form:UserWarning")
def test_no_script_of_a_foreign_page_comes_along(tmp_path: Path) -> None:
    def link(**action: object) -> pikepdf.Dictionary:
        box = [0, 0, 9, 9]
        return pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=box, A={**action})

    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595.28, 841.89)).obj
        page.AA = pikepdf.Dictionary(O=script)
        pdf.Root.OpenAction = script
        field = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=[0, 0, 9, 9])
        field.AA, field.Parent = pikepdf.Dictionary(K=script), pikepdf.Dictionary(AA=pikepdf.Dictionary(K=script))
        kinds = ("JavaScript", "Launch", "SubmitForm", "ImportData")
        active = [link(**{"/S": pikepdf.Name(f"/{kind}"), "/JS": "app.alert(1)"}) for kind in kinds]
        good = link(**{"/S": pikepdf.Name.URI, "/URI": "https://example.org"})
        chained = link(**{"/S": pikepdf.Name.URI, "/URI": "https://example.org", "/Next": script})
        page.Annots = pdf.make_indirect(pikepdf.Array([*active, good, chained, field]))
        pdf.save(tmp_path / "live.pdf")
    with alone(tmp_path, "live.pdf", "pdf") as made:
        assert [str(one.Subtype) for one in made.pages[2].obj.Annots] == ["/Link", "/Widget"]
        made.save(tmp_path / "plain.pdf", compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    content = (tmp_path / "plain.pdf").read_bytes()
    assert [name for name in (b"/AA ", b"/OpenAction", b"/JS", b"/Launch", b"app.alert") if name in content] == []


@pytest.mark.parametrize("where", ["note", "reply", "page", "drawing"])
def test_no_file_that_hangs_on_a_foreign_page_comes_along(where: str, tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595.28, 841.89)).obj
        file = pikepdf.AttachedFileSpec(pdf, b"MZ evil", filename="invoice.exe").obj  # type: ignore[call-arg]
        box = [0, 0, 9, 9]
        holder = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=box, FS=file)
        text = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=box, Contents="Paid twice")
        if where == "reply":
            text.IRT = pdf.make_indirect(holder)
        page.Annots = pikepdf.Array([text, *([pdf.make_indirect(holder)] if where == "note" else [])])
        if where == "page":
            page.AF = pikepdf.Array([file])
        drawing = pikepdf.Stream(pdf, b"", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=box)
        if where == "drawing":
            drawing.AF = pikepdf.Array([file])
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(AF=drawing))
        pdf.save(tmp_path / "holds.pdf")
    with alone(tmp_path, "holds.pdf", "pdf") as made:
        [note] = made.pages[2].obj.Annots
        assert str(note.Contents) == "Paid twice"
        assert "/AF" in made.pages[2].obj.Resources.XObject, "what is only called so is drawn with"
        made.save(tmp_path / "plain.pdf", compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    content = (tmp_path / "plain.pdf").read_bytes()
    assert [name for name in (b"invoice.exe", b"MZ evil") if name in content] == []


@pytest.mark.parametrize(
    ("kind", "told", "stays"),
    [
        ("URI", {"/URI": "https://example.org"}, True),
        ("URI", {"/URI": "file:///C:/run.exe"}, False),
        ("URI", {"/URI": "javascript:alert(1)"}, False),
        ("Named", {"/N": pikepdf.Name.NextPage}, True),
        ("Named", {"/N": pikepdf.Name.SaveAs}, False),
    ],
)
def test_a_link_opens_an_address_or_turns_a_page(
    kind: str, told: dict[str, object], tmp_path: Path, *, stays: bool
) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595.28, 841.89)).obj
        action = pikepdf.Dictionary({"/S": pikepdf.Name(f"/{kind}"), **told})
        page.Annots = pikepdf.Array([pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)])
        pdf.save(tmp_path / "link.pdf")
    with alone(tmp_path, "link.pdf", "pdf") as made:
        assert bool(len(made.pages[2].obj.Annots)) is stays


def test_every_frame_of_a_scan_is_a_page(tmp_path: Path) -> None:
    first, *others = (Image.new("L", (100, 140), shade) for shade in (0, 128, 255))
    first.save(tmp_path / "scan.tif", save_all=True, append_images=others)
    with alone(tmp_path, "scan.tif", "picture") as made:
        assert len(made.pages) == 2 + 3


@pytest.mark.parametrize(("orientation", "is_upright"), [(1, False), (6, True)])
def test_a_photograph_stands_as_the_camera_says(tmp_path: Path, orientation: int, *, is_upright: bool) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    Image.new("RGB", (120, 60)).save(tmp_path / "door.jpg", exif=exif)
    with alone(tmp_path, "door.jpg", "picture") as made:
        [drawn] = [one for one in made.pages[2].obj.Resources.XObject.values() if one.Subtype == "/Image"]
    assert (int(drawn.Height) > int(drawn.Width)) is is_upright
