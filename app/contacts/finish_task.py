"""Finish a task."""

from __future__ import annotations

from app.basics.problems import BadInput
from app.contacts.events import TaskFinished
from app.contacts.open_task import open_task
from app.contacts.rules import clean_texts
from app.staff.permissions import Permission
from app.staff.work import Work


def finish_task(work: Work, task_id: int, note: str = "") -> None:
    """It is done, now, by whoever says so. Raises AlreadyDone where a colleague was first."""
    work.require(Permission.TASK_WORK)
    task = open_task(work, task_id)
    texts, problems = clean_texts({"done_note": note})
    if problems:
        raise BadInput(problems)
    task.done_at, task.done_by_id, task.done_note = work.now(), work.actor.staff_id, texts["done_note"]
    work.raise_event(TaskFinished(task.id, task.subject))
