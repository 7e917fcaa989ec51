"""The whole file of a case was made as a PDF: that it was, and what was left out, is put on record."""

from __future__ import annotations

from app.basics.text import clean_text
from app.complaints.find_record import stored_complaint
from app.complaints.tables import WholeFile
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import PROSE


def note_whole_file(work: Work, complaint_id: int, pages: int, sha256: str, left_out: str) -> int:
    """Note a file of so many pages by its hash (hexadecimal SHA-256), with what it leaves out, a line each."""
    work.require(Permission.COMPLAINT_WORK)
    complaint = stored_complaint(work, complaint_id)
    made = WholeFile(
        complaint_id=complaint.id,
        made_by_id=work.actor.staff_id,
        made_at=work.now(),
        pages=pages,
        sha256=sha256,
        left_out=clean_text(left_out)[:PROSE],
    )
    work.session.add(made)
    work.session.flush()
    return made.id
