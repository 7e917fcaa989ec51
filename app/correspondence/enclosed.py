"""What a letter encloses, for readers: put together so far, or as a submission holds it, with the bytes of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from app.basics.file_names import safe_name
from app.basics.file_types import TYPE_WORDS, FileType
from app.basics.problems import NotFound
from app.correspondence.enclosure_tables import KeptFile, LetterEnclosure, LetterRevisionEnclosure
from app.correspondence.problems import PdfDamaged
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from app.store.blobs import BlobDamaged, blob_bytes


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One enclosure, the first in the envelope first. ``id`` is that of the enclosure through all submissions."""

    id: int
    title: str
    file_type: FileType | None
    file_name: str
    size: int
    sha256: str
    pages: int
    source: str = ""

    @property
    def by_hand(self) -> bool:
        """Whether nothing of it comes out of the printer with the letter."""
        return not self.pages

    @property
    def is_file(self) -> bool:
        """Whether it can be opened; else it is paper."""
        return self.file_type is not None

    @property
    def what(self) -> str:
        """What it is, in words: "PDF, 2 pages", "on paper, added by hand"."""
        kind = TYPE_WORDS[self.file_type] if self.file_type else "on paper"
        pages = "added by hand" if self.by_hand else "1 page" if self.pages == 1 else f"{self.pages} pages"
        return f"{kind}, {pages}"


@dataclass(frozen=True, slots=True)
class EnclosedFile:
    """The bytes of an enclosure after their hash was checked, under a name that ends as its content does.

    ``paper`` is the PDF that is printed of it, empty where it is added by hand.
    """

    title: str
    file_type: FileType
    safe_name: str
    content: bytes
    paper: bytes = b""


def enclosed_now(work: ReadWork, letter_id: int) -> tuple[Enclosed, ...]:
    """What is put together for the envelope as it stands now."""
    work.require(Permission.LETTER_READ)
    return tuple(_line(row.id, row, row.source) for row in enclosure_rows(work, letter_id))


def enclosed_in(work: ReadWork, revision_ids: Collection[int]) -> dict[int, tuple[Enclosed, ...]]:
    """What these submissions enclose, by their ids; one that encloses nothing is left out."""
    found: defaultdict[int, list[Enclosed]] = defaultdict(list)
    for row in _rows_of(work, revision_ids):
        found[row.revision_id].append(_line(row.enclosure_id, row))
    return {revision_id: tuple(lines) for revision_id, lines in found.items()}


def enclosed_file(work: ReadWork, enclosure_id: int) -> EnclosedFile:
    """The file of an enclosure. Raises NotFound for paper, and PdfDamaged."""
    work.require(Permission.LETTER_READ)
    row = work.session.get(LetterEnclosure, enclosure_id)
    if row is None or row.blob_id is None or row.file_type is None:
        raise NotFound("There is no such file with this letter.", "It is on paper, or in a circle that you are not in.")
    content = _bytes(work, row, row.blob_id, row.sha256)
    return EnclosedFile(
        row.title, row.file_type, safe_name(row.file_name, row.file_type), content, _paper_of(work, row)
    )


def enclosure_rows(work: ReadWork, letter_id: int) -> list[LetterEnclosure]:
    """The rows of what is put together, in their order."""
    query = select(LetterEnclosure).where(
        LetterEnclosure.letter_id == letter_id, LetterEnclosure.taken_out_at.is_(None)
    )
    return list(work.session.scalars(query.order_by(LetterEnclosure.place, LetterEnclosure.id)))


def papers_of(work: ReadWork, revision_id: int) -> list[bytes]:
    """The pages of what a submission encloses, hash by hash. Raises PdfDamaged."""
    return [paper for row in _rows_of(work, [revision_id]) if (paper := _paper_of(work, row))]


def files_of(work: ReadWork, revision_id: int) -> list[EnclosedFile]:
    """The files that a submission encloses, of a PDF also its pages, hash by hash; paper is left out.

    Raises PdfDamaged.
    """
    return [
        EnclosedFile(
            row.title,
            row.file_type,
            safe_name(row.title, row.file_type),
            _bytes(work, row, row.blob_id, row.sha256),
            _paper_of(work, row) if row.file_type is FileType.PDF else b"",
        )
        for row in _rows_of(work, [revision_id])
        if row.blob_id is not None and row.file_type is not None
    ]


def listed(titles: Iterable[str], demanded: Iterable[str]) -> list[str]:
    """What the letter names: what is attached, then what its procedure demands and nobody attached yet."""
    attached = list(titles)
    known = {title.casefold() for title in attached}
    return [*attached, *(name for name in demanded if name.casefold() not in known)]


def in_quotes(lines: Sequence[Enclosed]) -> str:
    """The titles as a sentence names them."""
    return ", ".join(f"“{one.title}”" for one in lines)


def _rows_of(work: ReadWork, revision_ids: Collection[int]) -> list[LetterRevisionEnclosure]:
    table = LetterRevisionEnclosure
    query = select(table).where(table.revision_id.in_(revision_ids)).order_by(table.revision_id, table.number)
    return list(work.session.scalars(query))


def _line(number: int, row: KeptFile, source: str = "") -> Enclosed:
    return Enclosed(number, row.title, row.file_type, row.file_name, row.size, row.sha256, row.pages, source)


def _paper_of(work: ReadWork, row: KeptFile) -> bytes:
    return _bytes(work, row, row.paper_blob_id, row.paper_sha256) if row.paper_blob_id is not None else b""


def _bytes(work: ReadWork, row: KeptFile, blob_id: int, sha256: str) -> bytes:
    try:
        return blob_bytes(work.session, blob_id, sha256)
    except BlobDamaged as problem:
        raise PdfDamaged(
            f"The stored file of the enclosure “{row.title}” is not the one that was attached.",
            "Do not send it; tell your administrator, and have the letter submitted again with a new copy.",
        ) from problem
