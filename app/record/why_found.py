"""By what a case is found that neither its title nor its person names: a party, a court, a day, somebody's number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from app.complaints.case_tokens import matter_lines
from app.complaints.tables import Complaint, ComplaintParty, ComplaintReference
from app.staff.work import ReadWork


def why_found(work: ReadWork, complaint_ids: Sequence[int], begun: Collection[str]) -> dict[int, str]:
    """The lines of each case by which all of ``begun`` finds it, else those by which some of it does.

    A case that is found by its own words alone has none.
    """
    parties, references = _rows(work, ComplaintParty, complaint_ids), _rows(work, ComplaintReference, complaint_ids)
    told: dict[int, str] = {}
    for case in work.session.scalars(select(Complaint).where(Complaint.id.in_(complaint_ids))):
        hits = [
            (sum(any(token.startswith(word) for token in tokens) for word in begun), line)
            for line, tokens in matter_lines(case, parties[case.id], references[case.id])
        ]
        wanted = len(begun) if any(count == len(begun) for count, _line in hits) else 1
        if lines := [line for count, line in hits if count >= wanted]:
            told[case.id] = "; ".join(lines)
    return told


def _rows(work: ReadWork, table: type[Any], complaint_ids: Sequence[int]) -> defaultdict[int, list[Any]]:
    """The rows of such a list that stand, by their case, in the order of the letter's heading."""
    found: defaultdict[int, list[Any]] = defaultdict(list)
    query = select(table).where(table.complaint_id.in_(complaint_ids), table.ended_on.is_(None))
    for row in work.session.scalars(query.order_by(table.position, table.id)):
        found[row.complaint_id].append(row)
    return found
