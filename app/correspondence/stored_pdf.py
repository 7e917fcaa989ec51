"""The PDF of a revision as it was stored: nothing is drawn, printed or sent before its hash was checked."""

from __future__ import annotations

from app.basics.problems import NotFound
from app.correspondence.problems import PdfDamaged
from app.correspondence.tables import LetterRevision
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from app.store.blobs import BlobDamaged, blob_bytes


def stored_pdf(work: ReadWork, revision_id: int) -> bytes:
    """The bytes that were submitted; PdfDamaged when the stored ones are others."""
    work.require(Permission.LETTER_READ)
    revision = work.session.get(LetterRevision, revision_id)
    if revision is None:
        raise NotFound("There is no such revision of a letter.")
    return checked_pdf(work, revision)


def checked_pdf(work: ReadWork, revision: LetterRevision) -> bytes:
    """The same for a revision at hand."""
    try:
        return blob_bytes(work.session, revision.pdf_blob_id, revision.pdf_sha256)
    except BlobDamaged as problem:
        raise PdfDamaged(
            "The stored page of this letter is not the one that was submitted.",
            "Do not send it; tell your administrator, and have the letter submitted again.",
        ) from problem
