"""Say that paper goes with a letter, a printed leaflet say: whoever puts it into the envelope is told."""

from __future__ import annotations

from app.correspondence.enclosing import add_row, letter_to_enclose, title_for
from app.correspondence.enclosure_tables import LetterEnclosure
from app.staff.permissions import Permission
from app.staff.work import Work


def enclose_paper(work: Work, letter_id: int, title: str) -> int:
    """Returns the enclosure's id. Raises as ``enclose_file`` does."""
    work.require(Permission.LETTER_WRITE)
    letter = letter_to_enclose(work, letter_id)
    return add_row(work, letter, LetterEnclosure(title=title_for(work, letter_id, title), file_type=None))
