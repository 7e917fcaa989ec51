"""Call an enclosure something else: the letter names it so."""

from __future__ import annotations

from app.correspondence.enclosing import enclosure_of, relist, title_for
from app.staff.permissions import Permission
from app.staff.work import Work


def rename_enclosure(work: Work, enclosure_id: int, title: str) -> None:
    """Raises BadInput without a title or for one that another enclosure has, and as ``enclose_file`` does."""
    work.require(Permission.LETTER_WRITE)
    letter, row = enclosure_of(work, enclosure_id)
    row.title = title_for(work, letter.id, title, but=row.id)
    relist(work, letter)
