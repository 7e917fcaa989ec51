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
from app.complaints.extensions import extension_rooms
from app.complaints.find import WorklistFilter, only, worklist_cases, worklist_rows
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
    why = {row.id: words for row in rows if (words := _why_now(work, row, calendars[codes[row.id]]))}
    found = [row for row in rows if row.id in why][:_MOST]
    rooms = _rooms(work, [row.id for row in found])
    return [SoonLate(row, why[row.id], rooms[row.id]) for row in found]


def _calendar_codes(work: ReadWork, ids: Sequence[int]) -> dict[int, str]:
    """Whose calendar counts for each case."""
    query = (
        select(Complaint.id, Desk.calendar_code).join(Desk, Desk.id == Complaint.desk_id).where(Complaint.id.in_(ids))
    )
    return dict(work.session.execute(query).all())


def _rooms(work: ReadWork, ids: Sequence[int]) -> dict[int, ExtensionRoom]:
    """How far each of these cases may still be put off; each procedure is read once."""
    cases = work.session.scalars(select(Complaint).where(Complaint.id.in_(ids))).all()
    known = {version_id: procedure(work, version_id) for version_id in {one.procedure_version_id for one in cases}}
    return extension_rooms(work, [(one, known[one.procedure_version_id].stage(one.stage)) for one in cases])


def _why_now(work: ReadWork, row: WorklistRow, of: WorkingCalendar) -> str:
    """Why a case is named now, empty where it is not soon late."""
    if row.respond_by is None:
        return ""
    try:
        soon = is_soon(of, work.today(), row.respond_by, EARLY)
    except CalendarNotConfirmed:
        soon = True  # nobody can say: better told too early
    if soon is False:
        return ""
    words = due_words(row.respond_by, row.days_left, work.today())
    return f"Answer {words}; {soon.words}" if isinstance(soon, Closing) else f"Answer {words}"
