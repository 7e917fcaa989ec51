"""Ask for something that only somebody else can give, and wait for it: the clock stands where the procedure says so."""

from __future__ import annotations

from app.basics.problems import BadInput
from app.complaints.being_worked_on import matter_at_work
from app.complaints.clocks import hold_or_run
from app.complaints.fields import Field, Text, check_each
from app.complaints.tables import Request
from app.complaints.waiting import fall_due, note_first_day
from app.knowledge.find import procedure
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

_FIELDS: dict[str, Field] = {
    "what": Text("What is asked for", NOTE, required=True, prose=True),
    "of_whom": Text("Of whom it is asked", required=True),
    "otherwise": Text("What happens if it does not come", NOTE, required=True, prose=True),
}


def ask_for(work: Work, complaint_id: int, pause: str, what: str, of_whom: str, otherwise: str) -> int:
    """Ask for one of the things that the case's procedure knows (``pause`` is its code); returns the request's id.

    It is due as long after today as the procedure says, in the desk's calendar. Raises BadInput, ProcedureNotValid for
    a code that the procedure has not, NotInThisState, CalendarNotConfirmed.
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = matter_at_work(work, complaint_id)
    chosen = procedure(work, complaint.procedure_version_id).pause(pause)
    given = {"what": what, "of_whom": of_whom, "otherwise": otherwise}
    clean, problems = check_each(_FIELDS, given, work.today())
    if problems:
        raise BadInput(problems)
    request = Request(
        complaint_id=complaint.id,
        stage=complaint.stage,
        pause=chosen.code,
        name=chosen.name,
        stops_clock=chosen.stops_clock,
        asked_on=work.today(),
        **clean,
    )
    fall_due(work, complaint, request, chosen)
    work.session.add(request)
    note_first_day(work, complaint)
    hold_or_run(work, complaint)
    return request.id
