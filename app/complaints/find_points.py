"""The points of one complaint as its record shows them, each with its remedies and what earlier stages found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from app.complaints.find_stages import earlier_findings
from app.complaints.head_row import EarlierFinding, HeadRow, RemedyRow
from app.complaints.tables import Complaint, ComplaintHead, Remedy
from app.knowledge.find import StandardRow, standards_by_id
from app.knowledge.procedure import Procedure
from app.staff.work import ReadWork


def points_of(work: ReadWork, complaint: Complaint, process: Procedure) -> tuple[HeadRow, ...]:
    """In the order in which the letter answers them."""
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
        _point(row, number, complaint.stage, standards.get(row.standard_version_id or 0), remedies[row.id], earlier)
        for number, row in _numbered(rows)
    )


def _numbered(rows: Sequence[ComplaintHead]) -> Iterable[tuple[int, ComplaintHead]]:
    """The points in the letter's order, each followed by those that are answered with it."""
    alone = [row for row in rows if row.joined_to_id is None]
    for number, row in enumerate(alone, 1):
        yield number, row
        yield from ((number, other) for other in rows if other.joined_to_id == row.id)


def _point(
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
