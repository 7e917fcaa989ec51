"""What a room tells the rooms above it: handled in the same transaction, in the order of the wiring."""

from __future__ import annotations

from dataclasses import dataclass


class Event:
    """The root of all events; each is a frozen dataclass of the room in which it happens."""


@dataclass(frozen=True, slots=True)
class RecordTouched(Event):
    """A deed is done and about to be saved; ``keys`` (``kind:id``) are the records that it touched."""

    keys: frozenset[str]
