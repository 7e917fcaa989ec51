"""What a procedure says of one deadline: how long, from what, and by which conventions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from enum import StrEnum
from typing import Any

LONGEST = 3660


class Unit(StrEnum):
    """What is counted."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    WEEKS = "weeks"
    MONTHS = "months"


class Anchor(StrEnum):
    """The event the count starts from; the caller of ``work_out`` passes its moment."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ISSUED = "issued"
    DAY_AFTER_RECEIVED = "day_after_received"


class Counts(StrEnum):
    """Which day is day 1.

    ``NEXT_DAY``: the day after the anchor (the next *working* day when working days are counted); weeks and months
    end on the corresponding day. ``SAME_DAY``: the anchor's own day; weeks and months end the day before that.
    """

    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


class Receipt(StrEnum):
    """When something counts as received that arrives after hours or on a day that is not worked.

    Only for what others send us: what we issued or acknowledged counts on its own day.
    """

    NEXT_WORKING_DAY = "next_working_day"
    AS_IT_COMES = "as_it_comes"


class Roll(StrEnum):
    """Where a deadline goes that ends on a day that is not worked."""

    NEXT_WORKING_DAY = "next_working_day"
    PREVIOUS_WORKING_DAY = "previous_working_day"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One deadline of a procedure. ``closes_at`` is the office's local closing time; None: any hour is in time.

    Raises ValueError for an amount outside 1 to 3,660.
    """

    name: str
    unit: Unit
    amount: int
    anchor: Anchor = Anchor.RECEIVED
    counts: Counts = Counts.NEXT_DAY
    receipt: Receipt = Receipt.NEXT_WORKING_DAY
    closes_at: time | None = time(17, 0)
    roll: Roll = Roll.NEXT_WORKING_DAY

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= LONGEST:
            raise ValueError(f"the deadline “{self.name}” must be 1 to {LONGEST:,} {self.length_unit}")

    @property
    def length_unit(self) -> str:
        """The unit as a sentence has it: "working day" or "working days"."""
        words = self.unit.value.replace("_", " ")
        return words[:-1] if self.amount == 1 else words

    def to_json(self) -> dict[str, Any]:
        """The rule as a procedure's data and a stored trace hold it."""
        return {
            "name": self.name,
            "unit": self.unit.value,
            "amount": self.amount,
            "anchor": self.anchor.value,
            "counts": self.counts.value,
            "receipt": self.receipt.value,
            "closes_at": self.closes_at.isoformat("minutes") if self.closes_at else None,
            "roll": self.roll.value,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> DeadlineRule:
        """The rule in a procedure's data; what is left out has its default.

        Raises ValueError or KeyError when it is no rule.
        """
        known = {"name", "unit", "amount", "anchor", "counts", "receipt", "closes_at", "roll"}
        if unknown := sorted(set(data) - known):
            raise ValueError(f"a deadline rule has no {', '.join(unknown)}")
        closes = data.get("closes_at", "17:00")
        return cls(
            name=str(data["name"]),
            unit=Unit(data["unit"]),
            amount=int(data["amount"]),
            anchor=Anchor(data.get("anchor", Anchor.RECEIVED)),
            counts=Counts(data.get("counts", Counts.NEXT_DAY)),
            receipt=Receipt(data.get("receipt", Receipt.NEXT_WORKING_DAY)),
            closes_at=time.fromisoformat(closes) if closes else None,
            roll=Roll(data.get("roll", Roll.NEXT_WORKING_DAY)),
        )
