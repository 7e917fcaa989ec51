"""What happens to contacts and tasks, told to the rooms above."""

from __future__ import annotations

from dataclasses import dataclass

from app.basics.events import Event


@dataclass(frozen=True, slots=True)
class ContactLogged(Event):
    """A contact was written down; ``person_id`` is None where nobody known was on the line."""

    contact_id: int
    person_id: int | None


@dataclass(frozen=True, slots=True)
class TaskFinished(Event):
    """A task was done; ``subject`` is ``kind:id`` of what it belonged to, if anything."""

    task_id: int
    subject: str | None
