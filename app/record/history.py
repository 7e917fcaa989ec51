"""Who changed what, when, from what to what, and why: of a whole person, or of one field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select

from app.basics.problems import NotFound
from app.members.tables import Person
from app.record.change_words import THINGS, Known, changed_fields
from app.record.person_rows import PARTS, person_rows
from app.staff.permissions import Permission
from app.staff.tables import Staff
from app.staff.work import ReadWork
from app.store.tables import Action, Change

DIRECT = "direct SQL"
"""Who is named where a change came past Fairhand."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field changed once. ``subject`` is ``table:id`` of its row, ``at`` an instant (UTC).

    ``old`` and ``new`` are as people read them, empty where there was or is nothing. ``is_new`` says that the row
    itself was added then. ``change_id`` asks for what is older.
    """

    change_id: int
    subject: str
    at: datetime
    who: str
    column: str
    label: str
    old: str
    new: str
    why: str
    is_new: bool


def person_history(work: ReadWork, person_id: int, before: int | None = None, limit: int = 100) -> list[FieldChange]:
    """The changed fields of a person and all parts of the record, newest first.

    Pages of at most ``limit`` changed rows, each with all its fields, older than the change ``before``.
    """
    work.require(Permission.HISTORY_READ)
    _see(work, person_id)
    rows = person_rows(work, person_id)
    return _read(work, rows.changes(), rows.known, before, limit)


def history(work: ReadWork, subject: str, field: str | None = None, limit: int = 200) -> list[FieldChange]:
    """The changes of one row of a person's record (``person:12``, ``contact_point:7``), or of one field of it."""
    work.require(Permission.HISTORY_READ)
    table, _, number = subject.partition(":")
    if table not in THINGS:
        raise KeyError(f"{table} is no part of a person's record")
    row_id = int(number)
    person_id = _person_of(work, table, row_id)
    rows = person_rows(work, person_id)
    this_row = and_(Change.table_name == table, Change.row_id == row_id)
    changes = _read(work, this_row, rows.known, None, limit)
    return [change for change in changes if field is None or change.column == field]


def _read(
    work: ReadWork, which: ColumnElement[bool], known: Known, before: int | None, limit: int
) -> list[FieldChange]:
    query = (
        select(Change, Action.reason, Staff.display_name)
        .outerjoin(Action, Action.id == Change.action_id)
        .outerjoin(Staff, Staff.id == Action.staff_id)
        .where(which)
        .order_by(Change.id.desc())
        .limit(limit)
    )
    if before is not None:
        query = query.where(Change.id < before)
    return [
        FieldChange(
            change_id=change.id,
            subject=f"{change.table_name}:{change.row_id}",
            at=change.at,
            who=who or (DIRECT if change.action_id is None else ""),
            column=field.column,
            label=field.label,
            old=field.old,
            new=field.new,
            why=why or "",
            is_new=change.kind == "insert",
        )
        for change, why, who in work.session.execute(query)
        for field in changed_fields(change.table_name, change.row_id, change.payload, known)
    ]


def _person_of(work: ReadWork, table: str, row_id: int) -> int:
    if table == "person":
        return _see(work, row_id)
    part = PARTS[table]
    return _found(work.session.scalar(select(part.person_id).where(part.id == row_id)))


def _see(work: ReadWork, person_id: int) -> int:
    return _found(work.session.scalar(select(Person.id).where(Person.id == person_id)))


def _found(person_id: int | None) -> int:
    if person_id is None:
        raise NotFound("This is not on record, or not for you to see.")
    return person_id
