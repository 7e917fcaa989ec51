"""Reading what was settled at first contact, and what of it came back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import aliased

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
    is_new: bool
    matter: Matter
    until: date | None


def settled_since(work: ReadWork, since: ColumnElement[datetime], is_new: ColumnElement[bool]) -> list[SettledCase]:
    """What was settled at first contact of what reached its desk since then; ``is_new`` tells them apart."""
    which = and_(Complaint.settled_at_once, Complaint.received_at >= since, Complaint.joined_to_id.is_(None))
    again = _again(work, which)
    return [
        SettledCase(
            one.id,
            one.desk_id,
            one.is_new,
            came_back=any(came_back(one.matter, other, one.until) for other in again[one.id]),
            may_come_back=one.until is None or one.until >= work.today(),
        )
        for one in _settled(work, which, is_new)
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
        yield _Settled(row.id, row.desk_id, bool(row.is_new), matter, last_days[key])


def _again(work: ReadWork, which: ColumnElement[bool]) -> dict[int, list[Matter]]:
    """By settled case, what its person brought later: complaints, and contacts in which they were dissatisfied."""
    later = aliased(Complaint)
    complaints = work.session.execute(
        select(Complaint.id, Desk.zone, later.id, later.person_id, later.received_at, later.title)
        .join(Desk, _AT_ITS_DESK)
        .join(later, and_(later.person_id == Complaint.person_id, later.received_at > Complaint.received_at))
        .where(which, later.joined_to_id.is_(None))
    ).all()
    about = func.coalesce(func.nullif(Contact.dissatisfied_about, ""), Contact.wanted)
    contacts = work.session.execute(
        select(Complaint.id, Desk.zone, Contact.person_id, Contact.happened_at, about)
        .join(Desk, _AT_ITS_DESK)
        .join(Contact, and_(Contact.person_id == Complaint.person_id, Contact.happened_at > Complaint.received_at))
        .where(which, Contact.dissatisfied, Contact.direction == Direction.IN)
        .where(Contact.id.is_distinct_from(Complaint.from_contact_id))  # its seconds are after the case's whole minute
    ).all()
    symptoms = _symptoms(work, {case_id for _first, _zone, case_id, *_facts in complaints})
    found: dict[int, list[Matter]] = defaultdict(list)
    for first, zone, case_id, person_id, at, title in complaints:
        found[first].append(Matter.of(person_id, _day(at, zone), title, symptoms[case_id]))
    for first, zone, person_id, at, words in contacts:
        found[first].append(Matter.of(person_id, _day(at, zone), words))
    return found


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
