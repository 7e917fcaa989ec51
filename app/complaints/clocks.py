"""The clocks on a complaint: started by the procedure, held while something is awaited, stopped by posted letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.calendars.deadline import Deadline, work_out
from app.calendars.deadline_rule import Anchor, DeadlineRule, Receipt, Unit
from app.calendars.find import calendar
from app.calendars.rules import WorkingCalendar, working_days_between
from app.calendars.trace import Trace, explain
from app.complaints.find_requests import holds_of
from app.complaints.states import ClockKind, ClockState, ExtensionKind
from app.complaints.tables import Complaint, SlaClock
from app.complaints.wording import EXTENSION_WORDS, show_date
from app.knowledge.procedure import Stage
from app.staff.tables import Desk
from app.staff.work import ReadWork, Work

RUNNING = frozenset({ClockState.RUNNING, ClockState.EXTENDED, ClockState.HELD})
"""The states of a clock that no letter has stopped yet."""

_KEPT = ("began", "earlier", "extended")
"""What stands beside the steps of a stored sum, and stays when they are worked out anew."""


def arrived(raised_on: date, received_at: datetime, zone: str) -> datetime | date:
    """The moment from which a complaint is counted: the day it was first raised anywhere.

    Where that is the day on which it reached this desk, the hour counts too.
    """
    local = received_at.astimezone(ZoneInfo(zone))
    return received_at if local.date() == raised_on else raised_on


def start_clocks(work: Work, complaint: Complaint, stage: Stage) -> None:
    """Start the clocks of a stage, each with the whole sum of its day. Raises CalendarNotConfirmed."""
    desk = work.session.get_one(Desk, complaint.desk_id)
    for kind, rule in _rules(stage).items():
        start_clock(work, complaint, kind, rule, _began(work, complaint, desk, kind), desk)


def start_clock(
    work: Work, complaint: Complaint, kind: ClockKind, rule: DeadlineRule, began: datetime | date, desk: Desk
) -> SlaClock:
    """Start one clock, or start the stage's own again; the sums it had before are kept with the new one."""
    of = calendar(work, desk.calendar_code)
    holds = holds_of(work, complaint) if kind is ClockKind.RESPOND else ()
    deadline = work_out(rule, began, of, desk.zone, holds, arrived=_arrived_as(complaint, began))
    trace = deadline.trace.to_json() | {"began": began.isoformat()}
    clock = clock_of(work, complaint, kind)
    if clock is None:
        clock = SlaClock(complaint_id=complaint.id, kind=kind, stage=complaint.stage)
        clock.due_on = _day(work_out(rule, began, of, desk.zone))
        work.session.add(clock)
    else:
        trace["earlier"] = [*clock.trace.get("earlier", []), {k: v for k, v in clock.trace.items() if k != "earlier"}]
    clock.started_on = deadline.starts_on
    clock.met_on = None
    clock.trace = trace
    _fall_due(complaint, clock, deadline, ClockState.RUNNING)
    return clock


def hold_or_run(work: Work, complaint: Complaint) -> None:
    """What is waited for has changed: the running clock of the answer stands, or runs on by the days it stood.

    The first sum is worked out anew. An extension's day moves on as well, by the days on which the clock stood since.
    """
    clock = clock_of(work, complaint, ClockKind.RESPOND)
    if clock is None or clock.state not in RUNNING:
        return
    desk = work.session.get_one(Desk, complaint.desk_id)
    of, holds = calendar(work, desk.calendar_code), holds_of(work, complaint)
    rule = DeadlineRule.from_json(clock.trace["rule"])
    extended = clock.trace.get("extended", [])
    if extended:
        last, told = extended[-1], date.fromisoformat(extended[-1]["on"])
        deadline = work_out(_rest(rule, last, of), told, of, desk.zone, holds)
        clock.trace = {**clock.trace, "rest": deadline.trace.to_json()}
    else:
        began = began_of(clock)
        deadline = work_out(rule, began, of, desk.zone, holds, arrived=_arrived_as(complaint, began))
        clock.trace = deadline.trace.to_json() | {key: clock.trace[key] for key in _KEPT if key in clock.trace}
    _fall_due(complaint, clock, deadline, ClockState.EXTENDED if extended else ClockState.RUNNING)


def _rest(rule: DeadlineRule, extension: Mapping[str, Any], of: WorkingCalendar) -> DeadlineRule:
    """What an extension left of the time, as a deadline that counts from the day on which it was told."""
    told, until = date.fromisoformat(extension["on"]), date.fromisoformat(extension["to"])
    by_work = rule.unit is Unit.WORKING_DAYS
    return DeadlineRule(
        name=f"The rest of the time until {show_date(until)}",
        unit=Unit.WORKING_DAYS if by_work else Unit.CALENDAR_DAYS,
        amount=max(1, working_days_between(of, told, until) if by_work else (until - told).days),
        anchor=Anchor.ISSUED,
        receipt=Receipt.AS_IT_COMES,
        roll=rule.roll,
    )


def _fall_due(complaint: Complaint, clock: SlaClock, deadline: Deadline, running: ClockState) -> None:
    """A clock that is held has no day; it keeps the one that it had, for whoever asks what was promised."""
    clock.state = ClockState.HELD if deadline.due_on is None else running
    clock.due_on = deadline.due_on or clock.due_on
    if clock.kind is ClockKind.RESPOND:
        complaint.respond_by = deadline.due_on


def _day(deadline: Deadline) -> date:
    if deadline.due_on is None:
        raise ValueError("a deadline has no day although nothing holds it")
    return deadline.due_on


def start_again(work: Work, complaint: Complaint, stage: Stage) -> bool:
    """After reopening: the answer's clock starts anew today unless it never stopped; says whether it did.

    An acknowledgement that was never sent, since closing stopped its clock, is owed again.
    """
    desk = work.session.get_one(Desk, complaint.desk_id)
    started = False
    for kind, rule in _rules(stage).items():
        clock = clock_of(work, complaint, kind)
        ended = clock is None or clock.state not in RUNNING
        owed = ended if kind is ClockKind.RESPOND else clock is not None and clock.state is ClockState.STOPPED
        if owed:
            start_clock(work, complaint, kind, rule, work.now(), desk)
            started = started or kind is ClockKind.RESPOND
    return started


def work_out_again(work: Work, complaint: Complaint, stage: Stage) -> None:
    """After the first day became another one: the running clocks are worked out anew, the others stand as they were."""
    desk = work.session.get_one(Desk, complaint.desk_id)
    for kind, rule in _rules(stage).items():
        clock, began = clock_of(work, complaint, kind), _began(work, complaint, desk, kind)
        if clock is None or clock.state not in RUNNING or clock.trace.get("extended"):
            continue
        if clock.trace["began"] != began.isoformat():
            start_clock(work, complaint, kind, rule, began, desk)


def run_own_clocks(work: Work, complaint: Complaint, stage: Stage) -> None:
    """After it was separated from another case: the clocks that run are its own again, whatever the shared one had."""
    desk = work.session.get_one(Desk, complaint.desk_id)
    for kind, rule in _rules(stage).items():
        clock = clock_of(work, complaint, kind)
        if clock is not None and clock.state in RUNNING:
            start_clock(work, complaint, kind, rule, _began(work, complaint, desk, kind), desk)


def stop_clock(work: Work, complaint: Complaint, kind: ClockKind, on: date) -> None:
    """A letter was posted: a running clock is met when that was in time, missed when it was not. Others stay so.

    A clock stands only from before its day, so that what is posted meanwhile is in time.
    """
    clock = clock_of(work, complaint, kind)
    if clock is not None and clock.state in RUNNING:
        in_time = clock.state is ClockState.HELD or on <= clock.due_on
        clock.state = ClockState.MET if in_time else ClockState.MISSED
        clock.met_on = on
    if kind is ClockKind.RESPOND:
        complaint.respond_by = None


def end_clocks(work: Work, complaint: Complaint) -> None:
    """The complaint was closed: clocks that no letter stopped are over, neither met nor missed."""
    for kind in ClockKind:
        clock = clock_of(work, complaint, kind)
        if clock is not None and clock.state in RUNNING:
            clock.state = ClockState.STOPPED
            clock.trace = {**clock.trace, "stopped": work.today().isoformat()}
    complaint.respond_by = None


def extend_clock(work: Work, complaint: Complaint, until: date, reason: str, kind: ExtensionKind) -> None:
    """Move the day of the answer with its reason, and say how the person knows; the sum of the first day is kept."""
    clock = clock_of(work, complaint, ClockKind.RESPOND)
    if clock is None or clock.state not in RUNNING or clock.state is ClockState.HELD:
        raise ValueError("only a running clock can be extended")
    step = {
        "from": clock.due_on.isoformat(),
        "to": until.isoformat(),
        "reason": reason,
        "kind": kind.value,
        "on": work.today().isoformat(),
        "by": work.actor.name,
    }
    before = {key: value for key, value in clock.trace.items() if key != "rest"}
    clock.trace = {**before, "extended": [*clock.trace.get("extended", []), step]}
    clock.due_on = until
    clock.state = ClockState.EXTENDED
    complaint.respond_by = until


def clock_of(work: ReadWork, complaint: Complaint, kind: ClockKind) -> SlaClock | None:
    """The clock of that kind in the complaint's present stage."""
    return clocks_of_each(work, [complaint], kind).get(complaint.id)


def clocks_of_each(work: ReadWork, complaints: Sequence[Complaint], kind: ClockKind) -> dict[int, SlaClock]:
    """The same of several complaints, by their ids; those without one are left out."""
    stages = {one.id: one.stage for one in complaints}
    clocks = work.session.scalars(select(SlaClock).where(SlaClock.complaint_id.in_(stages), SlaClock.kind == kind))
    return {one.complaint_id: one for one in clocks if one.stage == stages[one.complaint_id]}


def sum_of(trace: Mapping[str, Any]) -> tuple[str, ...]:
    """The whole sum of a stored clock as sentences, earlier runs and extensions with it."""
    lines = [f"One clock with {trace['with']}, with which it is joined."] if "with" in trace else []
    for earlier in trace.get("earlier", []):
        lines += ["Before it was started again:", *_one_sum(earlier)]
    if trace.get("earlier"):
        lines.append("Since then:")
    return (*lines, *_one_sum(trace))


def began_of(clock: SlaClock) -> datetime | date:
    """The moment from which a clock is counted, as it was given when it was started."""
    began: str = clock.trace["began"]
    return datetime.fromisoformat(began) if "T" in began else date.fromisoformat(began)


def promised_before(trace: Mapping[str, Any]) -> date | None:
    """The day that was promised before the last extension, None when there was none."""
    steps = trace.get("extended", [])
    return date.fromisoformat(steps[-1]["from"]) if steps else None


def extension_kind(step: Mapping[str, Any]) -> ExtensionKind:
    """How the person knew of a stored extension; nobody was asked while that was not yet noted."""
    return ExtensionKind(step.get("kind", ExtensionKind.NOTIFIED))


def _one_sum(trace: Mapping[str, Any]) -> list[str]:
    lines = explain(Trace.from_json(trace))
    for step in trace.get("extended", []):
        told, until = (show_date(date.fromisoformat(step[key])) for key in ("on", "to"))
        how = EXTENSION_WORDS[extension_kind(step)]
        lines.append(f"Extended to {until} by {step['by']} on {told}, {how}: {step['reason']}")
    if "rest" in trace:
        lines += explain(Trace.from_json(trace["rest"]))[1:]
    if "stopped" in trace:
        on = show_date(date.fromisoformat(trace["stopped"]))
        lines.append(f"Stopped on {on}, since the complaint was closed without a letter.")
    return lines


def _began(work: ReadWork, complaint: Complaint, desk: Desk, kind: ClockKind) -> datetime | date:
    """A later stage is counted from the request for it, the first one from the day it was first raised.

    The answer to a matter that came by several ways is counted from the first of them; each is acknowledged by itself.
    """
    if complaint.asked_on is not None:
        return complaint.asked_on
    if kind is ClockKind.ACKNOWLEDGE:
        return arrived(complaint.raised_on, complaint.received_at, desk.zone)
    by_other_ways = select(Complaint.raised_on, Complaint.received_at).where(Complaint.joined_to_id == complaint.id)
    ways = [(row.raised_on, row.received_at) for row in work.session.execute(by_other_ways)]
    raised_on, received_at = min([(complaint.raised_on, complaint.received_at), *ways])
    return arrived(raised_on, received_at, desk.zone)


def _arrived_as(complaint: Complaint, began: datetime | date) -> str:
    """How a sum says what it counts from: what was raised elsewhere before was not received that day."""
    is_earlier = complaint.asked_on is None and not isinstance(began, datetime)
    return "First raised" if is_earlier else "Received"


def _rules(stage: Stage) -> dict[ClockKind, DeadlineRule]:
    rules = {ClockKind.RESPOND: stage.respond}
    if stage.acknowledge is not None:
        rules[ClockKind.ACKNOWLEDGE] = stage.acknowledge
    return rules
