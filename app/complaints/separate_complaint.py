"""Two cases are not the same matter after all: separate them again, each with its own clock."""

from __future__ import annotations

from app.complaints.being_worked_on import NotInThisState, complaint_at_work
from app.complaints.clocks import run_own_clocks, work_out_again
from app.complaints.find_record import stored_complaint
from app.complaints.wording import show_date
from app.knowledge.find import procedure
from app.staff.permissions import Permission
from app.staff.work import Work


def separate_complaint(work: Work, complaint_id: int) -> None:
    """Take a case out of the one it is joined with; its clocks count from its own first day again.

    Points that were added to the other case stay there. Raises NotInThisState when it is not joined, or when either
    was answered: what was answered together stays together.
    """
    work.require(Permission.COMPLAINT_WORK)
    case = complaint_at_work(work, complaint_id)
    if case.joined_to_id is None:
        raise NotInThisState(f"{case.reference} is not joined with another case.")
    lead = stored_complaint(work, case.joined_to_id, hold=True)
    for one in (lead, case):
        if one.responded_on is not None:
            raise NotInThisState(f"{one.reference} was answered on {show_date(one.responded_on)}: they stay joined.")
    case.joined_to_id = case.joined_on = None
    work.session.flush()
    run_own_clocks(work, case, procedure(work, case.procedure_version_id).stage(case.stage))
    work_out_again(work, lead, procedure(work, lead.procedure_version_id).stage(lead.stage))
