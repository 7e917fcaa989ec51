"""Log a complaint: who complains, of what, each point as a record of its own; its clocks start."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from app.basics.clock import today_in
from app.basics.problems import BadInput, FieldProblem
from app.basics.references import ReferenceKind
from app.complaints.add_party import checked_parties
from app.complaints.add_reference import checked_references
from app.complaints.being_worked_on import note_hand
from app.complaints.case_tokens import keep_case_tokens
from app.complaints.clocks import start_clocks
from app.complaints.fields import COMPLAINT_FIELDS, HEAD_FIELDS, check_each
from app.complaints.find import possible_owners
from app.complaints.matter_words import FOR_ANOTHER
from app.complaints.new_matter import NewHead, NewMatter
from app.complaints.possible_representative import representative_problem
from app.complaints.states import ComplaintState
from app.complaints.tables import Complaint, ComplaintHead, ComplaintParty, ComplaintReference
from app.complaints.wording import show_date
from app.contacts.tables import CallerKind, Contact
from app.knowledge.find import procedure, procedure_in_force
from app.members.tables import Channel, Person
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import Work
from app.store.references import next_reference

_NO_MATTER = NewMatter()


def log_complaint(
    work: Work,
    person_id: int,
    *,
    complainant_kind: CallerKind | str,
    title: str,
    in_their_words: str,
    heads: Sequence[NewHead],
    channel: Channel | str,
    raised_on: date,
    received_at: datetime,
    raised_where: str = "",
    representative_id: int | None = None,
    their_reference: str = "",
    case_number: str = "",
    outcome_sought: str = "",
    matter: NewMatter = _NO_MATTER,
    from_contact_id: int | None = None,
    desk_id: int | None = None,
    owner_id: int | None = None,
) -> int:
    """Log it and start its clocks; the desk and the owner are the person's own unless others are named.

    ``raised_on`` is the day it was first raised anywhere, at the desk's zone: that day starts the clock.
    ``received_at`` is an aware instant. Returns the complaint's id. Raises BadInput with every problem (points as
    ``heads.0.title``, parties and references likewise), NotFound for a desk without procedure or calendar,
    CalendarNotConfirmed.
    """
    work.require(Permission.COMPLAINT_LOG)
    desk = work.session.get_one(Desk, desk_id or work.actor.desk_id)
    values, problems = check_each(
        COMPLAINT_FIELDS,
        {
            "title": title,
            "complainant_kind": complainant_kind,
            "representative_id": representative_id,
            "channel": channel,
            "raised_on": raised_on,
            "raised_where": raised_where,
            "their_reference": their_reference,
            "case_number": case_number,
            **{key: getattr(matter, key) for key in ("raised_with", "raised_tried", "court", "hearing_on")},
            "in_their_words": in_their_words,
            "outcome_sought": outcome_sought,
        },
        work.today(),
    )
    points, head_problems = _points(work, heads)
    lists, list_problems = _lists(work, matter)
    problems += list_problems + head_problems + received_problems(work, desk, values.get("raised_on"), received_at)
    problems += _party_problems(work, person_id, values) + _origin_problems(work, person_id, from_contact_id)
    if owner_id is not None and owner_id not in dict(possible_owners(work)):
        problems.append(FieldProblem("owner_id", "Choose its owner: somebody who works on complaints today."))
    if problems:
        raise BadInput(problems)
    complaint = _complaint(work, person_id, desk, values, received_at)
    complaint.from_contact_id = from_contact_id
    complaint.owner_id = owner_id or work.actor.staff_id
    return _begin(work, complaint, {ComplaintHead: points, **lists})


def _begin(work: Work, complaint: Complaint, lists: Mapping[type[Any], list[dict[str, Any]]]) -> int:
    """Store it with its points, parties and references and start its clocks; its id."""
    work.session.add(complaint)
    work.session.flush()
    work.session.add_all(
        table(complaint_id=complaint.id, position=float(number), **values)
        for table, rows in lists.items()
        for number, values in enumerate(rows, 1)
    )
    keep_case_tokens(work, complaint)
    note_hand(work, complaint, complaint.owner_id)
    start_clocks(work, complaint, procedure(work, complaint.procedure_version_id).stage(complaint.stage))
    return complaint.id


def received_problems(work: Work, desk: Desk, raised_on: date | None, received_at: datetime) -> list[FieldProblem]:
    """What is wrong with the moment of arrival beside the day on which it was raised."""
    local = received_at.astimezone(ZoneInfo(desk.zone)).date()
    if received_at > work.now():
        return [FieldProblem("received_at", f"The time it reached us, {show_date(local)}, is still to come.")]
    if raised_on is not None and raised_on > local:
        sentence = (
            f"It reached us on {show_date(local)}, so it cannot have been first raised on {show_date(raised_on)}."
        )
        return [FieldProblem("raised_on", sentence)]
    return []


def _points(work: Work, heads: Sequence[NewHead]) -> tuple[list[dict[str, Any]], list[FieldProblem]]:
    """The points cleaned; a point with neither title nor words was an empty line of the form and is left out."""
    points: list[dict[str, Any]] = []
    problems: list[FieldProblem] = []
    for at, head in enumerate(heads):
        if not head.title.strip() and not head.what_they_say.strip():
            continue
        given = {"title": head.title, "what_they_say": head.what_they_say, "event_on": head.event_on}
        clean, wrong = check_each(HEAD_FIELDS, given, work.today())
        points.append(clean)
        problems += [FieldProblem(f"heads.{at}.{problem.field}", problem.sentence) for problem in wrong]
    if not points:
        problems.append(FieldProblem("heads", "A complaint needs at least one point: write each as a line of its own."))
    return points, problems


def _lists(work: Work, matter: NewMatter) -> tuple[Mapping[type[Any], list[dict[str, Any]]], list[FieldProblem]]:
    """Parties and references cleaned, by their table."""
    parties, wrong_parties = checked_parties(work, matter.parties)
    references, wrong_references = checked_references(work, matter.references)
    return {ComplaintParty: parties, ComplaintReference: references}, wrong_parties + wrong_references


def _party_problems(work: Work, person_id: int, values: dict[str, Any]) -> list[FieldProblem]:
    if work.session.get(Person, person_id) is None:
        return [FieldProblem("person_id", "The person is not there: choose who complains.")]
    representative_id = values.get("representative_id")
    kind = values.get("complainant_kind")
    if kind in FOR_ANOTHER and representative_id is None:
        whoever = "An MP or councillor" if kind is CallerKind.ELECTED_MEMBER else "A representative"
        return [FieldProblem("representative_id", f"{whoever} complains: choose which one.")]
    wrong = representative_problem(work, person_id, representative_id)
    return [wrong] if wrong else []


def _origin_problems(work: Work, person_id: int, contact_id: int | None) -> list[FieldProblem]:
    """A contact in a circle that the person is not in is not there."""
    if contact_id is None:
        return []
    contact = work.session.scalar(select(Contact).where(Contact.id == contact_id))
    if contact is not None and contact.person_id == person_id:
        return []
    return [FieldProblem("from_contact_id", "The contact it is made of is not of this person: open it again.")]


def _complaint(work: Work, person_id: int, desk: Desk, values: dict[str, Any], received_at: datetime) -> Complaint:
    version_id = procedure_in_force(work, desk.procedure_code, today_in(work.clock, desk.zone))
    first = procedure(work, version_id).stages[0]
    return Complaint(
        reference=next_reference(work.session, ReferenceKind.CASE, work.today().year, desk.reference_prefix),
        person_id=person_id,
        desk_id=desk.id,
        procedure_version_id=version_id,
        stage=first.code,
        state=ComplaintState.RECEIVED,
        received_at=received_at,
        **values,
    )
