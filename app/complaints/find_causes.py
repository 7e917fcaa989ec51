"""Reading the causes that a case may choose from, those that the office uses most first."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from app.complaints.find_record import stored_complaint
from app.complaints.settle_time import own_procedure
from app.complaints.tables import Complaint, ComplaintHead
from app.knowledge.find import procedure
from app.knowledge.procedure import Cause, CauseAxis, Procedure
from app.staff.permissions import Permission
from app.staff.work import ReadWork

LOOKED_BACK = timedelta(days=365)
"""How long a choice counts in the order of the next."""

_COLUMNS = {
    CauseAxis.SYMPTOM: ComplaintHead.symptom,
    CauseAxis.ROOT_CAUSE: ComplaintHead.root_cause,
    CauseAxis.CORRECTIVE_ACTION: ComplaintHead.corrective_action,
}


def causes_by_use(work: ReadWork, complaint_id: int | None, axis: CauseAxis) -> list[tuple[Cause, int]]:
    """The entries of one axis of the complaint's procedure with how often the office chose each, most first.

    Of a complaint that is not logged yet (None) it is the procedure of one's own desk. Counted are complaints received
    in the last twelve months; among equals the procedure's own order stands.
    """
    work.require(Permission.COMPLAINT_READ)
    process = _procedure(work, complaint_id)
    used = _used(work, axis)
    return sorted(((cause, used.get(cause.code, 0)) for cause in process.causes_of(axis)), key=lambda one: -one[1])


def _procedure(work: ReadWork, complaint_id: int | None) -> Procedure:
    if complaint_id is not None:
        return procedure(work, stored_complaint(work, complaint_id).procedure_version_id)
    return own_procedure(work)


def _used(work: ReadWork, axis: CauseAxis) -> dict[str | None, int]:
    column = _COLUMNS[axis]
    query = (
        select(column, func.count())
        .join(Complaint, Complaint.id == ComplaintHead.complaint_id)
        .where(column.is_not(None), Complaint.received_at >= work.now() - LOOKED_BACK)
        .group_by(column)
    )
    return dict(work.session.execute(query).all())
