"""A contact point of kind address as the envelope prints it."""

from __future__ import annotations

from app.members.addresses import Address, envelope_lines
from app.members.person_record import PointLine
from app.members.tables import ContactPoint


def address_of(point: PointLine | ContactPoint) -> Address:
    """The parts of a contact point of kind address, as the envelope rules take them."""
    return Address(
        organisation=point.organisation or "",
        line1=point.line1 or "",
        line2=point.line2 or "",
        line3=point.line3 or "",
        sublocality=point.sublocality or "",
        locality=point.locality or "",
        region=point.region or "",
        postcode=point.postcode or "",
        country=point.country or "",
    )


def lines_of(point: ContactPoint, home: str) -> tuple[str, ...]:
    """The lines of the envelope, as a letter from the country ``home`` bears them; none without a country."""
    return tuple(envelope_lines(address_of(point), home)) if point.country else ()
