"""A scanned pile on both engines: cut into documents as they are, all kept or none, each knowing where it was."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.basics.file_types import FileRefused
from app.basics.problems import BadInput
from app.complaints.find_evidence import evidence_file, evidence_of_case
from app.complaints.split_pile import LARGEST_PILE, Part, open_pile, split_pile
from app.office import Office
from letters.cutting import cut_pages
from tests.support.complaints import CASE
from tests.support.files import a_pdf
from tests.support.prepared import given_by
from ui.complaints.pile_state import Marks

case_id = given_by("case_id", CASE)


def keep(office: Office, case_id: int, content: bytes, pages: int, parts: Sequence[Part]) -> list[int]:
    pages_of = cut_pages(content, [(part.first_page, part.last_page) for part in parts])
    cut = [replace(part, content=made) for part, made in zip(parts, pages_of, strict=True)]
    sha256 = hashlib.sha256(content).hexdigest()
    kept: list[int] = office.act(split_pile, case_id, "pile.pdf", sha256, len(content), pages, cut).result
    return kept


def words_of(pdf: bytes) -> list[str]:
    return [page.extract_text().strip() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_a_pile_becomes_the_documents_it_holds(ready: Office, case_id: int, tmp_path: Path) -> None:
    path = tmp_path / "pile.pdf"
    path.write_bytes(a_pdf(6))
    pile = ready.read(open_pile, path)
    parts = [Part(1, 2, "the letter", date(2026, 10, 2), "Dr Tan"), Part(4, 6, "the log")]
    kept = keep(ready, case_id, pile.content, pile.pages, parts)
    letter, log_ = ready.read(evidence_of_case, case_id)
    assert (letter.title, letter.dated_on, letter.from_whom, letter.pages) == (
        "the letter",
        date(2026, 10, 2),
        "Dr Tan",
        2,
    )
    assert (letter.pile, log_.pile) == ("pages 1–2 of 6 of pile.pdf", "pages 4–6 of 6 of pile.pdf")
    assert words_of(ready.read(evidence_file, kept[1]).content) == ["Page 4", "Page 5", "Page 6"]


def test_a_part_has_nothing_of_the_others(ready: Office) -> None:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        for number in range(20):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.Contents = pdf.make_stream(bytes([number]) * 50_000)
        pdf.save(made, compress_streams=False)
    [part] = cut_pages(made.getvalue(), [(3, 3)])
    assert len(part) < 60_000 < len(made.getvalue()) // 10


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ([], "No document is left of this pile"),
        ([Part(1, 1, "a"), Part(1, 2, "b")], "do not follow each other"),
        ([Part(3, 2, "a")], "do not follow each other"),
        ([Part(1, 7, "a")], "do not follow each other"),
        ([Part(1, 2, "the letter"), Part(3, 4, " ")], "What it is is needed"),
        ([Part(1, 2, "the letter", date(2026, 11, 21))], "still to come"),
    ],
)
def test_all_are_kept_or_none(ready: Office, case_id: int, parts: list[Part], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        ready.act(split_pile, case_id, "pile.pdf", "0" * 64, 9, 6, parts)
    assert ready.read(evidence_of_case, case_id) == ()


def test_what_is_no_pile_is_refused(ready: Office, tmp_path: Path) -> None:
    huge, words = tmp_path / "huge.pdf", tmp_path / "words.pdf"
    with huge.open("wb") as stream:
        stream.truncate(LARGEST_PILE + 1)
    words.write_bytes(b"words")
    for path, sentence in (
        (huge, "a pile may have 250"),
        (words, "is no PDF"),
        (tmp_path / "gone.pdf", "cannot be read"),
    ):
        with pytest.raises(FileRefused, match=sentence):
            ready.read(open_pile, path)


PAGES = 12


@given(st.lists(st.integers(1, PAGES)))
def test_documents_cover_the_pile_whatever_is_marked(toggled: list[int]) -> None:
    marks = Marks(PAGES)
    for page in toggled:
        marks = marks.toggle(page)
    documents = marks.documents()
    covered = [page for one in documents for page in range(one.first_page, one.last_page + 1)]
    assert covered == list(range(1, PAGES + 1))
    assert all(marks.document_of(page).first_page in marks.starts for page in covered)


def test_what_was_said_comes_back_with_its_mark_and_all_must_be_named() -> None:
    marks = Marks(6).toggle(4).say(5, title="the log", dated_on=None, from_whom="", left_out=False)
    assert (marks.why_not(), marks.button) == ("Name the document that begins on page 1.", "Keep 2 documents")
    assert marks.toggle(4).documents()[0].title == ""
    assert marks.toggle(4).toggle(4).document_of(6).title == "the log"
    marks = marks.say(1, title="", dated_on=None, from_whom="", left_out=True)
    assert (marks.why_not(), marks.next_unnamed(), marks.button) == ("", None, "Keep 1 document")
    assert [(part.first_page, part.last_page, part.title) for part in marks.parts()] == [(4, 6, "the log")]
    marks = marks.say(4, title="", dated_on=None, from_whom="", left_out=True)
    assert marks.why_not() == "Every page is left out: nothing would be kept."
