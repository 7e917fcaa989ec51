"""Note that what was promised has been done."""

from __future__ import annotations

from datetime import date

from app.complaints.being_worked_on import NotInThisState, stored_remedy
from app.complaints.fields import Day, checked
from app.complaints.promises import finish_task_of
from app.complaints.states import RemedyState
from app.staff.permissions import Permission
from app.staff.work import Work

_FIELDS = {"done_on": Day("The day it was done", required=True)}


def complete_remedy(work: Work, remedy_id: int, done_on: date) -> None:
    """Mark a remedy as done on a day, also after the answer was sent; its task is done with it.

    Raises BadInput for a day to come.
    """
    work.require(Permission.COMPLAINT_WORK)
    remedy = stored_remedy(work, remedy_id)
    if remedy.state is RemedyState.WITHDRAWN:
        raise NotInThisState("This remedy was taken back: there is nothing to do.")
    remedy.done_on = checked(_FIELDS, {"done_on": done_on}, work.today())["done_on"]
    remedy.state = RemedyState.DONE
    finish_task_of(work, remedy)
