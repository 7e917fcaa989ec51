"""The set-up file of an office: read whole and judged before anything is made of it, all that is wrong at once."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import available_timezones

from app.basics.problems import BadInput, FieldProblem, WorldProblem

_ROOT: Final = {"name": "the office's name", "desk": "a desk", "calendar": "a calendar", "person": "a person"}
_NEEDED: Final = {
    "desk": (
        *("code", "name", "organisation", "prefix", "address", "country", "phone", "email", "website", "hours"),
        *("zone", "calendar", "procedure"),
    ),
    "calendar": ("code", "name", "country"),
    "person": ("login", "name", "title", "role", "desk"),
}
_MAY_STAND: Final = {
    "desk": ("layout", "unknown_language", "collection"),
    "calendar": ("subdivision", "weekend"),
    "person": ("email",),
}
_MAY_BE_EMPTY: Final = frozenset({"prefix", "phone", "email", "website", "hours", "collection"})
_OF_ITS_OWN: Final = {"desk": "code", "calendar": "code", "person": "login"}

Found = Mapping[str, Any]


class SetUpRefused(WorldProblem):
    """The set-up file cannot be read."""


def read_setup(path: Path) -> dict[str, Any]:
    """What the file says. Raises SetUpRefused where it is no TOML, and BadInput with everything that is wrong in it."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as refusal:
        raise SetUpRefused(f"The set-up file {path} cannot be read: {refusal}.") from refusal
    problems = list(_of_form(found)) or list(_of_sense(found))
    if problems:
        raise BadInput(problems)
    return found


def _of_form(found: Found) -> Iterator[FieldProblem]:
    """What is missing, of the wrong kind, or nothing that a set-up file has."""
    for key, what in _ROOT.items():
        if not found.get(key):
            yield FieldProblem(key, f"The set-up file needs {what}.")
    if found.get("name") and not isinstance(found["name"], str):
        yield FieldProblem("name", "The office's name must be text in quotes.")
    for kind in _NEEDED:
        rows = found.get(kind) or []
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            yield FieldProblem(kind, f"Write each {kind} of the set-up file under a line [[{kind}]].")
            continue
        for at, row in enumerate(rows, 1):
            yield from _of_row(kind, at, row)


def _of_row(kind: str, at: int, row: Found) -> Iterator[FieldProblem]:
    for key in _NEEDED[kind]:
        if key not in row:
            yield _wrong(kind, at, key, f"needs “{key}”")
    for key, value in row.items():
        if key not in (*_NEEDED[kind], *_MAY_STAND[kind]):
            yield _wrong(kind, at, key, f"has “{key}”, which no {kind} has")
        elif key == "address":
            if not _are_lines(value):
                yield _wrong(kind, at, key, 'needs its address as lines in brackets, ["1 Example Street", "London"]')
        elif not isinstance(value, str):
            yield _wrong(kind, at, key, f"needs “{key}” as text in quotes")
        elif not value.strip() and key not in _MAY_BE_EMPTY:
            yield _wrong(kind, at, key, f"needs words in “{key}”")


def _are_lines(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(line, str) and line.strip() for line in value)


def _of_sense(found: Found) -> Iterator[FieldProblem]:
    """What is named and is not there, or is there twice."""
    for kind, key in _OF_ITS_OWN.items():
        for own, count in Counter(row[key] for row in found[kind]).items():
            if count > 1:
                yield FieldProblem(f"{kind}.{key}", f"The set-up file has “{own}” as {key} of {count} {kind}s.")
    yield from _of_desks(found)
    for at, calendar in enumerate(found["calendar"], 1):
        yield from _of_calendar(at, calendar)
    yield from _of_people(found)


def _of_desks(found: Found) -> Iterator[FieldProblem]:
    from app.knowledge.seed_files import shipped_seeds
    from app.knowledge.tables import LibraryKind
    from app.members.countries import countries
    from app.staff.first_people import bad_choices

    there = {
        "zone": available_timezones(),
        "country": countries().keys(),
        "calendar": {calendar["code"] for calendar in found["calendar"]},
        "procedure": {seed.code for seed in shipped_seeds() if seed.kind == LibraryKind.PROCEDURE},
    }
    few = ("calendar", "procedure")
    for at, desk in enumerate(found["desk"], 1):
        for key, known in there.items():
            if desk[key] not in known:
                such = f"; there are {', '.join(sorted(known))}" if key in few else ""
                yield _wrong("desk", at, key, f"has an unknown {key}, “{desk[key]}”{such}")
        yield from bad_choices(at, desk)


def _of_calendar(at: int, calendar: Found) -> Iterator[FieldProblem]:
    from app.calendars.confirm_year import office_week

    year = datetime.now(UTC).year
    try:
        office_week(calendar["country"], calendar.get("subdivision"), calendar.get("weekend"), year)
    except WorldProblem as problem:
        yield FieldProblem(f"calendar.{at}", f"Calendar {at} of the set-up file: {problem}")


def _of_people(found: Found) -> Iterator[FieldProblem]:
    from app.staff.first_people import person_problems
    from app.staff.tables import Role

    roles, desks = [role.value for role in Role], [desk["code"] for desk in found["desk"]]
    for at, person in enumerate(found["person"], 1):
        yield from person_problems(person["login"], person["name"], person["title"], person.get("email"))
        if person["role"] not in roles:
            sentence = f"“{person['role']}” is no role; there are {', '.join(roles)}."
            yield FieldProblem(f"person.{at}.role", sentence)
        if person["desk"] not in desks:
            yield _wrong("person", at, "desk", f"has an unknown desk, “{person['desk']}”; there are {', '.join(desks)}")
    if all(person["role"] != Role.ADMINISTRATOR.value for person in found["person"]):
        yield FieldProblem("person", "One of the people must be an administrator.")


def _wrong(kind: str, at: int, key: str, what: str) -> FieldProblem:
    return FieldProblem(f"{kind}.{at}.{key}", f"{kind.capitalize()} {at} of the set-up file {what}.")
