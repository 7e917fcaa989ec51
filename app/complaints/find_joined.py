"""Reading what a case is joined with, who reads the answer to each, and who has no authority to."""

from __future__ import annotations

from app.complaints.joined import cases_joined, matter_of
from app.complaints.record import JoinedRow
from app.complaints.tables import Complaint
from app.complaints.wording import CHANNEL_WORDS
from app.members.letter_facts import representative_facts
from app.members.person_name import names_of
from app.members.tables import Representative
from app.staff.work import ReadWork


def joined_rows(work: ReadWork, row: Complaint) -> tuple[JoinedRow | None, tuple[JoinedRow, ...]]:
    """The case that leads, None where none does; and the cases that are joined with this one."""
    lead = matter_of(work, row)
    return (None if lead is row else joined_row(work, lead)), tuple(
        joined_row(work, one) for one in cases_joined(work, [row.id])
    )


def reader_of(work: ReadWork, case: Complaint) -> int:
    """Who reads the answer to a case: the representative, where one complains, else the person (person ids)."""
    if case.representative_id is None:
        return case.person_id
    acting = work.session.get(Representative, case.representative_id)
    return acting.representative_person_id if acting is not None else case.person_id


def no_authority(work: ReadWork, person_id: int, reader_id: int) -> str:
    """Why the reader may not have this person's matter in a letter, empty where they may."""
    if person_id == reader_id:
        return ""
    facts = representative_facts(work, person_id, reader_id)
    if facts is not None and facts["authority"]["state"] == "given":
        return ""
    names = names_of(work, [person_id, reader_id])
    reader, person = (names[one].formal_name if one in names else "somebody" for one in (reader_id, person_id))
    return f"{reader} has no authority on file for {person}: until there is one, no answer may go to them."


def way_warnings(work: ReadWork, case: Complaint, lead: Complaint) -> tuple[str, ...]:
    """What speaks against writing to whoever reads the answer of a joined case."""
    found = "" if lead is case else no_authority(work, lead.person_id, reader_of(work, case))
    return (found,) if found else ()


def joined_row(work: ReadWork, case: Complaint) -> JoinedRow:
    """A case as the others that say the same show it."""
    reader = reader_of(work, case)
    names = names_of(work, [reader])
    return JoinedRow(
        id=case.id,
        reference=case.reference,
        title=case.title,
        person_id=case.person_id,
        reader_id=reader,
        reader=names[reader].formal_name if reader in names else "",
        way=CHANNEL_WORDS[case.channel],
        raised_on=case.raised_on,
        answered_on=case.responded_on,
    )
