"""Reading for the Complaints tab: a case with who asks and what is half typed, and what a new one begins with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.complaints.find import WorklistFilter, possible_owners, worklist, worklist_counts
from app.complaints.find_prefill import prefill_from_contact
from app.complaints.find_questions import usual_answer_day
from app.complaints.find_record import complaint_record
from app.complaints.find_representatives import representatives_of
from app.complaints.find_same import may_be_the_same
from app.complaints.new_matter import Prefill
from app.complaints.record import ComplaintRecord, JoinChoice
from app.complaints.remedy_sums import CaseSum, case_sums
from app.complaints.rules import AT_WORK, why_here
from app.complaints.settle_time import last_day_to_settle, own_procedure, why_no_confirmation
from app.complaints.worklist_row import WorklistKey, WorklistRow
from app.knowledge.procedure import Procedure
from app.members.person_name import names_of
from app.staff.drafts import drafts_of
from app.staff.permissions import Permission
from app.staff.work import ReadWork

Drafts = Mapping[str, Mapping[str, str]]
"""What is half typed, by subject (``complaint:3``, ``complaint_head:7``) and field."""


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A row of the worklist with its reasons, as of ``today`` at the reader's desk."""

    case: WorklistRow
    reasons: tuple[str, ...]
    today: date


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case as one person finds it."""

    record: ComplaintRecord
    drafts: Drafts
    today: date
    me: int
    may_work: bool
    may_close: bool
    may_write: bool
    owners: tuple[tuple[int, str], ...]
    representatives: tuple[tuple[int, str], ...]
    sums: tuple[CaseSum, ...] = ()
    answer_day: date | None = None
    """By when a colleague who is asked today is to answer, unless another day is chosen."""
    may_be_same: tuple[JoinChoice, ...] = ()


@dataclass(frozen=True, slots=True)
class NewCase:
    """What the form for a new complaint begins with."""

    prefill: Prefill | None
    person_id: int | None
    person_name: str
    representatives: tuple[tuple[int, str], ...]
    draft: Mapping[str, str]
    now: datetime
    today: date
    zone: str
    may_log: bool


@dataclass(frozen=True, slots=True)
class NewShort:
    """What the short form begins with; ``last_day`` is the last to settle it at first contact, None for no limit.

    ``why_not`` says why nothing can be settled so at this desk, on whatever day.
    """

    new: NewCase
    procedure: Procedure
    last_day: date | None
    why_not: str = ""


NEW_SUBJECT = "complaint:new"
SHORT = "short"
""""complaint:new:short:contact:7" is the short form of what "complaint:new:contact:7" logs in full."""


def work_rows(work: ReadWork, whose: WorklistFilter, after: WorklistKey | None, limit: int) -> list[WorkRow]:
    """A page of the worklist, each row with why it stands there."""
    today = work.today()
    return [WorkRow(row, tuple(why_here(row, today)), today) for row in worklist(work, whose, after, limit)]


def counts(work: ReadWork) -> dict[WorklistFilter, int]:
    """How many cases each filter of the worklist holds."""
    return worklist_counts(work)


def open_case(work: ReadWork, complaint_id: int) -> OpenCase:
    """The case, what is half typed on it, and what this person may do."""
    record = complaint_record(work, complaint_id)
    subjects = [f"complaint:{record.id}", *(f"complaint_head:{head.id}" for head in record.heads)]
    actor = work.actor
    return OpenCase(
        record=record,
        drafts={subject: found for subject in subjects if (found := drafts_of(work, subject))},
        today=work.today(),
        me=actor.staff_id,
        may_work=actor.may(Permission.COMPLAINT_WORK),
        may_close=actor.may(Permission.COMPLAINT_CLOSE),
        may_write=actor.may(Permission.LETTER_WRITE),
        owners=tuple(possible_owners(work)),
        representatives=tuple(representatives_of(work, record.person_id)),
        answer_day=usual_answer_day(work, record.id),
        sums=tuple(case_sums(work, record.lead.id if record.lead else record.id)),
        may_be_same=tuple(may_be_the_same(work, record.id)) if record.state in AT_WORK else (),
    )


def begin_case(work: ReadWork, origin: str) -> NewCase:
    """What a new complaint begins with: ``contact:7``, ``person:12``, or an empty text for nobody yet."""
    kind, _, number = origin.partition(":")
    prefill = prefill_from_contact(work, int(number)) if kind == "contact" else None
    person_id = prefill.person_id if prefill else int(number) if kind == "person" else None
    name = names_of(work, [person_id]).get(person_id) if person_id else None
    return NewCase(
        prefill=prefill,
        person_id=person_id,
        person_name=name.marked_name if name else "",
        representatives=tuple(representatives_of(work, person_id)) if person_id else (),
        draft=drafts_of(work, NEW_SUBJECT + (f":{origin}" if origin else "")),
        now=work.now(),
        today=work.today(),
        zone=work.actor.zone,
        may_log=work.actor.may(Permission.COMPLAINT_LOG),
    )


def begin_short(work: ReadWork, origin: str) -> NewShort:
    """What the short form begins with, of an origin as ``begin_case`` takes it."""
    new = begin_case(work, origin)
    new = replace(new, draft=drafts_of(work, short_subject(origin)))
    received_at = new.prefill.received_at if new.prefill else new.now
    process = own_procedure(work)
    return NewShort(new, process, last_day_to_settle(work, received_at), why_no_confirmation(process))


def short_subject(origin: str) -> str:
    """Under what the half-typed words of a short form are kept."""
    return ":".join(filter(None, (NEW_SUBJECT, SHORT, origin)))
