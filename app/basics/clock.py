"""The office's clock: the database server's time is the authority, tests set it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Anything that tells the time as an aware UTC instant."""

    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class ServerClock:
    """This machine's clock moved by the offset to the database server, measured when connecting."""

    offset: timedelta = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it was put: for tests and for an office in test mode."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 10, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


def today_in(clock: Clock, zone: str) -> date:
    """The date it is now in an IANA zone: the day that counts for a desk there."""
    return clock.now().astimezone(ZoneInfo(zone)).date()
