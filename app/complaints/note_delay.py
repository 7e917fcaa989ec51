"""Put the answer off as far as the procedure allows: the reason and the new day, which a holding letter then tells."""

from __future__ import annotations

from datetime import date

from app.basics.problems import BadInput, FieldProblem
from app.calendars.find import calendar
from app.calendars.rules import why_not_working
from app.complaints.being_worked_on import matter_at_work
from app.complaints.clocks import extend_clock
from app.complaints.extensions import extension_room, room_words
from app.complaints.fields import Choice, Day, Field, Text, check_each
from app.complaints.states import ExtensionKind
from app.complaints.tables import Complaint
from app.complaints.wording import show_date
from app.knowledge.find import procedure
from app.knowledge.procedure import Stage
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import Work
from app.store.base import NOTE

_FIELDS: dict[str, Field] = {
    "reason": Text("Why the answer will be late", NOTE, required=True, prose=True),
    "new_date": Day("The new day", required=True, past=False),
    "kind": Choice("How they know", ExtensionKind),
}


def note_delay(work: Work, complaint_id: int, reason: str, new_date: date, kind: str = ExtensionKind.NOTIFIED) -> None:
    """Extend the answer's clock to a later day, agreed with the person or told to them; its first sum is kept.

    An extension needs its reason explained to the person (LGSCO Complaint Handling Code 6.4 and 6.5), and goes no
    further than the procedure says: how often in a stage, how long at a time, and never past its last day.
    Raises BadInput with what is still allowed and by whom, NotInThisState, CalendarNotConfirmed.
    """
    work.require(Permission.COMPLAINT_WORK)
    complaint = matter_at_work(work, complaint_id)
    clean, problems = check_each(_FIELDS, {"reason": reason, "new_date": new_date, "kind": kind}, work.today())
    if (until := clean.get("new_date")) and (sentence := _problem(work, complaint, until)):
        problems.append(FieldProblem("new_date", sentence))
    if (how := clean.get("kind")) and (sentence := _not_agreed(work, complaint, how)):
        problems.append(FieldProblem("kind", sentence))
    if problems:
        raise BadInput(problems)
    complaint.holding_reason = clean["reason"]
    complaint.holding_until = clean["new_date"]
    complaint.holding_kind = clean["kind"]
    extend_clock(work, complaint, clean["new_date"], clean["reason"], clean["kind"])


def _problem(work: Work, complaint: Complaint, until: date) -> str:
    """What is wrong with the new day, empty when it may be."""
    if until <= work.today():
        return f"The new day, {show_date(until)}, must be after today."
    if complaint.respond_by and until <= complaint.respond_by:
        return f"The answer is due on {show_date(complaint.respond_by)} already: the new day must be later."
    room = extension_room(work, complaint, _stage(work, complaint))
    if room.latest is None:
        return room.why_not
    if until > room.latest:
        return f"The procedure does not allow {show_date(until)}. {room_words(room)}"
    desk = work.session.get_one(Desk, complaint.desk_id)
    closed = why_not_working(calendar(work, desk.calendar_code), until)
    return f"{show_date(until)} is not worked ({closed}): promise a day on which it can be posted." if closed else ""


def _not_agreed(work: Work, complaint: Complaint, kind: ExtensionKind) -> str:
    """Why it is not enough to tell them, empty where it is."""
    stage = _stage(work, complaint)
    if kind is ExtensionKind.AGREED or stage.extension is None or not stage.extension.agreed_only:
        return ""
    return f"In the stage “{stage.name}” an answer is put off only as far as they agree: ask them first."


def _stage(work: Work, complaint: Complaint) -> Stage:
    return procedure(work, complaint.procedure_version_id).stage(complaint.stage)
