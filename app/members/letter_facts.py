"""A person's part of the facts of a letter, and what keeps a letter from reaching them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import select

from app.basics.dates import show_date
from app.basics.problems import FieldProblem
from app.basics.references import show_member_number
from app.members.addresses import check_address, envelope_lines
from app.members.find import adjustments_of, adjustments_of_each, points_of, points_of_each, stored_person
from app.members.labels import in_words
from app.members.person_name import name_from
from app.members.person_record import AdjustmentLine, PointLine
from app.members.point_address import address_of
from app.members.rules import consent_on
from app.members.tables import (
    PRINT_SIZES,
    AdjustmentKind,
    ConsentState,
    Membership,
    Person,
    PersonKind,
    PersonWarning,
    PointKind,
    Representative,
    WarningKind,
)
from app.staff.permissions import Permission
from app.staff.work import ReadWork

# The others are kept by the person who rings or decides, not by the paper.
_ON_PAPER = PRINT_SIZES | {AdjustmentKind.BRAILLE, AdjustmentKind.AUDIO, AdjustmentKind.EASY_READ}
_AUTHORITY = {
    ConsentState.VALID: "given",
    ConsentState.REQUESTED: "asked",
    ConsentState.WITHDRAWN: "withdrawn",
    ConsentState.EXPIRED: "expired",
}


def addressee_facts(work: ReadWork, person_id: int, from_country: str) -> dict[str, Any]:
    """The ``addressee`` of ``letters/facts.schema.json``, for a letter posted in ``from_country`` (ISO alpha-2).

    Without an address that holds today ``address_lines`` is empty, which the letter's checks refuse.
    """
    work.require(Permission.MEMBER_READ)
    person = stored_person(work, person_id)
    name, point = name_from(person), postal_point(work, person_id)
    is_organisation = person.kind == PersonKind.ORGANISATION
    country = point.country if point is not None and point.country else person.territory[:2]
    return {
        "name_on_letters": name.formal_name,
        "salutation": name.salutation if not is_organisation or name.form_of_address else "Dear Sir or Madam",
        "address_lines": [] if point is None else envelope_lines(address_of(point), from_country),
        "country": country,
        "language": person.language,
        "adjustments": [line.kind.value for line in adjustments_of(work, person_id) if line.kind in _ON_PAPER],
    }


def person_facts(work: ReadWork, person_id: int) -> dict[str, Any]:
    """The ``person`` of ``letters/facts.schema.json``: whom the matter is about."""
    work.require(Permission.MEMBER_READ)
    person = stored_person(work, person_id)
    number = work.session.scalar(
        select(Membership.member_number)
        .where(Membership.person_id == person_id)
        .order_by(Membership.started_on.desc(), Membership.id.desc())
        .limit(1)
    )
    facts = {"full_name": person.name_on_letters or name_from(person).full_name}
    facts |= {"member_number": show_member_number(number)} if number else {}
    return facts | ({"died_on": person.died_on.isoformat()} if person.died_on else {})


def representative_facts(work: ReadWork, person_id: int, representative_person_id: int) -> dict[str, Any] | None:
    """The ``representative`` of ``letters/facts.schema.json``; None where that person never acted for this one."""
    work.require(Permission.MEMBER_READ)
    row = work.session.scalar(
        select(Representative)
        .where(
            Representative.person_id == person_id,
            Representative.representative_person_id == representative_person_id,
        )
        .order_by(Representative.id.desc())
        .limit(1)
    )
    if row is None:
        return None
    consent = consent_on(row.consent, row.expires_on, work.today())
    authority = {
        "state": _AUTHORITY[consent],
        "scope": row.scope,
        "given_on": row.given_on.isoformat() if row.given_on else None,
        "expires_on": row.expires_on.isoformat() if row.expires_on else None,
    }
    return {"name": name_from(stored_person(work, representative_person_id)).formal_name, "authority": authority}


def letter_problems(work: ReadWork, person_id: int, from_country: str) -> list[FieldProblem]:
    """What keeps a letter from reaching the person, each with the field to mend; empty when nothing does.

    These are facts about the record, to be shown beside a draft: nothing is raised.
    """
    work.require(Permission.MEMBER_READ)
    stored_person(work, person_id)
    reader = person_id, from_country
    return letter_problems_of(work, [reader])[reader]


Reader = tuple[int, str]
"""A person's id, and the country from which they are written to (ISO alpha-2)."""


def letter_problems_of(work: ReadWork, readers: Collection[Reader]) -> Mapping[Reader, list[FieldProblem]]:
    """The same for several readers: as many queries for many as for one."""
    work.require(Permission.MEMBER_READ)
    ids = sorted({person_id for person_id, _ in readers})
    people = {person.id: person for person in work.session.scalars(select(Person).where(Person.id.in_(ids)))}
    points, adjustments, warnings = points_of_each(work, ids), adjustments_of_each(work, ids), _warnings(work, ids)
    found: dict[Reader, list[FieldProblem]] = {}
    for person_id, country in readers:
        person = people.get(person_id)
        if person is None:
            found[person_id, country] = [FieldProblem("address", "Their record is not for you to see.")]
            continue
        found[person_id, country] = [
            *_of_name(person),
            *_of_address(_postal(points[person_id]), country),
            *_of_death(person),
            *warnings.get(person_id, ()),
            *_of_agreement(adjustments[person_id]),
        ]
    return found


def postal_point(work: ReadWork, person_id: int) -> PointLine | None:
    """The preferred address that holds today, else the first."""
    return _postal(points_of(work, person_id))


def _postal(points: Iterable[PointLine]) -> PointLine | None:
    holding = [point for point in points if point.kind == PointKind.ADDRESS and point.holds]
    return next((point for point in holding if point.is_preferred), holding[0] if holding else None)


def _of_name(person: Person) -> list[FieldProblem]:
    if not name_from(person).needs_name_on_letters:
        return []
    return [FieldProblem("name_on_letters", "The name has no Latin form for letters. Type one.")]


def _of_address(point: PointLine | None, from_country: str) -> list[FieldProblem]:
    if point is None:
        return [FieldProblem("address", "There is no current address.")]
    return check_address(address_of(point), from_country)


def _of_death(person: Person) -> list[FieldProblem]:
    if person.died_on is None:
        return []
    return [FieldProblem("died_on", f"Died on {show_date(person.died_on)}: write to whoever acts for the estate.")]


def _warnings(work: ReadWork, person_ids: Collection[int]) -> Mapping[int, list[FieldProblem]]:
    rows = work.session.scalars(
        select(PersonWarning).where(
            PersonWarning.person_id.in_(person_ids),
            PersonWarning.kind == WarningKind.DO_NOT_WRITE,
            PersonWarning.until_on.is_(None) | (PersonWarning.until_on > work.today()),
        )
    )
    found = defaultdict[int, list[FieldProblem]](list)
    for row in rows:
        found[row.person_id].append(FieldProblem("warnings", f"{in_words(row.kind)}. {row.text}".strip()))
    return found


def _of_agreement(adjustments: Iterable[AdjustmentLine]) -> list[FieldProblem]:
    if not any(line.kind == AdjustmentKind.PHONE_ONLY for line in adjustments):
        return []
    return [FieldProblem("adjustments", "It is agreed to reach this person by phone only.")]
