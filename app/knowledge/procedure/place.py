"""Reading a procedure's data: each value from its place, and every flaw with the place where it is mended."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from app.basics.problems import WorldProblem
from app.calendars.deadline_rule import LONGEST, DeadlineRule
from app.knowledge.procedure.words import ITEMS, NO_LENGTH, label_of

T = TypeVar("T")

_STANDS_IN = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong with a procedure's data: ``path`` is its place, such as ``stages.0.respond.amount``."""

    path: str
    sentence: str
    what_to_do: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.what_to_do}".strip()


class ProcedureNotValid(WorldProblem):
    """A procedure's data cannot be used: the sentence is of the first flaw, ``flaws`` are all."""

    def __init__(self, sentence: str, what_to_do: str = "", flaws: Sequence[Flaw] = ()) -> None:
        super().__init__(sentence, what_to_do)
        self.flaws = tuple(flaws)

    @classmethod
    def of(cls, flaws: Sequence[Flaw]) -> ProcedureNotValid:
        """With the sentence of the first."""
        return cls(flaws[0].sentence, flaws[0].what_to_do, flaws)


class Place:
    """One table of the data. What is wrong in it is noted in ``flaws``, and something harmless stands in for it."""

    def __init__(self, name: str, data: Mapping[str, Any], flaws: list[Flaw], path: str = "") -> None:
        self.name, self.path, self.flaws = name, path, flaws
        self._data = data

    @classmethod
    def whole(cls, name: str, data: object) -> Place:
        """The place of a whole procedure. Raises ProcedureNotValid where it is no table at all."""
        if not isinstance(data, Mapping):
            raise ProcedureNotValid(f"The {name} must be a table of names and values, not {type(data).__name__}.")
        return cls(name, data, [])

    def flaw(self, key: str, wrong: str, what_to_do: str = "") -> None:
        """Note that something is wrong at a key; ``wrong`` goes on after the place's name."""
        self.flaws.append(Flaw(self.at(key), f"The {self.name} {wrong}.", what_to_do))

    def at(self, key: str | int) -> str:
        """The path of a key of this table."""
        return f"{self.path}.{key}" if self.path else str(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Words; empty ones only where there is a default."""
        value = self._data.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.flaw(key, f"needs words for “{label_of(key)}”")
            return default or ""
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words, none where it is left out."""
        values = self._list(key)
        if not all(isinstance(value, str) and value.strip() for value in values):
            self.flaw(key, f"needs a list of words for “{label_of(key)}”")
            return ()
        return tuple(value.strip() for value in values)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no."""
        value = self._data.get(key, default)
        if not isinstance(value, bool):
            self.flaw(key, f"needs true or false for “{label_of(key)}”, not {value!r}")
            return default
        return value

    def number(self, key: str, *, least: int = 1) -> int:
        """A whole number from ``least``."""
        value = self._data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            self.flaw(key, f"needs a whole number from {least} for “{label_of(key)}”")
            return least
        return value

    def maybe_number(self, key: str, *, least: int = 1) -> int | None:
        """A whole number from ``least``, None where it is left out."""
        return None if self._data.get(key) is None else self.number(key, least=least)

    def day(self, key: str) -> date:
        """A day written as "2026-11-21"."""
        if self._data.get(key) is None:
            self.flaw(key, f"needs a day for “{label_of(key)}”")
        return self.maybe_day(key) or _STANDS_IN

    def maybe_day(self, key: str) -> date | None:
        """A day written as "2026-11-21", None where it is left out."""
        value = self._data.get(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.flaw(key, f"needs a day such as 2026-11-21 for “{label_of(key)}”")
            return None

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of the words that are allowed."""
        before = len(self.flaws)
        value = self.text(key, default)
        if len(self.flaws) == before and value not in allowed:
            self._unknown(key, value, allowed)
        return value if value in allowed else next(iter(allowed))

    def some_of(self, key: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Some of the words that are allowed, in the order given."""
        values = self.texts(key)
        for value in values:
            if value not in allowed:
                self._unknown(key, value, allowed)
        return tuple(value for value in values if value in allowed)

    def rule(self, key: str) -> DeadlineRule:
        """A deadline."""
        before = len(self.flaws)
        found = self.maybe_rule(key)
        if found is None:
            if len(self.flaws) == before:
                self.flaw(key, f"needs a length for “{label_of(key)}”")
            return NO_LENGTH
        return found

    def maybe_rule(self, key: str) -> DeadlineRule | None:
        """A deadline, None where it is left out."""
        value = self._data.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.flaw(key, f"needs a length for “{label_of(key)}”")
            return None
        amount = value.get("amount")
        if not isinstance(amount, int) or isinstance(amount, bool) or not 1 <= amount <= LONGEST:
            self.flaw(f"{key}.amount", f"needs a whole number from 1 to {LONGEST:,} for “{label_of(key)}”")
            return None
        if not str(value.get("name") or "").strip():
            self.flaw(f"{key}.name", f"has no name for “{label_of(key)}”", "Say what a sum of days is to call it.")
            return None
        try:
            return DeadlineRule.from_json(value)
        except (KeyError, TypeError, ValueError, AttributeError) as wrong:
            self.flaw(key, f"has no length that can be counted for “{label_of(key)}”: {wrong}")
            return None

    def child(self, key: str, make: Callable[[Place], T]) -> T | None:
        """What a table inside this one says, None where it is left out."""
        value = self._data.get(key)
        if value is None:
            return None
        if not isinstance(value, Mapping):
            self.flaw(key, f"needs a table for “{label_of(key)}”, not {type(value).__name__}")
            return None
        return make(Place(f"{self.name}, {label_of(key).lower()}", value, self.flaws, self.at(key)))

    def each(self, key: str, make: Callable[[Place], T]) -> tuple[T, ...]:
        """What each table of a list says."""
        made = []
        for at, value in enumerate(self._list(key)):
            path = f"{self.at(key)}.{at}"
            if isinstance(value, Mapping):
                made.append(make(Place(self._item(key, at, value), value, self.flaws, path)))
            else:
                self.flaws.append(Flaw(path, f"The {ITEMS.get(key, key)} {at + 1} must be a table."))
        return tuple(made)

    def _item(self, key: str, at: int, value: Mapping[str, Any]) -> str:
        named = next((value[one] for one in ("name", "title") if isinstance(value.get(one), str) and value[one]), "")
        what = ITEMS.get(key, key)
        inside = f"{self.name}, " if self.path else ""
        return f"{inside}{what} “{named}”" if named else f"{inside}{what} {at + 1}"

    def named(self, key: str, make: Callable[[str, Place], T]) -> tuple[T, ...]:
        """What each table of a table of tables says, with its name; none where it is left out."""
        values = self._data.get(key, {})
        if not isinstance(values, Mapping):
            self.flaw(key, f"needs a table of tables for “{label_of(key)}”")
            return ()
        made = []
        for one, value in values.items():
            path = f"{self.at(key)}.{one}"
            if isinstance(value, Mapping):
                made.append(make(one, Place(f"{self.name}, {label_of(key).lower()} {one}", value, self.flaws, path)))
            else:
                self.flaws.append(Flaw(path, f"The {self.name} needs a table for “{one}”."))
        return tuple(made)

    def _list(self, key: str) -> Sequence[Any]:
        values = self._data.get(key, [])
        if not isinstance(values, Sequence) or isinstance(values, str):
            self.flaw(key, f"needs a list for “{label_of(key)}”")
            return ()
        return values

    def _unknown(self, key: str, value: str, allowed: Iterable[str]) -> None:
        known = ", ".join(sorted(filter(None, allowed)))
        self.flaw(key, f"has “{value}” for “{label_of(key)}”; known are {known}")
