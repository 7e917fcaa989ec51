"""The PDF of a revision as it was stored: nothing is drawn, printed or sent before its hash was checked."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from app.basics.problems import NotFound
from app.correspondence.composing import set_in_type
from app.correspondence.enclosed import Enclosed, enclosed_in, papers_of
from app.correspondence.letter_rows import approved_revision, letter_row
from app.correspondence.posting_day import require_day
from app.correspondence.problems import LetterMoved, PdfDamaged
from app.correspondence.still_true import require_true
from app.correspondence.tables import LetterRevision
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from app.store.blobs import BlobDamaged, blob_bytes
from letters.content import Letter, from_json
from letters.paper import one_pdf
from letters.plain_text import plain_text
from letters.typeset import Box


@dataclass(frozen=True, slots=True)
class StoredPages:
    """A stored PDF with the pages that it encloses, where its parts stand, and its words as plain text.

    ``boxes`` are empty where this installation would set the letter in another way than it was stored. ``enclosed`` is
    all that goes with it, what is added by hand too.
    """

    revision_id: int
    pdf: bytes
    page_count: int
    boxes: tuple[Box, ...]
    words: str
    layout: str
    enclosed: tuple[Enclosed, ...] = ()
    letter_id: int = 0


@dataclass(frozen=True, slots=True)
class Pack:
    """A letter and what it encloses as one PDF. ``starts`` are the pages, from 0, with which an enclosure begins.

    ``by_hand`` is what whoever closes the envelope puts in.
    """

    pdf: bytes
    pages: int
    starts: tuple[int, ...] = ()
    by_hand: tuple[str, ...] = ()


def stored_pdf(work: ReadWork, revision_id: int) -> bytes:
    """The bytes that were submitted; PdfDamaged when the stored ones are others."""
    return checked_pdf(work, _revision(work, revision_id))


def pdf_to_send(work: ReadWork, letter_id: int, revision_id: int) -> Pack:
    """The stored pages for a printer or a file, with what is enclosed, asked for at that moment.

    LetterMoved where this revision is not, or no longer, what was approved: withdrawn or reopened at another desk, say.
    PostingDayPassed, and NoLongerTrue where something in it is no longer so.
    """
    work.require(Permission.LETTER_PRINT)
    letter = letter_row(work, letter_id)
    revision = approved_revision(work, letter)
    if revision.id != revision_id:
        raise LetterMoved(
            f"What is shown is not what was approved of letter {letter.reference}.",
            "Open the letter again and print what is approved now.",
        )
    require_true(work.judging(), letter)
    require_day(work, letter)
    return _pack(work, revision)


def stored_pages(work: ReadWork, revision_id: int) -> StoredPages:
    """The same with what a screen needs beside it. Setting the letter again must give the stored bytes."""
    revision = _revision(work, revision_id)
    pdf, content = checked_pdf(work, revision), from_json(revision.content)
    again = set_in_type(content)
    boxes = again.boxes if again.pdf == pdf else ()
    pack = _pack(work, revision)
    enclosed = enclosed_in(work, [revision_id]).get(revision_id, ())
    return StoredPages(
        revision_id,
        pack.pdf,
        pack.pages,
        boxes,
        plain_text(content),
        content.layout,
        enclosed,
        revision.letter_id,
    )


def stored_content(work: ReadWork, revision_id: int) -> Letter:
    """The words of a revision as they were submitted."""
    return from_json(_revision(work, revision_id).content)


def _pack(work: ReadWork, revision: LetterRevision) -> Pack:
    """Every page of it after its hash was checked."""
    lines = enclosed_in(work, [revision.id]).get(revision.id, ())
    printed = [line.pages for line in lines if not line.by_hand]
    starts = tuple(accumulate(printed[:-1], initial=revision.page_count)) if printed else ()
    by_hand = tuple(line.title for line in lines if line.by_hand)
    pdf = one_pdf(checked_pdf(work, revision), papers_of(work, revision.id))
    return Pack(pdf, revision.page_count + sum(printed), starts, by_hand)


def checked_pdf(work: ReadWork, revision: LetterRevision) -> bytes:
    """The bytes of a revision at hand."""
    try:
        return blob_bytes(work.session, revision.pdf_blob_id, revision.pdf_sha256)
    except BlobDamaged as problem:
        raise PdfDamaged(
            "The stored page of this letter is not the one that was submitted.",
            "Do not send it; tell your administrator, and have the letter submitted again.",
        ) from problem


def _revision(work: ReadWork, revision_id: int) -> LetterRevision:
    work.require(Permission.LETTER_READ)
    revision = work.session.get(LetterRevision, revision_id)
    if revision is None:
        raise NotFound("There is no such revision of a letter.")
    return revision
