"""The search over everything: references of cases and letters, their numbers, and people."""

from __future__ import annotations

import enum
import re
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, select

from app.basics.references import show_member_number
from app.basics.search_form import parse_query, reference_token
from app.complaints.tables import Complaint, ComplaintToken
from app.correspondence.tables import Letter, LetterToken
from app.members.find_people import PersonHit, search_people
from app.members.labels import in_words
from app.members.person_name import NAME_COLUMNS, name_from
from app.members.tables import Person
from app.record.why_found import why_found
from app.staff.permissions import Permission
from app.staff.work import ReadWork
from app.store.search_tokens import begins

_LIKE_A_REFERENCE = re.compile(r"(?:[A-Za-z]{2,5}\s*/\s*)?[CcLl]\s*\d{2}[-\s\d]*")
_LONGEST, _SHORTEST = 60, 3


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
    """What is meant by ``text``: a reference or another body's number, whole or its beginning, else people and parties.

    People stand before the cases that a party, firm or court of that name is in, which have some lines of their own.
    Cases and letters are there for whoever may read them.
    """
    work.require(Permission.MEMBER_READ)
    typed = text.strip()
    if not typed:
        return []
    found = _by_number(work, typed, limit)
    matters = _by_names(work, typed, limit // 3) if work.actor.may(Permission.COMPLAINT_READ) else []
    people = search_people(work, typed, limit=limit) if len(found) < limit else []
    lines = [person_line(hit) for hit in people][: limit - len(matters)]
    unique = {hit.subject: hit for hit in [*found, *lines, *matters]}
    return list(unique.values())[:limit]


def reference_typed(text: str) -> str:
    """The token of what looks like a reference of ours or its beginning, with its desk or without; else empty."""
    typed = text.strip()
    is_one = len(typed) <= _LONGEST and _LIKE_A_REFERENCE.fullmatch(typed)
    return reference_token(typed.rpartition("/")[2]) if is_one else ""


def person_line(hit: PersonHit) -> Hit:
    """A person as a line of the palette: the name, and what tells two of the name apart."""
    number = show_member_number(hit.member_number) if hit.member_number else ""
    born = f"born {hit.born_on.year}" if hit.born_on else ""
    state = in_words(hit.state) if hit.state else "not a member"
    second = ", ".join(filter(None, (state, born, hit.town, hit.territory, hit.specialty)))
    return Hit(HitKind.PERSON, f"person:{hit.person_id}", hit.name.list_name, second, number)


def _by_number(work: ReadWork, typed: str, limit: int) -> list[Hit]:
    """Cases and letters whose reference or number begins so; a case also by what others number it.

    What does not look like a reference of ours may be the beginning of anything: it leaves room for people.
    """
    if len(typed) > _LONGEST or not any(char.isdigit() for char in typed):
        return []
    token = reference_typed(typed)
    if not token:
        token, limit = reference_token(typed), limit // 3
    if len(token) < _SHORTEST:
        return []
    cases = select(ComplaintToken.complaint_id).where(begins(ComplaintToken.token, token))
    letters = select(LetterToken.letter_id).where(begins(LetterToken.token, token))
    may = work.actor.may
    return [
        *(_complaints(work, Complaint.id.in_(cases), limit, (token,)) if may(Permission.COMPLAINT_READ) else ()),
        *(_letters(work, Letter.id.in_(letters), limit) if may(Permission.LETTER_READ) else ()),
    ]


def _by_names(work: ReadWork, typed: str, limit: int) -> list[Hit]:
    """Cases in whose matter every word that is typed begins a name or a day: of a party, firm, DX, court, hearing."""
    words = parse_query(typed).words
    if not words or all(len(word) < _SHORTEST for word in words):
        return []
    token = ComplaintToken.token
    cases = [select(ComplaintToken.complaint_id).where(begins(token, word)) for word in words]
    return _complaints(work, and_(*(Complaint.id.in_(found) for found in cases)), limit, words)


def _complaints(work: ReadWork, which: ColumnElement[bool], limit: int, begun: Collection[str]) -> list[Hit]:
    """Each with the party, court or number by which it was found, where its own line would not say so."""
    query = (
        select(Complaint.id, Complaint.reference, Complaint.title.label("about"), Complaint.state, *NAME_COLUMNS)
        .join(Person, Person.id == Complaint.person_id)
        .where(which)
        .order_by(Complaint.reference.desc(), Complaint.id)
        .limit(limit)
    )
    rows = work.session.execute(query).all()
    why = why_found(work, [row.id for row in rows], begun)
    return [
        Hit(
            HitKind.COMPLAINT,
            f"complaint:{row.id}",
            row.about,
            " · ".join(filter(None, [why.get(row.id), f"{name_from(row).list_name}, {in_words(row.state).lower()}"])),
            row.reference,
        )
        for row in rows
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
