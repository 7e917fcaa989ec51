"""When what was settled at first contact came back after all: the same person, with the same subject, soon."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.calendars.deadline import work_out
from app.calendars.deadline_rule import DeadlineRule, Receipt, Unit
from app.calendars.rules import CalendarNotConfirmed, WorkingCalendar
from app.complaints.likeness import telling_words

WITHIN = 10
"""Working days in which a matter may come back (first contact resolution as call centres count it)."""

_RULE = DeadlineRule("No repeat", Unit.WORKING_DAYS, WITHIN, receipt=Receipt.AS_IT_COMES)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a person brought on a day: the symptoms that its points show, and the words that tell what it is about."""

    person_id: int
    on: date
    symptoms: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, person_id: int, on: date, about: str, symptoms: Iterable[str] = ()) -> Matter:
        return cls(person_id, on, frozenset(symptoms), frozenset(telling_words(about)))


def last_day_to_come_back(settled_on: date, calendar: WorkingCalendar, zone: str) -> date | None:
    """The tenth working day after it was settled; None while nobody has confirmed the calendar that far."""
    try:
        return work_out(_RULE, settled_on, calendar, zone).due_on
    except CalendarNotConfirmed:
        return None


def came_back(settled: Matter, again: Matter, until: date | None) -> bool:
    """Whether ``again`` is a repeat; without an ``until`` that is known, whatever comes is in time."""
    in_time = settled.on <= again.on and (until is None or again.on <= until)
    return in_time and settled.person_id == again.person_id and same_subject(settled, again)


def same_subject(one: Matter, other: Matter) -> bool:
    """By the symptoms where both name one; else by half of the telling words of the one that has fewer."""
    if one.symptoms and other.symptoms:
        return bool(one.symptoms & other.symptoms)
    fewer = min(len(one.words), len(other.words))
    return fewer > 0 and 2 * len(one.words & other.words) >= fewer
