"""Put an enclosure before or behind its neighbour in the envelope."""

from __future__ import annotations

from app.correspondence.enclosed import enclosure_rows
from app.correspondence.enclosing import enclosure_of, relist
from app.staff.permissions import Permission
from app.staff.work import Work


def move_enclosure(work: Work, enclosure_id: int, by: int) -> None:
    """``by`` places, negative towards the letter; at either end it stays. Raises as ``enclose_file`` does."""
    work.require(Permission.LETTER_WRITE)
    letter, row = enclosure_of(work, enclosure_id)
    rows = enclosure_rows(work, letter.id)
    at = rows.index(row)
    rows.insert(min(max(at + by, 0), len(rows) - 1), rows.pop(at))
    for place, one in enumerate(rows, 1):
        one.place = place
    relist(work, letter)
