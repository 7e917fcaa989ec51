"""The same complaint by several ways: the case that leads, those joined with it, and the one clock that they share."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.basics.events import RecordTouched
from app.complaints.clocks import RUNNING, clock_of
from app.complaints.states import ClockKind
from app.complaints.tables import Complaint
from app.staff.work import ReadWork, Work

_SUBJECT = "complaint:"
OF_THE_MATTER = ("outcome", "looked_at", "holding_reason", "holding_until", "holding_kind", "asked_on", "they_say")
"""What a joined case has of the one that leads: all the rest, their own words among it, is its own."""


def matter_of(work: ReadWork, complaint: Complaint) -> Complaint:
    """The case in which the matter is looked into: the one that leads, if the case is joined and that may be seen.

    Where the two are kept to different circles of people since, neither shows the other to whoever sees both: what one
    says would stand in the letters of the other.
    """
    if complaint.joined_to_id is None:
        return complaint
    lead = work.session.scalar(select(Complaint).where(Complaint.id == complaint.joined_to_id))
    return lead if lead is not None and lead.circle_id == complaint.circle_id else complaint


def cases_joined(work: ReadWork, lead_ids: Iterable[int]) -> list[Complaint]:
    """The cases that are joined with one of these, the first raised first."""
    query = select(Complaint).where(Complaint.joined_to_id.in_(list(lead_ids)))
    return list(work.session.scalars(query.order_by(Complaint.raised_on, Complaint.id)))


def share_clocks(work: Work, event: RecordTouched) -> None:
    """After each deed: a case that is joined with one that was touched has the same days as that one."""
    for case in cases_joined(work, _ids(event.keys)):
        lead = matter_of(work, case)
        if lead is not case:
            _follow(work, case, lead)


def with_joined(work: ReadWork, event: RecordTouched) -> RecordTouched:
    """What was touched, and the cases that say the same: their letters rest on it too."""
    joined = frozenset(f"{_SUBJECT}{case.id}" for case in cases_joined(work, _ids(event.keys)))
    return RecordTouched(event.keys | joined) if joined else event


def _follow(work: Work, case: Complaint, lead: Complaint) -> None:
    """The clocks of the answer become one, while both run: an answer to each is owed by the same day."""
    own, theirs = clock_of(work, case, ClockKind.RESPOND), clock_of(work, lead, ClockKind.RESPOND)
    if own is None or theirs is None or own.state not in RUNNING or theirs.state not in RUNNING:
        return
    own.state, own.started_on, own.due_on = theirs.state, theirs.started_on, theirs.due_on
    own.trace = {**theirs.trace, "with": lead.reference}
    case.respond_by = lead.respond_by


def _ids(keys: Iterable[str]) -> list[int]:
    numbers = [key.removeprefix(_SUBJECT) for key in keys if key.startswith(_SUBJECT)]
    return [int(number) for number in numbers if number.isdigit()]
