"""The whole day's work, done once a session on each engine, with what each of its steps left in the audit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import func, select

from app.basics.clock import SetClock
from app.staff.work import ReadWork
from app.store.tables import Action, Change
from tests.every.days_work import STEPS, Day, Step
from tests.support.offices import Enter
from tests.support.prepared import Past, Shelf, begins_after


@dataclass(frozen=True, slots=True)
class Left:
    """What a step left: the actions as verb and staff id, for each change whether it has its action, what it told."""

    step: Step
    actions: list[tuple[str, int | None]]
    changes: list[bool]
    told: frozenset[str]


def _work_the_day(enter: Enter, _clock: SetClock, _before: None) -> tuple[dict[str, Any], list[Left]]:
    day = Day(enter)
    return day.made, [_left(day, step) for step in STEPS]


DAY = Past(_work_the_day)


@pytest.fixture
@begins_after(DAY)
def day(enter: Enter, clock: SetClock, shelf: Shelf) -> Day:
    """The office at the end of the day."""
    day = Day(enter)
    (made, _left), clock.at = shelf.given(DAY)
    day.made.update(made)
    return day


def _left(day: Day, step: Step) -> Left:
    office = day.office("mia.manager")
    action, change = office.read(_newest)
    told = day.do(step)
    return Left(step, office.read(_actions_after, action), office.read(_changes_after, change, action), told)


def _newest(work: ReadWork) -> tuple[int, ...]:
    """The newest row of each kind of the audit."""
    newest = (work.session.scalar(select(func.coalesce(func.max(table.id), 0))) for table in (Action, Change))
    return tuple(row or 0 for row in newest)


def _actions_after(work: ReadWork, last: int) -> list[tuple[str, int | None]]:
    rows = select(Action.verb, Action.staff_id).where(Action.id > last).order_by(Action.id)
    return [(row.verb, row.staff_id) for row in work.session.execute(rows)]


def _changes_after(work: ReadWork, last: int, last_action: int) -> list[bool]:
    """For each newer change row, whether it points to a newer action."""
    rows = select(Change.action_id).where(Change.id > last)
    return [action is not None and action > last_action for action in work.session.scalars(rows)]
