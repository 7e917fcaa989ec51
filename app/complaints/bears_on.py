"""Which points an item of evidence bears on: kept link by link, so that the history has each change."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from app.basics.problems import BadInput
from app.complaints.inquiry_tables import Evidence, EvidenceHead
from app.complaints.tables import ComplaintHead
from app.staff.work import Work


def heads_of_case(work: Work, complaint_id: int, head_ids: Iterable[int]) -> list[int]:
    """These points of the case, each once. Raises BadInput where one belongs to another case."""
    wanted = list(dict.fromkeys(head_ids))
    here = set(work.session.scalars(select(ComplaintHead.id).where(ComplaintHead.complaint_id == complaint_id)))
    if not set(wanted) <= here:
        raise BadInput.one("head_ids", "One of these points is not in this case: choose among those at the left.")
    return wanted


def bear_on(work: Work, evidence: Evidence, head_ids: Iterable[int]) -> None:
    """Let the item bear on these points of its case and on no others."""
    wanted = heads_of_case(work, evidence.complaint_id, head_ids)
    rows = work.session.scalars(select(EvidenceHead).where(EvidenceHead.evidence_id == evidence.id)).all()
    links = {row.head_id: row for row in rows}
    for head_id, link in links.items():
        link.holds = head_id in wanted
    for head_id in wanted:
        if head_id not in links:
            work.session.add(
                EvidenceHead(complaint_id=evidence.complaint_id, evidence_id=evidence.id, head_id=head_id, holds=True)
            )
    work.session.flush()
