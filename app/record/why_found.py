"""By what a case is found that neither its title nor its person names: a party, a court, a number of somebody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from sqlalchemy import select

from app.basics.search_form import name_tokens, reference_token
from app.complaints.matter_words import party_line, reference_line
from app.complaints.tables import Complaint, ComplaintParty, ComplaintReference
from app.staff.work import ReadWork

_Told = tuple[str, Collection[str]]
"""A line as people read it, and the tokens that find its case."""


def why_found(work: ReadWork, complaint_ids: Sequence[int], begun: Collection[str]) -> dict[int, str]:
    """The lines of each case of which a token begins with one of ``begun``; a case found by its own words has none."""
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for complaint_id, (line, tokens) in _lines(work, complaint_ids):
        if any(token.startswith(word) for token in tokens for word in begun):
            lines[complaint_id].append(line)
    return {complaint_id: "; ".join(told) for complaint_id, told in lines.items()}


def _lines(work: ReadWork, complaint_ids: Sequence[int]) -> Iterator[tuple[int, _Told]]:
    parties = select(ComplaintParty).where(
        ComplaintParty.complaint_id.in_(complaint_ids), ComplaintParty.ended_on.is_(None)
    )
    for party in work.session.scalars(parties.order_by(ComplaintParty.position, ComplaintParty.id)):
        yield party.complaint_id, (party_line(_values(party)), name_tokens(party.name, party.fee_earner, party.dx))
    references = select(ComplaintReference).where(
        ComplaintReference.complaint_id.in_(complaint_ids), ComplaintReference.ended_on.is_(None)
    )
    for one in work.session.scalars(references.order_by(ComplaintReference.position, ComplaintReference.id)):
        yield one.complaint_id, (reference_line({"whose": one.whose, "number": one.number}), _number(one.number))
    for case in work.session.scalars(select(Complaint).where(Complaint.id.in_(complaint_ids))):
        yield case.id, (f"Court: {case.court}", name_tokens(case.court) if case.court else ())
        yield case.id, (f"Case number: {case.case_number}", _number(case.case_number))
        yield case.id, (f"Their reference: {case.their_reference}", _number(case.their_reference))
        yield case.id, (f"Entered as {case.external_reference}", _number(case.external_reference or ""))


def _values(party: ComplaintParty) -> Mapping[str, str]:
    return {key: getattr(party, key) for key in ("role", "name", "acts_for", "fee_earner", "dx")}


def _number(number: str) -> Collection[str]:
    return {reference_token(number)} - {""}
