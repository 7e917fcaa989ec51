"""How far the answer's day was moved, and how far the procedure lets it be moved still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from app.calendars.deadline import work_out
from app.calendars.find import calendar
from app.calendars.rules import CalendarNotConfirmed, WorkingCalendar
from app.complaints.clocks import began_of, clock_of, extension_kind
from app.complaints.find_requests import holds_of
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


def extension_room(work: ReadWork, complaint: Complaint, stage: Stage) -> ExtensionRoom:
    """How far the answer may still be put off in its present stage, and why not where it may not.

    Each extension is no longer than the procedure says, counted from the day that was due, and none goes past the
    last day that the stage allows at all.
    """
    if complaint.joined_to_id is not None:
        return ExtensionRoom(0, None, "It has one clock with the case it is joined with: put that one off.")
    clock = clock_of(work, complaint, ClockKind.RESPOND)
    if clock is None or clock.state not in (ClockState.RUNNING, ClockState.EXTENDED, ClockState.HELD):
        return ExtensionRoom(0, None, "No clock of an answer runs.")
    if clock.state is ClockState.HELD:
        return ExtensionRoom(0, None, "The clock stands while something is waited for: there is no day to put off.")
    if stage.extension is None:
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
        return _room(work, complaint, stage, stage.extension, clock, left)
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
    by_kind = {kind: sum(step.kind is kind for step in steps) for kind in ExtensionKind}
    if len(steps) in by_kind.values():
        return EXTENSION_WORDS[steps[0].kind]
    return " and ".join(f"{_times(number)} {EXTENSION_WORDS[kind]}" for kind, number in by_kind.items())


def _room(
    work: ReadWork, complaint: Complaint, stage: Stage, extension: Extension, clock: SlaClock, left: int
) -> ExtensionRoom:
    desk = work.session.get_one(Desk, complaint.desk_id)
    of = calendar(work, desk.calendar_code)
    latest = work_out(extension.most, clock.due_on, of, desk.zone).due_on
    must = _must(work, complaint, stage, began_of(clock), of, desk.zone)
    if must is not None and (latest is None or must < latest):
        latest = must
    if latest is None or latest <= max(clock.due_on, work.today()):
        words = f"{show_date(latest)}, " if latest else ""
        return ExtensionRoom(
            left,
            None,
            f"The last day to which the procedure lets anybody put it off, {words}leaves no room: answer it.",
        )
    return ExtensionRoom(left, latest, agreed_only=extension.agreed_only)


def _must(
    work: ReadWork, complaint: Complaint, stage: Stage, began: datetime | date, of: WorkingCalendar, zone: str
) -> date | None:
    """The last day that the stage allows, None where it sets none."""
    if stage.must is None:
        return None
    return work_out(stage.must, began, of, zone, holds_of(work, complaint)).due_on


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, counted(number, "time"))
