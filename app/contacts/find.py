"""What was said with whom, and what is to be done today."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, select, tuple_

from app.basics.problems import NotFound
from app.contacts.tables import CallerCheck, CallerKind, ComplaintWanted, Contact, Direction, Task, TaskKind
from app.members.find import stored_person
from app.members.person_name import name_from
from app.members.tables import Channel, Person
from app.staff.absences import away_now, with_absence
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork


@dataclass(frozen=True, slots=True)
class ContactRow:
    """One contact as it was logged; ``happened_at`` is UTC."""

    id: int
    person_id: int | None
    person_name: str
    staff_name: str
    channel: Channel
    direction: Direction
    happened_at: datetime
    wanted: str
    said: str
    caller_kind: CallerKind
    caller_name: str
    caller_check: CallerCheck
    dissatisfied: bool
    dissatisfied_about: str
    complaint_wanted: ComplaintWanted | None
    version: int


class Urgency(enum.StrEnum):
    """When a task asks for attention, by the days of the person's own desk."""

    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One open task; ``due_at`` is UTC; ``subject`` opens what it belongs to."""

    id: int
    reference: str
    kind: TaskKind
    what: str
    due_at: datetime
    urgency: Urgency
    owner_id: int
    owner_name: str
    person_id: int | None
    person_name: str
    subject: str | None


SOON = timedelta(days=7)


def contact(work: ReadWork, contact_id: int) -> ContactRow:
    """One contact. Raises NotFound."""
    work.require(Permission.CONTACT_READ)
    found = work.session.execute(_contacts().where(Contact.id == contact_id)).one_or_none()
    if found is None:
        raise NotFound("There is no such contact.", "It may be in a circle that you are not in.")
    return _contact_row(*found)


def contacts_of(
    work: ReadWork, person_id: int, before: tuple[datetime, int] | None = None, limit: int = 50
) -> list[ContactRow]:
    """A person's contacts, newest first; ``before`` is the last row's (happened_at, id)."""
    work.require(Permission.CONTACT_READ)
    stored_person(work, person_id)
    query = _contacts().where(Contact.person_id == person_id)
    if before is not None:
        query = query.where(tuple_(Contact.happened_at, Contact.id) < before)
    query = query.order_by(Contact.happened_at.desc(), Contact.id.desc()).limit(limit)
    return [_contact_row(*found) for found in work.session.execute(query)]


def my_day(work: ReadWork, limit: int = 200) -> list[TaskRow]:
    """The person's own open tasks, the most pressing first."""
    work.require(Permission.CONTACT_READ)
    return _tasks(work, Task.owner_id == work.actor.staff_id, limit)


def open_tasks_of(work: ReadWork, person_id: int, limit: int = 50) -> list[TaskRow]:
    """What anybody still has to do for a person."""
    work.require(Permission.CONTACT_READ)
    return _tasks(work, Task.person_id == person_id, limit)


def colleagues(work: ReadWork) -> list[tuple[int, str]]:
    """Who works here today, by name: (staff id, name with when they are away)."""
    work.require(Permission.STAFF_READ)
    today = work.today()
    query = (
        select(Staff.id, Staff.display_name)
        .where(Staff.started_on <= today, (Staff.ended_on.is_(None)) | (Staff.ended_on > today))
        .order_by(Staff.display_name, Staff.id)
    )
    away = away_now(work)
    return [(row.id, with_absence(row.display_name, away.get(row.id))) for row in work.session.execute(query)]


def urgency(due_at: datetime, now: datetime, zone: str) -> Urgency:
    """Overdue once its time has gone; today by the calendar of the desk's zone; soon within seven days."""
    if due_at <= now:
        return Urgency.OVERDUE
    here = ZoneInfo(zone)
    due, today = due_at.astimezone(here).date(), now.astimezone(here).date()
    if due == today:
        return Urgency.TODAY
    return Urgency.SOON if due <= today + SOON else Urgency.LATER


def _contacts() -> Select[Contact, Person, str]:
    return (
        select(Contact, Person, Staff.display_name)
        .join(Staff, Staff.id == Contact.staff_id)
        .outerjoin(Person, Person.id == Contact.person_id)
    )


def _contact_row(row: Contact, person: Person | None, staff_name: str) -> ContactRow:
    return ContactRow(
        id=row.id,
        person_id=row.person_id,
        person_name=name_from(person).full_name if person is not None else "",
        staff_name=staff_name,
        channel=row.channel,
        direction=row.direction,
        happened_at=row.happened_at,
        wanted=row.wanted,
        said=row.said,
        caller_kind=row.caller_kind,
        caller_name=row.caller_name,
        caller_check=row.caller_check,
        dissatisfied=row.dissatisfied,
        dissatisfied_about=row.dissatisfied_about,
        complaint_wanted=row.complaint_wanted,
        version=row.version,
    )


def _tasks(work: ReadWork, whose: ColumnElement[bool], limit: int) -> list[TaskRow]:
    query = (
        select(Task, Staff.display_name, Person)
        .join(Staff, Staff.id == Task.owner_id)
        .outerjoin(Person, Person.id == Task.person_id)
        .where(and_(whose, Task.done_at.is_(None)))
        .order_by(Task.due_at, Task.id)
        .limit(limit)
    )
    now = work.now()
    return [
        TaskRow(
            id=task.id,
            reference=task.reference,
            kind=task.kind,
            what=task.what,
            due_at=task.due_at,
            urgency=urgency(task.due_at, now, work.actor.zone),
            owner_id=task.owner_id,
            owner_name=owner,
            person_id=task.person_id,
            person_name=name_from(person).full_name if person is not None else "",
            subject=task.subject,
        )
        for task, owner, person in _rows(work, query)
    ]


def _rows(work: ReadWork, query: Select[Task, str, Person]) -> list[tuple[Task, str, Person | None]]:
    """An outer join may find nobody, which the query's own types do not say."""
    return [(row[0], row[1], row[2]) for row in work.session.execute(query)]
