"""What a posted answer promises is a task of the case's owner by its day; both are done together."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.complaints.states import RemedyKind, RemedyState
from app.complaints.tables import Complaint, Remedy
from app.contacts.add_task import new_task
from app.contacts.events import TaskFinished
from app.contacts.tables import Task, TaskKind
from app.contacts.when import END_OF_DAY
from app.staff.tables import Desk
from app.staff.work import Work

_OPEN = (RemedyState.PROPOSED, RemedyState.APPROVED)


def make_tasks(work: Work, complaint: Complaint) -> None:
    """A dated task for each thing that the answer of the present stage promises and that is not done yet."""
    zone = ZoneInfo(work.session.get_one(Desk, complaint.desk_id).zone)
    promised = select(Remedy).where(
        Remedy.complaint_id == complaint.id,
        Remedy.stage == complaint.stage,
        Remedy.kind != RemedyKind.APOLOGY,
        Remedy.state.in_(_OPEN),
        Remedy.due_on.is_not(None),
        Remedy.task_id.is_(None),
    )
    for remedy in work.session.scalars(promised.order_by(Remedy.id)).all():
        if remedy.due_on is not None:
            remedy.task_id = new_task(
                work,
                TaskKind.PROMISE,
                _what(complaint, remedy),
                datetime.combine(remedy.due_on, END_OF_DAY, zone).astimezone(UTC),
                complaint.owner_id,
                person_id=complaint.person_id,
                subject=f"complaint:{complaint.id}",
            ).id
    work.session.flush()


def decide_remedies(work: Work, complaint: Complaint, *, approved: bool) -> None:
    """The remedies of the present stage are decided with its answer, and wait again when its approval ends."""
    was, now = RemedyState.PROPOSED, RemedyState.APPROVED
    if not approved:
        was, now = now, was
    query = select(Remedy).where(
        Remedy.complaint_id == complaint.id, Remedy.stage == complaint.stage, Remedy.state == was
    )
    for remedy in work.session.scalars(query.order_by(Remedy.id)).all():
        remedy.state = now
    work.session.flush()


def finish_with_task(work: Work, event: TaskFinished) -> None:
    """The task of a promise is done: so is what was promised."""
    remedy = work.session.scalar(
        select(Remedy).where(Remedy.task_id == event.task_id, Remedy.state.in_(_OPEN)).with_for_update()
    )
    if remedy is not None:
        remedy.state, remedy.done_on = RemedyState.DONE, work.today()


def finish_task_of(work: Work, remedy: Remedy) -> None:
    """What was promised is done: nobody is reminded of it any more."""
    task = work.session.get(Task, remedy.task_id) if remedy.task_id is not None else None
    if task is not None and task.done_at is None:
        task.done_at, task.done_by_id = work.now(), work.actor.staff_id


def _what(complaint: Complaint, remedy: Remedy) -> str:
    who = remedy.owner or "We"
    if remedy.amount is None:
        return f"{complaint.reference}: {who} promised to {remedy.text}"
    return f"{complaint.reference}: {who} to pay {remedy.amount} {remedy.text}. Done when the money has landed."
