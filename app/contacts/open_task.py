"""A task as a verb needs it: there, and not done yet."""

from __future__ import annotations

from app.basics.problems import NotFound, WorldProblem
from app.contacts.tables import Task
from app.staff.work import Work


class AlreadyDone(WorldProblem):
    """The task was finished meanwhile."""


def stored_task(work: Work, task_id: int) -> Task:
    """The task, done or not. Raises NotFound."""
    task = work.session.get(Task, task_id)
    if task is None:
        raise NotFound("There is no such task.", "It may be in a circle that you are not in.")
    return task


def open_task(work: Work, task_id: int) -> Task:
    """The task while it is to be done. Raises AlreadyDone or NotFound."""
    task = stored_task(work, task_id)
    if task.done_at is not None:
        raise AlreadyDone("This task was already done.", "Its entry says when and by whom.")
    return task
