"""Every verb that works leaves exactly one action row; what goes through ``keep`` leaves no record at all."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

import pytest
from sqlalchemy import func, select

from app.complaints.tables import Complaint
from app.members.tables import Person
from app.record.deeds_of_case import deeds_of_case
from app.record.history import person_history
from app.staff.work import ReadWork
from app.store.tables import Action, Change
from tests.every.days_work import STEPS, Day, Step, without_a_step
from tests.every.rooms import sources, tree, verbs, where
from tests.support.databases import staff_id
from tests.support.offices import Enter

_CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\b[a-z]+:\d+\b|\b(?:None|True|False|und|Is [a-z]+ed|[A-Z][a-z]+ ids?)\b")
KEPT = {step.verb.__name__ for step in STEPS if step.kept}


@dataclass(frozen=True, slots=True)
class Audit:
    """The newest row of each kind of the audit."""

    action: int
    change: int


def audit(work: ReadWork) -> Audit:
    newest = (work.session.scalar(select(func.coalesce(func.max(table.id), 0))) for table in (Action, Change))
    return Audit(*(row or 0 for row in newest))


def actions_after(work: ReadWork, last: int) -> list[tuple[str, int | None]]:
    rows = select(Action.verb, Action.staff_id).where(Action.id > last).order_by(Action.id)
    return [(row.verb, row.staff_id) for row in work.session.execute(rows)]


def changes_of(work: ReadWork, after: Audit) -> list[bool]:
    """For each newer change row, whether it points to a newer action."""
    rows = select(Change.action_id).where(Change.id > after.change)
    return [action is not None and action > after.action for action in work.session.scalars(rows)]


def check(day: Day, step: Step) -> None:
    office = day.office("mia.manager")
    before = office.read(audit)
    changed = day.do(step)
    left = office.read(changes_of, before)
    if step.kept:
        assert (office.read(actions_after, before.action), left) == ([], []), f"{step.name} was kept and left a record"
        return
    assert office.read(actions_after, before.action) == [(step.name, staff_id(step.who))]
    assert left, f"{step.name} changed no audited row"
    assert all(left), f"{step.name} left a change without its action"
    assert changed, f"{step.name} tells no open page what it changed"


def code_words(day: Day) -> list[str]:
    """Whatever the whole files and the records of the day tell in words of the code: ``set_aside``, ``evidence:7``."""
    office = day.office("mia.manager")
    cases, people = (office.read(_ids, table) for table in (Complaint, Person))
    told = [line for case in cases for deed in office.read(deeds_of_case, case) for line in (deed.what, *deed.changes)]
    told += [f"{one.label}: {one.old} → {one.new}" for person in people for one in office.read(person_history, person)]
    assert len(told) > len(STEPS)
    return [line for line in told if _CODE.search(line)]


def _ids(work: ReadWork, table: type[Complaint | Person]) -> list[int]:
    return list(work.session.scalars(select(table.id)))


def test_every_verb_has_its_hour() -> None:
    assert without_a_step(verbs()) == set(), "add a step to tests/every/days_work.py"


def test_every_verb_leaves_one_action(enter: Enter) -> None:
    day = Day(enter)
    for step in STEPS:
        check(day, step)
    assert code_words(day) == []


@pytest.mark.parametrize("folder", ["ui", "app"])
def test_only_what_leaves_no_record_goes_through_keep(folder: str) -> None:
    calls = [
        (where(path, call), name)
        for path in sources(folder)
        for call in ast.walk(tree(path))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr == "keep"
        for name in _verbs_among(call.args)
    ]
    assert [(place, name) for place, name in calls if name not in KEPT] == []


def _verbs_among(args: list[ast.expr]) -> list[str]:
    known = {job.call.__name__ for job in verbs()}
    return [arg.id for arg in args if isinstance(arg, ast.Name) and arg.id in known]
