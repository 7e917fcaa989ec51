"""Every verb that works leaves exactly one action row; what goes through ``keep`` leaves no record at all."""

from __future__ import annotations

import ast
import re

import pytest
from sqlalchemy import select

from app.complaints.tables import Complaint
from app.members.tables import Person
from app.record.deeds_of_case import deeds_of_case
from app.record.history import person_history
from app.staff.work import ReadWork
from tests.every.days_work import STEPS, Day, without_a_step
from tests.every.rooms import sources, tree, verbs, where
from tests.every.worked_day import DAY, Left, day
from tests.support.databases import staff_id
from tests.support.prepared import Shelf

__all__ = ["day"]

# The day is worked for the first of them: on a busy machine that takes its time.
pytestmark = pytest.mark.timeout(400)

_CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\b[a-z]+:\d+\b|\b(?:None|True|False|und|Is [a-z]+ed|[A-Z][a-z]+ ids?)\b")
KEPT = {step.verb.__name__ for step in STEPS if step.kept}


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


def test_every_verb_leaves_one_action(day: Day, shelf: Shelf) -> None:
    (_made, lefts), _ended = shelf.given(DAY)
    assert [left.step for left in lefts] == list(STEPS)
    for left in lefts:
        check(left)


def test_who_did_what_is_told_in_words(day: Day) -> None:
    assert code_words(day) == []


def check(left: Left) -> None:
    step = left.step
    if step.kept:
        assert (left.actions, left.changes) == ([], []), f"{step.name} was kept and left a record"
        return
    assert left.actions == [(step.name, staff_id(step.who))]
    assert left.changes, f"{step.name} changed no audited row"
    assert all(left.changes), f"{step.name} left a change without its action"
    assert left.told, f"{step.name} tells no open page what it changed"


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
