"""Reading what was asked for in a complaint: the rows of a case, and the days on which its clock stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from app.calendars.deadline import Hold
from app.complaints.record import ChronologyRow, RequestRow
from app.complaints.states import RequestOutcome
from app.complaints.tables import Complaint, Request
from app.complaints.wording import show_date
from app.complaints.worklist_row import Waiting
from app.staff.work import ReadWork


def requests_of(work: ReadWork, complaint_id: int) -> tuple[RequestRow, ...]:
    """All that was asked for in a case, in the order in which it was."""
    rows = work.session.scalars(select(Request).where(Request.complaint_id == complaint_id).order_by(Request.id))
    return tuple(
        RequestRow(
            id=row.id,
            name=row.name,
            stops_clock=row.stops_clock,
            what=row.what,
            of_whom=row.of_whom,
            otherwise=row.otherwise,
            asked_on=row.asked_on,
            due_on=row.due_on,
            chased_on=row.chased_on,
            ended_on=row.ended_on,
            outcome=row.outcome,
            ended_why=row.ended_why,
        )
        for row in rows
    )


def holds_of(work: ReadWork, complaint: Complaint) -> tuple[Hold, ...]:
    """The days on which the clock of the answer stands in the present stage, as the procedure says of each request."""
    return holds_of_each(work, [complaint])[complaint.id]


def holds_of_each(work: ReadWork, complaints: Sequence[Complaint]) -> dict[int, tuple[Hold, ...]]:
    """The same of several complaints, by their ids."""
    stages = {one.id: one.stage for one in complaints}
    rows = work.session.scalars(
        select(Request)
        .where(Request.complaint_id.in_(stages), Request.stops_clock)
        .order_by(Request.asked_on, Request.id)
    )
    found: dict[int, tuple[Hold, ...]] = dict.fromkeys(stages, ())
    for row in rows:
        if row.stage == stages[row.complaint_id]:
            hold = Hold(row.pause, f"waiting for {in_a_sentence(row.name)}", row.asked_on, row.ended_on)
            found[row.complaint_id] += (hold,)
    return found


def waiting_for(work: ReadWork, ids: Sequence[int]) -> Mapping[int, tuple[Waiting, ...]]:
    """What each case still waits for, the first due first, by complaint id."""
    rows = work.session.execute(
        select(Request.complaint_id, Request.name, Request.asked_on, Request.due_on)
        .where(Request.complaint_id.in_(ids), Request.ended_on.is_(None))
        .order_by(Request.due_on, Request.id)
    )
    found: defaultdict[int, list[Waiting]] = defaultdict(list)
    for row in rows:
        found[row.complaint_id].append(Waiting(row.name, row.asked_on, row.due_on))
    return {complaint_id: tuple(waits) for complaint_id, waits in found.items()}


def request_lines(requests: Iterable[RequestRow]) -> Iterable[ChronologyRow]:
    """What was asked, chased and came, for the chronology."""
    for one in requests:
        stands = "; the clock stands" if one.stops_clock else ""
        yield ChronologyRow(
            one.asked_on, f"Asked {one.of_whom} for {one.what.rstrip('.')}, by {show_date(one.due_on)}{stands}"
        )
        if one.chased_on:
            yield ChronologyRow(one.chased_on, f"{one.name}: asked again")
        if one.ended_on and one.outcome:
            yield ChronologyRow(one.ended_on, f"{one.name}: {_ENDED[one.outcome]}{_why(one)}")


def in_a_sentence(name: str) -> str:
    """A name that stands in the middle of a sentence."""
    return name[:1].lower() + name[1:]


_ENDED = {
    RequestOutcome.CAME: "it has come",
    RequestOutcome.WITHOUT: "we go on without it",
    RequestOutcome.OVERTAKEN: "no longer needed",
}


def _why(one: RequestRow) -> str:
    return f": {one.ended_why}" if one.ended_why else ""
