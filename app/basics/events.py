"""What a room tells the rooms above it: handled in the same transaction, in the order of the wiring."""

from __future__ import annotations


class Event:
    """The root of all events; each is a frozen dataclass of the room in which it happens."""
