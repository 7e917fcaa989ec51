"""What was wanted and what was said, put together from hand-written notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from app.demo.shipped import data
from app.demo.territory import Place, Territory

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matter:
    """One kind of call or letter; the texts have slots."""

    wanted: tuple[str, ...]
    said: tuple[str, ...]
    about: str
    promise: str
    caller: str
    is_rare: bool
    ages: tuple[int, int]
    states: frozenset[str]

    def fits(self, age: int, state: str) -> bool:
        """Whether somebody of that age and state of membership can have this matter."""
        return self.ages[0] <= age <= self.ages[1] and (state in self.states if self.states else state != "deceased")


@dataclass(frozen=True, slots=True)
class Note:
    """One contact's words; ``about`` is empty unless somebody was dissatisfied, ``promise`` where none was made."""

    wanted: str
    said: str
    about: str
    promise: str
    caller: str


@cache
def matters() -> tuple[Matter, ...]:
    """All of them, in the order of the file."""
    return tuple(
        Matter(
            wanted=tuple(found["wanted"]),
            said=tuple(found["said"]),
            about=found.get("about", ""),
            promise=found.get("promise", ""),
            caller=found.get("caller", "member"),
            is_rare=found.get("rare", False),
            ages=(found.get("ages", [0, 200])[0], found.get("ages", [0, 200])[1]),
            states=frozenset(found.get("states", ())),
        )
        for found in data("notes")["matter"]
    )


def invent_note(random: Random, where: Territory, place: Place, day: date, age: int, state: str) -> Note:
    """The words of a contact on that day; one in seven is dissatisfied where the matter gives cause for it."""
    matter = _choose(random, age, state)
    slots = _slots(random, where, place, day)
    which = random.randrange(len(matter.wanted))
    said = matter.said[which].format_map(slots)
    if random.random() < 0.4:
        said = f"{said} {random.choice(data('notes')['closings'])}"
    dissatisfied = bool(matter.about) and random.random() < 0.15
    return Note(
        wanted=matter.wanted[which].format_map(slots),
        said=said,
        about=matter.about.format_map(slots) if dissatisfied else "",
        promise=matter.promise if random.random() < 0.5 else "",
        caller=matter.caller,
    )


def _choose(random: Random, age: int, state: str) -> Matter:
    while True:
        matter = random.choice(matters())
        if matter.fits(age, state) and (not matter.is_rare or random.random() < 0.2):
            return matter


def _slots(random: Random, where: Territory, place: Place, day: date) -> dict[str, str]:
    before = day - timedelta(days=random.randrange(2, 25))
    return {
        "day": f"{before.day} {_MONTHS[before.month - 1]}",
        "month": _MONTHS[(day.month - random.randrange(0, 3)) % 12],
        "town": place.town,
        "hospital": random.choice(where.hospitals),
    }
