"""The calls and letters of the past that every member has had, for the bulk load."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from app.basics.references import ReferenceKind, make_reference
from app.contacts.caller_checks import POINTS, outcome
from app.contacts.tables import CallerKind, ComplaintWanted, Direction, TaskKind
from app.demo.columns import Batch, stored_instant
from app.demo.members import Member
from app.demo.notes import invent_note
from app.members.tables import Channel, MembershipState

MOST_CONTACTS = 8
"""How many contacts one person may have: ids are given by it."""

_CHANNELS = [Channel.CALL, Channel.EMAIL, Channel.LETTER, Channel.CHAT, Channel.VISIT]
_SHARES = [52, 30, 8, 9, 1]
_EAST = frozenset({"SG", "HK", "MY", "NZ"})


@dataclass(frozen=True, slots=True)
class Writer:
    """Somebody who has logged contacts, and their desk."""

    staff_id: int
    desk_id: int


@dataclass(frozen=True, slots=True)
class Writers:
    """Who answers whom: the desk of Asia Pacific has its own territories."""

    east: Sequence[Writer]
    west: Sequence[Writer]


def write_contacts(random: Random, batch: Batch, writers: Writers, member: Member, today: date) -> None:
    """The past contacts of a member, newest within the last days, with the promises that were kept."""
    count = min(MOST_CONTACTS, int(random.expovariate(0.9)))
    first = member.career.joined_on
    for number in range(count):
        span = min((today - first).days, 900)
        if span < 2:
            return
        day = today - timedelta(days=1 + int(span * random.random() ** 2))
        while day.isoweekday() > 5:
            day -= timedelta(days=1)
        _write_contact(random, batch, writers, member, day, number)


def _write_contact(random: Random, batch: Batch, writers: Writers, member: Member, day: date, number: int) -> None:
    writer = random.choice(writers.east if member.where.code in _EAST else writers.west)
    age = (day - member.career.born_on).days // 365
    note = invent_note(random, member.where, member.place, day, age, _state_on(member, day))
    at = datetime.combine(day, time(random.randrange(8, 17), random.randrange(60)), UTC)
    kind = CallerKind(note.caller)
    checked = _checked(random, kind)
    channel = random.choices(_CHANNELS, _SHARES)[0]
    wanted = random.choice([ComplaintWanted.NO, ComplaintWanted.ASKED]).value if note.about else None
    contact_id = member.id * MOST_CONTACTS + number
    batch["contact"].append(
        (
            contact_id, member.id, writer.desk_id, writer.staff_id, channel.value, Direction.IN.value,
            stored_instant(at), note.wanted, note.said, kind.value, "", outcome(kind, frozenset(checked)).value,
            json.dumps(checked), int(bool(note.about)), note.about, wanted, 1,
        )
    )  # fmt: skip
    if note.promise and number == 0:
        _write_kept_promise(random, batch, writer, member, note.promise, contact_id, at)


def _state_on(member: Member, day: date) -> str:
    """The state of the membership as far as it was known that day."""
    ended = member.career.died_on or member.career.ends_on
    was_active = ended is None or day <= ended
    return MembershipState.ACTIVE.value if was_active else member.career.state.value


def _checked(random: Random, kind: CallerKind) -> list[str]:
    points = [point.key for point in POINTS[kind]]
    return sorted(points if random.random() < 0.9 else random.sample(points, k=1))


def _write_kept_promise(
    random: Random, batch: Batch, writer: Writer, member: Member, what: str, contact_id: int, at: datetime
) -> None:
    """Done in time, or nearly: before the day of the demo."""
    done = at + timedelta(hours=random.randrange(2, 20))
    reference = make_reference(ReferenceKind.TASK, at.year, member.id)
    batch["task"].append(
        (
            reference, TaskKind.PROMISE.value, member.id, contact_id, f"contact:{contact_id}", what,
            stored_instant(at + timedelta(days=1)), writer.staff_id, stored_instant(done), writer.staff_id,
            random.choice(("Done.", "Done, they know.", "Sent.", "Rang back; content.", "Answered by email.")), 1,
        )
    )  # fmt: skip
