"""Invented names, each built as its own culture builds names."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from random import Random

from app.demo.shipped import data, listed

_PAIR = re.compile(r"([A-Za-z-]+)(.+)")


@dataclass(frozen=True, slots=True)
class InventedName:
    """A name as a person's row stores it; ``called`` is what follows a title where that is not the family name."""

    family: str
    given: str = ""
    family_first: bool = False
    native: str | None = None
    on_letters: str | None = None
    called: str | None = None
    mailbox: str = ""
    language: str = "en-GB"
    maiden: str | None = None


@dataclass(frozen=True, slots=True)
class Culture:
    """The words that names of one culture are made of; which fields are used depends on ``kind``."""

    kind: str
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...] = ()
    fathers: tuple[str, ...] = ()
    second: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    english: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    chances: tuple[tuple[str, float], ...] = ()
    feminine: tuple[tuple[str, str], ...] = ()
    script: str = ""

    def given(self, random: Random, woman: bool) -> str:  # noqa: FBT001 - which of two lists
        return random.choice(self.women if woman else self.men)

    def happens(self, random: Random, what: str) -> bool:
        """Whether something that happens in so many names of a hundred happens in this one."""
        return random.random() * 100 < dict(self.chances)[what]


@cache
def culture(name: str) -> Culture:
    """The culture of that file in ``names/``."""
    found = data(f"names/{name}")
    chances = tuple((key, value) for key, value in found.items() if isinstance(value, int))
    return Culture(
        kind=found["kind"],
        women=listed(found["women"]),
        men=listed(found["men"]),
        families=listed(found.get("families", found.get("surnames", ""))),
        fathers=listed(found.get("fathers", "")),
        second=(listed(found.get("women_second", "")), listed(found.get("men_second", ""))),
        english=(listed(found.get("english_women", "")), listed(found.get("english_men", ""))),
        chances=chances,
        feminine=tuple(found.get("feminine", {}).items()),
        script=found.get("script", ""),
    )


def invent_name(random: Random, culture_name: str, *, woman: bool) -> InventedName:
    """A name of that culture."""
    chosen = culture(culture_name)
    return _KINDS[chosen.kind](random, chosen, woman)


def _western(random: Random, names: Culture, woman: bool) -> InventedName:  # noqa: FBT001
    first = names.given(random, woman)
    given = first
    if names.happens(random, "middle"):
        middle = names.given(random, woman)
        given = f"{first} {middle}" if middle != first else first
    family = _gendered(names, random.choice(names.families), woman)
    maiden = None
    if names.happens(random, "hyphenated"):
        other = _gendered(names, random.choice(names.families), woman)
        if "-" not in family + other and " " not in family + other and other != family:
            maiden, family = other, f"{other}-{family}"
    return InventedName(family, given, mailbox=f"{first}.{family}", maiden=maiden)


def _gendered(names: Culture, family: str, woman: bool) -> str:  # noqa: FBT001
    for masculine, feminine in names.feminine:
        if woman and family.endswith(masculine):
            return family.removesuffix(masculine) + feminine
        if not woman and family.endswith(feminine):
            return family.removesuffix(feminine) + masculine
    return family


def _chinese(random: Random, names: Culture, woman: bool) -> InventedName:  # noqa: FBT001
    family, family_script = _pair(random.choice(names.families))
    one, one_script = _pair(names.given(random, woman))
    two, two_script = _pair(random.choice(names.second[0 if woman else 1]))
    if one == two:
        two, two_script = "", ""
    joined = f"{one}-{two.lower()}" if two and names.happens(random, "hyphen") else f"{one} {two}".strip()
    name = InventedName(
        family,
        joined,
        family_first=True,
        native=family_script + one_script + two_script,
        mailbox=f"{one}{two}.{family}",
        language="en-GB",
    )
    if not names.happens(random, "english"):
        return name
    english = random.choice(names.english[0 if woman else 1])
    if names.happens(random, "english_first"):
        whole = f"{english} {family} {joined}"
        return replace(name, on_letters=whole, given=f"{joined} {english}", mailbox=f"{english}.{family}")
    return replace(name, given=f"{joined} {english}", mailbox=f"{english}.{family}")


@cache
def _pair(written: str) -> tuple[str, str]:
    """Latin letters and the characters that stand behind them: "Tan陈"."""
    match = _PAIR.fullmatch(written)
    if match is None:
        raise ValueError(f"“{written}” is no name with its characters")
    return match[1], match[2]


def _malay(random: Random, names: Culture, woman: bool) -> InventedName:  # noqa: FBT001
    own = names.given(random, woman)
    father = random.choice(names.fathers)
    whole = f"{own} {'binti' if woman else 'bin'} {father}"
    return InventedName(whole, called=own, mailbox=own.replace(" ", "."))


def _tamil(random: Random, names: Culture, woman: bool) -> InventedName:  # noqa: FBT001
    own, father = names.given(random, woman), random.choice(names.fathers)
    if random.random() < 0.4:
        return InventedName(own, f"{father[0]}.", mailbox=f"{father[0]}.{own}")
    whole = f"{own} {'d/o' if woman else 's/o'} {father}"
    return InventedName(whole, called=own, mailbox=f"{own}.{father}")


def _single(random: Random, names: Culture, woman: bool) -> InventedName:  # noqa: FBT001
    own = names.given(random, woman)
    return InventedName(own, mailbox=own)


_KINDS: dict[str, Callable[[Random, Culture, bool], InventedName]] = {
    "western": _western,
    "chinese": _chinese,
    "malay": _malay,
    "tamil": _tamil,
    "single": _single,
}
