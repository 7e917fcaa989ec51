"""Note that the answer will be late: the reason and the new day, which a holding letter then tells."""

from __future__ import annotations

from datetime import date

from app.basics.problems import BadInput, FieldProblem
from app.complaints.being_worked_on import complaint_at_work
from app.complaints.clocks import extend_clock
from app.complaints.fields import Day, Field, Text, check_each
from app.complaints.wording import show_date
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.base import NOTE

_FIELDS: dict[str, Field] = {
    "reason": Text("Why the answer will be late", NOTE, required=True, prose=True),
    "new_date": Day("The new day", required=True, past=False),
}


def note_delay(work: Work, complaint_id: int, reason: str, new_date: date) -> None:
    """Extend the answer's clock to a later day; its first sum is kept. Raises BadInput, NotInThisState.

    An extension needs its reason explained to the person (LGSCO Complaint Handling Code 6.4 and 6.5).
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = complaint_at_work(work, complaint_id)
    clean, problems = check_each(_FIELDS, {"reason": reason, "new_date": new_date}, work.today())
    until = clean.get("new_date")
    if until and until <= work.today():
        problems.append(FieldProblem("new_date", f"The new day, {show_date(until)}, must be after today."))
    elif until and complaint.respond_by and until <= complaint.respond_by:
        sentence = f"The answer is due on {show_date(complaint.respond_by)} already: the new day must be later."
        problems.append(FieldProblem("new_date", sentence))
    if problems:
        raise BadInput(problems)
    complaint.holding_reason = clean["reason"]
    complaint.holding_until = clean["new_date"]
    extend_clock(work, complaint, clean["new_date"], clean["reason"])
