"""Reading a procedure's data: each value from its place, and a sentence that names the place of what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from app.basics.problems import WorldProblem
from app.calendars.deadline_rule import DeadlineRule

T = TypeVar("T")


class ProcedureNotValid(WorldProblem):
    """A procedure's data cannot be used; the sentence names the place in it and what is wrong there."""


class Place:
    """One table of the data, with its path for the sentence that names a fault."""

    def __init__(self, name: str, data: object) -> None:
        if not isinstance(data, Mapping):
            raise ProcedureNotValid(f"The {name} must be a table of names and values, not {type(data).__name__}.")
        self.name = name
        self._data = data

    def text(self, key: str, default: str | None = None) -> str:
        """Words; empty ones only where there is a default."""
        value = self._data.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise ProcedureNotValid(f"The {self.name} needs words for “{key}”.")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words, none where it is left out."""
        values = self._list(key)
        if not all(isinstance(value, str) and value.strip() for value in values):
            raise ProcedureNotValid(f"The {self.name} needs a list of words for “{key}”.")
        return tuple(value.strip() for value in values)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no."""
        value = self._data.get(key, default)
        if not isinstance(value, bool):
            raise ProcedureNotValid(f"The {self.name} needs true or false for “{key}”, not {value!r}.")
        return value

    def number(self, key: str, *, least: int = 1) -> int:
        """A whole number from ``least``."""
        value = self._data.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or value < least:
            raise ProcedureNotValid(f"The {self.name} needs a whole number from {least} for “{key}”, not {value!r}.")
        return value

    def maybe_number(self, key: str, *, least: int = 1) -> int | None:
        """A whole number from ``least``, None where it is left out."""
        return None if self._data.get(key) is None else self.number(key, least=least)

    def maybe_day(self, key: str) -> date | None:
        """A day written as "2026-11-21", None where it is left out."""
        value = self._data.get(key)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as fault:
            raise ProcedureNotValid(f"The {self.name} needs a day such as 2026-11-21 for “{key}”.") from fault

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of the words that are allowed."""
        value = self.text(key, default)
        if value not in allowed:
            raise self._unknown(key, value, allowed)
        return value

    def some_of(self, key: str, allowed: Collection[str]) -> tuple[str, ...]:
        """Some of the words that are allowed, in the order given."""
        values = self.texts(key)
        for value in values:
            if value not in allowed:
                raise self._unknown(key, value, allowed)
        return values

    def rule(self, key: str) -> DeadlineRule:
        """A deadline."""
        found = self.maybe_rule(key)
        if found is None:
            raise ProcedureNotValid(f"The {self.name} needs a deadline “{key}”.")
        return found

    def maybe_rule(self, key: str) -> DeadlineRule | None:
        """A deadline, None where it is left out."""
        value = self._data.get(key)
        if value is None:
            return None
        try:
            return DeadlineRule.from_json(value)
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise ProcedureNotValid(f"The {self.name} has a deadline “{key}” that is none: {fault}.") from fault

    def child(self, key: str, make: Callable[[Place], T]) -> T | None:
        """What a table inside this one says, None where it is left out."""
        value = self._data.get(key)
        return None if value is None else make(Place(f"{self.name}, {key}", value))

    def each(self, key: str, make: Callable[[Place], T]) -> tuple[T, ...]:
        """What each table of a list says."""
        return tuple(make(Place(f"{self.name}, {key} {at}", value)) for at, value in enumerate(self._list(key), 1))

    def _list(self, key: str) -> Sequence[Any]:
        values = self._data.get(key, [])
        if not isinstance(values, Sequence) or isinstance(values, str):
            raise ProcedureNotValid(f"The {self.name} needs a list for “{key}”.")
        return values

    def _unknown(self, key: str, value: str, allowed: Iterable[str]) -> ProcedureNotValid:
        known = ", ".join(sorted(filter(None, allowed)))
        return ProcedureNotValid(f"The {self.name} has “{value}” for “{key}”; known are {known}.")
