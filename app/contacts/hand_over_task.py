"""Hand a task to a colleague."""

from __future__ import annotations

from app.basics.problems import BadInput
from app.contacts.open_task import open_task
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import Work


def hand_over_task(work: Work, task_id: int, owner_id: int) -> None:
    """Give it to a colleague who works here today."""
    work.require(Permission.TASK_WORK)
    owner = work.session.get(Staff, owner_id)
    if owner is None or (owner.ended_on is not None and owner.ended_on <= work.today()):
        raise BadInput.one("owner_id", "That colleague does not work here any more. Choose another.")
    open_task(work, task_id).owner_id = owner_id
