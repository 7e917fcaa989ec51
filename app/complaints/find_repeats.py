"""Reading what was settled at first contact, and what of it came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, func, select, true
from sqlalchemy.orm import InstrumentedAttribute, aliased

from app.basics.clock import today_in
from app.calendars.find import calendar
from app.complaints.repeats import Matter, came_back, last_day_to_come_back
from app.complaints.tables import Complaint, ComplaintHead
from app.contacts.tables import Contact, Direction
from app.staff.tables import Desk
from app.staff.work import ReadWork

_AT_ITS_DESK = Desk.id == Complaint.desk_id


@dataclass(frozen=True, slots=True)
class SettledCase:
    """One case that was settled; ``may_come_back`` while the ten working days are not over."""

    id: int
    desk_id: int
    is_new: bool
    came_back: bool
    may_come_back: bool


@dataclass(frozen=True, slots=True)
class _Settled:
    id: int
    desk_id: int
    zone: str
    is_new: bool
    matter: Matter
    until: date | None

    def is_in_time(self, day: date) -> bool:
        return self.until is None or day <= self.until


def settled_since(
    work: ReadWork, since: ColumnElement[datetime], is_new: ColumnElement[bool], desk_id: int | None = None
) -> list[SettledCase]:
    """What was settled at first contact of what reached its desk since then; ``is_new`` tells them apart.

    Of one desk or of all. Days are those of each case's desk.
    """
    which = and_(Complaint.settled_at_once, Complaint.received_at >= since, Complaint.joined_to_id.is_(None))
    if desk_id is not None:
        which = and_(which, Complaint.desk_id == desk_id)
    settled = list(_settled(work, which, is_new))
    again = _again(work, which, settled)
    return [
        SettledCase(
            one.id,
            one.desk_id,
            one.is_new,
            came_back=any(came_back(one.matter, other, one.until) for other in again[one.id]),
            may_come_back=one.is_in_time(today_in(work.clock, one.zone)),
        )
        for one in settled
    ]


def _settled(work: ReadWork, which: ColumnElement[bool], is_new: ColumnElement[bool]) -> Iterator[_Settled]:
    facts = (Complaint.id, Complaint.person_id, Complaint.title, Complaint.received_at, Complaint.desk_id)
    query = select(*facts, Desk.zone, Desk.calendar_code, is_new.label("is_new")).join(Desk, _AT_ITS_DESK).where(which)
    rows = work.session.execute(query).all()
    symptoms = _symptoms(work, select(Complaint.id).join(Desk, _AT_ITS_DESK).where(which))
    calendars = {code: calendar(work, code) for code in {row.calendar_code for row in rows}}
    last_days: dict[tuple[date, str, str], date | None] = {}
    for row in rows:
        on = _day(row.received_at, row.zone)
        key = (on, row.calendar_code, row.zone)
        if key not in last_days:
            last_days[key] = last_day_to_come_back(on, calendars[row.calendar_code], row.zone)
        matter = Matter.of(row.person_id, on, row.title, symptoms[row.id])
        yield _Settled(row.id, row.desk_id, row.zone, bool(row.is_new), matter, last_days[key])


def _again(work: ReadWork, which: ColumnElement[bool], settled: Sequence[_Settled]) -> dict[int, list[Matter]]:
    """By settled case, what its person brought in time: words are taken apart only of that."""
    cases = {one.id: one for one in settled}
    found: dict[int, list[Matter]] = defaultdict(list)
    for case_id, at, about, symptoms in _brought(work, which, _end(settled)):
        one = cases.get(case_id)  # None where somebody settled it since the cases were read
        if one is not None and one.is_in_time(day := _day(at, one.zone)):
            found[case_id].append(Matter.of(one.matter.person_id, day, about, symptoms))
    return found


def _brought(
    work: ReadWork, which: ColumnElement[bool], end: datetime | None
) -> list[tuple[int, datetime, str, set[str]]]:
    """By settled case, what its person brought until then: complaints, and contacts in which they were dissatisfied."""
    later = aliased(Complaint)
    complaints = work.session.execute(
        select(Complaint.id, later.id, later.received_at, later.title)
        .join(Desk, _AT_ITS_DESK)
        .join(later, and_(later.person_id == Complaint.person_id, later.received_at > Complaint.received_at))
        .where(which, later.joined_to_id.is_(None), _before(later.received_at, end))
    ).all()
    words = func.coalesce(func.nullif(Contact.dissatisfied_about, ""), Contact.wanted)
    contacts = work.session.execute(
        select(Complaint.id, Contact.happened_at, words)
        .join(Desk, _AT_ITS_DESK)
        .join(Contact, and_(Contact.person_id == Complaint.person_id, Contact.happened_at > Complaint.received_at))
        .where(which, Contact.dissatisfied, Contact.direction == Direction.IN, _before(Contact.happened_at, end))
        .where(Contact.id.is_distinct_from(Complaint.from_contact_id))  # its seconds are after the case's whole minute
    )
    symptoms = _symptoms(work, {later_id for _case_id, later_id, *_facts in complaints})
    by_case = [(case_id, at, title, symptoms[later_id]) for case_id, later_id, at, title in complaints]
    return by_case + [(case_id, at, about, set()) for case_id, at, about in contacts]


def _end(settled: Sequence[_Settled]) -> datetime | None:
    """When the last of them can come back no more; None while nobody can say so of each."""
    ends: list[datetime] = []
    for one in settled:
        if one.until is None:
            return None
        ends.append(datetime.combine(one.until + timedelta(days=1), time(), ZoneInfo(one.zone)))
    return max(ends, default=None)


def _before(at: InstrumentedAttribute[datetime], end: datetime | None) -> ColumnElement[bool]:
    return true() if end is None else at < end


def _symptoms(work: ReadWork, ids: Collection[int] | Select[int]) -> dict[int, set[str]]:
    query = select(ComplaintHead.complaint_id, ComplaintHead.symptom).where(
        ComplaintHead.complaint_id.in_(ids), ComplaintHead.symptom.is_not(None)
    )
    found: dict[int, set[str]] = defaultdict(set)
    for complaint_id, symptom in work.session.execute(query):
        found[complaint_id].add(str(symptom))
    return found


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
