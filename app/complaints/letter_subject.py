"""A complaint as the subject of a letter: its part of letters/facts.schema.json, as of now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import select

from app.basics.answers import is_answer
from app.basics.money import Money
from app.calendars.deadline import work_out
from app.calendars.deadline_rule import Unit
from app.calendars.find import calendar
from app.complaints.clocks import clock_of, promised_before
from app.complaints.find import DaysLeft
from app.complaints.find_evidence import evidence_file, evidence_of_case
from app.complaints.find_record import complaint_record, stored_complaint
from app.complaints.find_stages import hands_before
from app.complaints.head_row import HeadRow, RemedyRow
from app.complaints.joined import matter_of
from app.complaints.record import ComplaintRecord, PartyRow
from app.complaints.remedy_sums import Promises, promised
from app.complaints.rules import head_sources, sources
from app.complaints.states import ClockKind, ExtensionKind, RemedyKind
from app.complaints.tables import Complaint
from app.contacts.tables import CallerKind
from app.knowledge.find import procedure
from app.knowledge.procedure import CauseAxis, NextStep
from app.members.tables import Channel
from app.staff.tables import Desk
from app.staff.work import Deciders, Due, EasedCheck, MatterFile, ReadWork

_CHANNELS = {channel: channel.value for channel in Channel} | {Channel.CALL: "phone"}
_ROLES = {kind: kind.value for kind in CallerKind} | {
    CallerKind.ELECTED_MEMBER: CallerKind.REPRESENTATIVE.value,
    CallerKind.PARTNER: "other",
    CallerKind.UNKNOWN: "other",
}


OMBUDSMAN = "the Financial Ombudsman Service"
"""Who looks at complaints where the rules of the Financial Conduct Authority apply (FCA Handbook DISP 1.6.2)."""


_FREE = "It costs you nothing."
"""Of a next stage of our own; what another body asks for is said in the text of its step."""

_LATER = ("holding", "extension")
"""Letters that name a new day for the answer, and the one before it."""


class ComplaintSubject:
    """What correspondence asks a complaint for; registered in the wiring as ``complaint``."""

    def title(self, work: ReadWork, subject_id: int) -> str:
        """One line that names the complaint: reference and what it is about."""
        row = stored_complaint(work, subject_id)
        return f"{row.reference}: {row.title}"

    def letter_facts(self, work: ReadWork, subject_id: int, letter_kind: str) -> Mapping[str, Any]:
        """The parts ``complaint``, and ``holding``, ``next_step``, ``signposting`` where the letter has them."""
        record = complaint_record(work, subject_id)
        facts: dict[str, Any] = {"complaint": _complaint(work, record, letter_kind)}
        if letter_kind in _LATER and record.holding_until:
            facts["holding"] = {
                "reason": record.holding_reason,
                "new_date": record.holding_until.isoformat(),
                "agreed": record.holding_kind is ExtensionKind.AGREED,
            }
        stage, ombudsman = record.procedure.stage(record.stage), record.procedure.ombudsman
        told = stage.extension is not None and stage.extension.tell_ombudsman
        if letter_kind in _LATER and told and ombudsman is not None:
            facts["signposting"] = {"route": "ombudsman", **asdict(ombudsman)}
        step = stage.next_step
        if is_answer(letter_kind) and step is not None:
            facts["next_step"] = _next_step(work, record, step)
        rules = record.procedure.financial
        if is_answer(letter_kind) and rules is not None:
            facts["fca"] = {"body": OMBUDSMAN, "website": rules.website, "leaflet": rules.leaflet}
            facts["enclosures"] = [rules.leaflet]
        if letter_kind == "confirmation" and record.counting_heads:
            facts["reply"] = _settled(record)
        if letter_kind == "request" and record.open_requests:
            facts["reply"] = _asking(record)
        if letter_kind == "signposting" and record.route:
            facts["signposting"] = _signposting(record, record.route)
        return facts

    def due_days(self, work: ReadWork, subject_ids: Sequence[int]) -> Mapping[int, Due]:
        """The days of the answer clocks that run, counted in the calendar of each case."""
        query = (
            select(Complaint.id, Complaint.respond_by, Desk.calendar_code)
            .join(Desk, Desk.id == Complaint.desk_id)
            .where(Complaint.id.in_(subject_ids))
        )
        left = DaysLeft(work)
        return {
            row.id: Due(row.respond_by, left.until(row.respond_by, row.calendar_code))
            for row in work.session.execute(query)
            if row.respond_by
        }

    def deciders(self, work: ReadWork, subject_id: int, letter_kind: str) -> Deciders:
        """Whom the rules name for the kind; of an answer whom its stage names, and nobody with a hand in one before."""
        row = stored_complaint(work, subject_id)
        known = procedure(work, row.procedure_version_id)
        stage, choice = known.stage(row.stage), known.letter(letter_kind, row.stage)
        ends_stage, matter = choice is not None and choice.stops == "respond", matter_of(work, row)
        hands = hands_before(work, row) | hands_before(work, matter) if ends_stage else frozenset[int]()
        answers = is_answer(letter_kind)
        promises = promised(work, row.joined_to_id or row.id) if answers else Promises(anything=False, money=False)
        return Deciders(
            roles=known.approval.roles_for(letter_kind) or (stage.decides if ends_stage else ()),
            barred=hands if stage.another_person else frozenset(),
            stage=stage.name,
            procedure_version_id=row.procedure_version_id,
            promises=promises.anything,
            promises_money=promises.money,
        )

    def eased_checks(self, work: ReadWork, subject_id: int, letter_kind: str) -> Sequence[EasedCheck]:
        """As the version of the procedure says that the complaint keeps, in its present stage."""
        row = stored_complaint(work, subject_id)
        rules = procedure(work, row.procedure_version_id).checks_for(letter_kind, row.stage)
        return [EasedCheck(rule.rule, rule.off, frozenset(rule.outcomes)) for rule in rules]

    def files(self, work: ReadWork, subject_id: int) -> Sequence[MatterFile]:
        """The evidence of the case, of the one that it is joined to where it is."""
        evidence = evidence_of_case(work, matter_of(work, stored_complaint(work, subject_id)).id)
        return [
            MatterFile(
                source=f"evidence:{one.id}",
                title=one.title,
                file_type=one.file_type,
                size=one.size,
                sha256=one.sha256,
                set_aside="" if one.counts else one.set_aside_why or "no reason was given",
            )
            for one in evidence
        ]

    def file_content(self, work: ReadWork, source: str) -> tuple[str, bytes]:
        """An item of evidence."""
        file = evidence_file(work, int(source.partition(":")[2]))
        return file.safe_name, file.content


def _complaint(work: ReadWork, record: ComplaintRecord, letter_kind: str) -> dict[str, Any]:
    due_on, heads = _due_on(work, record, letter_kind), record.heads_told(letter_kind)
    return {
        "reference": record.reference,
        "their_reference": record.their_reference or None,
        "case_number": record.case_number or None,
        "court": record.court or None,
        "hearing_on": _iso(record.hearing_on),
        "parties": [_party(party) for party in record.parties],
        "references": [{"whose": one.whose, "number": one.number} for one in record.references],
        "complainant_role": _ROLES[record.complainant_kind],
        "channel": _CHANNELS[record.channel],
        "raised_on": record.raised_on.isoformat(),
        "raised_where": record.raised_where,
        "received_on": record.received_on.isoformat(),
        "acknowledged_on": _iso(record.acknowledged_on),
        "in_their_words": record.in_their_words,
        "summary": record.title,
        "outcome_sought": record.outcome_sought,
        "stage": record.procedure.stage(record.stage).number,
        "due_on": due_on.isoformat(),
        "late": _is_late(work, record, letter_kind, due_on),
        "outcome": record.outcome.value if record.outcome else None,
        "contact_name": record.owner_name,
        "evidence": sources(record),
        "review": _review(record),
        "heads": [_head(record, head) for head in heads if head.joined_to_id is None],
        "joined": [_joined(head) for head in heads if head.joined_to_id is not None],
    }


def _joined(head: HeadRow) -> dict[str, Any]:
    """A point that is answered with another one, so that the letter loses none of its words."""
    return {
        "id": head.id,
        "head_id": head.joined_to_id,
        "number": head.number,
        "title": head.title,
        "what_they_say": head.what_they_say,
    }


def _party(party: PartyRow) -> dict[str, Any]:
    return {
        "role": party.role.value,
        "name": party.name,
        "acts_for": party.acts_for or None,
        "fee_earner": party.fee_earner or None,
        "dx": party.dx or None,
    }


def _review(record: ComplaintRecord) -> dict[str, Any] | None:
    """What was brought against the answer before this stage; None at the first."""
    if record.asked_on is None or not record.they_say:
        return None
    return {"asked_on": record.asked_on.isoformat(), "they_say": record.they_say}


def _due_on(work: ReadWork, record: ComplaintRecord, letter_kind: str) -> date:
    """The day last promised; a holding letter names the one before, which it says cannot be kept."""
    clock = clock_of(work, stored_complaint(work, record.id), ClockKind.RESPOND)
    if clock is None:
        raise ValueError(f"complaint {record.id} has no clock for its answer")
    before = promised_before(clock.trace) if letter_kind in _LATER else None
    return before or clock.due_on


def _is_late(work: ReadWork, record: ComplaintRecord, letter_kind: str, due_on: date) -> bool:
    """Whether the letter leaves after the day that was set for it; an acknowledgement has one of its own."""
    if letter_kind != "acknowledgement":
        return work.today() > due_on
    own = clock_of(work, stored_complaint(work, record.id), ClockKind.ACKNOWLEDGE)
    return own is not None and record.acknowledged_on is None and work.today() > own.due_on


def _head(record: ComplaintRecord, head: HeadRow) -> dict[str, Any]:
    return {
        "id": head.id,
        "number": head.number,
        "title": head.title,
        "what_they_say": head.what_they_say,
        "event_on": _iso(head.event_on),
        "what_happened": head.what_happened,
        "standard": _standard(head),
        "what_should_have_happened": head.what_should_have_happened,
        "outcome": head.outcome.value if head.outcome else None,
        "finding": head.finding,
        "reason": head.reason,
        "effect": head.effect,
        "root_cause": _root_cause(record, head),
        "evidence": head_sources(record, head.id),
        "earlier": [
            {"stage": one.stage_name, "outcome": one.outcome.value, "finding": one.finding}
            for one in head.earlier
            if one.outcome is not None
        ],
        "remedies": [_remedy(remedy) for remedy in head.standing_remedies],
        "redirected_to": _signposting(record, head.redirected_to) if head.redirected_to else None,
    }


def _root_cause(record: ComplaintRecord, head: HeadRow) -> dict[str, Any] | None:
    """Why it came about: no letter says it, but where it lies with us a letter says what we change."""
    causes = record.procedure.causes_of(CauseAxis.ROOT_CAUSE)
    return next(({"title": one.name, "ours": one.ours} for one in causes if one.code == head.root_cause), None)


def _standard(head: HeadRow) -> dict[str, Any] | None:
    if head.standard is None:
        return None
    return {
        "code": head.standard.code,
        "title": head.standard.title,
        "welsh_title": head.standard.welsh_title or None,
        "text": head.standard.text,
        "citation": head.standard.citation,
        "in_force_from": head.standard.in_force_from.isoformat(),
        "in_force_until": _iso(head.standard.in_force_until),
    }


def _remedy(remedy: RemedyRow) -> dict[str, Any]:
    return {
        "kind": remedy.kind.value,
        "text": remedy.text,
        "owner": remedy.owner,
        "due_on": _iso(remedy.due_on),
        "amount": _amount(remedy.amount),
    }


def _amount(amount: Money | None) -> dict[str, Any] | None:
    if amount is None:
        return None
    return {"minor": amount.minor, "currency": amount.currency, "text": str(amount)}


def _settled(record: ComplaintRecord) -> dict[str, Any]:
    """What a letter says that confirms what was settled when the person rang or wrote."""
    promised = [remedy for head in record.counting_heads for remedy in head.standing_remedies]
    return {
        "subject": record.title,
        "contacted_on": record.received_on.isoformat(),
        "channel": _CHANNELS[record.channel],
        "answer": "\n\n".join(filter(None, [*(head.reason for head in record.counting_heads), *map(_done, promised)])),
        "we_will": [_remedy(remedy) for remedy in promised if remedy.is_open],
    }


def _done(remedy: RemedyRow) -> str:
    """An apology, or what was put right already, as a sentence."""
    if remedy.kind is RemedyKind.APOLOGY:
        return f"We are sorry {remedy.text.rstrip('.')}."
    return "" if remedy.is_open else f"We agreed to {remedy.text.rstrip('.')}, and we have done so."


def _asking(record: ComplaintRecord) -> dict[str, Any]:
    """What a letter says that asks for all that the case waits for."""
    awaited = record.open_requests
    stands = any(one.stops_clock for one in awaited)
    why = "We need something from you to answer your complaint in full."
    return {
        "subject": f"your complaint about {record.title}",
        "contacted_on": record.received_on.isoformat(),
        "channel": _CHANNELS[record.channel],
        "answer": f"{why} The time for our answer stands still until we have it." if stands else why,
        "you_need": [one.what for one in awaited],
        "reply_by": min(one.due_on for one in awaited).isoformat(),
        "otherwise": "; ".join(dict.fromkeys(one.otherwise.rstrip(".") for one in awaited)),
    }


def _next_step(work: ReadWork, record: ComplaintRecord, step: NextStep) -> dict[str, Any]:
    desk = work.session.get_one(Desk, stored_complaint(work, record.id).desk_id)
    limit = work_out(step.limit, work.today(), calendar(work, desk.calendar_code), desk.zone)
    if limit.due_on is None:
        raise ValueError(f"the limit “{step.limit.name}” has no day although nothing holds it")
    in_days = step.limit.unit in (Unit.CALENDAR_DAYS, Unit.WORKING_DAYS)
    return {
        "stage": step.stage,
        "body": step.body,
        "text": step.text,
        "how": step.how,
        "cost": _FREE if step.leads_to else None,
        "limit_days": step.limit.amount if in_days else None,
        "limit_date": limit.due_on.isoformat(),
    }


def _signposting(record: ComplaintRecord, code: str) -> dict[str, Any]:
    route = record.procedure.route(code)
    return {
        "route": route.kind,
        "body": route.body,
        "what_they_do": route.what_they_do,
        "contact": route.contact,
        "limit": route.limit,
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
