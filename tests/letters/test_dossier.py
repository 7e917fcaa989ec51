"""A whole file as one PDF: index, bookmarks, page numbers, foreign pages, and files that are no pages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

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
