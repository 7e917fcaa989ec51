"""Take over from another point what it has and this one lacks: standard, causes, and remedies without a sum."""

from __future__ import annotations

import enum
from collections.abc import Iterator

from sqlalchemy import select

from app.complaints.being_worked_on import investigation_began
from app.complaints.head_steps import other_head, standing_head
from app.complaints.states import WITH_MONEY, RemedyKind, RemedyState
from app.complaints.tables import ComplaintHead, Remedy
from app.complaints.wording import AXIS_WORDS, counted
from app.knowledge.find import standards_by_id
from app.staff.permissions import Permission
from app.staff.work import Work

LEFT_TO_THE_AUTHOR = WITH_MONEY | {RemedyKind.APOLOGY}
"""An apology names what it is for, and a sum would be paid twice."""


class SamePart(enum.StrEnum):
    """What may be taken over by itself."""

    STANDARD = "standard"
    CAUSES = "causes"
    REMEDIES = "remedies"


def same_as(work: Work, head_id: int, other_id: int, part: SamePart | str | None = None) -> str:
    """Copy what stands on the other point where this one has nothing; returns a sentence that says what was taken.

    ``part`` takes that alone, None all of it. A standard is taken only if it was in force on the day of this point.
    Raises NotFound for a point of another complaint, NotInThisState once the complaint is answered.
    """
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = standing_head(work, head_id)
    other = other_head(work, head, other_id)
    wanted = SamePart if part is None else (SamePart(part),)
    taken: list[str] = []
    if SamePart.STANDARD in wanted:
        taken += _standard(work, head, other)
    if SamePart.CAUSES in wanted:
        taken += _causes(head, other)
    if SamePart.REMEDIES in wanted and (remedies := _remedies(work, head, other, complaint.stage)):
        taken.append(counted(remedies, "remedy", "remedies"))
    if not taken:
        return "Nothing to take: all that the other point has stands here already, or is for you to word."
    investigation_began(complaint)
    work.session.flush()
    return f"Taken from “{other.title}”: {', '.join(taken)}."


def _standard(work: Work, head: ComplaintHead, other: ComplaintHead) -> Iterator[str]:
    if head.standard_version_id is not None or other.standard_version_id is None:
        return
    standard = standards_by_id(work, {other.standard_version_id})[other.standard_version_id]
    if head.event_on is None or standard.in_force_on(head.event_on):
        head.standard_version_id = other.standard_version_id
        yield "the standard"


def _causes(head: ComplaintHead, other: ComplaintHead) -> Iterator[str]:
    for axis, words in AXIS_WORDS.items():
        code = getattr(other, axis)
        if code is not None and getattr(head, axis) is None:
            setattr(head, axis, code)
            yield words.lower()


def _remedies(work: Work, head: ComplaintHead, other: ComplaintHead, stage: str) -> int:
    """Add what this point has not yet, by its words; says how many."""
    standing = work.session.scalars(
        select(Remedy)
        .where(Remedy.head_id.in_([head.id, other.id]), Remedy.stage == stage, Remedy.state != RemedyState.WITHDRAWN)
        .order_by(Remedy.id)
    ).all()
    there = {remedy.text for remedy in standing if remedy.head_id == head.id}
    wanted = [
        one
        for one in standing
        if one.head_id == other.id and one.kind not in LEFT_TO_THE_AUTHOR and one.text not in there
    ]
    for one in wanted:
        work.session.add(
            Remedy(
                complaint_id=one.complaint_id,
                head_id=head.id,
                stage=stage,
                kind=one.kind,
                text=one.text,
                owner=one.owner,
                due_on=one.due_on,
            )
        )
    return len(wanted)
