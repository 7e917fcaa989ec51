"""Take an enclosure out of the envelope, and put it back: that it was attached stays on record."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import NotFound
from app.correspondence.enclosing import enclosure_of, letter_to_enclose, relist, require_room, title_for
from app.correspondence.enclosure_tables import LetterEnclosure
from app.staff.permissions import Permission
from app.staff.work import Work


def take_out_enclosure(work: Work, enclosure_id: int) -> None:
    """Raises as ``enclose_file`` does."""
    work.require(Permission.LETTER_WRITE)
    letter, row = enclosure_of(work, enclosure_id)
    row.taken_out_at = work.now()
    relist(work, letter)


def put_back_enclosure(work: Work, enclosure_id: int) -> None:
    """At its old place. Raises as ``enclose_file`` does."""
    work.require(Permission.LETTER_WRITE)
    row = work.session.scalar(select(LetterEnclosure).where(LetterEnclosure.id == enclosure_id))
    if row is None:
        raise NotFound("There is no such enclosure.", "It may be in a circle that you are not in.")
    letter = letter_to_enclose(work, row.letter_id)
    row.title = title_for(work, letter.id, row.title, but=row.id)
    row.taken_out_at = None
    require_room(work, letter)
    relist(work, letter)
