"""Invented addresses, phones and e-mail addresses, right for their territory and nobody's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from app.basics.search_form import search_form
from app.demo.territory import Place, Territory
from app.members.addresses import Address

_GB_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_EIRCODE = "ACDEFHKNPRTVWXY0123456789"
_DOMAINS = ("example.org", "example.org", "example.com", "example.com", "example.net", "post.example.org")


def invent_address(random: Random, where: Territory, place: Place) -> Address:
    """An address in that place, at home or (one in fourteen) at work."""
    at_work = random.random() < 1 / 14
    organisation = random.choice(where.hospitals) if at_work else ""
    found = _KINDS.get(where.code, _island)(random, where, place, organisation)
    # A hospital has no flat, and with one the address would be longer than the window of an envelope.
    return replace(found, line1=found.line2, line2="") if organisation and found.line2 else found


def fill_digits(random: Random, pattern: str) -> str:
    """The pattern with a digit for each "#" and a capital for each "?"."""
    return "".join(_fill(random, char) for char in pattern)


def _fill(random: Random, char: str) -> str:
    if char == "#":
        return str(random.randrange(10))
    return random.choice("ABCDEFGHJKLMNPRTUVWXYZ") if char == "?" else char


def invent_email(random: Random, mailbox: str) -> str:
    """An address in a domain that is kept free for examples."""
    local = ".".join(search_form(mailbox).split())
    local = "".join(char for char in local if char.isascii()) or "post"
    number = str(random.randrange(2, 99)) if random.random() < 0.4 else ""
    return f"{local}{number}@{random.choice(_DOMAINS)}"


def _gb(random: Random, where: Territory, place: Place, organisation: str) -> Address:
    code = f"{random.choice(place.codes)} {random.randrange(1, 10)}{_letters(random, _GB_LETTERS, 2)}"
    line1, line2 = _house(random, where)
    return Address(
        organisation=organisation, line1=line1, line2=line2, locality=place.town, postcode=code, country=where.code
    )


def _ie(random: Random, where: Territory, place: Place, organisation: str) -> Address:
    code = f"{random.choice(place.codes)} {_letters(random, _EIRCODE, 4)}"
    line1, line2 = _house(random, where)
    return Address(
        organisation=organisation,
        line1=line1,
        line2=line2,
        locality=place.town,
        region=place.above,
        postcode=code,
        country="IE",
    )


def _hk(random: Random, where: Territory, place: Place, organisation: str) -> Address:
    flat = f"Flat {random.choice('ABCDEFGH')}, {random.randrange(2, 42)}/F"
    if random.random() < 0.5:
        flat += f", Block {random.randrange(1, 12)}"
    return Address(
        organisation=organisation,
        line1=f"{flat}, {random.choice(where.houses)}",
        line2=f"{random.randrange(1, 300)} {random.choice(where.streets)}",
        locality=place.town,
        region=place.above,
        country="HK",
    )


def _sg(random: Random, where: Territory, place: Place, organisation: str) -> Address:
    street = f"{place.town} {random.choice(where.streets)}"
    unit = f"#{random.randrange(1, 25):02d}-{random.randrange(1, 480):02d}"
    code = f"{place.codes[0]}{random.randrange(10_000):04d}"
    if random.random() < 0.75:
        return Address(
            organisation=organisation,
            line1=f"Blk {random.randrange(100, 690)} {street}",
            line2=unit,
            postcode=code,
            country="SG",
        )
    return Address(
        organisation=organisation,
        line1=f"{random.randrange(1, 90)} {street}",
        line2=f"{unit} {random.choice(where.houses)}",
        postcode=code,
        country="SG",
    )


def _my(random: Random, where: Territory, place: Place, organisation: str) -> Address:
    code = (random.choice(place.codes) + f"{random.randrange(100):02d}")[:5]
    number = f"{random.choice(('A-', 'B-'))}{random.randrange(1, 20)}-{random.randrange(1, 9)}"
    line1 = f"{number if random.random() < 0.2 else random.randrange(1, 120)}, {random.choice(where.streets)}"
    return Address(
        organisation=organisation,
        line1=line1,
        sublocality=random.choice(where.houses) if random.random() < 0.6 else "",
        locality=place.town,
        region=place.above if place.above != place.town else "",
        postcode=code,
        country="MY",
    )


def _suburban(random: Random, where: Territory, place: Place, organisation: str) -> Address:
    """South Africa and New Zealand: the place is a suburb, its city stands above it."""
    line1, line2 = _house(random, where)
    return Address(
        organisation=organisation,
        line1=line1,
        line2=line2,
        sublocality=place.town if place.town != place.above else "",
        locality=place.above,
        postcode=place.codes[0],
        country=where.code,
    )


def _island(random: Random, where: Territory, place: Place, organisation: str) -> Address:
    line1, line2 = _house(random, where)
    is_caymanian = where.code == "KY"
    return Address(
        organisation=organisation,
        line1=line1,
        line2=place.town if is_caymanian else line2,
        locality="" if is_caymanian else place.town,
        region=place.above,
        postcode=random.choice(place.codes) if place.codes else "",
        country=where.code,
    )


def _house(random: Random, where: Territory) -> tuple[str, str]:
    """One line or two: a number in a street, if need be with a flat or the house's name before it."""
    street = f"{_number(random)} {random.choice(where.streets)}"
    chance = random.random()
    if chance < 0.17:
        return f"Flat {random.randrange(1, 40)}", street
    if chance < 0.25 and where.houses:
        return random.choice(where.houses), street
    return street, ""


def _number(random: Random) -> str:
    number = int(random.triangular(1, 180, 12))
    return f"{number}{random.choice('AB')}" if random.random() < 0.06 else str(number)


def _letters(random: Random, alphabet: str, count: int) -> str:
    return "".join(random.choices(alphabet, k=count))


_KINDS: dict[str, Callable[[Random, Territory, Place, str], Address]] = {
    "GB": _gb,
    "IE": _ie,
    "HK": _hk,
    "SG": _sg,
    "MY": _my,
    "ZA": _suburban,
    "NZ": _suburban,
}
