"""Attach a file to a letter: it goes into the envelope, is named in the letter and is part of what is approved."""

from __future__ import annotations

from app.basics.file_types import MEDIA_TYPES
from app.basics.problems import BadInput
from app.correspondence.enclosing import add_row, letter_to_enclose, title_for
from app.correspondence.enclosure_tables import LetterEnclosure
from app.correspondence.file_to_enclose import FileToEnclose, files_of_matter
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.blobs import blob_bytes, store_blob
from letters.paper import page_count


def enclose_file(work: Work, letter_id: int, file: FileToEnclose, title: str = "") -> int:
    """Returns the enclosure's id. ``file`` is what was looked at a moment ago; ``title`` what the letter calls it.

    Raises LetterMoved unless the letter is being written, LetterInUse, and BadInput for a title that is there already.
    """
    work.require(Permission.LETTER_WRITE)
    if file.paper is None and file.prints_as is not None:
        raise ValueError("the pages of a file are made before it is enclosed")
    letter = letter_to_enclose(work, letter_id)
    title = title_for(work, letter_id, title or file.title)
    if file.source and all(file.source != known.source for known in files_of_matter(work, letter_id)):
        raise BadInput.one("title", f"“{file.title}” is not among the papers of this matter any more.")
    subject = f"letter:{letter_id}"
    row = LetterEnclosure(title=title, file_type=file.file_type, file_name=file.name, source=file.source)
    row.blob_id, row.sha256 = store_blob(work.session, subject, file.content, MEDIA_TYPES[file.file_type])
    row.size = len(file.content)
    if file.paper is not None:
        row.paper_blob_id, row.paper_sha256 = store_blob(
            work.session, subject, file.paper.pdf, "application/pdf", pages_of=row.sha256
        )
        row.pages = page_count(blob_bytes(work.session, row.paper_blob_id, row.paper_sha256))
    return add_row(work, letter, row)
