"""Reading how many complaints were settled at first contact: their share by desk, this month and last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, case, func, literal, select

from app.complaints.find import worklist_cases, worklist_rows
from app.complaints.tables import Complaint
from app.complaints.worklist_row import WorklistRow
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork

MOST = 100
"""How many cases behind a share are read: the newest."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many ``settled`` ``of`` so many."""

    settled: int
    of: int


@dataclass(frozen=True, slots=True)
class DeskShare:
    """What a desk settled at first contact of what reached it this month, and last month: months as it lives them."""

    desk_id: int
    desk_name: str
    this_month: Share
    last_month: Share


def settled_shares(work: ReadWork) -> list[DeskShare]:
    """Each desk that complaints reached since the beginning of last month, by name.

    First contact resolution is what was settled then and neither taken further nor opened again; what came in by
    another way of the same matter is not counted twice.
    """
    work.require(Permission.COMPLAINT_READ)
    last, this = _month_begins(work)
    now = Complaint.received_at >= this
    before = Complaint.received_at < this
    counts = [func.count(case((one & Complaint.settled_at_once, 1))) for one in (now, before)]
    query = (
        select(Desk.id, Desk.name, counts[0], func.count(case((now, 1))), counts[1], func.count(case((before, 1))))
        .join(Complaint, Complaint.desk_id == Desk.id)
        .where(Complaint.received_at >= last, Complaint.joined_to_id.is_(None))
        .group_by(Desk.id, Desk.name)
        .order_by(Desk.name)
    )
    return [
        DeskShare(desk_id, name, Share(settled, of), Share(settled_before, of_before))
        for desk_id, name, settled, of, settled_before, of_before in work.session.execute(query)
    ]


def settled_cases(work: ReadWork, desk_id: int) -> list[WorklistRow]:
    """The cases behind a desk's share, the newest first, and no more than the newest hundred."""
    work.require(Permission.COMPLAINT_READ)
    query = worklist_cases().where(
        Complaint.desk_id == desk_id,
        Complaint.settled_at_once,
        Complaint.received_at >= _month_begins(work)[0],
        Complaint.joined_to_id.is_(None),
    )
    return worklist_rows(work, query.order_by(Complaint.received_at.desc(), Complaint.id.desc()).limit(MOST))


def _month_begins(work: ReadWork) -> tuple[ColumnElement[datetime], ColumnElement[datetime]]:
    """When last month began, and when this one did, at the desk of each row: it says where it lives."""
    months = {zone: _months(work.now(), zone) for zone in work.session.scalars(select(Desk.zone).distinct())}
    last, this = (
        case({zone: literal(both[at], Complaint.received_at.type) for zone, both in months.items()}, value=Desk.zone)
        for at in (0, 1)
    )
    return last, this


def _months(now: datetime, zone: str) -> tuple[datetime, datetime]:
    this = now.astimezone(ZoneInfo(zone)).date().replace(day=1)
    last = (this - timedelta(days=1)).replace(day=1)
    return _midnight(last, zone), _midnight(this, zone)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))
