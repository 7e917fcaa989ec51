"""How far the answer's day was moved, and how far the procedure lets it be moved still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from app.calendars.deadline import Hold, work_out
from app.calendars.find import calendar
from app.calendars.rules import CalendarNotConfirmed, WorkingCalendar
from app.complaints.clocks import began_of, clocks_of_each, extension_kind
from app.complaints.find_requests import holds_of_each
from app.complaints.record import ExtensionRoom, ExtensionRow
from app.complaints.states import ClockKind, ClockState, ExtensionKind
from app.complaints.tables import Complaint, SlaClock
from app.complaints.wording import EXTENSION_WORDS, counted, show_date
from app.knowledge.procedure import Extension, Stage
from app.staff.tables import Desk
from app.staff.work import ReadWork


def extensions_of(trace: Mapping[str, Any]) -> tuple[ExtensionRow, ...]:
    """Each extension of a clock's present run, in order."""
    return tuple(
        ExtensionRow(
            on=date.fromisoformat(step["on"]),
            since=date.fromisoformat(step["from"]),
            until=date.fromisoformat(step["to"]),
            by=step["by"],
            reason=step["reason"],
            kind=extension_kind(step),
        )
        for step in trace.get("extended", [])
    )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A complaint in its stage, and what of it and of its desk the room depends on."""

    complaint: Complaint
    stage: Stage
    clock: SlaClock | None
    holds: tuple[Hold, ...]
    of: WorkingCalendar
    zone: str
    today: date


def extension_room(work: ReadWork, complaint: Complaint, stage: Stage) -> ExtensionRoom:
    """How far the answer may still be put off in its present stage, and why not where it may not."""
    return extension_rooms(work, [(complaint, stage)])[complaint.id]


def extension_rooms(work: ReadWork, cases: Sequence[tuple[Complaint, Stage]]) -> dict[int, ExtensionRoom]:
    """The same of several complaints, each in its stage, by their ids.

    Each extension is no longer than the procedure says, counted from the day that was due, and none goes past the
    last day that the stage allows at all.
    """
    complaints = [complaint for complaint, _stage in cases]
    clocks, holds = clocks_of_each(work, complaints, ClockKind.RESPOND), holds_of_each(work, complaints)
    desks = {
        desk.id: desk for desk in work.session.scalars(select(Desk).where(Desk.id.in_({c.desk_id for c in complaints})))
    }
    calendars = {code: calendar(work, code) for code in {desk.calendar_code for desk in desks.values()}}
    rooms = {}
    for one, stage in cases:
        desk = desks[one.desk_id]
        of = calendars[desk.calendar_code]
        asked = _Asked(one, stage, clocks.get(one.id), holds[one.id], of, desk.zone, work.today())
        rooms[one.id] = _room_of(asked)
    return rooms


def _room_of(asked: _Asked) -> ExtensionRoom:
    clock, stage = asked.clock, asked.stage
    if asked.complaint.joined_to_id is not None:
        return ExtensionRoom(0, None, "It has one clock with the case it is joined with: put that one off.")
    if clock is None or clock.state not in (ClockState.RUNNING, ClockState.EXTENDED, ClockState.HELD):
        return ExtensionRoom(0, None, "No clock of an answer runs.")
    if clock.state is ClockState.HELD:
        return ExtensionRoom(0, None, "The clock stands while something is waited for: there is no day to put off.")
    if stage.extension is None or not stage.extension.times:
        return ExtensionRoom(
            0,
            None,
            f"The procedure lets nobody put the answer off in the stage “{stage.name}”: it is due by "
            f"{show_date(clock.due_on)}.",
        )
    steps = extensions_of(clock.trace)
    left = stage.extension.times - len(steps)
    if left < 1:
        return ExtensionRoom(
            0,
            None,
            f"It was put off {_times(len(steps))} already ({_how(steps)}), and the procedure lets nobody do it again "
            f"in the stage “{stage.name}”: it is due by {show_date(clock.due_on)}.",
        )
    try:
        return _room(asked, stage.extension, clock, left)
    except CalendarNotConfirmed as unknown:
        return ExtensionRoom(left, None, str(unknown))


def room_words(room: ExtensionRoom) -> str:
    """What may still be done, as a sentence: "To 14 Dec 2026 at the latest, by whoever works on it; once more …"."""
    if room.latest is None:
        return room.why_not
    after = room.times_left - 1
    more = f"; {_times(after)} more after that" if after else "; it is the last time"
    agreed = ", if they agree" if room.agreed_only else ""
    return f"Whoever works on it may put it off to {show_date(room.latest)} at the latest{agreed}{more}."


def _how(steps: Sequence[ExtensionRow]) -> str:
    """Which of them the person agreed to: "once agreed with them, once notified"."""
    by_kind = {kind: number for kind in ExtensionKind if (number := sum(step.kind is kind for step in steps))}
    if len(by_kind) < 2:
        return "".join(EXTENSION_WORDS[kind] for kind in by_kind)
    return " and ".join(f"{_times(number)} {EXTENSION_WORDS[kind]}" for kind, number in by_kind.items())


def _room(asked: _Asked, extension: Extension, clock: SlaClock, left: int) -> ExtensionRoom:
    latest = work_out(extension.most, clock.due_on, asked.of, asked.zone).due_on
    must = _must(asked, clock)
    if must is not None and (latest is None or must < latest):
        latest = must
    if latest is None or latest <= max(clock.due_on, asked.today):
        words = f"{show_date(latest)}, " if latest else ""
        return ExtensionRoom(
            left,
            None,
            f"The last day to which the procedure lets anybody put it off, {words}leaves no room: answer it.",
        )
    return ExtensionRoom(left, latest, agreed_only=extension.agreed_only)


def _must(asked: _Asked, clock: SlaClock) -> date | None:
    """The last day that the stage allows, None where it sets none."""
    if asked.stage.must is None:
        return None
    return work_out(asked.stage.must, began_of(clock), asked.of, asked.zone, asked.holds).due_on


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, counted(number, "time"))
