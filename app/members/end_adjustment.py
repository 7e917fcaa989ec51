"""End a reasonable adjustment that is no longer needed."""

from __future__ import annotations

from datetime import date

from app.basics.dates import show_date
from app.basics.problems import BadInput, NotFound
from app.members.labels import in_words
from app.members.tables import Adjustment
from app.staff.permissions import Permission
from app.staff.work import Work


def end_adjustment(work: Work, adjustment_id: int, until_on: date | None = None) -> int:
    """From this day (today, if left out) the adjustment no longer holds; returns its id."""
    work.require(Permission.MEMBER_EDIT)
    row = work.session.get(Adjustment, adjustment_id)
    if row is None:
        raise NotFound("This adjustment is not on record.", "Open the person again.")
    day = until_on or work.today()
    if day < row.from_on:
        what = in_words(row.kind)
        raise BadInput.one("until_on", f"{what} holds only from {show_date(row.from_on)}: it cannot end before.")
    row.until_on = day
    return row.id
