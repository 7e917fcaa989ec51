"""A case in the worklist: what waits there, for whom, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.complaints.states import ComplaintState, Outcome
from app.contacts.tables import CallerKind

WorklistKey = tuple[date, int]
"""Where a page of the worklist ends: (the day by which a row stands there, its id)."""

NO_DAY = date(9999, 12, 31)
"""Stands in the worklist's order for a case on which nothing is due."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a case on the worklist waits for."""

    name: str
    asked_on: date
    due_on: date


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to a colleague that a case on the worklist waits for."""

    of_whom: str
    due_on: date


@dataclass(frozen=True, slots=True)
class WorklistRow:
    """A case on the worklist. ``days_left`` are working days until ``respond_by``, below 0 when it is past."""

    id: int
    reference: str
    title: str
    person_id: int
    person_name: str
    complainant_kind: CallerKind
    state: ComplaintState
    owner_id: int
    owner_name: str
    raised_on: date
    respond_by: date | None
    days_left: int | None
    acknowledge_by: date | None
    points: int
    points_found: int
    actions_open: int
    letter_state: str | None
    letter_kind: str | None
    support_need: bool
    outcome: Outcome | None
    responded_on: date | None = None
    waits: tuple[Waiting, ...] = ()
    asked: tuple[Asked, ...] = ()
    joined_with: str = ""
    letter_with: str = ""
    days_to_act: int | None = None
    """Working days until we must acknowledge or answer, whichever is first."""

    @property
    def act_by(self) -> date | None:
        """The day by which we must acknowledge or answer, whichever is first; None while no clock of ours runs."""
        return min((day for day in (self.acknowledge_by, self.respond_by) if day), default=None)

    @property
    def due_on(self) -> date | None:
        """The day by which it stands in the list: on which we must act, else of what it waits for."""
        return self.act_by or min(self.awaited_days, default=None)

    @property
    def awaited_days(self) -> list[date]:
        """By when what was asked of the person, or of a colleague, is to come."""
        return [*(one.due_on for one in self.waits), *(one.due_on for one in self.asked)]

    @property
    def key(self) -> WorklistKey:
        """Where the next page begins after this row."""
        return (self.due_on or NO_DAY, self.id)
