"""What time it is where a person is."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones


@cache
def zones_in(territory: str) -> tuple[str, ...]:
    """The IANA zones of a country (ISO 3166 alpha-2, a subdivision behind it is ignored), in order of name."""
    from babel.core import get_global

    country = territory.partition("-")[0].upper()
    return tuple(sorted(zone for zone, where in get_global("zone_territories").items() if where == country))


def zone_of(zone: str | None, territory: str, at: datetime) -> str | None:
    """The person's own zone, or that of the territory where all of it keeps the same time at that instant."""
    if zone:
        return zone
    zones = zones_in(territory)
    offsets = {at.astimezone(ZoneInfo(name)).utcoffset() for name in zones}
    return zones[0] if len(offsets) == 1 else None


def local_time(zone: str | None, territory: str, at: datetime) -> datetime | None:
    """The instant on the person's own clock; None where the territory has several times and none is known."""
    known = zone_of(zone, territory, at)
    return at.astimezone(ZoneInfo(known)) if known else None


def is_zone(name: str) -> bool:
    """Whether IANA knows the zone."""
    return name in available_timezones()
