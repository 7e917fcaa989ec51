"""Put what happened on a day into the chronology by hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.complaints.being_worked_on import complaint_not_closed
from app.complaints.fields import Day, Field, Text, TimeOfDay, checked
from app.complaints.inquiry_tables import ChronologyLine
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

LINE_FIELDS: dict[str, Field] = {
    "happened_on": Day("The day", required=True),
    "happened_at": TimeOfDay("The time"),
    "what": Text("What happened", NOTE, required=True, prose=True),
    "source": Text("Where it is from"),
}


def add_line(work: Work, complaint_id: int, facts: Mapping[str, Any]) -> int:
    """``facts`` are ``happened_on``, ``what``, and perhaps ``happened_at`` and ``source``; returns the line's id.

    Raises BadInput, NotInThisState once the case is closed.
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = complaint_not_closed(work, complaint_id)
    clean = checked(LINE_FIELDS, {"happened_on": None, "what": "", **facts}, work.today())
    line = ChronologyLine(complaint_id=complaint.id, **clean)
    work.session.add(line)
    work.session.flush()
    return line.id
