"""What a case is found by beside its person: its reference, and the numbers that others gave it."""

from __future__ import annotations

from app.basics.search_form import reference_token, reference_tokens
from app.complaints.tables import Complaint, ComplaintToken
from app.staff.work import Work
from app.store.search_tokens import keep_in_step


def tokens_of(complaint: Complaint) -> set[str]:
    """Its own reference in each way it is typed, the claim or court number, and the complainant's reference."""
    theirs = {reference_token(complaint.case_number), reference_token(complaint.their_reference)}
    return reference_tokens(complaint.reference) | theirs - {""}


def keep_case_tokens(work: Work, complaint: Complaint) -> None:
    """Bring the stored tokens in step with the case as it stands now, in this transaction."""
    work.session.flush()
    keep_in_step(work.session, ComplaintToken.token, ComplaintToken.complaint_id, complaint.id, tokens_of(complaint))
