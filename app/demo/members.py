"""One invented member, whole: the rows of every table that a person has."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from app.basics.references import make_member_number
from app.basics.sort_key import sort_key
from app.demo.career import Career, invent_career, invent_title
from app.demo.columns import Batch, Row, stored_date
from app.demo.names import InventedName, invent_name
from app.demo.others import address_row, reach_row, token_tuples, write_other, zone_of
from app.demo.places import fill_digits, invent_address, invent_email
from app.demo.territory import Place, Territory, territories
from app.members.add_membership import FIRST_SERIAL
from app.members.tables import (
    AdjustmentKind,
    Channel,
    ConsentState,
    MembershipState,
    PersonKind,
    PointKind,
    WarningKind,
)
from app.members.tokens import Findable

_A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Setting:
    """What of the office a member's rows name: partners by territory, and the day."""

    today: date
    partners: dict[str, int]


@dataclass(slots=True)
class Member:
    """A member while being written down: what is found by search is gathered on the way."""

    id: int
    where: Territory
    place: Place
    name: InventedName
    career: Career
    title: str
    number: str
    register: tuple[str, str]
    phones: list[str]
    emails: list[str]
    postcodes: list[str]
    former: list[str]


def write_member(random: Random, batch: Batch, setting: Setting, person_id: int, spare_id: int) -> Member:
    """Invent the member of that id into the batch; ``spare_id`` is for somebody who acts for them."""
    where = territories().pick(random)
    woman = random.random() < 0.54
    name = invent_name(random, where.cultures.pick(random), woman=woman)
    career = invent_career(random, where, setting.today)
    body, pattern = where.registers.get(career.grade.profession, where.registers["doctor"])
    member = Member(
        id=person_id,
        where=where,
        place=where.places.pick(random),
        name=name,
        career=career,
        title=invent_title(random, where, career, woman=woman),
        number=make_member_number(FIRST_SERIAL + person_id - 1),
        register=(body, fill_digits(random, pattern)),
        phones=[],
        emails=[],
        postcodes=[],
        former=[],
    )
    _write_person(random, batch, member)
    _write_points(random, batch, setting, member)
    _write_membership(random, batch, setting, member)
    _write_former_name(random, batch, setting, member, woman=woman)
    _write_needs(random, batch, setting, member)
    if random.random() < 0.009:
        _write_representative(random, batch, setting, member, spare_id)
    _write_tokens(batch, member)
    return member


def _write_person(random: Random, batch: Batch, member: Member) -> None:
    name, career = member.name, member.career
    language = name.language
    for code, percent in member.where.languages:
        if random.random() * 100 < percent:
            language = code
    preferred = random.choices([None, Channel.EMAIL, Channel.CALL, Channel.LETTER], [30, 45, 15, 10])[0]
    called = f"{member.title} {name.called}".strip() if name.called else None
    row: Row = (
        member.id, PersonKind.PERSON.value, name.family, name.given, int(name.family_first), name.native,
        name.on_letters, member.title, career.letters if random.random() < 0.7 else "", called,
        stored_date(career.born_on), stored_date(career.died_on), preferred and preferred.value, language,
        zone_of(member.where), member.where.code, *member.register, sort_key(name.family, name.given), 1,
    )  # fmt: skip
    batch["person"].append(row)


def _write_points(random: Random, batch: Batch, setting: Setting, member: Member) -> None:
    since = member.career.joined_on
    points = batch["contact_point"]
    moved_on = since + (setting.today - since) * random.random() if random.random() < 0.07 else None
    if moved_on:
        old = invent_address(random, member.where, member.where.places.pick(random))
        member.postcodes.append(old.postcode)
        points.append(address_row(member.id, old, since, moved_on))
        since = moved_on
    address = invent_address(random, member.where, member.place)
    member.postcodes.append(address.postcode)
    points.append(address_row(member.id, address, since, None))
    mobile = fill_digits(random, random.choice(member.where.mobiles))
    _reach(points, member, PointKind.PHONE, "Mobile", mobile, preferred=True)
    if random.random() < 0.3:
        landline = fill_digits(random, member.place.landline)
        _reach(points, member, PointKind.PHONE, "Home", landline, preferred=False)
    if random.random() < 0.94:
        email = invent_email(random, member.name.mailbox)
        _reach(points, member, PointKind.EMAIL, "", email, preferred=True)


def _reach(points: list[Row], member: Member, kind: PointKind, label: str, value: str, *, preferred: bool) -> None:
    (member.phones if kind is PointKind.PHONE else member.emails).append(value)
    position = 1.0 + len(member.phones) + len(member.emails)
    points.append(reach_row(member.id, kind, label, position, value, member.career.joined_on, preferred=preferred))


def _write_membership(random: Random, batch: Batch, setting: Setting, member: Member) -> None:
    career = member.career
    partner = setting.partners.get(member.where.code)
    share = 0.08 if member.where.code == "GB" else 0.4
    batch["membership"].append(
        (
            member.id, member.number, career.kind, member.where.code, career.grade.name, career.specialty,
            career.state.value, stored_date(career.joined_on), stored_date(career.started_on),
            stored_date(career.ends_on), partner if partner and random.random() < share else None, 1,
        )
    )  # fmt: skip


def _write_former_name(random: Random, batch: Batch, setting: Setting, member: Member, *, woman: bool) -> None:
    former = member.name.maiden
    if former is None and woman and member.name.given and random.random() < 0.035:
        former = invent_name(random, member.where.cultures.pick(random), woman=True).family
    if former is None or former == member.name.family:
        return
    name = f"{member.name.given} {former}"
    changed_on = setting.today - timedelta(days=random.randrange(200, 5000))
    member.former.append(name)
    batch["former_name"].append((member.id, name, stored_date(max(changed_on, member.career.born_on))))


_NEEDS: tuple[tuple[AdjustmentKind, str], ...] = (
    (AdjustmentKind.LARGE_PRINT, "All letters at 18 point, on matt paper."),
    (AdjustmentKind.LARGE_PRINT, "Letters large; forms may be as they are."),
    (AdjustmentKind.PHONE_FIRST, "Ring before any letter goes out, so that it does not come as a surprise."),
    (AdjustmentKind.PHONE_FIRST, "Reads with effort: talk it through first, then send it."),
    (AdjustmentKind.LONGER_TIME, "Four weeks instead of two to answer anything."),
    (AdjustmentKind.BSL_RELAY, "Calls through the relay service; allow double time."),
    (AdjustmentKind.NAMED_CONTACT, "One person for everything; never a transfer between teams."),
    (AdjustmentKind.EASY_READ, "Short sentences, one thing a paragraph."),
    (AdjustmentKind.AUDIO, "A recording of long letters, by email."),
)
_WARNINGS: tuple[tuple[WarningKind, str], ...] = (
    (WarningKind.SUPPORT_NEED, "Under treatment; tires quickly. Keep calls short and offer a second one."),
    (WarningKind.SUPPORT_NEED, "Caring for a parent at home. Mornings before ten are best."),
    (WarningKind.SUPPORT_NEED, "Facing a hearing; very anxious. Say first that nothing is wrong with the membership."),
    (WarningKind.SUPPORT_NEED, "Hard of hearing on the left; speak slowly, never louder."),
    (
        WarningKind.DIFFICULT_CONTACT,
        "Has shouted at two colleagues. Team leader agreed: end the call after one warning.",
    ),
    (WarningKind.DIFFICULT_CONTACT, "Rings daily about the same matter. One named contact, Tuesdays at three."),
)


def _write_needs(random: Random, batch: Batch, setting: Setting, member: Member) -> None:
    today = setting.today
    if member.career.state is MembershipState.DECEASED:
        text = "Told by the family. Write to whoever acts for the estate only."
        died_on = stored_date(member.career.died_on)
        batch["person_warning"].append((member.id, WarningKind.DECEASED.value, text, died_on, None, 1))
        return
    if random.random() < 0.022:
        kind, detail = random.choice(_NEEDS)
        since = today - timedelta(days=random.randrange(10, 1200))
        review = stored_date(today + timedelta(days=random.randrange(-20, 380)))
        batch["adjustment"].append((member.id, kind.value, detail, stored_date(since), review, None, 1))
    if random.random() < 0.013:
        warning, text = random.choice(_WARNINGS)
        since = today - timedelta(days=random.randrange(5, 500))
        until = stored_date(today - timedelta(days=2)) if random.random() < 0.2 else None
        batch["person_warning"].append((member.id, warning.value, text, stored_date(since), until, 1))


_RELATIONS = (
    "Spouse",
    "Daughter",
    "Son",
    "Practice manager",
    "Solicitor",
    "Friend of the family",
    "Trade union officer",
)
_SCOPES = (
    "Everything to do with the membership and its payments.",
    "The open complaint only; no medical matters.",
    "May be told dates and sums, may not change anything.",
    "All correspondence, while the member is abroad.",
    "The renewal of this year, by telephone and in writing.",
)


def _write_representative(random: Random, batch: Batch, setting: Setting, member: Member, spare_id: int) -> None:
    """A second person, not a member, with a consent that may have run out."""
    write_other(random, batch, member.where, spare_id, setting.today, member.place)
    given = setting.today - timedelta(days=random.randrange(5, 900))
    consent = random.choices(
        [ConsentState.VALID, ConsentState.REQUESTED, ConsentState.EXPIRED, ConsentState.WITHDRAWN], [70, 12, 12, 6]
    )[0]
    expires = {
        ConsentState.VALID: setting.today + timedelta(days=random.randrange(2, 700)),
        ConsentState.EXPIRED: max(given, setting.today - timedelta(days=random.randrange(1, 200))),
    }.get(consent)
    asked = consent is ConsentState.REQUESTED
    batch["representative"].append(
        (
            member.id, spare_id, random.choice(_RELATIONS), consent.value, random.choice(_SCOPES),
            None if asked else stored_date(given), stored_date(expires), 1,
        )
    )  # fmt: skip


def _write_tokens(batch: Batch, member: Member) -> None:
    name = member.name
    found = Findable(
        family=name.family,
        given=name.given,
        native=name.native or "",
        on_letters=name.on_letters or "",
        former=tuple(member.former),
        member_numbers=(member.number,),
        registration_body=member.register[0],
        registration_number=member.register[1],
        phones=tuple(member.phones),
        emails=tuple(member.emails),
        postcodes=tuple(member.postcodes),
    )
    batch["search_token"].extend(token_tuples(member.id, found))
