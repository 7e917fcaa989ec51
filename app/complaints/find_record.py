"""Reading one complaint whole: points, remedies, clocks, letters, chronology; and a contact as its beginning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from app.basics.money import currency_of
from app.basics.problems import NotFound
from app.calendars.find import calendar
from app.calendars.rules import WorkingCalendar
from app.complaints.clocks import RUNNING, sum_of
from app.complaints.extensions import extension_room, extensions_of
from app.complaints.find import days_left
from app.complaints.find_copies import copy_lines
from app.complaints.find_evidence import evidence_lines, evidence_of_case
from app.complaints.find_joined import joined_rows, way_warnings
from app.complaints.find_lines import line_rows, lines_of
from app.complaints.find_matter import parties_of, references_of
from app.complaints.find_questions import question_lines, questions_of
from app.complaints.find_requests import request_lines, requests_of
from app.complaints.find_stages import earlier_answers, earlier_findings, stage_lines
from app.complaints.head_lines import step_lines
from app.complaints.head_row import EarlierFinding, HeadRow, RemedyRow
from app.complaints.joined import OF_THE_MATTER, matter_of
from app.complaints.new_matter import NewHead, Prefill
from app.complaints.record import CaseLetter, ChronologyRow, ClockRow, ComplaintRecord
from app.complaints.states import ClockState
from app.complaints.tables import Complaint, ComplaintHead, Remedy, SlaClock
from app.complaints.wording import CHANNEL_WORDS, CLOCK_WORDS, EXTENSION_WORDS, first_raised, show_date
from app.contacts.tables import Contact
from app.correspondence.tables import Letter
from app.knowledge.find import StandardRow, procedure, standards_by_id, version_number
from app.knowledge.procedure import Procedure
from app.members.person_name import names_of
from app.members.tables import PersonWarning, Representative
from app.staff.permissions import Permission
from app.staff.tables import Desk, Staff
from app.staff.work import ReadWork

_TITLE = 80
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
    heads = _heads(work, matter, process)
    earlier = earlier_answers(work, row, process)
    letters = _letters(work, complaint_id)
    name = names_of(work, [row.person_id]).get(row.person_id)
    received_on = row.received_at.astimezone(ZoneInfo(desk.zone)).date()
    lines = [*_chronology(work, row, received_on, heads, letters)]
    lines += stage_lines(earlier, row.asked_on, process.stage(row.stage))
    lines += step_lines(work, complaint_id, heads)
    requests = requests_of(work, complaint_id)
    clocks = _clocks(work, row, desk)
    lines += [*request_lines(requests), *_extension_lines(clocks)]
    ways = (complaint_id,) if matter is row else (matter.id, complaint_id)
    evidence = tuple(one for way in ways for one in evidence_of_case(work, way))
    questions = tuple(one for way in ways for one in questions_of(work, way))
    lines += [
        *evidence_lines(evidence, {one.evidence_id for one in questions}),
        *question_lines(questions),
        *line_rows(lines_of(work, complaint_id)),
    ]
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
        chronology=tuple(sorted(lines, key=lambda line: (line.on, line.at))),
        requests=requests,
        room=extension_room(work, row, process.stage(row.stage)),
        evidence=evidence,
        questions=questions,
        parties=parties_of(work, complaint_id),
        references=references_of(work, complaint_id),
        lead=lead,
        joined=joined,
        own_points=_own_points(work, row) if lead else (),
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


def prefill_from_contact(work: ReadWork, contact_id: int) -> Prefill:
    """All that a contact already says of the complaint to be made of it.

    Their words are what they wanted and said; what it is about is our summary, so it names the point and no more.
    Raises NotFound when the contact is not there or belongs to nobody yet.
    """
    work.require(Permission.CONTACT_READ)
    row = work.session.scalar(select(Contact).where(Contact.id == contact_id))
    if row is None:
        raise NotFound("This contact is not there, or is kept to a circle that you are not in.")
    if row.person_id is None:
        raise NotFound("Nobody is named in this contact.", "Say first whose it is, then make a complaint of it.")
    desk = work.session.get_one(Desk, row.desk_id)
    about = row.dissatisfied_about or row.wanted
    name = names_of(work, [row.person_id]).get(row.person_id)
    return Prefill(
        contact_id=row.id,
        person_id=row.person_id,
        person_name=name.marked_name if name else "",
        complainant_kind=row.caller_kind,
        channel=row.channel,
        title=_first_words(about),
        in_their_words="\n\n".join(filter(None, dict.fromkeys((row.wanted, row.said)))),
        raised_on=row.happened_at.astimezone(ZoneInfo(desk.zone)).date(),
        received_at=row.happened_at,
        raised_where=desk.name,
        heads=(NewHead(_first_words(about)),),
    )


def representatives_of(work: ReadWork, person_id: int) -> list[tuple[int, str]]:
    """Who may complain for a person: (representative id, name); those whom the reader may not see are left out."""
    work.require(Permission.MEMBER_READ)
    rows = work.session.execute(
        select(Representative.id, Representative.representative_person_id)
        .where(Representative.person_id == person_id)
        .order_by(Representative.id)
    ).all()
    names = names_of(work, [row.representative_person_id for row in rows])
    return [
        (row.id, names[row.representative_person_id].formal_name)
        for row in rows
        if row.representative_person_id in names
    ]


def _first_words(text: str) -> str:
    line = text.strip().partition("\n")[0].strip()
    return line if len(line) <= _TITLE else line[:_TITLE].rsplit(" ", 1)[0]


def _heads(work: ReadWork, complaint: Complaint, process: Procedure) -> tuple[HeadRow, ...]:
    complaint_id = complaint.id
    rows = work.session.scalars(
        select(ComplaintHead)
        .where(ComplaintHead.complaint_id == complaint_id)
        .order_by(ComplaintHead.position, ComplaintHead.id)
    ).all()
    remedies: defaultdict[int, list[RemedyRow]] = defaultdict(list)
    for remedy in work.session.scalars(select(Remedy).where(Remedy.complaint_id == complaint_id).order_by(Remedy.id)):
        remedies[remedy.head_id].append(_remedy(remedy))
    standards = standards_by_id(work, {row.standard_version_id for row in rows if row.standard_version_id})
    earlier = earlier_findings(work, complaint_id, process)
    return tuple(
        _head(row, number, complaint.stage, standards.get(row.standard_version_id or 0), remedies[row.id], earlier)
        for number, row in _numbered(rows)
    )


def _numbered(rows: Sequence[ComplaintHead]) -> Iterable[tuple[int, ComplaintHead]]:
    """The points in the letter's order, each followed by those that are answered with it."""
    alone = [row for row in rows if row.joined_to_id is None]
    for number, row in enumerate(alone, 1):
        yield number, row
        yield from ((number, other) for other in rows if other.joined_to_id == row.id)


def _head(
    row: ComplaintHead,
    number: int,
    stage: str,
    standard: StandardRow | None,
    remedies: list[RemedyRow],
    earlier: Mapping[int, tuple[EarlierFinding, ...]],
) -> HeadRow:
    return HeadRow(
        id=row.id,
        version=row.version,
        number=number,
        title=row.title,
        what_they_say=row.what_they_say,
        event_on=row.event_on,
        what_happened=row.what_happened,
        standard=standard,
        what_should_have_happened=row.what_should_have_happened,
        outcome=row.outcome,
        finding=row.finding,
        reason=row.reason,
        effect=row.effect,
        remedies=tuple(remedies),
        earlier=earlier.get(row.id, ()),
        stage=stage,
        met=row.met,
        fault=row.fault,
        effect_level=row.effect_level,
        symptom=row.symptom,
        root_cause=row.root_cause,
        corrective_action=row.corrective_action,
        redirected_to=row.redirected_to,
        joined_to_id=row.joined_to_id,
    )


def _remedy(row: Remedy) -> RemedyRow:
    return RemedyRow(
        id=row.id,
        version=row.version,
        kind=row.kind,
        text=row.text,
        owner=row.owner,
        due_on=row.due_on,
        state=row.state,
        done_on=row.done_on,
        stage=row.stage,
        amount=row.amount,
        proof=row.proof,
    )


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


def _extension_lines(clocks: Iterable[ClockRow]) -> Iterable[ChronologyRow]:
    for clock in clocks:
        for step in clock.extensions:
            told = f"Answer put off to {show_date(step.until)} by {step.by}, {EXTENSION_WORDS[step.kind]}"
            yield ChronologyRow(step.on, f"{told}: {step.reason}")


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
    return tuple(
        CaseLetter(
            row.id,
            row.reference,
            row.kind,
            row.title,
            "stopped" if row.stopped_because else row.state.value,
            row.posted_on,
        )
        for row in rows
    )


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


def representative_name(work: ReadWork, representative_id: int | None) -> str:
    """Who acts in the complaint, empty where nobody does."""
    if representative_id is None:
        return ""
    person_id = work.session.scalar(
        select(Representative.representative_person_id).where(Representative.id == representative_id)
    )
    name = names_of(work, [person_id]).get(person_id) if person_id else None
    return name.formal_name if name else ""


def _own_points(work: ReadWork, row: Complaint) -> tuple[str, ...]:
    """What was raised in a joined case itself, as it was logged."""
    query = select(ComplaintHead.title).where(ComplaintHead.complaint_id == row.id)
    return tuple(work.session.scalars(query.order_by(ComplaintHead.position, ComplaintHead.id)))


def _staff_name(work: ReadWork, staff_id: int | None) -> str:
    found = work.session.scalar(select(Staff.display_name).where(Staff.id == staff_id)) if staff_id else None
    return found or ""


def _chronology(
    work: ReadWork,
    row: Complaint,
    received_on: date,
    heads: Iterable[HeadRow],
    letters: Iterable[CaseLetter],
) -> Iterable[ChronologyRow]:
    for head in heads:
        if head.event_on:
            yield ChronologyRow(head.event_on, f"Point {head.number}: {head.title}", f"head:{head.id}")
    if row.raised_on != received_on:
        yield ChronologyRow(row.raised_on, first_raised(row.raised_where, row.raised_with, row.raised_tried))
    origin = f"contact:{row.from_contact_id}" if row.from_contact_id else None
    yield ChronologyRow(received_on, f"Received by {CHANNEL_WORDS[row.channel].lower()}", origin)
    for letter in letters:
        if letter.posted_on:
            yield ChronologyRow(letter.posted_on, f"{letter.title} posted", f"letter:{letter.id}")
    yield from copy_lines(work, row.id)
    yield from _contacts_since(work, row)
    if row.closed_on:
        yield ChronologyRow(row.closed_on, "Closed")


def _contacts_since(work: ReadWork, row: Complaint) -> Iterable[ChronologyRow]:
    """Contacts of the person while the case was open: what was said meanwhile belongs to its story."""
    if not work.actor.may(Permission.CONTACT_READ):
        return
    query = (
        select(Contact.id, Contact.happened_at, Contact.channel, Contact.wanted)
        .where(Contact.person_id == row.person_id, Contact.happened_at > row.received_at)
        .order_by(Contact.happened_at, Contact.id)
        .limit(50)
    )
    for contact_id, happened_at, channel, wanted in work.session.execute(query):
        local = happened_at.astimezone(ZoneInfo(work.actor.zone))
        on = local.date()
        if row.closed_on is None or on <= row.closed_on:
            words = f"{CHANNEL_WORDS[channel]}: {_first_words(wanted)}"
            yield ChronologyRow(on, words, f"contact:{contact_id}", f"{local:%H:%M}")
