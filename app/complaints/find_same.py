"""Reading which open cases may be the same complaint by another way."""

from __future__ import annotations

from sqlalchemy import or_, select

from app.basics.search_form import name_tokens, reference_token, words
from app.complaints.find_joined import joined_row, no_authority, reader_of
from app.complaints.find_matter import parties_of
from app.complaints.find_record import stored_complaint
from app.complaints.record import JoinChoice
from app.complaints.rules import AT_WORK
from app.complaints.states import PartyRole
from app.complaints.tables import Complaint, ComplaintToken
from app.staff.permissions import Permission
from app.staff.work import ReadWork

_MOST = 8


def may_be_the_same(work: ReadWork, complaint_id: int) -> list[JoinChoice]:
    """Open cases of the same desk that share its person, its case number or a party: those it may be joined with."""
    work.require(Permission.COMPLAINT_READ)
    case = stored_complaint(work, complaint_id)
    if case.joined_to_id is not None:
        return []
    parties = [one.name for one in parties_of(work, complaint_id) if one.role is not PartyRole.FIRM]
    tokens = {reference_token(case.case_number), *map(_whole_name, parties)} - {""}
    sharing = select(ComplaintToken.complaint_id).where(ComplaintToken.token.in_(tokens))
    query = (
        select(Complaint)
        .where(
            Complaint.id != case.id,
            Complaint.desk_id == case.desk_id,
            Complaint.state.in_(AT_WORK),
            Complaint.joined_to_id.is_(None),
            or_(Complaint.person_id == case.person_id, Complaint.id.in_(sharing)),
        )
        .order_by(Complaint.raised_on, Complaint.id)
        .limit(_MOST)
    )
    return [_choice(work, case, other) for other in work.session.scalars(query)]


def _choice(work: ReadWork, case: Complaint, other: Complaint) -> JoinChoice:
    why = (
        "the same person"
        if other.person_id == case.person_id
        else "the same case number"
        if case.case_number and reference_token(other.case_number) == reference_token(case.case_number)
        else "the same party"
    )
    warning = no_authority(work, other.person_id, reader_of(work, case))
    return JoinChoice(joined_row(work, other), why, warning)


def _whole_name(name: str) -> str:
    """The token of all of a name's words together, which no other name begins with but its own."""
    return max(name_tokens(name), key=len, default="") if len(words(name)) > 1 else ""
