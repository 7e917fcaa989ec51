"""What advisers type to find somebody: drawn from the office itself, letter by letter."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from sqlalchemy import func, select

from app.members.tables import ContactPoint, Membership, Person, PointKind
from app.staff.work import ReadWork

PEOPLE = 40


def searches(work: ReadWork, seed: int = 1) -> list[str]:
    """Whole searches of every kind, for people all over the office."""
    rng = Random(seed)
    found = [text for person in _some_people(work, rng) for text in _ways_to_find(work, person, rng) if text]
    rng.shuffle(found)
    return found


def keystrokes(search: str) -> Iterator[str]:
    """What stands in the field after each key, from the second on."""
    return (search[:length] for length in range(2, len(search) + 1))


def _some_people(work: ReadWork, rng: Random) -> Iterator[Person]:
    most = work.session.scalar(select(func.max(Person.id))) or 0
    ids = sorted(rng.randint(1, most) for _ in range(PEOPLE))
    return iter(work.session.scalars(select(Person).where(Person.id.in_(ids))).all())


def _ways_to_find(work: ReadWork, person: Person, rng: Random) -> Iterator[str]:
    """Two of the ways by which this person can be asked for."""
    family, given = person.family_name.lower(), person.given_names.lower()
    ways = [
        family,
        f"{family} {given.partition(' ')[0]}",
        f"{given[:3]} {family[:4]}",
        work.session.scalar(select(Membership.member_number).where(Membership.person_id == person.id).limit(1)),
        *(_point(work, person, kind) for kind in PointKind),
    ]
    yield from (way for way in rng.sample(ways, 3) if way)


def _point(work: ReadWork, person: Person, kind: PointKind) -> str | None:
    column = ContactPoint.postcode if kind is PointKind.ADDRESS else ContactPoint.value
    return work.session.scalar(
        select(column).where(ContactPoint.person_id == person.id, ContactPoint.kind == kind).limit(1)
    )
