"""Reading the cases that another body's system does not have yet, and what of each goes into which of its fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Select, func, select

from app.basics.problems import NotFound
from app.complaints.find_matter import parties_of, references_of
from app.complaints.find_record import stored_complaint
from app.complaints.find_representatives import representative_name
from app.complaints.matter_words import party_line, reference_line
from app.complaints.tables import Complaint, ComplaintHead
from app.complaints.wording import CHANNEL_WORDS, COMPLAINANT_WORDS, OUTCOME_WORDS, STATE_WORDS
from app.knowledge.find import external_versions, procedure, procedure_in_force
from app.knowledge.procedure import DATE_FORMS, ExternalSystem, Procedure
from app.members.person_name import names_of
from app.staff.permissions import Permission
from app.staff.tables import Desk, Staff
from app.staff.work import ReadWork

MOST = 500
"""So many cases go into one list or file, the oldest first: nobody enters more at once."""


@dataclass(frozen=True, slots=True)
class NotEntered:
    """A case that is not in the other system yet."""

    id: int
    reference: str
    title: str
    person_name: str
    raised_on: date


@dataclass(frozen=True, slots=True)
class Entries:
    """The desk's system, None where its procedure names none, with the cases to be entered, ``count`` in all."""

    system: ExternalSystem | None
    rows: tuple[NotEntered, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class EntryValue:
    """One field of the other system with what goes into it."""

    title: str
    column: str
    value: str


def entries(work: ReadWork) -> Entries:
    """What the reader's desk has still to enter, open and closed, the oldest first."""
    work.require(Permission.COMPLAINT_READ)
    system = _system(work)
    if system is None:
        return Entries(None)
    missing = _missing(
        work, Complaint.id, Complaint.reference, Complaint.title, Complaint.person_id, Complaint.raised_on
    )
    found = work.session.execute(missing.order_by(Complaint.raised_on, Complaint.id).limit(MOST)).all()
    names = names_of(work, {row.person_id for row in found})
    rows = tuple(
        NotEntered(row.id, row.reference, row.title, _name(names, row.person_id), row.raised_on) for row in found
    )
    count = work.session.scalar(_missing(work, func.count())) or 0
    return Entries(system, rows, count)


def entries_count(work: ReadWork) -> tuple[str, int]:
    """The system's name and how many cases it has not yet; ("", 0) where the desk's procedure names none."""
    work.require(Permission.COMPLAINT_READ)
    system = _system(work)
    return ("", 0) if system is None else (system.name, work.session.scalar(_missing(work, func.count())) or 0)


def entry_values(work: ReadWork, complaint_id: int) -> list[EntryValue]:
    """What goes into each field of the other system, in its order. Raises NotFound where there is no such system."""
    work.require(Permission.COMPLAINT_READ)
    complaint = stored_complaint(work, complaint_id)
    system = _system(work, complaint.desk_id)
    if system is None:
        raise NotFound("This desk's procedure names no other system.", "An administrator adds it to the procedure.")
    [values] = _values(work, system, [complaint])
    return [EntryValue(field.title, field.column, values[field.ours]) for field in system.fields]


def entries_table(work: ReadWork) -> tuple[list[str], list[list[str]]]:
    """The same for all that are not entered yet: the columns of the other system, and a row a case."""
    work.require(Permission.COMPLAINT_READ)
    system = _system(work)
    if system is None:
        return [], []
    query = _missing(work, Complaint).order_by(Complaint.raised_on, Complaint.id).limit(MOST)
    rows = _values(work, system, work.session.scalars(query).all())
    return [field.column for field in system.fields], [[row[field.ours] for field in system.fields] for row in rows]


def _system(work: ReadWork, desk_id: int | None = None) -> ExternalSystem | None:
    """As the desk's procedure of today has it: a mapping that was mended counts for older cases too."""
    desk = work.session.get_one(Desk, desk_id or work.actor.desk_id)
    try:
        version_id = procedure_in_force(work, desk.procedure_code, work.today())
    except NotFound:
        return None  # a desk without a procedure takes no complaints yet, and logging one says so
    return procedure(work, version_id).external


def _missing(work: ReadWork, *what: Any) -> Select[*tuple[Any, ...]]:
    """Cases of the desk that were logged under a procedure which names such a system, and are not entered."""
    return (
        select(*what)
        .select_from(Complaint)
        .where(
            Complaint.desk_id == work.actor.desk_id,
            Complaint.entered_at.is_(None),
            Complaint.procedure_version_id.in_(external_versions(work)),
        )
    )


def _values(work: ReadWork, system: ExternalSystem, cases: Sequence[Complaint]) -> list[dict[str, str]]:
    """Every fact of each case that may be mapped, in the words and days of that system."""
    names = names_of(work, {case.person_id for case in cases})
    owners = dict(work.session.execute(select(Staff.id, Staff.display_name)).all())
    zones = dict(work.session.execute(select(Desk.id, Desk.zone)).all())
    points = _points(work, [case.id for case in cases])
    known = {number: procedure(work, number) for number in {case.procedure_version_id for case in cases}}

    def day(value: date | None) -> str:
        return value.strftime(DATE_FORMS[system.dates]) if value else ""

    return [
        _words(case, known[case.procedure_version_id])
        | {
            "person": _name(names, case.person_id),
            "representative": representative_name(work, case.representative_id),
            "owner": owners.get(case.owner_id, ""),
            "points": "; ".join(points[case.id]),
            "parties": "; ".join(party_line(asdict(one)) for one in parties_of(work, case.id)),
            "references": "; ".join(reference_line(asdict(one)) for one in references_of(work, case.id)),
            "received_on": day(case.received_at.astimezone(ZoneInfo(zones[case.desk_id])).date()),
        }
        | {key: day(getattr(case, key)) for key in _DAYS}
        for case in cases
    ]


_DAYS = ("raised_on", "hearing_on", "respond_by", "acknowledged_on", "responded_on", "closed_on")
_AS_STORED = (
    "reference",
    "title",
    "raised_where",
    "raised_with",
    "raised_tried",
    "their_reference",
    "case_number",
    "court",
    "in_their_words",
    "outcome_sought",
)


def _words(case: Complaint, process: Procedure) -> dict[str, str]:
    return {key: str(getattr(case, key)) for key in _AS_STORED} | {
        "complainant_kind": COMPLAINANT_WORDS[case.complainant_kind],
        "channel": CHANNEL_WORDS[case.channel],
        "stage": process.stage(case.stage).name,
        "state": STATE_WORDS[case.state],
        "outcome": OUTCOME_WORDS[case.outcome] if case.outcome else "",
    }


def _points(work: ReadWork, ids: Iterable[int]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    query = (
        select(ComplaintHead.complaint_id, ComplaintHead.title)
        .where(ComplaintHead.complaint_id.in_(list(ids)))
        .order_by(ComplaintHead.complaint_id, ComplaintHead.position, ComplaintHead.id)
    )
    for complaint_id, title in work.session.execute(query):
        found[complaint_id].append(title)
    return found


def _name(names: Mapping[int, Any], person_id: int) -> str:
    return names[person_id].formal_name if person_id in names else ""
