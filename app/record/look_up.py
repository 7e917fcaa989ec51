"""The search over everything: references of cases and letters, their numbers, and people."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, or_, select

from app.basics.references import ReferenceNotValid, parse_reference, show_member_number
from app.complaints.tables import Complaint
from app.correspondence.tables import Letter
from app.members.find_people import PersonHit, search_people
from app.members.labels import in_words
from app.members.person_name import NAME_COLUMNS, name_from
from app.members.tables import Person
from app.staff.permissions import Permission
from app.staff.work import ReadWork

_LIKE_A_REFERENCE = re.compile(r"(?:[A-Za-z]{2,5}\s*/\s*)?[CcLl]\s*\d{2}[-\s\d]*")
_LONGEST = 60


class HitKind(enum.StrEnum):
    COMPLAINT = "complaint"
    LETTER = "letter"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: ``subject`` (``kind:id``) opens it, ``second`` is the line that tells it from others."""

    kind: HitKind
    subject: str
    title: str
    second: str
    reference: str = ""


def look_up(work: ReadWork, text: str, limit: int = 12) -> list[Hit]:
    """What is meant by ``text``: a reference whole or in part, another body's number, else people."""
    work.require(Permission.MEMBER_READ)
    typed = text.strip()
    if not typed:
        return []
    found = _by_reference(work, typed, limit) + _by_their_number(work, typed, limit)
    people = search_people(work, typed, limit=limit) if len(found) < limit else []
    unique = {hit.subject: hit for hit in [*found, *map(person_line, people)]}
    return list(unique.values())[:limit]


def person_line(hit: PersonHit) -> Hit:
    """A person as a line of the palette: the name, and what tells two of the name apart."""
    number = show_member_number(hit.member_number) if hit.member_number else ""
    born = f"born {hit.born_on.year}" if hit.born_on else ""
    state = in_words(hit.state) if hit.state else "not a member"
    second = ", ".join(filter(None, (state, born, hit.town, hit.territory, hit.specialty)))
    return Hit(HitKind.PERSON, f"person:{hit.person_id}", hit.name.list_name, second, number)


def _by_reference(work: ReadWork, typed: str, limit: int) -> list[Hit]:
    if len(typed) > _LONGEST or not _LIKE_A_REFERENCE.fullmatch(typed):
        return []
    return [
        *_complaints(work, _named(Complaint.reference, typed), limit),
        *_letters(work, _named(Letter.reference, typed), limit),
    ]


def _named(column: Any, typed: str) -> ColumnElement[bool]:
    """The reference itself where it is whole and right, with or without its desk; else all that begin so."""
    try:
        reference = parse_reference(typed)
    except ReferenceNotValid:
        begun = re.sub(r"\s+", "", typed).upper().partition("/")
        return _begins(column, begun[2] or begun[0])
    bare = str(reference).rpartition("/")[2]
    return or_(column == bare, column.like(f"%/{bare}"))


def _begins(column: Any, begun: str) -> ColumnElement[bool]:
    """References that begin as typed, the hyphens being there or not."""
    digits = begun.replace("-", "")
    spelled = "-".join(filter(None, (digits[:3], digits[3:9], digits[9:])))
    return or_(column.startswith(spelled, autoescape=True), column.contains(f"/{spelled}", autoescape=True))


def _by_their_number(work: ReadWork, typed: str, limit: int) -> list[Hit]:
    """Cases that bear this number of a claim, a court or another body; whole numbers only."""
    if len(typed) > _LONGEST or not any(char.isdigit() for char in typed):
        return []
    spellings = {typed, typed.upper()}
    which = or_(Complaint.case_number.in_(spellings), Complaint.their_reference.in_(spellings))
    return _complaints(work, which, limit)


def _complaints(work: ReadWork, which: ColumnElement[bool], limit: int) -> list[Hit]:
    query = (
        select(Complaint.id, Complaint.reference, Complaint.title.label("about"), Complaint.state, *NAME_COLUMNS)
        .join(Person, Person.id == Complaint.person_id)
        .where(which)
        .order_by(Complaint.reference.desc(), Complaint.id)
        .limit(limit)
    )
    return [
        Hit(
            HitKind.COMPLAINT,
            f"complaint:{row.id}",
            row.about,
            f"{name_from(row).list_name}, {in_words(row.state).lower()}",
            row.reference,
        )
        for row in work.session.execute(query)
    ]


def _letters(work: ReadWork, which: ColumnElement[bool], limit: int) -> list[Hit]:
    query = (
        select(Letter.id, Letter.reference, Letter.title.label("about"), Letter.state, *NAME_COLUMNS)
        .join(Person, Person.id == Letter.person_id)
        .where(which)
        .order_by(Letter.reference.desc(), Letter.id)
        .limit(limit)
    )
    return [
        Hit(
            HitKind.LETTER,
            f"letter:{row.id}",
            row.about,
            f"{name_from(row).list_name}, {in_words(row.state).lower()}",
            row.reference,
        )
        for row in work.session.execute(query)
    ]
