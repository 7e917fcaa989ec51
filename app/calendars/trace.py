"""The sum behind a due date, kept as data so that years later it still reads as it was worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby
from typing import Any

from app.basics.problems import WorldProblem
from app.calendars.day_names import short_day, show_day, show_days, weekday_name

TRACE_VERSION = 1


class TraceNotReadable(WorldProblem):
    """A stored sum has a form this program does not know."""


class StepKind(StrEnum):
    """What one step of the sum says."""

    ARRIVED = "arrived"  # the anchor's own day and hour
    WAITED = "waited"  # a day passed over before it counted as received
    STARTED = "started"  # the day the count starts from
    RULE = "rule"
    COUNTED = "counted"  # a run of days that counted; ``count`` is the number of its last
    SKIPPED = "skipped"  # a day not worked
    HELD = "held"  # a run of days on which the clock stood
    ROLLED = "rolled"  # a day that is not worked, passed over at the end of the count
    STOPPED = "stopped"  # the clock stands now: there is no due date
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a day or a run of days (``on`` to ``until``, both within), why or what, and the count reached."""

    kind: StepKind
    on: date
    until: date
    text: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Trace:
    """All steps, and whose calendar and zone they were worked with."""

    calendar_code: str
    calendar_name: str
    zone: str
    rule: Mapping[str, Any]
    steps: tuple[Step, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values under a schema version; a step is [kind, on, until, text, count]."""
        return {
            "version": TRACE_VERSION,
            "calendar": {"code": self.calendar_code, "name": self.calendar_name},
            "zone": self.zone,
            "rule": dict(self.rule),
            "steps": [[s.kind.value, s.on.isoformat(), s.until.isoformat(), s.text, s.count] for s in self.steps],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Trace:
        """The trace that ``to_json`` wrote. Raises TraceNotReadable for another version or a damaged one."""
        if data.get("version") != TRACE_VERSION:
            raise TraceNotReadable(
                f"This deadline's sum was stored in form {data.get('version')}, which this version cannot read.",
                "Update Fairhand.",
            )
        try:
            steps = tuple(
                Step(StepKind(kind), date.fromisoformat(on), date.fromisoformat(until), str(text), int(count))
                for kind, on, until, text, count in data["steps"]
            )
            calendar = data["calendar"]
            return cls(calendar["code"], calendar["name"], data["zone"], data["rule"], steps)
        except (KeyError, TypeError, ValueError) as damage:
            raise TraceNotReadable(f"This deadline's stored sum is damaged: {damage!r}.") from damage


def explain(trace: Trace) -> list[str]:
    """The sum as sentences, one a line, for the person who asks why it is due that day."""
    sentences: list[str] = []
    for kind, group in groupby(trace.steps, key=lambda step: step.kind):
        sentences += _SAY[kind](list(group), trace)
    return sentences


def _arrival(steps: Sequence[Step], trace: Trace) -> list[str]:
    """Three kinds of step make this one sentence: the day, the days waited, and the day it counted from."""
    arrived = steps[0]
    waited = [step for step in trace.steps if step.kind is StepKind.WAITED]
    start = next(step for step in trace.steps if step.kind is StepKind.STARTED)
    if start.on == arrived.on:
        return [f"{arrived.text}."]
    because = f"; not worked: {_days_named(waited)}" if waited else ""
    return [f"{arrived.text}, so {start.text} {show_day(start.on)}{because}."]


def _nothing(_steps: Sequence[Step], _trace: Trace) -> list[str]:
    return []


def _rule(steps: Sequence[Step], trace: Trace) -> list[str]:
    return [f"{steps[0].text}, by the calendar of {trace.calendar_name}."]


def _counted(steps: Sequence[Step], _trace: Trace) -> list[str]:
    return [_run(step) for step in steps]


def _run(step: Step) -> str:
    first = step.count - (step.until - step.on).days
    number = f"Day {step.count}" if first == step.count else f"Days {first} to {step.count}"
    return f"{number}: {show_days(step.on, step.until)}."


def _skipped(steps: Sequence[Step], _trace: Trace) -> list[str]:
    return [f"Not counted: {_days_named(steps)}."]


def _held(steps: Sequence[Step], _trace: Trace) -> list[str]:
    return [f"Not counted: {show_days(step.on, step.until)}, while the clock stood ({step.text})." for step in steps]


def _rolled(steps: Sequence[Step], _trace: Trace) -> list[str]:
    return [f"Not worked: {_days_named(steps)}, so the day moves."]


def _stopped(steps: Sequence[Step], _trace: Trace) -> list[str]:
    since = show_day(steps[0].on)
    return [f"The clock has stood since {since} ({steps[0].text}): there is no due date until it runs again."]


def _due(steps: Sequence[Step], _trace: Trace) -> list[str]:
    return [f"Due {show_day(steps[0].on)}."]


def _days_named(steps: Sequence[Step]) -> str:
    """Days and why, "Sat 4 Apr, Mon 6 Apr (Easter Monday)"; that Saturday is one goes without saying."""
    return ", ".join(
        short_day(step.on) if step.text == weekday_name(step.on) else f"{short_day(step.on)} ({step.text})"
        for step in steps
    )


_SAY = {
    StepKind.ARRIVED: _arrival,
    StepKind.WAITED: _nothing,
    StepKind.STARTED: _nothing,
    StepKind.RULE: _rule,
    StepKind.COUNTED: _counted,
    StepKind.SKIPPED: _skipped,
    StepKind.HELD: _held,
    StepKind.ROLLED: _rolled,
    StepKind.STOPPED: _stopped,
    StepKind.DUE: _due,
}
