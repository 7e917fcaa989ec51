"""How long a complaint may be settled at first contact, by the procedure that a new one of this desk comes under."""

from __future__ import annotations

from datetime import date, datetime

from app.calendars.deadline import work_out
from app.calendars.find import calendar
from app.complaints.wording import show_date
from app.knowledge.find import procedure, procedure_in_force
from app.knowledge.procedure import Procedure
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork

CONFIRMATION = "confirmation"
"""The kind of letter that says what was settled."""


def own_procedure(work: ReadWork) -> Procedure:
    """The procedure of one's own desk, as it is in force today. Raises NotFound."""
    work.require(Permission.COMPLAINT_READ)
    code = work.session.get_one(Desk, work.actor.desk_id).procedure_code
    return procedure(work, procedure_in_force(work, code, work.today()))


def last_day_to_settle(work: ReadWork, received_at: datetime) -> date | None:
    """The last day on which what arrived then may be settled at first contact; None where no rule says so.

    Under the FCA's rules that is the close of the third business day after the day of receipt (DISP 1.5).
    """
    work.require(Permission.COMPLAINT_READ)
    desk = work.session.get_one(Desk, work.actor.desk_id)
    process = own_procedure(work)
    rules = [process.at_once, process.financial.quick if process.financial else None]
    of = calendar(work, desk.calendar_code)
    days = [work_out(rule, received_at, of, desk.zone).due_on for rule in rules if rule is not None]
    return min((day for day in days if day is not None), default=None)


def why_no_confirmation(process: Procedure, stage: str = "") -> str:
    """Why nothing can be settled at first contact under a procedure, in its first stage if none is named; or empty."""
    if process.letter(CONFIRMATION, stage or process.stages[0].code) is not None:
        return ""
    return "The procedure of your desk has no letter that confirms what was settled at first contact."


def too_late(last: date) -> str:
    """Why the short form cannot be used any more."""
    return f"It could be settled at first contact until {show_date(last)}; now it needs a full answer."
