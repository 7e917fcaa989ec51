"""What may stand in each field of a complaint, a point and a remedy: labels, limits, and checks of all at once."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.basics.money import Money, MoneyNotValid
from app.basics.problems import BadInput, FieldProblem
from app.basics.text import clean_line, clean_text, fit
from app.complaints.states import Met, Outcome, PartyRole, RemedyKind
from app.complaints.wording import show_date
from app.contacts.tables import CallerKind
from app.knowledge.procedure import CauseAxis
from app.members.tables import Channel
from app.store.base import LINE, NOTE

# What goes into a letter is no longer than letters/facts.schema.json takes.
LETTER_TEXT = 20_000
_EARLIEST = date(1990, 1, 1)
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]?([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Text:
    """Words of at most ``limit`` characters; one line unless ``prose``."""

    label: str
    limit: int = LINE
    required: bool = False
    prose: bool = False

    def check(self, key: str, value: object, _today: date) -> str:
        text = str(value or "")
        cleaned = fit(key, self.label, clean_text(text) if self.prose else clean_line(text), self.limit)
        if self.required and not cleaned.strip():
            raise BadInput.one(key, f"{self.label} is needed.")
        return cleaned.strip() if self.prose else cleaned


@dataclass(frozen=True, slots=True)
class Day:
    """A day; one that is ``past`` must not be still to come."""

    label: str
    required: bool = False
    past: bool = True

    def check(self, key: str, value: object, today: date) -> date | None:
        if value is None or value == "":
            if self.required:
                raise BadInput.one(key, f"{self.label} is needed.")
            return None
        if not isinstance(value, date):
            raise BadInput.one(key, f"{self.label} must be a day such as 21 Nov 2026.")
        if self.past and value > today:
            raise BadInput.one(key, f"{self.label}, {show_date(value)}, is still to come.")
        if value < _EARLIEST:
            raise BadInput.one(key, f"{self.label}, {show_date(value)}, is before {_EARLIEST.year}: check the year.")
        return value


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the values of an enum."""

    label: str
    kind: type[enum.StrEnum]
    required: bool = True

    def check(self, key: str, value: object, _today: date) -> enum.StrEnum | None:
        if value is None or value == "":
            if self.required:
                raise BadInput.one(key, f"{self.label}: choose one.")
            return None
        try:
            return self.kind(str(value))
        except ValueError as unknown:
            raise BadInput.one(key, f"{self.label}: “{value}” is none of the choices.") from unknown


@dataclass(frozen=True, slots=True)
class Link:
    """The id of another record, or None."""

    label: str

    def check(self, key: str, value: object, _today: date) -> int | None:
        if value is None or (isinstance(value, int) and value > 0):
            return value
        raise BadInput.one(key, f"{self.label}: choose one of the list.")


@dataclass(frozen=True, slots=True)
class Code:
    """A code of one of the procedure's lists, or None; whether the list has it is asked where the list is known."""

    label: str

    def check(self, key: str, value: object, _today: date) -> str | None:
        return fit(key, self.label, str(value), 60) if value else None


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money above nothing in ``currency``, or None."""

    label: str
    currency: str

    def check(self, key: str, value: object, _today: date) -> Money | None:
        if value is None or value == "":
            return None
        try:
            money = value if isinstance(value, Money) else Money.parse(str(value), self.currency)
        except MoneyNotValid as fault:
            raise BadInput.one(key, str(fault)) from fault
        if money.currency != self.currency:
            raise BadInput.one(key, f"{money} is in {money.currency}, but this desk pays in {self.currency}.")
        if money.minor <= 0:
            raise BadInput.one(key, f"{self.label} must be more than nothing.")
        return money


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A time of day as people type it, kept as "09:05"; or nothing."""

    label: str

    def check(self, key: str, value: object, _today: date) -> str:
        typed = clean_line(str(value or ""))
        if not typed:
            return ""
        found = _TIME.fullmatch(typed)
        if found is None:
            raise BadInput.one(key, f"{self.label}: “{typed[:20]}” is no time. One looks like 14:05.")
        return f"{int(found[1]):02}:{found[2]}"


Field = Text | Day | TimeOfDay | Choice | Link | Code | Sum

COMPLAINT_FIELDS: dict[str, Field] = {
    "title": Text("What the complaint is about", required=True),
    "complainant_kind": Choice("Who complains", CallerKind),
    "representative_id": Link("The representative"),
    "channel": Choice("How it came", Channel),
    "raised_on": Day("The day it was first raised", required=True),
    "raised_where": Text("Where it was first raised"),
    "raised_with": Text("With whom it was first raised"),
    "raised_tried": Text("What was tried", NOTE, prose=True),
    "their_reference": Text("Their reference", 60),
    "case_number": Text("The case or claim number", 60),
    "court": Text("The court or office"),
    "hearing_on": Day("The day of the hearing", past=False),
    "in_their_words": Text("The complaint in their own words", LETTER_TEXT, required=True, prose=True),
    "outcome_sought": Text("What they want", NOTE, prose=True),
    "looked_at": Text("What was looked at", NOTE, prose=True),
}

PARTY_FIELDS: dict[str, Field] = {
    "role": Choice("What they are in the matter", PartyRole),
    "name": Text("The name", required=True),
    "acts_for": Text("For whom the firm is on the record"),
    "fee_earner": Text("The fee earner"),
    "dx": Text("The DX", 60),
}

REFERENCE_FIELDS: dict[str, Field] = {
    "whose": Text("Whose reference it is", required=True),
    "number": Text("The reference", 60, required=True),
}

HEAD_FIELDS: dict[str, Field] = {
    "title": Text("The point's title", required=True),
    "what_they_say": Text("What they say", LETTER_TEXT, prose=True),
    "event_on": Day("The day it happened"),
    "what_happened": Text("What happened", LETTER_TEXT, prose=True),
    "standard_version_id": Link("The standard"),
    "what_should_have_happened": Text("What should have happened", LETTER_TEXT, prose=True),
    "met": Choice("Whether the standard was met", Met, required=False),
    "fault": Code("The kind of fault"),
    "outcome": Choice("The finding", Outcome, required=False),
    "finding": Text("The finding in words", LETTER_TEXT, prose=True),
    "reason": Text("The reason", LETTER_TEXT, prose=True),
    "effect_level": Link("The level of the effect"),
    "effect": Text("The effect", LETTER_TEXT, prose=True),
}

CAUSE_FIELDS: dict[str, Field] = {
    CauseAxis.SYMPTOM: Code("What it shows"),
    CauseAxis.ROOT_CAUSE: Code("Why it came about"),
    CauseAxis.CORRECTIVE_ACTION: Code("What changes"),
}

REMEDY_FIELDS: dict[str, Field] = {
    "kind": Choice("The kind of remedy", RemedyKind),
    "text": Text("What will be done", NOTE, required=True, prose=True),
    "owner": Text("Who will do it"),
    "due_on": Day("The day by which it will be done", past=False),
    "proof": Text("What shows the loss", NOTE, prose=True),
}


def remedy_fields(currency: str) -> dict[str, Field]:
    """The fields of a remedy whose sum is in the currency of the complaint's desk."""
    return {**REMEDY_FIELDS, "amount": Sum("The sum", currency)}


def checked(fields: Mapping[str, Field], values: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The values cleaned, each by its field. Raises BadInput with every problem; a key of no field is our fault."""
    clean, problems = check_each(fields, values, today)
    if problems:
        raise BadInput(problems)
    return clean


def check_each(
    fields: Mapping[str, Field], values: Mapping[str, Any], today: date
) -> tuple[dict[str, Any], list[FieldProblem]]:
    """The values that are right, cleaned, and the problems of the others."""
    clean: dict[str, Any] = {}
    problems: list[FieldProblem] = []
    for key, value in values.items():
        try:
            clean[key] = fields[key].check(key, value, today)
        except BadInput as bad:
            problems += bad.problems
    return clean, problems
