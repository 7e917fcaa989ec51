"""Add a task: something somebody must do by a time."""

from __future__ import annotations

from datetime import datetime

from app.basics.problems import BadInput, FieldProblem
from app.basics.references import ReferenceKind
from app.contacts.rules import clean_texts
from app.contacts.tables import Contact, Task, TaskKind
from app.staff.permissions import Permission
from app.staff.work import Work
from app.store.references import next_reference


def add_task(
    work: Work,
    what: str,
    due_at: datetime,
    *,
    kind: TaskKind | str = TaskKind.ACTION,
    owner_id: int | None = None,
    person_id: int | None = None,
    subject: str | None = None,
) -> int:
    """Add it to somebody's day, by default to one's own; ``due_at`` is aware. Raises BadInput."""
    work.require(Permission.TASK_WORK)
    texts, problems = clean_texts({"what": what})
    if not texts.get("what", "?"):
        problems.append(FieldProblem("what", "Say what is to be done."))
    if due_at <= work.now():
        problems.append(FieldProblem("due_at", "A task needs a time that is still to come."))
    if problems:
        raise BadInput(problems)
    return new_task(work, TaskKind(kind), texts["what"], due_at, owner_id, person_id=person_id, subject=subject).id


def new_task(
    work: Work,
    kind: TaskKind,
    what: str,
    due_at: datetime,
    owner_id: int | None,
    *,
    contact: Contact | None = None,
    person_id: int | None = None,
    subject: str | None = None,
) -> Task:
    """Store a task that other verbs have checked: of a contact, or of a subject ``kind:id``."""
    task = Task(
        reference=next_reference(work.session, ReferenceKind.TASK, work.today().year),
        kind=kind,
        person_id=contact.person_id if contact is not None else person_id,
        contact_id=contact.id if contact is not None else None,
        subject=f"contact:{contact.id}" if contact is not None else subject,
        what=what.strip(),
        due_at=due_at,
        owner_id=owner_id or work.actor.staff_id,
        done_note="",
    )
    work.session.add(task)
    work.session.flush()
    return task
