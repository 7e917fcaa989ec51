"""What is asked of a length of time in a procedure: how long, from when, and by which conventions it is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from app.calendars.deadline_rule import Anchor
from app.knowledge.procedure.words import ANCHORS, ANY_HOUR, COUNTS, RECEIPTS, ROLLS, UNITS
from ui.administration.field_kinds import LINE, label_at
from ui.kit.field import Choice, Field, Section

CLOSING = ("15:00", "15:30", "16:00", "16:30", "17:00", "17:30", "18:00")
COUNTED = ("unit", "name", "anchor", "counts", "receipt", "closes_at", "roll")
"""What is asked of a length only where there is one."""
SENT_TO_US = (Anchor.RECEIVED, Anchor.DAY_AFTER_RECEIVED)
FROM_ACKNOWLEDGEMENT = (*SENT_TO_US, Anchor.ACKNOWLEDGED)


def length(key: str, *, required: bool = False, beside: bool = False) -> tuple[Field, Field]:
    """How long."""
    units = [Choice(unit.value, words) for unit, words in UNITS.items()]
    return (
        Field(f"{key}.amount", label_at(key), "number", required=required, chars=8, beside=beside),
        Field(f"{key}.unit", "Counted in", "choice", choices=units, chars=16, beside=True),
    )


def counted_from_arrival(
    item: Mapping[str, Any], key: str, anchors: Iterable[Anchor] = SENT_TO_US
) -> tuple[Field, ...]:
    """From when a time runs that something sets off that others send us, and by which conventions."""
    begins = [Choice(anchor.value, ANCHORS[anchor]) for anchor in anchors]
    receipts = [Choice(receipt.value, words) for receipt, words in RECEIPTS.items()]
    stored = (item.get(key) or {}).get("closes_at")
    hours = [Choice(hour, hour) for hour in sorted({*CLOSING, *filter(None, [stored])})]
    return (
        Field(f"{key}.anchor", "Counted from", "choice", choices=begins, chars=26),
        _first_day(key, beside=True),
        Field(f"{key}.receipt", "What arrives late or on a day not worked", "choice", choices=receipts, chars=30),
        Field(
            f"{key}.closes_at",
            "Late is after",
            "choice",
            choices=[*hours, Choice("", ANY_HOUR)],
            chars=18,
            beside=True,
        ),
        *_ends(key),
    )


def counted_from_letter(key: str) -> tuple[Field, ...]:
    """By which conventions a time is counted that a letter of ours, or a day of our own, sets off."""
    return (_first_day(key, beside=False), *_ends(key))


def time_section(item: Mapping[str, Any], key: str, title: str, **how: Any) -> Section:
    """A time of its own under its heading."""
    required = bool(how.pop("required", False))
    return Section(title, (*length(key, required=required), *counted_from_arrival(item, key, **how)))


def _first_day(key: str, *, beside: bool) -> Field:
    firsts = [Choice(counts.value, words) for counts, words in COUNTS.items()]
    return Field(f"{key}.counts", "Day 1 is", "choice", choices=firsts, chars=18, beside=beside)


def _ends(key: str) -> tuple[Field, Field]:
    rolls = [Choice(roll.value, words) for roll, words in ROLLS.items()]
    return (
        Field(f"{key}.roll", "A last day that is not worked", "choice", choices=rolls, chars=30),
        Field(f"{key}.name", "What it is called where a day is explained", limit=LINE, beside=True),
    )
