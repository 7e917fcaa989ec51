"""What a case is found by beside its person: its reference, and all that is told of its matter, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten

from app.basics.search_form import date_tokens, name_tokens, reference_token, reference_tokens, words
from app.complaints.find_matter import standing
from app.complaints.matter_words import dx_words, party_line, reference_line
from app.complaints.tables import Complaint, ComplaintParty, ComplaintReference, ComplaintToken
from app.complaints.wording import first_raised, show_date
from app.staff.work import Work
from app.store.search_tokens import keep_in_step

PARTY_KEYS = ("role", "name", "acts_for", "fee_earner", "dx")
_SHORTEST, _LINE = 5, 80


def tokens_of(
    complaint: Complaint, parties: Iterable[ComplaintParty] = (), references: Iterable[ComplaintReference] = ()
) -> set[str]:
    """Its reference in each way it is typed, and whatever finds a line of its matter."""
    found = set(reference_tokens(complaint.reference))
    for _line, tokens in matter_lines(complaint, parties, references):
        found |= tokens
    return found


def matter_lines(
    complaint: Complaint, parties: Iterable[ComplaintParty], references: Iterable[ComplaintReference]
) -> Iterator[tuple[str, set[str]]]:
    """Each line of the matter as people read it, with the tokens that find it; a line without any says nothing.

    Of a party the name, and of a firm its fee earner and its DX as well; of a reference also whose it is; of what was
    tried the longer words.
    """
    for party in parties:
        line = party_line({key: getattr(party, key) for key in PARTY_KEYS})
        yield line, name_tokens(party.name, party.fee_earner, dx_words(party.dx))
    for one in references:
        line = reference_line({"whose": one.whose, "number": one.number})
        yield line, _number(one.number) | name_tokens(one.whose)
    yield f"Court: {complaint.court}", name_tokens(complaint.court)
    if complaint.hearing_on is not None:
        yield f"Hearing: {show_date(complaint.hearing_on)}", date_tokens(complaint.hearing_on)
    if complaint.raised_with or complaint.raised_where:
        line = f"{first_raised(complaint.raised_where, complaint.raised_with, '')}, {show_date(complaint.raised_on)}"
        yield line, name_tokens(complaint.raised_where, complaint.raised_with) | date_tokens(complaint.raised_on)
    yield f"Tried then: {shorten(complaint.raised_tried, _LINE, placeholder='…')}", _long_words(complaint.raised_tried)
    yield f"Case number: {complaint.case_number}", _number(complaint.case_number)
    yield f"Their reference: {complaint.their_reference}", _number(complaint.their_reference)
    yield f"Entered as {complaint.external_reference}", _number(complaint.external_reference or "")


def keep_case_tokens(work: Work, complaint: Complaint) -> None:
    """Bring the stored tokens in step with the case as it stands now, in this transaction."""
    work.session.flush()
    wanted = tokens_of(
        complaint, standing(work, ComplaintParty, complaint.id), standing(work, ComplaintReference, complaint.id)
    )
    keep_in_step(work.session, ComplaintToken.token, ComplaintToken.complaint_id, complaint.id, wanted)


def _long_words(prose: str) -> set[str]:
    """Of prose the longer words, each by itself: whoever looks for "was told" wants no case of it."""
    return {word for word in words(prose) if len(word) >= _SHORTEST}


def _number(number: str) -> set[str]:
    return {reference_token(number)} - {""}
