"""A scanned pile becomes the documents it holds: each kept as evidence, with the pile's hash and its own pages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.basics.file_names import plain_name
from app.basics.file_types import FileRefused, FileType, pdf_pages
from app.basics.problems import BadInput, FieldProblem
from app.complaints.add_evidence import EVIDENCE_FIELDS, keep_file
from app.complaints.being_worked_on import complaint_not_closed
from app.complaints.fields import check_each
from app.complaints.inquiry_tables import Pile
from app.staff.permissions import Permission
from app.staff.work import ReadWork, Work
from app.store.base import LINE

LARGEST_PILE = 250 * 1024 * 1024
"""Bytes: the pile itself is not kept, only what is cut out of it."""


@dataclass(frozen=True, slots=True)
class PileFile:
    """A pile as it was read from its file."""

    name: str
    content: bytes
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class Part:
    """A document in a pile: its pages (from 1), what it is, and its own PDF once it is cut out."""

    first_page: int
    last_page: int
    title: str
    dated_on: date | None = None
    from_whom: str = ""
    content: bytes = b""

    @property
    def pages(self) -> int:
        return self.last_page - self.first_page + 1


def open_pile(work: ReadWork, path: Path) -> PileFile:
    """Read a PDF that may be larger than what is kept. Raises FileRefused."""
    work.require(Permission.COMPLAINT_READ)
    name = plain_name(path.name)
    try:
        size = path.stat().st_size
        if size > LARGEST_PILE:
            raise FileRefused(
                f"“{name}” has {size / 1024 / 1024:,.0f} MB; a pile may have {LARGEST_PILE // 1024 // 1024}.",
                "Scan it in two piles, or at a lower resolution.",
            )
        content = path.read_bytes()
    except OSError as error:
        raise FileRefused(f"“{name}” cannot be read ({error.strerror or error}).", "Save it elsewhere.") from error
    if b"%PDF-" not in content[:1024]:
        raise FileRefused(f"“{name}” is no PDF: only a PDF can be split.", "Add it as it is.")
    return PileFile(name, content, hashlib.sha256(content).hexdigest(), pdf_pages(content, name))


def split_pile(
    work: Work, complaint_id: int, file_name: str, sha256: str, size: int, pages: int, parts: Sequence[Part]
) -> list[int]:
    """Keep the parts, cut out already, as evidence; pages in none of them are left out. Returns the items' ids.

    All are kept or none. Raises BadInput whose fields are ``parts.1.title``, FileRefused, NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = complaint_not_closed(work, complaint_id)
    cleaned, problems = [], _page_problems(parts, pages)
    for at, part in enumerate(parts):
        given = {"title": part.title, "dated_on": part.dated_on, "from_whom": part.from_whom, "shows": ""}
        clean, wrong = check_each(EVIDENCE_FIELDS, given, work.today())
        cleaned.append(clean)
        problems += [FieldProblem(f"parts.{at}.{one.field}", one.sentence) for one in wrong]
    if problems:
        raise BadInput(problems)
    pile = Pile(complaint_id=complaint.id, file_name=file_name[-LINE:], sha256=sha256, size=size, pages=pages)
    work.session.add(pile)
    work.session.flush()
    kept = []
    for part, clean in zip(parts, cleaned, strict=True):
        item = keep_file(work, complaint, _part_name(file_name, part), part.content, clean)
        if item.file_type is not FileType.PDF or item.pages != part.pages:
            raise ValueError(f"pages {part.first_page} to {part.last_page} were cut into {item.pages} pages")
        item.pile_id, item.first_page, item.last_page = pile.id, part.first_page, part.last_page
        kept.append(item.id)
    work.session.flush()
    return kept


def _part_name(file_name: str, part: Part) -> str:
    """ "scan pages 4–6.pdf": a copy that leaves the office says what it was cut out of."""
    stem = file_name[:-4] if file_name.lower().endswith(".pdf") else file_name
    return f"{stem[: LINE - 40]} pages {part.first_page}–{part.last_page}.pdf"


def _page_problems(parts: Sequence[Part], pages: int) -> list[FieldProblem]:
    """Parts follow each other, and have pages that the pile has."""
    if not parts:
        return [FieldProblem("parts", "No document is left of this pile: nothing would be kept.")]
    ends = [0, *(part.last_page for part in parts)]
    wrong = any(
        not before < part.first_page <= part.last_page <= pages for before, part in zip(ends, parts, strict=False)
    )
    return (
        [FieldProblem("parts", "The pages of these documents do not follow each other in the pile.")] if wrong else []
    )
