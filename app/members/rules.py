"""Pure rules of a person's record: what cannot be, each told as a sentence about its field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.basics.dates import show_date
from app.basics.names import latin_only
from app.basics.problems import BadInput, FieldProblem
from app.basics.text import fit
from app.members.countries import countries
from app.members.labels import LABELS
from app.members.local_time import is_zone
from app.members.tables import ConsentState, PersonKind
from app.store.base import Base, Words
from letters.languages import LETTER_LANGUAGES

OLDEST_YEARS = 120
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_TERRITORY = re.compile(r"(?P<country>[A-Z]{2})(-[A-Z0-9]{1,3})?")


def person_problems(values: Mapping[str, Any], today: date) -> list[FieldProblem]:
    """All that is wrong with a person's own fields; ``values`` is the whole record as it would stand."""
    return [
        *_name_problems(values),
        *_life_problems(values, today),
        *_place_problems(values),
    ]


def _name_problems(values: Mapping[str, Any]) -> Iterable[FieldProblem]:
    is_person = values.get("kind", PersonKind.PERSON) == PersonKind.PERSON
    if not (values.get("family_name") or "").strip():
        sentence = "A person needs a family name, or the only name there is." if is_person else "Type the name."
        yield FieldProblem("family_name", sentence)
    if not is_person and (values.get("given_names") or "").strip():
        yield FieldProblem("given_names", "An organisation has one name: put it whole into the name.")
    on_letters = values.get("name_on_letters") or ""
    if on_letters and not latin_only(on_letters):
        yield FieldProblem("name_on_letters", "The name on letters must be in Latin letters, as the envelope needs it.")


def _life_problems(values: Mapping[str, Any], today: date) -> Iterable[FieldProblem]:
    born, died = values.get("born_on"), values.get("died_on")
    if born and born > today:
        yield FieldProblem("born_on", f"The date of birth, {show_date(born)}, is in the future.")
    elif born and born.year < today.year - OLDEST_YEARS:
        yield FieldProblem(
            "born_on", f"Somebody born on {show_date(born)} would be over {OLDEST_YEARS}. Check the year."
        )
    if died and died > today:
        yield FieldProblem("died_on", f"The date of death, {show_date(died)}, is in the future.")
    if born and died and died < born:
        yield FieldProblem("died_on", f"The date of death is before the date of birth, {show_date(born)}.")


def _place_problems(values: Mapping[str, Any]) -> Iterable[FieldProblem]:
    yield from territory_problems(values.get("territory") or "")
    language = values.get("language") or ""
    if not _TAG.fullmatch(language) and language not in LETTER_LANGUAGES:
        yield FieldProblem("language", f"“{language}” is no language. It looks like en-GB or zh-Hant-HK.")
    zone = values.get("zone")
    if zone and not is_zone(zone):
        yield FieldProblem("zone", f"“{zone}” is no time zone. One looks like Asia/Singapore.")


def territory_problems(territory: str) -> Iterable[FieldProblem]:
    """A territory is a country (ISO 3166 alpha-2), if need be with its subdivision: GB, GB-SCT, MY."""
    match = _TERRITORY.fullmatch(territory)
    if match is None or match["country"] not in countries():
        yield FieldProblem("territory", f"“{territory}” is no territory. Choose a country, such as Singapore (SG).")


def membership_problems(values: Mapping[str, Any]) -> list[FieldProblem]:
    """All that is wrong with a membership's fields."""
    problems = list(territory_problems(values.get("territory") or ""))
    problems += [
        FieldProblem(key, f"{LABELS['membership'][key]} is needed.")
        for key in ("kind", "grade", "state", "joined_on", "started_on")
        if not values.get(key)
    ]
    joined, started, ends = (values.get(key) for key in ("joined_on", "started_on", "ends_on"))
    if joined and started and started < joined:
        problems.append(
            FieldProblem("started_on", f"The period begins before the day of joining, {show_date(joined)}.")
        )
    if started and ends and ends <= started:
        problems.append(FieldProblem("ends_on", f"The period ends before it begins, on {show_date(started)}."))
    return problems


def consent_problems(values: Mapping[str, Any], today: date) -> list[FieldProblem]:
    """All that is wrong with a representative's consent: valid needs a day and a scope, and days in order."""
    consent, given, expires = (values.get(key) for key in ("consent", "given_on", "expires_on"))
    problems = []
    if not (values.get("relationship_kind") or "").strip():
        problems.append(
            FieldProblem("relationship_kind", "Say how the representative is related: solicitor, daughter …")
        )
    if not (values.get("scope") or "").strip():
        problems.append(FieldProblem("scope", "Say what the consent covers: which matter, what may be told."))
    if consent == ConsentState.VALID and given is None:
        problems.append(FieldProblem("given_on", "Consent counts from the day it was given: type that day."))
    if given and given > today:
        problems.append(FieldProblem("given_on", f"The day of the consent, {show_date(given)}, is in the future."))
    if given and expires and expires < given:
        problems.append(FieldProblem("expires_on", f"The consent expires before it was given, on {show_date(given)}."))
    if consent == ConsentState.VALID and expires and expires < today:
        problems.append(
            FieldProblem("expires_on", f"The consent expired on {show_date(expires)}: it cannot be valid now.")
        )
    return problems


def consent_on(consent: ConsentState, expires_on: date | None, day: date) -> ConsentState:
    """The consent as it counts on a day: valid until its last day, then expired, whatever is stored."""
    if consent == ConsentState.VALID and expires_on is not None and expires_on < day:
        return ConsentState.EXPIRED
    return consent


def span_problems(start: date | None, end_key: str, end: date | None) -> list[FieldProblem]:
    """A span of days must not end before it begins."""
    if start and end and end < start:
        return [FieldProblem(end_key, f"The end is before the beginning, {show_date(start)}.")]
    return []


def text_problems(table: type[Base], values: Mapping[str, Any]) -> list[FieldProblem]:
    """Every text that is longer than its column takes, named as people know the field."""
    columns = table.__table__.columns
    labels = LABELS[table.__tablename__]
    problems: list[FieldProblem] = []
    for key, value in values.items():
        kind = columns[key].type
        if isinstance(value, str) and isinstance(kind, Words):
            try:
                fit(key, labels.get(key, key), value, kind.limit)
            except BadInput as error:
                problems += error.problems
    return problems


def refuse(problems: Iterable[FieldProblem]) -> None:
    """Raise BadInput with all of them; go on where there is none."""
    found = list(problems)
    if found:
        raise BadInput(found)
