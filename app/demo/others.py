"""People who are no members: those who act for one, and the public; and the rows that all people have alike."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from app.basics.sort_key import sort_key
from app.demo.columns import Batch, Row, stored_date
from app.demo.names import invent_name
from app.demo.places import fill_digits, invent_address, invent_email
from app.demo.territory import Place, Territory
from app.members.addresses import Address
from app.members.tables import PersonKind, PointKind
from app.members.tokens import Findable, tokens_of


def write_other(
    random: Random, batch: Batch, where: Territory, person_id: int, today: date, place: Place | None = None
) -> None:
    """Somebody with a name, an address, a phone and often an e-mail address, and no membership."""
    woman = random.random() < 0.5
    name = invent_name(random, where.cultures.pick(random), woman=woman)
    title = ("Ms" if woman else "Mr") if random.random() < 0.85 else ""
    born_on = today - timedelta(days=random.randrange(20 * 365, 82 * 365))
    batch["person"].append(
        (
            person_id, PersonKind.PERSON.value, name.family, name.given, int(name.family_first), name.native,
            name.on_letters, title, "", f"{title} {name.called}".strip() if name.called else None,
            stored_date(born_on), None, None, "en-GB", zone_of(where), where.code, None, None,
            sort_key(name.family, name.given), 1,
        )
    )  # fmt: skip
    address = invent_address(random, where, place or where.places.pick(random))
    phone, email = fill_digits(random, random.choice(where.mobiles)), invent_email(random, name.mailbox)
    points = batch["contact_point"]
    points.append(address_row(person_id, address, None, None))
    points.append(reach_row(person_id, PointKind.PHONE, "Mobile", 2.0, phone, None, preferred=True))
    if random.random() < 0.7:
        points.append(reach_row(person_id, PointKind.EMAIL, "", 3.0, email, None, preferred=True))
    else:
        email = ""
    found = Findable(
        name.family,
        name.given,
        name.native or "",
        name.on_letters or "",
        phones=(phone,),
        emails=(email,) if email else (),
        postcodes=(address.postcode,),
    )
    batch["search_token"].extend(token_tuples(person_id, found))


def address_row(person_id: int, address: Address, since: date | None, until: date | None) -> Row:
    """The contact point of an address; the one that still holds is the preferred one."""
    return (
        person_id, PointKind.ADDRESS.value, "Work" if address.organisation else "Home", 1.0 if until is None else 0.5,
        int(until is None), None, address.organisation or None, address.line1, address.line2 or None, None,
        address.sublocality or None, address.locality or None, address.region or None, address.postcode or None,
        address.country, stored_date(since), stored_date(until), 1,
    )  # fmt: skip


def reach_row(
    person_id: int, kind: PointKind, label: str, position: float, value: str, since: date | None, *, preferred: bool
) -> Row:
    """The contact point of a phone or an e-mail address."""
    return (
        person_id, kind.value, label, position, int(preferred), value, *(None,) * 9, stored_date(since), None, 1,
    )  # fmt: skip


def zone_of(where: Territory) -> str | None:
    """The zone to store: only where the territory keeps more than one time."""
    return where.zone if where.code == "NZ" else None


def token_tuples(person_id: int, found: Findable) -> list[Row]:
    """Rows of ``search_token``."""
    return [(token, person_id, kind.value, None) for token, kind in tokens_of(found)]
