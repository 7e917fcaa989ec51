"""A person's part of the facts of a letter, and what keeps a letter from reaching them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.basics.dates import show_date
from app.basics.problems import FieldProblem
from app.basics.references import show_member_number
from app.members.addresses import check_address, envelope_lines
from app.members.find import adjustments_of, points_of, stored_person
from app.members.labels import in_words
from app.members.person_name import name_from
from app.members.person_record import PointLine
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
    person = stored_person(work, person_id)
    problems = []
    if name_from(person).needs_name_on_letters:
        problems.append(FieldProblem("name_on_letters", "The name has no Latin form for letters. Type one."))
    point = postal_point(work, person_id)
    if point is None:
        problems.append(FieldProblem("address", "There is no current address."))
    else:
        problems += check_address(address_of(point), from_country)
    return problems + _who_not_to_write_to(work, person)


def postal_point(work: ReadWork, person_id: int) -> PointLine | None:
    """The preferred address that holds today, else the first."""
    holding = [point for point in points_of(work, person_id) if point.kind == PointKind.ADDRESS and point.holds]
    return next((point for point in holding if point.is_preferred), holding[0] if holding else None)


def _who_not_to_write_to(work: ReadWork, person: Person) -> list[FieldProblem]:
    problems = []
    if person.died_on is not None:
        sentence = f"Died on {show_date(person.died_on)}: write to whoever acts for the estate."
        problems.append(FieldProblem("died_on", sentence))
    rows = work.session.scalars(
        select(PersonWarning).where(
            PersonWarning.person_id == person.id,
            PersonWarning.kind == WarningKind.DO_NOT_WRITE,
            PersonWarning.until_on.is_(None) | (PersonWarning.until_on > work.today()),
        )
    )
    problems += [FieldProblem("warnings", f"{in_words(row.kind)}. {row.text}".strip()) for row in rows]
    if any(line.kind == AdjustmentKind.PHONE_ONLY for line in adjustments_of(work, person.id)):
        problems.append(FieldProblem("adjustments", "It is agreed to reach this person by phone only."))
    return problems
