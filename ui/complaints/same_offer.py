"""What a point may take over from the first one: a key each for standard, remedies and causes. No Qt."""

from __future__ import annotations

from app.complaints.head_row import HeadRow
from app.complaints.record import ComplaintRecord
from app.complaints.same_as import LEFT_TO_THE_AUTHOR, SamePart

KEYS = {SamePart.STANDARD: "Alt+Shift+S", SamePart.REMEDIES: "Alt+Shift+R", SamePart.CAUSES: "Alt+Shift+C"}
TIPS = {
    SamePart.STANDARD: "Take over its standard, if it was in force that day",
    SamePart.REMEDIES: "Take over its remedies; apologies and sums are left to you",
    SamePart.CAUSES: "Take over its causes where this point has none",
}


def first_point(record: ComplaintRecord, head: HeadRow) -> HeadRow | None:
    """The point that others take over from, None for that point itself."""
    first = next(iter(record.counting_heads), None)
    return None if first is None or first.id == head.id else first


def same_parts(first: HeadRow, head: HeadRow) -> frozenset[SamePart]:
    """What stands on the first point and not on this one."""
    there = {remedy.text for remedy in head.standing_remedies}
    has = {
        SamePart.STANDARD: first.standard is not None and head.standard is None,
        SamePart.CAUSES: any(
            mine is None and theirs for mine, theirs in zip(_causes(head), _causes(first), strict=True)
        ),
        SamePart.REMEDIES: any(
            remedy.kind not in LEFT_TO_THE_AUTHOR and remedy.text not in there for remedy in first.standing_remedies
        ),
    }
    return frozenset(part for part, may in has.items() if may)


def _causes(head: HeadRow) -> tuple[str | None, ...]:
    return head.symptom, head.root_cause, head.corrective_action
