"""What a case is found by beside its person: its reference, the numbers others gave it, and who is in the matter."""

from __future__ import annotations

from collections.abc import Iterable

from app.basics.search_form import name_tokens, reference_token, reference_tokens
from app.complaints.find_matter import standing
from app.complaints.tables import Complaint, ComplaintParty, ComplaintReference, ComplaintToken
from app.staff.work import Work
from app.store.search_tokens import keep_in_step


def tokens_of(
    complaint: Complaint, parties: Iterable[ComplaintParty] = (), references: Iterable[ComplaintReference] = ()
) -> set[str]:
    """Its reference in each way it is typed, every number that others gave it, and each name in the matter.

    Of a party the name, and of a firm its fee earner and its DX as well; the court, since a hearing is asked for so.
    """
    of_others = [complaint.case_number, complaint.their_reference, complaint.external_reference or ""]
    numbers = {reference_token(number) for number in [*of_others, *(one.number for one in references)]}
    names = [complaint.court, *(words for one in parties for words in (one.name, one.fee_earner, one.dx))]
    return (reference_tokens(complaint.reference) | numbers | name_tokens(*filter(None, names))) - {""}


def keep_case_tokens(work: Work, complaint: Complaint) -> None:
    """Bring the stored tokens in step with the case as it stands now, in this transaction."""
    work.session.flush()
    wanted = tokens_of(
        complaint, standing(work, ComplaintParty, complaint.id), standing(work, ComplaintReference, complaint.id)
    )
    keep_in_step(work.session, ComplaintToken.token, ComplaintToken.complaint_id, complaint.id, wanted)
