"""Correct a line of the chronology: both versions are kept."""

from __future__ import annotations

from sqlalchemy import select

from app.basics.problems import NotFound
from app.complaints.add_line import LINE_FIELDS
from app.complaints.being_worked_on import NotInThisState, complaint_not_closed
from app.complaints.fields import checked
from app.complaints.inquiry_tables import ChronologyLine
from app.complaints.wording import show_date
from app.staff.editing import Edits, apply_edits
from app.staff.permissions import Permission
from app.staff.work import Work


def correct_line(work: Work, line_id: int, edits: Edits) -> list[str]:
    """Apply ``{field: (seen, new)}``; what stood before stays in the history.

    Raises BadInput, Conflict, NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    line = standing_line(work, line_id)
    clean = checked(LINE_FIELDS, {field: new for field, (_, new) in edits.items()}, work.today())
    return sorted(apply_edits(work, line, {field: (edits[field][0], new) for field, new in clean.items()}))


def standing_line(work: Work, line_id: int) -> ChronologyLine:
    """A step of the verbs on a line: the row, if it was not struck out. Raises NotFound, NotInThisState."""
    line = work.session.scalar(select(ChronologyLine).where(ChronologyLine.id == line_id))
    if line is None:
        raise NotFound("This line is not there, or is kept to a circle that you are not in.")
    complaint_not_closed(work, line.complaint_id)
    if line.struck_on is not None:
        raise NotInThisState(f"This line was struck out on {show_date(line.struck_on)}.", "Add another.")
    return line
