"""Working a deadline out: the day it falls due, and the trace that shows the whole sum."""

from __future__ import annotations

import calendar as months
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from app.calendars.day_names import show_day
from app.calendars.deadline_rule import Anchor, Counts, DeadlineRule, Receipt, Roll, Unit
from app.calendars.rules import WorkingCalendar, is_working_day, why_not_working
from app.calendars.trace import Step, StepKind, Trace

_ONE_DAY = timedelta(days=1)
_ARRIVED = {Anchor.ACKNOWLEDGED: "Acknowledged", Anchor.ISSUED: "Issued"}


@dataclass(frozen=True, slots=True)
class Hold:
    """Days on which the clock stands: from ``since``, and it runs again on ``until``; None while it still stands.

    Raises ValueError when it ends before it begins.
    """

    kind: str
    reason: str
    since: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until < self.since:
            raise ValueError(f"the hold “{self.reason}” ends before it begins")

    def covers(self, day: date) -> bool:
        """Whether the clock stands on that day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Deadline:
    """``starts_on`` is the day it counts from; ``due_on`` the last day in time, None while an open hold stops it."""

    starts_on: date
    due_on: date | None
    trace: Trace


def work_out(
    rule: DeadlineRule,
    received: datetime | date,
    calendar: WorkingCalendar,
    zone: str,
    holds: Sequence[Hold] = (),
    *,
    arrived: str = "Received",
) -> Deadline:
    """The deadline of something that happened at ``received``: the moment of the rule's anchor.

    ``received`` is an aware instant, or a date in the zone where the hour does not matter or is not known;
    ``zone`` is the IANA zone of the desk whose day counts. Holds may overlap and come in any order. ``arrived`` is how
    the trace says what happened then.

    Raises CalendarNotConfirmed when the count reaches a year not confirmed, ValueError for a naive instant.
    """
    steps: list[Step] = []
    starts_on = _start(rule, _arrival(rule, received, zone, arrived), calendar, steps)
    steps.append(Step(StepKind.RULE, starts_on, starts_on, _rule_sentence(rule)))
    ended = _count(rule, starts_on, calendar, holds, steps)
    due_on = None if ended is None else _roll(rule, ended, calendar, steps)
    if due_on is not None:
        steps.append(Step(StepKind.DUE, due_on, due_on))
    trace = Trace(calendar.code, calendar.name, zone, rule.to_json(), tuple(steps))
    return Deadline(starts_on, due_on, trace)


def _start(rule: DeadlineRule, arrival: tuple[date, str, bool], calendar: WorkingCalendar, steps: list[Step]) -> date:
    """The day the count starts from, with the steps that lead there."""
    day, said, is_late = arrival
    theirs = rule.anchor in {Anchor.RECEIVED, Anchor.DAY_AFTER_RECEIVED}
    shifts = theirs and rule.receipt is Receipt.NEXT_WORKING_DAY
    late = shifts and is_late and is_working_day(calendar, day)
    if late and rule.closes_at:
        said += f", after {rule.closes_at:%H:%M}"
    steps.append(Step(StepKind.ARRIVED, day, day, said))
    start = day + _ONE_DAY if late else day
    if shifts:
        start = _pass_over(start, _ONE_DAY, calendar, StepKind.WAITED, steps)
    text = "it counts as received on"
    if rule.anchor is Anchor.DAY_AFTER_RECEIVED:
        start += _ONE_DAY
        text = "the count starts from the day after it counts as received,"
    steps.append(Step(StepKind.STARTED, start, start, text))
    return start


def _arrival(rule: DeadlineRule, received: datetime | date, zone: str, arrived: str) -> tuple[date, str, bool]:
    """The local day of the anchor, how to say it, and whether that was after hours."""
    verb = _ARRIVED.get(rule.anchor, arrived)
    if not isinstance(received, datetime):
        return received, f"{verb} {show_day(received)}", False
    if received.tzinfo is None:
        raise ValueError("a deadline needs an instant with its zone, or a date")
    local = received.astimezone(ZoneInfo(zone))
    minute = local.time().replace(second=0, microsecond=0)
    is_late = rule.closes_at is not None and minute > rule.closes_at
    return local.date(), f"{verb} {show_day(local.date())} at {minute:%H:%M}", is_late


def _pass_over(day: date, step: timedelta, calendar: WorkingCalendar, kind: StepKind, steps: list[Step]) -> date:
    """The day itself if it is worked, else the next in that direction that is; each day between is a step."""
    while (why := why_not_working(calendar, day)) is not None:
        steps.append(Step(kind, day, day, why))
        day += step
    return day


def _count(
    rule: DeadlineRule, start: date, calendar: WorkingCalendar, holds: Sequence[Hold], steps: list[Step]
) -> date | None:
    """Walk day by day to the last day that counts; None when an open hold is met first."""
    goal = _days_to_count(rule, start)
    day = start if rule.counts is Counts.SAME_DAY else start + _ONE_DAY
    count = 0
    while True:
        hold = next((hold for hold in holds if hold.covers(day)), None)
        if hold is not None:
            if hold.until is None:
                steps.append(Step(StepKind.STOPPED, hold.since, hold.since, hold.reason, count))
                return None
            steps.append(Step(StepKind.HELD, day, hold.until - _ONE_DAY, hold.reason, count))
            day = hold.until
            continue
        why = why_not_working(calendar, day) if rule.unit is Unit.WORKING_DAYS else None
        if why is not None:
            steps.append(Step(StepKind.SKIPPED, day, day, why, count))
        else:
            count += 1
            _add_counted(steps, day, count)
            if count == goal:
                return day
        day += _ONE_DAY


def _add_counted(steps: list[Step], day: date, count: int) -> None:
    last = steps[-1]
    if last.kind is StepKind.COUNTED:
        steps[-1] = Step(StepKind.COUNTED, last.on, day, "", count)
    else:
        steps.append(Step(StepKind.COUNTED, day, day, "", count))


def _days_to_count(rule: DeadlineRule, start: date) -> int:
    """How many days are counted; weeks and months are the days to the corresponding day."""
    if rule.unit is Unit.WEEKS:
        return 7 * rule.amount
    if rule.unit is Unit.MONTHS:
        return (add_months(start, rule.amount) - start).days
    return rule.amount


def add_months(day: date, amount: int) -> date:
    """The corresponding day ``amount`` months on; where that month has none, its last day (30 Jan: 28 or 29 Feb)."""
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _roll(rule: DeadlineRule, day: date, calendar: WorkingCalendar, steps: list[Step]) -> date:
    if rule.roll is Roll.STAYS:
        return day
    step = _ONE_DAY if rule.roll is Roll.NEXT_WORKING_DAY else -_ONE_DAY
    return _pass_over(day, step, calendar, StepKind.ROLLED, steps)


def _rule_sentence(rule: DeadlineRule) -> str:
    same = rule.counts is Counts.SAME_DAY
    if rule.unit in {Unit.WEEKS, Unit.MONTHS}:
        how = "ending the day before the corresponding day" if same else "ending on the corresponding day"
        if rule.unit is Unit.MONTHS:
            how += ", in a shorter month its last"
    elif same:
        how = "that day being day 1"
    else:
        how = f"day 1 being the next {'working day' if rule.unit is Unit.WORKING_DAYS else 'day'}"
    return f"{rule.name}: {rule.amount:,} {rule.length_unit}, {how}"
