"""Which open cases keep which version of a procedure, and what of its lists they use."""

from __future__ import annotations

from sqlalchemy import func, select

from app.complaints.rules import OPEN_STATES
from app.complaints.tables import Complaint, ComplaintHead, Request
from app.knowledge.procedure import CauseAxis
from app.staff.permissions import Permission
from app.staff.work import ReadWork

Used = dict[tuple[str, str], int]
"""How many open cases use a code, by the part of the procedure and the code: ``("faults", "delay")``."""


def cases_by_version(work: ReadWork) -> dict[int, int]:
    """How many open cases keep each version of a procedure, by its id."""
    work.require(Permission.COMPLAINT_READ)
    query = (
        select(Complaint.procedure_version_id.label("version_id"), func.count().label("cases"))
        .where(Complaint.state.in_(OPEN_STATES))
        .group_by(Complaint.procedure_version_id)
    )
    return {row.version_id: row.cases for row in work.session.execute(query)}


def codes_in_use(work: ReadWork, version_ids: list[int]) -> Used:
    """What of the lists of these versions open cases use; of causes the code is ``axis:code``."""
    work.require(Permission.COMPLAINT_READ)
    used: dict[tuple[str, str], set[int]] = {}
    of_these = (Complaint.state.in_(OPEN_STATES), Complaint.procedure_version_id.in_(version_ids))
    cases = select(Complaint.id, Complaint.stage, Complaint.out_of_scope_route).where(*of_these)
    for case in work.session.execute(cases):
        _note(used, case.id, ("stages", case.stage), ("routes", case.out_of_scope_route))
    heads = select(ComplaintHead).join(Complaint, Complaint.id == ComplaintHead.complaint_id).where(*of_these)
    for head in work.session.scalars(heads):
        causes = [(axis, getattr(head, axis.value)) for axis in CauseAxis]
        _note(used, head.complaint_id, ("faults", head.fault), ("effects", head.effect_level))
        _note(used, head.complaint_id, *(("causes", f"{axis}:{code}") for axis, code in causes if code))
    pauses = select(Request.complaint_id, Request.pause).join(Complaint, Complaint.id == Request.complaint_id)
    for request in work.session.execute(pauses.where(*of_these, Request.ended_on.is_(None))):
        _note(used, request.complaint_id, ("pauses", request.pause))
    return {key: len(ids) for key, ids in used.items()}


def _note(used: dict[tuple[str, str], set[int]], case_id: int, *codes: tuple[str, str | int | None]) -> None:
    for part, code in codes:
        if code is not None:
            used.setdefault((part, str(code)), set()).add(case_id)
