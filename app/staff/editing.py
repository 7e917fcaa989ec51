"""Saving a form over a record that may have moved: apply what is unchanged underneath, raise Conflict for the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from app.basics.problems import Conflict, FieldConflict
from app.basics.text import clean_text
from app.staff.tables import Staff
from app.staff.work import ReadWork
from app.store.base import Base
from app.store.tables import Action, Change

Edits = Mapping[str, tuple[Any, Any]]
"""``{field: (value seen when the form opened, value typed)}``."""


def apply_edits(work: ReadWork, row: Base, edits: Edits) -> set[str]:
    """Write the edited fields into ``row`` and say which really changed.

    A field whose stored value is no longer the one that was seen, nor already the one typed, is a conflict; then
    nothing at all is written and Conflict lists every such field.
    """
    changed: dict[str, Any] = {}
    conflicts: list[FieldConflict] = []
    for field, (seen, typed) in edits.items():
        stored = getattr(row, field)
        new = clean_text(typed) if isinstance(typed, str) and type(typed) is str else typed
        if new == stored:
            continue
        if seen != stored:
            conflicts.append(FieldConflict(field, seen, stored, new))
        else:
            changed[field] = new
    subject = f"{row.__tablename__}:{getattr(row, 'id')}"  # noqa: B009 - Base itself has no id
    if conflicts:
        raise Conflict(subject, conflicts, last_changed_by(work, subject))
    for field, new in changed.items():
        setattr(row, field, new)
    return set(changed)


def last_changed_by(work: ReadWork, subject: str) -> str:
    """The name of whoever last changed a row, ``table:id``; empty where nobody is on record."""
    table, _, row_id = subject.partition(":")
    query = (
        select(Staff.display_name)
        .join(Action, Action.staff_id == Staff.id)
        .join(Change, Change.action_id == Action.id)
        .where(Change.table_name == table, Change.row_id == int(row_id))
        .order_by(Change.id.desc())
        .limit(1)
    )
    return work.session.scalar(query) or ""
