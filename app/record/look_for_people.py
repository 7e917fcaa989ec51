"""People by anything they are known by, and by the reference of a case or a letter of theirs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import func, select

from app.complaints.tables import Complaint, ComplaintToken
from app.correspondence.tables import Letter, LetterToken
from app.members.find_people import After, PersonHit, hits_of, search_people
from app.record.look_up import reference_typed
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from app.store.search_tokens import begins


@dataclass(frozen=True, slots=True)
class AfterReference:
    """Where the next page begins among those whose case or letter has such a reference: that of the last row."""

    reference: str


def look_for_people(
    work: ReadWork, text: str, after: After | AfterReference | None = None, limit: int = 50
) -> list[PersonHit]:
    """As ``search_people``; where nobody is found so, those whose case or letter has a reference that begins so.

    "L26 3" may begin a postcode as well as a letter's reference: where people are found on the first page, all pages
    are theirs. ``next_page`` of the last row asks for what follows.
    """
    if isinstance(after, AfterReference):
        return _whose(work, text, after, limit)
    found = search_people(work, text, after, limit)
    return found if found or after is not None else _whose(work, text, None, limit)


def next_page(last: PersonHit) -> After | AfterReference:
    """What asks for the page after this row."""
    return AfterReference(last.found_in) if last.found_in else last.after


def _whose(work: ReadWork, text: str, after: AfterReference | None, limit: int) -> list[PersonHit]:
    """Each person once, by their latest case or letter with such a reference, the latest first.

    Nobody where the reader may not read such cases or letters, or ``text`` looks like no reference.
    """
    token = reference_typed(text)
    of_case = token.startswith("c")
    if not token or not work.actor.may(Permission.COMPLAINT_READ if of_case else Permission.LETTER_READ):
        return []
    if of_case:
        person, reference = Complaint.person_id, Complaint.reference
        which = Complaint.id.in_(select(ComplaintToken.complaint_id).where(begins(ComplaintToken.token, token)))
    else:
        person, reference = Letter.person_id, Letter.reference
        which = Letter.id.in_(select(LetterToken.letter_id).where(begins(LetterToken.token, token)))
    latest = func.max(reference)
    query = select(person, latest).where(which).group_by(person).order_by(latest.desc()).limit(limit)
    if after is not None:
        query = query.having(latest < after.reference)
    rows = work.session.execute(query).all()
    return [replace(hit, found_in=hit.after[0]) for hit in hits_of(work, [(row[0], row[1]) for row in rows])]
