"""What a change of somebody's record would stop: told while the change is being typed, before it is saved."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select

from app.correspondence.states import LetterState
from app.correspondence.still_true import ON_ITS_WAY
from app.correspondence.tables import Letter
from app.members.letter_facts import postal_point
from app.members.person_name import name_from
from app.members.tables import Person
from app.staff.permissions import Permission
from app.staff.work import ReadWork


class Touch(enum.StrEnum):
    """What is about to change of a person."""

    DEATH = "death"
    READER = "reader"  # how they are named or written to, or that they are not
    ADDRESS = "address"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Planned:
    """A change that is being typed.

    ``point_id`` is the address that changes (None: another one comes first), ``representative_id`` the person id of
    whoever acts for this one.
    """

    person_id: int
    touch: Touch
    point_id: int | None = None
    representative_id: int | None = None


@dataclass(frozen=True, slots=True)
class WouldStop:
    """A letter on its way that the change stops."""

    letter_id: int
    reference: str
    title: str
    addressee: str
    state: LetterState


def would_stop(work: ReadWork, planned: Planned) -> tuple[WouldStop, ...]:
    """The letters that wait or are approved and that this change stops, oldest first."""
    work.require(Permission.LETTER_READ)
    if planned.touch is Touch.ADDRESS and planned.point_id is not None:
        printed = postal_point(work, planned.person_id)
        if printed is None or printed.id != planned.point_id:
            return ()
    query = (
        select(Letter, Person)
        .join(Person, Person.id == Letter.addressee_id)
        .where(Letter.state.in_(ON_ITS_WAY), _rests_on(planned))
        .order_by(Letter.id)
    )
    return tuple(
        WouldStop(letter.id, letter.reference, letter.title, name_from(person).list_name, letter.state)
        for letter, person in work.session.execute(query)
    )


def _rests_on(planned: Planned) -> ColumnElement[bool]:
    person_id = planned.person_id
    if planned.touch is Touch.CONSENT:
        return and_(Letter.person_id == person_id, Letter.addressee_id == planned.representative_id)
    if planned.touch is Touch.DEATH:
        return or_(Letter.addressee_id == person_id, Letter.person_id == person_id)
    return Letter.addressee_id == person_id
