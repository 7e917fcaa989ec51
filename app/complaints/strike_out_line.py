"""Strike out a line of the chronology that was wrong: it stays to be read."""

from __future__ import annotations

from app.complaints.correct_line import standing_line
from app.complaints.fields import Field, Text, checked
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

_WHY: dict[str, Field] = {"why": Text("Why it is struck out", NOTE, required=True, prose=True)}


def strike_out_line(work: Work, line_id: int, why: str) -> None:
    """Strike it out for a reason. Raises BadInput, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    line = standing_line(work, line_id)
    line.struck_why = checked(_WHY, {"why": why}, work.today())["why"]
    line.struck_on = work.today()
