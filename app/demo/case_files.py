"""The hand-written cases: what was raised, what was found, what was done, with the days still open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from app.complaints.new_matter import NewMatter, NewParty, NewReference
from app.demo.shipped import data, files_in

_SLOT = re.compile(r"\{(?P<name>event|raised|now)(?P<shift>[+-]\d+)?\}")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class RemedyFile:
    """A remedy; ``days`` is how long after the answer it is due, ``amount`` a payment's sum such as "250.00".

    ``proof`` is what shows an actual loss.
    """

    kind: str
    text: str
    owner: str
    days: int
    amount: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class HeadFile:
    """One point; ``before`` is how many days before it was raised it happened. ``causes`` are one of each axis."""

    title: str
    says: str
    before: int
    standard: str
    happened: str
    should: str
    met: str | None
    fault: str | None
    outcome: str
    finding: str
    reason: str
    level: int | None
    effect: str
    causes: tuple[str, ...]
    remedies: tuple[RemedyFile, ...]


@dataclass(frozen=True, slots=True)
class AsideFile:
    """A point that is not answered by itself: redirected by a ``route``, or joined to the first point without one."""

    title: str
    says: str
    before: int
    route: str
    reason: str


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A complaint as somebody wrote it; texts have slots for days, see ``fill``."""

    code: str
    desk: str
    who: str
    territories: tuple[str, ...]
    channel: str
    where: str
    title: str
    words: str
    wants: str
    looked_at: str
    heads: tuple[HeadFile, ...]
    delay: str
    route: str
    case_number: str
    matter: NewMatter
    returned: tuple[str, str]
    adjustment: tuple[str, str]
    asides: tuple[AsideFile, ...]


@cache
def case_files() -> tuple[CaseFile, ...]:
    """All of them, in order of their files."""
    return tuple(read_case(f"{path.rpartition('/')[2]}:{at}", found) for path in files_in("cases")
                 for at, found in enumerate(data(path)["case"]))  # fmt: skip


def fill(text: str, days: Mapping[str, date]) -> str:
    """The text with each "{event+3}" as a day in words; one that falls on a weekend is the Monday after it."""
    return _SLOT.sub(lambda slot: _in_words(shifted(days[slot["name"]], int(slot["shift"] or 0))), text.strip())


def shifted(day: date, shift: int) -> date:
    """So many days later, and the Monday after it where that is a weekend."""
    moved = day + timedelta(days=shift)
    return moved + timedelta(days=(0, 0, 0, 0, 0, 2, 1)[moved.weekday()])


def _in_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def read_case(code: str, found: Mapping[str, Any]) -> CaseFile:
    """A case as a file has it, its texts with slots."""
    return CaseFile(
        code=code,
        desk=found["desk"],
        who=found["who"],
        territories=tuple(found.get("territories", ("GB", "IE", "ZA", "JM"))),
        channel=found["channel"],
        where=found["where"],
        title=found["title"],
        words=found["words"],
        wants=found["wants"],
        looked_at=found["looked_at"].strip(),
        heads=tuple(read_head(head) for head in found["head"]),
        delay=found.get("delay", ""),
        route=found.get("route", ""),
        case_number=found.get("case_number", ""),
        matter=_matter(found.get("matter", {})),
        returned=_pair(found.get("returned")),
        adjustment=_pair(found.get("adjustment")),
        asides=tuple(
            AsideFile(one["title"], one["says"], one["before"], one.get("route", ""), one.get("reason", ""))
            for one in found.get("aside", ())
        ),
    )


def _matter(found: Mapping[str, Any]) -> NewMatter:
    """Where a case comes from; parties and references are lists in the order of their fields."""
    return NewMatter(
        raised_with=found.get("raised_with", ""),
        raised_tried=found.get("raised_tried", ""),
        court=found.get("court", ""),
        parties=tuple(NewParty(*party) for party in found.get("parties", ())),
        references=tuple(NewReference(*reference) for reference in found.get("references", ())),
    )


def _pair(found: list[str] | None) -> tuple[str, str]:
    return (found[0], found[1]) if found else ("", "")


def read_head(found: Mapping[str, Any]) -> HeadFile:
    """A point as a file has it."""
    remedies = tuple(RemedyFile(*remedy) for remedy in found.get("remedies", ()))
    return HeadFile(
        title=found["title"],
        says=found["says"],
        before=found["before"],
        standard=found["standard"],
        happened=found["happened"],
        should=found["should"],
        met=found.get("met"),
        fault=found.get("fault"),
        outcome=found["outcome"],
        finding=found["finding"],
        reason=found["reason"],
        level=found.get("level"),
        effect=found.get("effect", ""),
        causes=tuple(found.get("causes", ())),
        remedies=remedies,
    )
