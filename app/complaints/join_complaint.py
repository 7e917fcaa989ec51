"""The same complaint came by another way: join a case with the one that leads, so that one clock runs for both."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from app.basics.problems import BadInput, FieldProblem
from app.basics.search_form import reference_token
from app.complaints.add_head import add_head
from app.complaints.being_worked_on import NotInThisState, complaint_at_work
from app.complaints.clocks import work_out_again
from app.complaints.find_record import stored_complaint
from app.complaints.joined import cases_joined
from app.complaints.states import SET_APART
from app.complaints.tables import Complaint, ComplaintHead, ComplaintToken, Request
from app.complaints.wording import counted, show_date
from app.knowledge.find import procedure
from app.staff.permissions import Permission
from app.staff.work import Work

ADD_POINTS, LEAVE_POINTS = "add", "leave"


def join_complaint(
    work: Work, complaint_id: int, suggested: str | None, reference: str = "", points: str = LEAVE_POINTS
) -> str:
    """Join a case with the one that leads, by the reference that was chosen or typed; returns that one's reference.

    From then on the matter is looked into there, and its clock counts from the day on which either was first raised.
    Each keeps its own way, words and addressee and is owed an answer of its own by that day; where the procedure has
    another version since, both go by the one that the matter is looked into by. ``ADD_POINTS`` adds the points of this
    one there, but for those that stand there under the same title.

    Raises BadInput (itself, a circle, another stage, procedure, desk or circle of people) and NotInThisState
    (answered, closed, or something still awaited).
    """
    work.require(Permission.COMPLAINT_WORK)
    lead_id = _by_reference(work, reference.strip() or suggested or "")
    if lead_id == complaint_id:
        raise BadInput.one("reference", "This is the case itself: choose the other one.")
    for one in sorted((complaint_id, lead_id)):
        complaint_at_work(work, one)  # held in one order, so that two who join at one moment wait for each other
    case, lead = stored_complaint(work, complaint_id), stored_complaint(work, lead_id)
    if problems := [FieldProblem("reference", sentence) for sentence in _obstacles(work, case, lead)]:
        raise BadInput(problems)
    _require_nothing_awaited(work, case)
    if points == ADD_POINTS:
        _take_points(work, case, lead)
    case.joined_to_id, case.joined_on = lead.id, work.today()
    case.procedure_version_id = lead.procedure_version_id
    work.session.flush()
    work_out_again(work, lead, procedure(work, lead.procedure_version_id).stage(lead.stage))
    return lead.reference


def _by_reference(work: Work, reference: str) -> int:
    token = reference_token(reference.rpartition("/")[2])
    if not token:
        raise BadInput.one("reference", "Choose the case that leads, or type its reference.")
    cases = select(ComplaintToken.complaint_id).where(ComplaintToken.token == token)
    found = work.session.scalars(select(Complaint.id).where(Complaint.id.in_(cases)).order_by(Complaint.id)).all()
    if len(found) != 1:
        why = "No case has" if not found else f"{counted(len(found), 'case')} have"
        raise BadInput.one("reference", f"{why} the reference “{reference.strip()}”: type the whole reference of one.")
    return found[0]


def _obstacles(work: Work, case: Complaint, lead: Complaint) -> Iterator[str]:
    if case.joined_to_id is not None:
        now = stored_complaint(work, case.joined_to_id).reference
        yield f"{case.reference} is joined with {now} already: separate the two first."
    if lead.joined_to_id == case.id:
        yield f"{lead.reference} is joined with this one already: they go the other way round."
    elif lead.joined_to_id is not None:
        yield f"{lead.reference} is joined with {stored_complaint(work, lead.joined_to_id).reference}: choose that one."
    elif led := cases_joined(work, [case.id]):
        others = ", ".join(one.reference for one in led)
        yield f"{others} is joined with {case.reference}, so this one leads: join the other one with it."
    if case.desk_id != lead.desk_id:
        yield f"{lead.reference} is at another desk: one of the two is handed over first."
    codes = {procedure(work, one.procedure_version_id).code for one in (case, lead)}
    if len(codes) > 1 or case.stage != lead.stage:
        yield f"{lead.reference} is at another stage or under another procedure, so that its clock is another one."
    if case.circle_id != lead.circle_id:
        yield f"{lead.reference} is kept to another circle of people than this one, so neither may show the other."


def _require_nothing_awaited(work: Work, case: Complaint) -> None:
    """A pause of its own would be lost: from now on only the case that leads waits for something."""
    if case.responded_on is not None:
        raise NotInThisState(f"{case.reference} was answered on {show_date(case.responded_on)} already.")
    awaited = work.session.scalar(
        select(Request.name).where(Request.complaint_id == case.id, Request.ended_on.is_(None)).limit(1)
    )
    if awaited:
        raise NotInThisState(
            f"{case.reference} still waits for something: {awaited.lower()}.", "End that first, then join the two."
        )


def _take_points(work: Work, case: Complaint, lead: Complaint) -> None:
    order = (ComplaintHead.position, ComplaintHead.id)
    theirs, own = (
        work.session.scalars(select(ComplaintHead).where(ComplaintHead.complaint_id == one.id).order_by(*order)).all()
        for one in (lead, case)
    )
    known = {head.title.casefold() for head in theirs}
    for head in own:
        if head.title.casefold() not in known and head.outcome not in SET_APART:
            add_head(work, lead.id, head.title, head.what_they_say, head.event_on)
