"""The waiting for something ends: it has come, or the case goes on without it."""

from __future__ import annotations

from datetime import date

from app.basics.problems import BadInput
from app.complaints.fields import Day, Field, Text, checked
from app.complaints.states import RequestOutcome
from app.complaints.waiting import end, open_request
from app.complaints.wording import show_date
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

_CAME: dict[str, Field] = {
    "came_on": Day("The day on which it came", required=True),
    "what_came": Text("What came", NOTE, prose=True),
}
_WITHOUT: dict[str, Field] = {"why": Text("Why we go on without it", NOTE, required=True, prose=True)}


def request_came(work: Work, request_id: int, came_on: date, what_came: str = "") -> None:
    """What was asked for has come: from that day the clock runs again. Raises BadInput, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    request, complaint = open_request(work, request_id)
    clean = checked(_CAME, {"came_on": came_on, "what_came": what_came}, work.today())
    if came_on < request.asked_on:
        asked = show_date(request.asked_on)
        raise BadInput.one("came_on", f"It was asked for on {asked}: it cannot have come before.")
    end(work, complaint, request, came_on, RequestOutcome.CAME, clean["what_came"])


def go_on_without(work: Work, request_id: int, why: str) -> None:
    """Wait no longer: from today the clock runs again. Raises BadInput, NotInThisState."""
    work.require(Permission.COMPLAINT_WORK)
    request, complaint = open_request(work, request_id)
    clean = checked(_WITHOUT, {"why": why}, work.today())
    end(work, complaint, request, work.today(), RequestOutcome.WITHOUT, clean["why"])
