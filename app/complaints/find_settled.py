"""Reading how many complaints were settled at first contact: their share by desk, this month and last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, case, func, literal, select

from app.complaints.find import worklist_cases, worklist_rows
from app.complaints.find_repeats import SettledCase, settled_since
from app.complaints.tables import Complaint
from app.complaints.worklist_row import WorklistRow
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork

MOST = 100
"""How many cases behind a share are read: the newest."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many ``settled`` ``of`` so many; of ``so_far`` the time in which they may come back is not over."""

    settled: int
    of: int
    so_far: int = 0


@dataclass(frozen=True, slots=True)
class DeskShare:
    """What a desk settled at first contact of what reached it this month, and last month: months as it lives them."""

    desk_id: int
    desk_name: str
    this_month: Share
    last_month: Share


@dataclass(frozen=True, slots=True)
class SettledCases:
    """The cases behind a desk's share, and those that do not count because the same matter ``came_back``."""

    counting: list[WorklistRow]
    came_back: list[WorklistRow]


def settled_shares(work: ReadWork) -> list[DeskShare]:
    """Each desk that complaints reached since the beginning of last month, by name.

    First contact resolution is what was settled then, was neither taken further nor opened again, and did not come back
    within ten working days (see ``repeats``); what came in by another way of the same matter is not counted twice.
    """
    work.require(Permission.COMPLAINT_READ)
    last, this = _month_begins(work)
    is_new = Complaint.received_at >= this
    query = (
        select(Desk.id, Desk.name, func.count(case((is_new, 1))), func.count())
        .join(Complaint, Complaint.desk_id == Desk.id)
        .where(Complaint.received_at >= last, Complaint.joined_to_id.is_(None))
        .group_by(Desk.id, Desk.name)
        .order_by(Desk.name)
    )
    settled = settled_since(work, last, is_new)
    return [
        DeskShare(
            desk_id,
            name,
            this_month=_share([one for one in settled if one.desk_id == desk_id and one.is_new], new_in),
            last_month=_share([one for one in settled if one.desk_id == desk_id and not one.is_new], all_in - new_in),
        )
        for desk_id, name, new_in, all_in in work.session.execute(query)
    ]


def settled_cases(work: ReadWork, desk_id: int) -> SettledCases:
    """Both kinds, the newest first, and no more than the newest hundred of each."""
    work.require(Permission.COMPLAINT_READ)
    last, this = _month_begins(work)
    of_desk = settled_since(work, last, Complaint.received_at >= this, desk_id)
    return SettledCases(*(_rows(work, [one.id for one in of_desk if one.came_back == back]) for back in (False, True)))


def _share(settled: list[SettledCase], of: int) -> Share:
    counting = [one for one in settled if not one.came_back]
    return Share(len(counting), of, so_far=sum(one.may_come_back for one in counting))


def _rows(work: ReadWork, ids: list[int]) -> list[WorklistRow]:
    newest = Complaint.received_at.desc(), Complaint.id.desc()
    return worklist_rows(work, worklist_cases().where(Complaint.id.in_(ids)).order_by(*newest).limit(MOST))


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
