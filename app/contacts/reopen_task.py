"""Take back that a task was done: the Undo of finishing it."""

from __future__ import annotations

from app.contacts.open_task import stored_task
from app.staff.permissions import Permission
from app.staff.work import Work


def reopen_task(work: Work, task_id: int) -> None:
    """Take back that it was done: the Undo of ``finish_task``."""
    work.require(Permission.TASK_WORK)
    task = stored_task(work, task_id)
    task.done_at = task.done_by_id = None
    task.done_note = ""
