"""The one table that ties the rooms together: event → handlers, subject kind → who answers for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from app.basics.events import Event
from app.staff.work import Subject, Work

Handler = Callable[[Work, Any], None]


@dataclass(frozen=True, slots=True)
class OfficeWiring:
    """Handlers run in the order written here, in the transaction of the verb that raised the event."""

    handlers: dict[type[Event], tuple[Handler, ...]] = field(default_factory=dict)
    subjects: dict[str, Subject] = field(default_factory=dict)

    def handle(self, work: Work, event: Event) -> None:
        for handler in self.handlers.get(type(event), ()):
            handler(work, event)

    def subject(self, kind: str) -> Subject:
        return self.subjects[kind]


WIRING = OfficeWiring()
