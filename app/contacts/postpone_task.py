"""Put a task off to another time."""

from __future__ import annotations

from datetime import datetime

from app.basics.problems import BadInput
from app.contacts.open_task import open_task
from app.staff.permissions import Permission
from app.staff.work import Work


def postpone_task(work: Work, task_id: int, due_at: datetime) -> None:
    """Put it off to a time that is still to come (aware). Raises BadInput or AlreadyDone."""
    work.require(Permission.TASK_WORK)
    if due_at <= work.now():
        raise BadInput.one("due_at", "Put it off to a time that is still to come.")
    open_task(work, task_id).due_at = due_at
