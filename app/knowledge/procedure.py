"""A complaints procedure as data: its stages with their deadlines, the letters it knows and the ways out of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from app.basics.problems import WorldProblem
from app.calendars.deadline_rule import DeadlineRule

T = TypeVar("T")

# The routes that the letter engine can explain: `signposting.route` of letters/facts.schema.json.
ROUTE_KINDS = frozenset(
    {"judicial_decision", "judicial_conduct", "appeal", "ombudsman", "data_protection", "other_body"}
)
STOPS = frozenset({"", "acknowledge", "respond"})


class ProcedureNotValid(WorldProblem):
    """A procedure's data cannot be used; the sentence names the place in it and what is wrong there."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What a person may do after a stage's answer; ``limit`` counts from the day of the letter."""

    stage: str
    body: str
    text: str
    how: str
    limit: DeadlineRule


@dataclass(frozen=True, slots=True)
class Stage:
    """One level of looking at a complaint; ``acknowledge`` is None where the procedure sets no time for it."""

    code: str
    number: int
    name: str
    decided_by: str
    respond: DeadlineRule
    acknowledge: DeadlineRule | None
    next_step: NextStep | None


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """A letter of the procedure: its ``kind`` and template, and the clock that posting it stops, "" for none.

    An empty template is one that the way out of the procedure names (see ``Route``).
    """

    kind: str
    template: str
    name: str
    stops: str


@dataclass(frozen=True, slots=True)
class Route:
    """Another body that is the right one, in the words that a letter uses, and the template of that letter."""

    code: str
    kind: str
    template: str
    title: str
    body: str
    what_they_do: str
    contact: str
    limit: str


@dataclass(frozen=True, slots=True)
class Ombudsman:
    """Who looks at complaints from outside, named to whoever must wait longer (LGSCO Complaint Handling Code 6.5)."""

    body: str
    what_they_do: str
    contact: str
    limit: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """A whole procedure; stages in order, the first one is where a complaint begins."""

    code: str
    title: str
    summary: str
    stages: tuple[Stage, ...]
    letters: tuple[LetterChoice, ...]
    routes: tuple[Route, ...]
    ombudsman: Ombudsman | None

    def stage(self, code: str) -> Stage:
        """The stage of that code. Raises ProcedureNotValid when there is none."""
        found = next((stage for stage in self.stages if stage.code == code), None)
        if found is None:
            raise self._lacks("stage", code, [stage.code for stage in self.stages])
        return found

    def route(self, code: str) -> Route:
        """The route of that code. Raises ProcedureNotValid when there is none."""
        found = next((route for route in self.routes if route.code == code), None)
        if found is None:
            raise self._lacks("route", code, [route.code for route in self.routes])
        return found

    def _lacks(self, what: str, code: str, known: list[str]) -> ProcedureNotValid:
        return ProcedureNotValid(f"The procedure “{self.title}” has no {what} “{code}”; it has {', '.join(known)}.")

    def letter(self, kind: str) -> LetterChoice | None:
        """The letter of that kind, None when it is not one of this procedure."""
        return next((letter for letter in self.letters if letter.kind == kind), None)


def parse_procedure(code: str, title: str, data: Mapping[str, Any]) -> Procedure:
    """The procedure in a library version's data. Raises ProcedureNotValid naming the place of the first fault."""
    place = _Place(f"procedure “{title}”", data)
    procedure = Procedure(
        code=code,
        title=title,
        summary=place.text("summary"),
        stages=place.each("stages", _stage),
        letters=place.each("letters", _letter),
        routes=place.each("routes", _route),
        ombudsman=place.child("ombudsman", _ombudsman),
    )
    if not procedure.stages:
        raise ProcedureNotValid(f"The {place.name} has no stage: a complaint could not begin.")
    for things in (procedure.stages, procedure.routes):
        codes = [thing.code for thing in things]
        for twice in {code for code in codes if codes.count(code) > 1}:
            raise ProcedureNotValid(f"The {place.name} has “{twice}” twice.", "Give each its own code.")
    return procedure


class _Place:
    """One table of the data, with its path for the sentence that names a fault."""

    def __init__(self, name: str, data: object) -> None:
        if not isinstance(data, Mapping):
            raise ProcedureNotValid(f"The {name} must be a table of names and values, not {type(data).__name__}.")
        self.name = name
        self._data = data

    def text(self, key: str, default: str | None = None) -> str:
        value = self._data.get(key, default)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise ProcedureNotValid(f"The {self.name} needs words for “{key}”.")
        return value.strip()

    def number(self, key: str) -> int:
        value = self._data.get(key)
        if not isinstance(value, int) or value < 1:
            raise ProcedureNotValid(f"The {self.name} needs a whole number from 1 for “{key}”, not {value!r}.")
        return value

    def one_of(self, key: str, allowed: frozenset[str], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in allowed:
            known = ", ".join(sorted(filter(None, allowed)))
            raise ProcedureNotValid(f"The {self.name} has “{value}” for “{key}”; known are {known}.")
        return value

    def rule(self, key: str) -> DeadlineRule:
        found = self.maybe_rule(key)
        if found is None:
            raise ProcedureNotValid(f"The {self.name} needs a deadline “{key}”.")
        return found

    def maybe_rule(self, key: str) -> DeadlineRule | None:
        value = self._data.get(key)
        if value is None:
            return None
        try:
            return DeadlineRule.from_json(value)
        except (KeyError, TypeError, ValueError, AttributeError) as fault:
            raise ProcedureNotValid(f"The {self.name} has a deadline “{key}” that is none: {fault}.") from fault

    def child(self, key: str, make: Callable[[_Place], T]) -> T | None:
        value = self._data.get(key)
        return None if value is None else make(_Place(f"{self.name}, {key}", value))

    def each(self, key: str, make: Callable[[_Place], T]) -> tuple[T, ...]:
        values = self._data.get(key, [])
        if not isinstance(values, Sequence) or isinstance(values, str):
            raise ProcedureNotValid(f"The {self.name} needs a list for “{key}”.")
        return tuple(make(_Place(f"{self.name}, {key} {at}", value)) for at, value in enumerate(values, 1))


def _stage(place: _Place) -> Stage:
    return Stage(
        code=place.text("code"),
        number=place.number("number"),
        name=place.text("name"),
        decided_by=place.text("decided_by"),
        respond=place.rule("respond"),
        acknowledge=place.maybe_rule("acknowledge"),
        next_step=place.child("next_step", _next_step),
    )


def _next_step(place: _Place) -> NextStep:
    return NextStep(
        stage=place.text("stage"),
        body=place.text("body"),
        text=place.text("text", ""),
        how=place.text("how"),
        limit=place.rule("limit"),
    )


def _letter(place: _Place) -> LetterChoice:
    return LetterChoice(
        kind=place.text("kind"),
        template=place.text("template", ""),
        name=place.text("name"),
        stops=place.one_of("stops", STOPS, ""),
    )


def _route(place: _Place) -> Route:
    return Route(
        code=place.text("code"),
        kind=place.one_of("kind", ROUTE_KINDS),
        template=place.text("template"),
        title=place.text("title"),
        body=place.text("body"),
        what_they_do=place.text("what_they_do"),
        contact=place.text("contact"),
        limit=place.text("limit", ""),
    )


def _ombudsman(place: _Place) -> Ombudsman:
    return Ombudsman(
        body=place.text("body"),
        what_they_do=place.text("what_they_do"),
        contact=place.text("contact"),
        limit=place.text("limit", ""),
    )
