"""What the data files say of each territory: its places, streets, registers, grades and peoples."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any, Generic, TypeVar

from app.demo.shipped import data, files_in, listed

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Weighted(Generic[T]):
    """Things of which some come more often than others."""

    things: tuple[T, ...]
    upto: tuple[float, ...]

    @classmethod
    def of(cls, pairs: list[tuple[T, float]]) -> Weighted[T]:
        total, upto = 0.0, []
        for _, weight in pairs:
            total += weight
            upto.append(total)
        return cls(tuple(thing for thing, _ in pairs), tuple(upto))

    def pick(self, random: Random) -> T:
        """One of them, by its share."""
        return random.choices(self.things, cum_weights=self.upto)[0]


@dataclass(frozen=True, slots=True)
class Place:
    """A town, or what stands for one in the territory's addresses: its postcodes, landlines and what lies above it."""

    town: str
    codes: tuple[str, ...]
    landline: str
    above: str


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade of membership: which profession, from what age to what, what stands after names, which specialties."""

    profession: str
    name: str
    from_age: int
    to_age: int
    letters: tuple[str, ...]
    specialties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Territory:
    """One territory; phone patterns have ``#`` for a digit."""

    code: str
    name: str
    share: float
    zone: str
    currency: str
    cultures: Weighted[str]
    languages: tuple[tuple[str, int], ...]
    mobiles: tuple[str, ...]
    landline: str
    places: Weighted[Place]
    streets: tuple[str, ...]
    houses: tuple[str, ...]
    hospitals: tuple[str, ...]
    registers: dict[str, tuple[str, str]]
    has_surgeons_titles: bool
    grades: Weighted[Grade]


@cache
def territories() -> Weighted[Territory]:
    """All of them by their shares of the members."""
    found = [_read(path) for path in files_in("territories")]
    return Weighted.of([(one, one.share) for one in found])


@cache
def territory(code: str) -> Territory:
    """The territory of that ISO 3166 code."""
    return next(one for one in territories().things if one.code == code)


def _read(path: str) -> Territory:
    found = data(path)
    return Territory(
        code=path.rpartition("/")[2],
        name=found["name"],
        share=found["share"],
        zone=found["zone"],
        currency=found["currency"],
        cultures=Weighted.of(list(found["cultures"].items())),
        languages=tuple(found["languages"].items()),
        mobiles=tuple(pattern.replace(" ", "") for pattern in found["mobile"].split("|")),
        landline=found["landline"].replace(" ", ""),
        places=_places(found),
        streets=_parts(found["streets"]),
        houses=_parts(found["houses"]),
        hospitals=_parts(found["hospitals"]),
        registers={key: _register(text) for key, text in found["registers"].items()},
        has_surgeons_titles=found["titles"] == "uk",
        grades=_grades(found["grades"]),
    )


def _places(found: dict[str, Any]) -> Weighted[Place]:
    """Lines of "town | postcodes | landlines | share | county or what else stands above the town"."""
    pairs = []
    for line in found["places"].strip().splitlines():
        town, codes, landline, share, above = f"{line}|".split("|")[:5]
        place = Place(town, listed(codes), (landline or found["landline"]).replace(" ", ""), above)
        pairs.append((place, float(share)))
    return Weighted.of(pairs)


def _grades(text: str) -> Weighted[Grade]:
    """Lines of "profession | grade | share | from age | to age | letters | specialties"."""
    pairs = []
    for line in text.strip().splitlines():
        profession, name, share, from_age, to_age, letters, specialties = f"{line}||".split("|")[:7]
        grade = Grade(profession, name, int(from_age), int(to_age), _commas(letters), _commas(specialties))
        pairs.append((grade, float(share)))
    return Weighted.of(pairs)


def _register(text: str) -> tuple[str, str]:
    body, pattern = text.split("|")
    return body, pattern


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for line in text.strip().splitlines() for part in line.split("|") if part)


def _commas(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
