"""Reading one complaint whole: points, remedies, clocks, letters, chronology."""

from __future__ import annotations

from itertools import chain
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from app.basics.money import currency_of
from app.basics.problems import NotFound
from app.calendars.find import calendar
from app.calendars.rules import WorkingCalendar
from app.complaints.clocks import RUNNING, sum_of
from app.complaints.extensions import extension_room, extensions_of
from app.complaints.find import days_left
from app.complaints.find_chronology import extension_lines, told_by_case
from app.complaints.find_evidence import evidence_lines, evidence_of_case
from app.complaints.find_joined import joined_rows, way_warnings
from app.complaints.find_lines import line_rows, lines_of
from app.complaints.find_matter import parties_of, references_of
from app.complaints.find_points import points_of
from app.complaints.find_questions import question_lines, questions_of
from app.complaints.find_representatives import representative_name
from app.complaints.find_requests import request_lines, requests_of
from app.complaints.find_stages import earlier_answers, stage_lines
from app.complaints.head_lines import step_lines
from app.complaints.joined import OF_THE_MATTER, matter_of
from app.complaints.record import CaseLetter, ClockRow, ComplaintRecord
from app.complaints.states import ClockState
from app.complaints.tables import Complaint, SlaClock
from app.complaints.wording import CLOCK_WORDS
from app.correspondence.rules import WRITABLE
from app.correspondence.tables import Letter
from app.knowledge.find import procedure, version_number
from app.members.person_name import names_of
from app.members.tables import PersonWarning
from app.staff.permissions import Permission
from app.staff.tables import Desk, Staff
from app.staff.work import ReadWork

_AS_STORED = (
    "id",
    "version",
    "reference",
    "title",
    "person_id",
    "complainant_kind",
    "representative_id",
    "owner_id",
    "stage",
    "asked_on",
    "they_say",
    "late_reason",
    "state",
    "channel",
    "raised_on",
    "raised_where",
    "raised_with",
    "raised_tried",
    "received_at",
    "their_reference",
    "case_number",
    "court",
    "hearing_on",
    "in_their_words",
    "outcome_sought",
    "procedure_version_id",
    "looked_at",
    "from_contact_id",
    "outcome",
    "respond_by",
    "acknowledged_on",
    "responded_on",
    "closed_on",
    "closed_reason",
    "reopened_reason",
    "holding_reason",
    "holding_until",
    "holding_kind",
    "settled_at_once",
)
"""What a record has of its complaint as it is stored."""


def complaint_record(work: ReadWork, complaint_id: int) -> ComplaintRecord:
    """The whole case. Raises NotFound when it is not there, or not for this person's eyes."""
    work.require(Permission.COMPLAINT_READ)
    row = stored_complaint(work, complaint_id)
    desk = work.session.get_one(Desk, row.desk_id)
    process = procedure(work, row.procedure_version_id)
    matter = matter_of(work, row)
    heads = points_of(work, matter, process)
    earlier = earlier_answers(work, row, process)
    letters = _letters(work, complaint_id)
    name = names_of(work, [row.person_id]).get(row.person_id)
    received_on = row.received_at.astimezone(ZoneInfo(desk.zone)).date()
    requests = requests_of(work, complaint_id)
    clocks = _clocks(work, row, desk)
    ways = (complaint_id,) if matter is row else (matter.id, complaint_id)
    evidence = tuple(one for way in ways for one in evidence_of_case(work, way))
    questions = tuple(one for way in ways for one in questions_of(work, way))
    story = (
        told_by_case(work, row, received_on, heads, letters),
        stage_lines(earlier, row.asked_on, process.stage(row.stage)),
        step_lines(work, complaint_id, heads),
        request_lines(requests),
        extension_lines(clocks),
        evidence_lines(evidence, {one.evidence_id for one in questions}),
        question_lines(questions),
        line_rows(lines_of(work, complaint_id)),
    )
    lead, joined = joined_rows(work, row)
    return ComplaintRecord(
        **{name: getattr(matter if name in OF_THE_MATTER else row, name) for name in _AS_STORED},
        person_name=name.marked_name if name else "",
        warnings=(*_warnings(work, row.person_id), *way_warnings(work, row, matter)),
        representative_name=representative_name(work, row.representative_id),
        desk_name=desk.name,
        currency=currency_of(desk.country),
        owner_name=_staff_name(work, row.owner_id),
        procedure=process,
        procedure_version=version_number(work, row.procedure_version_id),
        earlier=earlier,
        received_on=received_on,
        route=row.out_of_scope_route,
        heads=heads,
        clocks=clocks,
        letters=letters,
        chronology=tuple(sorted(chain.from_iterable(story), key=lambda line: (line.on, line.at))),
        requests=requests,
        room=extension_room(work, row, process.stage(row.stage)),
        evidence=evidence,
        questions=questions,
        parties=parties_of(work, complaint_id),
        references=references_of(work, complaint_id),
        lead=lead,
        joined=joined,
        own_heads=points_of(work, row, process) if lead else (),
        external_reference=row.external_reference or "",
        entered_on=row.entered_at.astimezone(ZoneInfo(desk.zone)).date() if row.entered_at else None,
        entered_by=_staff_name(work, row.entered_by_id),
    )


def stored_complaint(work: ReadWork, complaint_id: int, *, hold: bool = False) -> Complaint:
    """The mapped row, for verbs of this room; with ``hold`` nobody else changes it meanwhile. Raises NotFound."""
    query = select(Complaint).where(Complaint.id == complaint_id)
    if hold:
        query = query.with_for_update().execution_options(populate_existing=True)
    row = work.session.scalar(query)
    if row is None:
        raise NotFound("This complaint is not there, or is kept to a circle that you are not in.")
    return row


def _clocks(work: ReadWork, complaint: Complaint, desk: Desk) -> tuple[ClockRow, ...]:
    rows = work.session.scalars(
        select(SlaClock)
        .where(SlaClock.complaint_id == complaint.id, SlaClock.stage == complaint.stage)
        .order_by(SlaClock.due_on, SlaClock.id)
    ).all()
    of = calendar(work, desk.calendar_code)
    return tuple(
        ClockRow(
            kind=row.kind,
            name=CLOCK_WORDS[row.kind],
            state=row.state,
            started_on=row.started_on,
            due_on=row.due_on,
            met_on=row.met_on,
            days_left=_days_left(work, of, row),
            sum=sum_of(row.trace),
            extensions=extensions_of(row.trace),
        )
        for row in rows
    )


def _days_left(work: ReadWork, of: WorkingCalendar, clock: SlaClock) -> int | None:
    if clock.state not in RUNNING or clock.state is ClockState.HELD:
        return None
    return days_left(of, work.today(), clock.due_on)


def _letters(work: ReadWork, complaint_id: int) -> tuple[CaseLetter, ...]:
    rows = work.session.execute(
        select(
            Letter.id,
            Letter.reference,
            Letter.kind,
            Letter.title,
            Letter.state,
            Letter.posted_on,
            Letter.stopped_because,
        )
        .where(Letter.subject == f"complaint:{complaint_id}")
        .order_by(Letter.id)
    )
    letters = []
    for row in rows:
        why = row.stopped_because if row.state in WRITABLE else ""
        state = "stopped" if why else row.state.value
        letters.append(CaseLetter(row.id, row.reference, row.kind, row.title, state, row.posted_on, why))
    return tuple(letters)


def _warnings(work: ReadWork, person_id: int) -> tuple[str, ...]:
    today = work.today()
    rows = work.session.execute(
        select(PersonWarning.kind, PersonWarning.text)
        .where(
            PersonWarning.person_id == person_id,
            PersonWarning.since_on <= today,
            or_(PersonWarning.until_on.is_(None), PersonWarning.until_on > today),
        )
        .order_by(PersonWarning.since_on, PersonWarning.id)
    )
    return tuple(": ".join(filter(None, (kind.replace("_", " ").capitalize(), text))) for kind, text in rows)


def _staff_name(work: ReadWork, staff_id: int | None) -> str:
    found = work.session.scalar(select(Staff.display_name).where(Staff.id == staff_id)) if staff_id else None
    return found or ""
