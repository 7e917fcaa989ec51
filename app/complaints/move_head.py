"""Put the points of a complaint into another order: the letter answers them in it."""

from __future__ import annotations

from sqlalchemy import select

from app.complaints.being_worked_on import NotInThisState, head_at_work
from app.complaints.tables import ComplaintHead
from app.staff.permissions import Permission
from app.staff.work import Work


def move_head(work: Work, head_id: int, before_id: int | None) -> None:
    """Move a point to stand before another one of the same complaint; None makes it the last.

    Points that are joined to it go with it. Raises NotFound, NotInThisState; ValueError for a point of another case.
    """
    work.require(Permission.COMPLAINT_WORK)
    head, complaint = head_at_work(work, head_id)
    if head.joined_to_id is not None:
        raise NotInThisState(f"“{head.title}” is answered with another point.", "Move that one, or separate it first.")
    others = work.session.scalars(
        select(ComplaintHead)
        .where(
            ComplaintHead.complaint_id == complaint.id,
            ComplaintHead.id != head_id,
            ComplaintHead.joined_to_id.is_(None),
        )
        .order_by(ComplaintHead.position, ComplaintHead.id)
    ).all()
    places = [other.id for other in others]
    if before_id == head_id:
        return
    if before_id is not None and before_id not in places:
        raise ValueError(f"point {before_id} is not of complaint {complaint.id}")
    at = len(places) if before_id is None else places.index(before_id)
    below = others[at - 1].position if at > 0 else None
    above = others[at].position if at < len(others) else None
    head.position = _between(below, above)
    if head.position in (below, above):  # halved so often that no number is left between the two
        for number, row in enumerate([*others[:at], head, *others[at:]], 1):
            row.position = float(number)


def _between(below: float | None, above: float | None) -> float:
    if below is None:
        return 1.0 if above is None else above - 1.0
    return below + 1.0 if above is None else (below + above) / 2
