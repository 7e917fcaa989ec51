"""Ask again for something that has not come."""

from __future__ import annotations

from app.complaints.waiting import fall_due, note_first_day, open_request
from app.complaints.wording import show_date
from app.knowledge.find import procedure
from app.staff.permissions import Permission
from app.staff.work import Work


def chase_request(work: Work, request_id: int) -> str:
    """Note that it was asked for again today; it is due as long after today as at first. Returns that day in words.

    The clock stands or runs as before. Raises NotInThisState.
    """
    work.require(Permission.COMPLAINT_WORK)
    request, complaint = open_request(work, request_id)
    request.chased_on = work.today()
    fall_due(work, complaint, request, procedure(work, complaint.procedure_version_id).pause(request.pause))
    note_first_day(work, complaint)
    return show_date(request.due_on)
