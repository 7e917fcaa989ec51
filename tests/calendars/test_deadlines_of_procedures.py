"""Every deadline of the shipped procedures, in every calendar that we count by, for 2026 and 2027.

A second, plain way of counting says what each must come to; the first rows were counted by hand on a wall calendar.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from app.calendars.deadline import Hold, add_months, work_out
from app.calendars.deadline_rule import Anchor, Counts, DeadlineRule, Receipt, Roll, Unit
from app.calendars.rules import WorkingCalendar
from app.calendars.trace import StepKind, Trace, explain
from app.knowledge.procedure import Procedure, parse_procedure
from app.knowledge.seed_files import shipped_seeds
from app.knowledge.tables import LibraryKind
from tests.support.calendars import working_calendar

KNOWN = (2025, 2026, 2027, 2028, 2029)
PLACES: Final = {
    "England": ("GB", "ENG", "Europe/London"),
    "Wales": ("GB", "WLS", "Europe/London"),
    "Scotland": ("GB", "SCT", "Europe/London"),
    "Hong Kong": ("HK", None, "Asia/Hong_Kong"),
    "Singapore": ("SG", None, "Asia/Singapore"),
    "Kuala Lumpur": ("MY", "14", "Asia/Kuala_Lumpur"),
    "Penang": ("MY", "07", "Asia/Kuala_Lumpur"),
    "Kelantan": ("MY", "03", "Asia/Kuala_Lumpur"),
    "Sarawak": ("MY", "13", "Asia/Kuching"),
    "Ireland": ("IE", None, "Europe/Dublin"),
    "New Zealand": ("NZ", None, "Pacific/Auckland"),
    "South Africa": ("ZA", None, "Africa/Johannesburg"),
}
CALENDARS = {
    name: working_calendar(name.lower(), name, country, part, KNOWN) for name, (country, part, _) in PLACES.items()
}
FIVE = DeadlineRule("Acknowledgement", Unit.WORKING_DAYS, 5)
ONE_DAY = timedelta(days=1)

BY_HAND: Final = [
    # arrives Thu 12 Feb 2026, Thu 2 Apr 2026, Wed 23 Dec 2026; Thu 4 Feb 2027, Thu 25 Mar 2027, Thu 23 Dec 2027
    ("England", "2026-02-19", "2026-04-13", "2027-01-04", "2027-02-11", "2027-04-05", "2028-01-04"),
    ("Wales", "2026-02-19", "2026-04-13", "2027-01-04", "2027-02-11", "2027-04-05", "2028-01-04"),
    ("Scotland", "2026-02-19", "2026-04-10", "2027-01-05", "2027-02-11", "2027-04-02", "2028-01-05"),
    ("Hong Kong", "2026-02-24", "2026-04-14", "2026-12-31", "2027-02-15", "2027-04-06", "2027-12-31"),
    ("Singapore", "2026-02-23", "2026-04-10", "2026-12-31", "2027-02-12", "2027-04-02", "2027-12-30"),
    ("Kuala Lumpur", "2026-02-23", "2026-04-09", "2026-12-31", "2027-02-12", "2027-04-01", "2027-12-30"),
    ("Penang", "2026-02-23", "2026-04-09", "2026-12-31", "2027-02-12", "2027-04-01", "2027-12-30"),
    ("Kelantan", "2026-02-23", "2026-04-09", "2026-12-30", "2027-02-15", "2027-04-01", "2028-01-02"),
    ("Sarawak", "2026-02-23", "2026-04-10", "2026-12-31", "2027-02-12", "2027-04-02", "2027-12-30"),
    ("Ireland", "2026-02-19", "2026-04-10", "2026-12-31", "2027-02-11", "2027-04-02", "2027-12-30"),
    ("New Zealand", "2026-02-19", "2026-04-13", "2027-01-05", "2027-02-12", "2027-04-05", "2028-01-05"),
    ("South Africa", "2026-02-19", "2026-04-13", "2026-12-31", "2027-02-11", "2027-04-05", "2027-12-31"),
]
ARRIVALS = ("2026-02-12", "2026-04-02", "2026-12-23", "2027-02-04", "2027-03-25", "2027-12-23")


@pytest.mark.parametrize(
    ("place", "arrives", "due"),
    [(row[0], on, due) for row in BY_HAND for on, due in zip(ARRIVALS, row[1:], strict=True)],
)
def test_five_working_days_over_the_feasts_of_each_place(place: str, arrives: str, due: str) -> None:
    worked = work_out(FIVE, date.fromisoformat(arrives), CALENDARS[place], PLACES[place][2])
    assert worked.due_on == date.fromisoformat(due)


@cache
def procedures() -> dict[str, Procedure]:
    return {
        seed.code: parse_procedure(seed.code, seed.title, seed.data or {})
        for seed in shipped_seeds()
        if seed.kind is LibraryKind.PROCEDURE
    }


def rules_of(procedure: Procedure) -> Iterator[DeadlineRule]:
    """Every deadline that the procedure names."""
    for stage in procedure.stages:
        steps = (stage.next_step.limit if stage.next_step else None, stage.extension.most if stage.extension else None)
        yield from (rule for rule in (stage.respond, stage.must, stage.acknowledge, *steps) if rule)
    yield from (pause.answer_within for pause in procedure.pauses)


def arrivals(year: int, zone: str) -> Iterator[datetime | date]:
    """Days with and without an hour: before a weekend and a feast, within one, on the last minute and after it."""
    at = ZoneInfo(zone)
    for day in (date(year, 1, 30), date(year, 3, 25), date(year, 5, 29), date(year, 12, 23), date(year, 12, 26)):
        yield day
        yield datetime.combine(day, time(17, 0), at)
        yield datetime.combine(day, time(17, 1), at)
        yield datetime.combine(day, time(23, 59), at)


def plainly(
    rule: DeadlineRule, arrived: datetime | date, of: WorkingCalendar, zone: str, holds: Sequence[Hold]
) -> date:
    """The due day by another way: list the days, strike out those that do not count, take the last."""

    def closed(day: date) -> bool:
        return day.isoweekday() in of.weekend or day in of.holidays or day in of.closures

    local = arrived.astimezone(ZoneInfo(zone)) if isinstance(arrived, datetime) else None
    start = local.date() if local else arrived
    assert isinstance(start, date)
    if rule.receipt is Receipt.NEXT_WORKING_DAY and rule.anchor in (Anchor.RECEIVED, Anchor.DAY_AFTER_RECEIVED):
        late = local is not None and rule.closes_at is not None and (local.hour, local.minute) > (17, 0)
        start = next(
            day for day in (start + ONE_DAY * n for n in range(60)) if not closed(day) and not (late and day == start)
        )
    if rule.anchor is Anchor.DAY_AFTER_RECEIVED:
        start += ONE_DAY
    wanted = {
        Unit.WEEKS: 7 * rule.amount,
        Unit.MONTHS: (add_months(start, rule.amount) - start).days,
    }.get(rule.unit, rule.amount)
    first = 0 if rule.counts is Counts.SAME_DAY else 1
    days = [start + ONE_DAY * n for n in range(first, 3 * wanted + 60)]
    counting = [
        day
        for day in days
        if not any(hold.covers(day) for hold in holds) and not (rule.unit is Unit.WORKING_DAYS and closed(day))
    ]
    due = counting[wanted - 1]
    if rule.roll is Roll.STAYS:
        return due
    step = ONE_DAY if rule.roll is Roll.NEXT_WORKING_DAY else -ONE_DAY
    return next(day for day in (due + step * n for n in range(60)) if not closed(day))


DAY = r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d{1,2}( (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))?( \d{4})?"
SENTENCES = re.compile(
    rf"(Received|Issued) {DAY}( at \d\d:\d\d)?(, after 17:00)?(, so .*)?\.|"
    r".+: [\d,]+ (working days?|calendar days?|weeks?|months?), .+, by the calendar of .+\.|"
    rf"Days? \d+( to \d+)?: {DAY}( to {DAY})?\.|"
    rf"Not counted: {DAY}.*\.|"
    rf"Not worked: {DAY}.*, so the day moves\.|"
    rf"Due {DAY}\."
)


def reads_well(trace: Trace) -> None:
    """Each line is a sentence of a kind we know, and every day between is named once."""
    lines = explain(trace)
    assert [line for line in lines if not SENTENCES.fullmatch(line)] == []
    assert lines[-1].startswith("Due ")
    kinds = {StepKind.COUNTED, StepKind.SKIPPED, StepKind.HELD}
    named = [
        step.on + ONE_DAY * n
        for step in trace.steps
        if step.kind in kinds
        for n in range((step.until - step.on).days + 1)
    ]
    assert named == [named[0] + ONE_DAY * n for n in range(len(named))]
    assert Trace.from_json(json.loads(json.dumps(trace.to_json()))) == trace


@pytest.mark.parametrize("year", [2026, 2027])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("code", ["public-service", "membership-body"])
def test_every_deadline_of_a_procedure(code: str, place: str, year: int) -> None:
    of, zone = CALENDARS[place], PLACES[place][2]
    holds = [
        Hold("consent", "waiting for written authority", date(year, 4, 1), date(year, 4, 9)),
        Hold("proof", "waiting for proof", date(year, 4, 7), date(year, 4, 14)),
    ]
    for rule in rules_of(procedures()[code]):
        for arrived in arrivals(year, zone):
            for held in ([], holds):
                worked = work_out(rule, arrived, of, zone, held)
                assert worked.due_on == plainly(rule, arrived, of, zone, held), (rule.name, arrived, held)
                reads_well(worked.trace)


@pytest.mark.parametrize("year", [2026, 2027])
@pytest.mark.parametrize("place", PLACES)
def test_a_closure_added_later_moves_what_is_counted_then_and_no_sum_that_is_stored(place: str, year: int) -> None:
    before, zone = CALENDARS[place], PLACES[place][2]
    first = work_out(FIVE, date(year, 6, 22), before, zone)
    assert first.due_on is not None
    stored = first.trace.to_json()
    after = replace(before, closures={first.due_on: "staff day"})
    second = work_out(FIVE, date(year, 6, 22), after, zone)
    assert second.due_on is not None
    assert second.due_on > first.due_on
    assert any("office closed: staff day" in line for line in explain(second.trace))
    assert explain(Trace.from_json(stored)) == explain(first.trace)


@pytest.mark.parametrize("code", ["public-service", "membership-body"])
def test_an_extension_is_counted_from_the_day_that_was_due(code: str) -> None:
    """Due Tuesday 22 December 2026 in England: ten working days on, over Christmas and New Year, is 8 January."""
    for stage in procedures()[code].stages:
        if stage.extension:
            worked = work_out(stage.extension.most, date(2026, 12, 22), CALENDARS["England"], "Europe/London")
            assert worked.due_on == date(2027, 1, 8)
