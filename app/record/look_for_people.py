"""People by anything they are known by, and by the reference of a case or a letter of theirs."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from app.complaints.tables import Complaint, ComplaintToken
from app.correspondence.tables import Letter, LetterToken
from app.members.find_people import After, PersonHit, hits_of, search_people
from app.record.look_up import reference_typed
from app.staff.work import ReadWork
from app.store.search_tokens import begins


def look_for_people(work: ReadWork, text: str, after: After | None = None, limit: int = 50) -> list[PersonHit]:
    """As ``search_people``; where nobody is found so, those whose case or letter has a reference that begins so.

    "L26 3" may begin a postcode as well as a letter's reference: the people stand first.
    """
    found = search_people(work, text, after, limit)
    token = reference_typed(text)
    return found if found or not token else _whose(work, token, after, limit)


def _whose(work: ReadWork, token: str, after: After | None, limit: int) -> list[PersonHit]:
    """Each person once, by their latest case or letter with such a reference, the latest first."""
    if token.startswith("c"):
        person, reference = Complaint.person_id, Complaint.reference
        which = Complaint.id.in_(select(ComplaintToken.complaint_id).where(begins(ComplaintToken.token, token)))
    else:
        person, reference = Letter.person_id, Letter.reference
        which = Letter.id.in_(select(LetterToken.letter_id).where(begins(LetterToken.token, token)))
    latest = func.max(reference)
    query = select(person, latest).where(which).group_by(person).order_by(latest.desc()).limit(limit)
    if after is not None:
        query = query.having(latest < after[0])
    rows = work.session.execute(query).all()
    return [replace(hit, found_in=hit.after[0]) for hit in hits_of(work, [(row[0], row[1]) for row in rows])]
