"""What a changed procedure would mean for something that arrives on a day, worked out as a case's clock is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import select

from app.calendars.day_names import show_day
from app.calendars.deadline import work_out
from app.calendars.deadline_rule import DeadlineRule
from app.calendars.find import calendar
from app.calendars.rules import CalendarNotConfirmed, WorkingCalendar
from app.knowledge.procedure import Stage, parse_procedure
from app.knowledge.tables import LibraryVersion
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork


def example_days(work: ReadWork, version_id: int, data: dict[str, Any], received: date) -> list[str]:
    """In sentences: the days of what arrives then by these data, beside those of the version they came from.

    With the calendar of a desk that works by the procedure. Raises ProcedureNotValid for data that cannot be used.
    """
    work.require(Permission.LIBRARY_READ)
    stored = work.session.get_one(LibraryVersion, version_id)
    desk = _desk_for(work, stored.code)
    of = calendar(work, desk.calendar_code)
    old = {stage.code: stage for stage in parse_procedure(stored.code, stored.title, stored.data).stages}
    new = parse_procedure(stored.code, stored.title, data).stages
    try:
        return [
            sentence
            for at, stage in enumerate(new)
            for sentence in _of_stage(stage, old.get(stage.code), received, of, desk.zone, first=at == 0)
        ]
    except CalendarNotConfirmed as missing:
        return [str(missing)]


def _of_stage(
    stage: Stage, before: Stage | None, received: date, of: WorkingCalendar, zone: str, *, first: bool
) -> Iterator[str]:
    """The answer to a complaint is told in any case, everything else where it is another day."""
    matter = "A complaint" if first else f"A request for “{stage.name}”"
    was_ruled = _rules(before) if before else {}
    for said, rule in _rules(stage).items():
        now, was = (_due(one, received, of, zone) for one in (rule, was_ruled.get(said)))
        if now != was or (first and said == "answered"):
            yield f"{matter} received on {show_day(received)} {_due_words(said, now, was)}."


def _rules(stage: Stage) -> dict[str, DeadlineRule | None]:
    return {"acknowledged": stage.acknowledge, "answered": stage.respond, "answered at the latest": stage.must}


def _due(rule: DeadlineRule | None, received: date, of: WorkingCalendar, zone: str) -> date | None:
    return None if rule is None else work_out(rule, received, of, zone).due_on


def _due_words(said: str, now: date | None, was: date | None) -> str:
    if now is None:
        return f"would have no day by which it must be {said}" + (f"; it was {show_day(was)}" if was else "")
    would = f"would be due to be {said} by {show_day(now)}"
    if now == was:
        return f"{would}, as before"
    return f"{would}; it was {show_day(was)}" if was else f"{would}; no day was set"


def _desk_for(work: ReadWork, code: str) -> Desk:
    """The person's own desk if it works by the procedure, else the first that does, else the person's own."""
    own = work.session.get_one(Desk, work.actor.desk_id)
    if own.procedure_code == code:
        return own
    return work.session.scalar(select(Desk).where(Desk.procedure_code == code).order_by(Desk.id)) or own
