"""Reading what will soon be late: cases whose answer is due within two working days, or just after closed days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from app.calendars.closing import Closing, is_soon
from app.calendars.due_words import due_words
from app.calendars.find import calendar
from app.calendars.rules import CalendarNotConfirmed, WorkingCalendar
from app.complaints.extensions import extension_room
from app.complaints.find import WorklistFilter, only, worklist_cases, worklist_rows
from app.complaints.find_record import stored_complaint
from app.complaints.record import ExtensionRoom
from app.complaints.rules import AT_WORK
from app.complaints.tables import Complaint
from app.complaints.worklist_row import WorklistRow
from app.knowledge.find import procedure
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork

EARLY = 2
"""How many working days before its day one is told of an answer."""

_LOOK_AHEAD = timedelta(days=30)  # no run of closed days is longer
_MOST = 50


@dataclass(frozen=True, slots=True)
class SoonLate:
    """A case whose answer is due soon: why it is named now, and how far it may still be put off."""

    case: WorklistRow
    why: str
    room: ExtensionRoom


def soon_late(work: ReadWork, whose: WorklistFilter = WorklistFilter.MINE) -> list[SoonLate]:
    """The fifty that are due first; those that are late already are not among them."""
    work.require(Permission.COMPLAINT_READ)
    today = work.today()
    query = only(work, worklist_cases(), whose).where(
        Complaint.state.in_(AT_WORK), Complaint.respond_by >= today, Complaint.respond_by <= today + _LOOK_AHEAD
    )
    rows = worklist_rows(work, query.order_by(Complaint.respond_by, Complaint.id).limit(4 * _MOST))
    codes = _calendar_codes(work, [row.id for row in rows])
    calendars = {code: calendar(work, code) for code in set(codes.values())}
    found = [one for row in rows if (one := _soon(work, row, calendars[codes[row.id]]))]
    return found[:_MOST]


def _calendar_codes(work: ReadWork, ids: Sequence[int]) -> dict[int, str]:
    """Whose calendar counts for each case."""
    query = (
        select(Complaint.id, Desk.calendar_code).join(Desk, Desk.id == Complaint.desk_id).where(Complaint.id.in_(ids))
    )
    return dict(work.session.execute(query).all())


def _soon(work: ReadWork, row: WorklistRow, of: WorkingCalendar) -> SoonLate | None:
    if row.respond_by is None:
        return None
    try:
        soon = is_soon(of, work.today(), row.respond_by, EARLY)
    except CalendarNotConfirmed:
        soon = True  # nobody can say: better told too early
    if soon is False:
        return None
    words = due_words(row.respond_by, row.days_left, work.today())
    why = f"{words}; {soon.words}" if isinstance(soon, Closing) else words
    complaint = stored_complaint(work, row.id)
    stage = procedure(work, complaint.procedure_version_id).stage(complaint.stage)
    return SoonLate(row, f"Answer {why}", extension_room(work, complaint, stage))
