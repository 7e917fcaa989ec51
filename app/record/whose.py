"""Of whom is this? The person behind whatever is open: for a call that comes in while one reads."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.complaints.tables import Complaint
from app.contacts.tables import Contact
from app.correspondence.tables import Letter
from app.members.person_name import name_from
from app.members.tables import Person
from app.staff.permissions import Permission
from app.staff.work import ReadWork

_TABLES: dict[str, type[Complaint | Letter | Contact]] = {"complaint": Complaint, "letter": Letter, "contact": Contact}


@dataclass(frozen=True, slots=True)
class Whose:
    """The person of a subject."""

    person_id: int
    name: str


def whose(work: ReadWork, subject: str) -> Whose | None:
    """The person of ``person:3``, ``complaint:12``, ``letter:5`` or ``contact:9``; None where there is none.

    What follows the number (``person:3:edit_person``) says what is done there, and counts for nothing here.
    """
    work.require(Permission.MEMBER_READ)
    kind, number = [*subject.split(":"), ""][:2]
    if not number.isdigit():
        return None
    person_id: int | None = int(number)
    if kind != "person":
        table = _TABLES.get(kind)
        if table is None:
            return None
        person_id = work.session.scalar(select(table.person_id).where(table.id == int(number)))
    person = work.session.get(Person, person_id) if person_id is not None else None
    return Whose(person.id, name_from(person).full_name) if person is not None else None
