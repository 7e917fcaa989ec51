"""Reads of one person's record: all its parts in one query a part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from app.basics.problems import NotFound
from app.members.countries import country_name
from app.members.local_time import local_time
from app.members.person_name import NAME_COLUMNS, name_from
from app.members.person_record import (
    AdjustmentLine,
    FormerNameLine,
    MembershipLine,
    PersonRecord,
    PointLine,
    RepresentativeLine,
    WarningLine,
)
from app.members.phones import show_phone
from app.members.point_address import lines_of
from app.members.rules import consent_on
from app.members.tables import (
    Adjustment,
    ContactPoint,
    FormerName,
    Membership,
    Partner,
    Person,
    PersonWarning,
    PointKind,
    Representative,
)
from app.staff.permissions import Permission
from app.staff.tables import Desk
from app.staff.work import ReadWork


def person_record(work: ReadWork, person_id: int) -> PersonRecord:
    """The whole record of a person; raises NotFound."""
    work.require(Permission.MEMBER_READ)
    person = stored_person(work, person_id)
    return PersonRecord(
        id=person.id,
        kind=person.kind,
        name=name_from(person),
        born_on=person.born_on,
        died_on=person.died_on,
        preferred_channel=person.preferred_channel,
        language=person.language,
        zone=person.zone,
        territory=person.territory,
        registration_body=person.registration_body,
        registration_number=person.registration_number,
        ended_on=person.ended_on,
        merged_into_id=person.merged_into_id,
        local_time=local_time(person.zone, person.territory, work.now()),
        warnings=_warnings(work, person_id),
        adjustments=adjustments_of(work, person_id),
        points=points_of(work, person_id),
        memberships=_memberships(work, person_id),
        representatives=_representatives(work, person_id),
        represents=_represents(work, person_id),
        former_names=_former_names(work, person_id),
    )


def stored_person(work: ReadWork, person_id: int) -> Person:
    """The row of a person, for verbs; NotFound where there is none for these eyes."""
    person = work.session.scalar(select(Person).where(Person.id == person_id))
    if person is None:
        raise NotFound("This person is not on record, or not for you to see.", "Search again by name or number.")
    return person


def points_of(work: ReadWork, person_id: int) -> tuple[PointLine, ...]:
    """Contact points by kind in the person's order, ended ones last."""
    return points_of_each(work, [person_id])[person_id]


def points_of_each(work: ReadWork, person_ids: Collection[int]) -> Mapping[int, tuple[PointLine, ...]]:
    """The same of several people, by id."""
    work.require(Permission.MEMBER_READ)
    today = work.today()
    home = work.session.scalars(select(Desk.country).where(Desk.id == work.actor.desk_id)).one()
    rows = work.session.scalars(
        select(ContactPoint)
        .where(ContactPoint.person_id.in_(person_ids))
        .order_by(ContactPoint.kind, ContactPoint.position, ContactPoint.id)
    )
    lines = defaultdict[int, list[PointLine]](list)
    for row in rows:
        lines[row.person_id].append(_point_line(row, today, home))
    return {one: tuple(sorted(lines[one], key=lambda line: not line.holds)) for one in person_ids}


def adjustments_of(work: ReadWork, person_id: int) -> tuple[AdjustmentLine, ...]:
    """The reasonable adjustments that hold today."""
    return adjustments_of_each(work, [person_id])[person_id]


def adjustments_of_each(work: ReadWork, person_ids: Collection[int]) -> Mapping[int, tuple[AdjustmentLine, ...]]:
    """The same of several people, by id."""
    work.require(Permission.MEMBER_READ)
    today = work.today()
    rows = work.session.scalars(
        select(Adjustment)
        .where(
            Adjustment.person_id.in_(person_ids),
            Adjustment.from_on <= today,
            _holds(Adjustment.until_on, today),
        )
        .order_by(Adjustment.from_on, Adjustment.id)
    )
    lines = defaultdict[int, list[AdjustmentLine]](list)
    for row in rows:
        review_due = row.review_on is not None and row.review_on <= today
        line = AdjustmentLine(row.id, row.kind, row.detail, row.from_on, row.review_on, row.until_on, review_due)
        lines[row.person_id].append(line)
    return {one: tuple(lines[one]) for one in person_ids}


def partners(work: ReadWork) -> list[tuple[int, str]]:
    """Every regional partner as (id, name), by name: for a choice."""
    work.require(Permission.MEMBER_READ)
    rows = work.session.execute(select(Partner.id, Partner.name).order_by(Partner.name, Partner.id))
    return [(row[0], row[1]) for row in rows]


def _holds(until: InstrumentedAttribute[date | None], today: date) -> ColumnElement[bool]:
    return or_(until.is_(None), until > today)


def _point_line(row: ContactPoint, today: date, home: str) -> PointLine:
    holds = (row.from_on is None or row.from_on <= today) and (row.until_on is None or row.until_on > today)
    return PointLine(
        id=row.id,
        kind=row.kind,
        label=row.label,
        position=row.position,
        is_preferred=row.is_preferred,
        value=row.value,
        organisation=row.organisation,
        line1=row.line1,
        line2=row.line2,
        line3=row.line3,
        sublocality=row.sublocality,
        locality=row.locality,
        region=row.region,
        postcode=row.postcode,
        country=row.country,
        from_on=row.from_on,
        until_on=row.until_on,
        holds=holds,
        shown=_shown(row, home),
        lines=lines_of(row, home) if row.kind == PointKind.ADDRESS else (),
    )


def _shown(row: ContactPoint, home: str) -> str:
    if row.kind == PointKind.PHONE:
        return show_phone(row.value or "", home)
    return _address_line(row, home) if row.kind == PointKind.ADDRESS else row.value or ""


def _address_line(row: ContactPoint, home: str) -> str:
    """The address in one line; the country only where it is not the desk's own."""
    parts = (row.organisation, row.line1, row.line2, row.line3, row.sublocality, row.locality, row.region)
    abroad = country_name(row.country) if row.country and row.country != home else None
    return ", ".join(filter(None, (*parts, row.postcode, abroad)))


def _warnings(work: ReadWork, person_id: int) -> tuple[WarningLine, ...]:
    rows = work.session.scalars(
        select(PersonWarning)
        .where(PersonWarning.person_id == person_id, _holds(PersonWarning.until_on, work.today()))
        .order_by(PersonWarning.since_on, PersonWarning.id)
    )
    return tuple(WarningLine(row.id, row.kind, row.text, row.since_on, row.until_on) for row in rows)


def _memberships(work: ReadWork, person_id: int) -> tuple[MembershipLine, ...]:
    rows = work.session.execute(
        select(Membership, Partner.name)
        .outerjoin(Partner, Partner.id == Membership.partner_id)
        .where(Membership.person_id == person_id)
        .order_by(Membership.started_on.desc(), Membership.id.desc())
    )
    return tuple(_membership_line(row, partner) for row, partner in rows)


def _membership_line(row: Membership, partner: str | None) -> MembershipLine:
    return MembershipLine(
        id=row.id,
        member_number=row.member_number,
        kind=row.kind,
        territory=row.territory,
        grade=row.grade,
        specialty=row.specialty,
        state=row.state,
        joined_on=row.joined_on,
        started_on=row.started_on,
        ends_on=row.ends_on,
        partner_id=row.partner_id,
        partner_name=partner or "",
    )


def _representatives(work: ReadWork, person_id: int) -> tuple[RepresentativeLine, ...]:
    return _represented(work, Representative.person_id, Representative.representative_person_id, person_id)


def _represents(work: ReadWork, person_id: int) -> tuple[RepresentativeLine, ...]:
    return _represented(work, Representative.representative_person_id, Representative.person_id, person_id)


def _represented(
    work: ReadWork, mine: InstrumentedAttribute[int], other: InstrumentedAttribute[int], person_id: int
) -> tuple[RepresentativeLine, ...]:
    rows = work.session.execute(
        select(Representative, Person.id, *NAME_COLUMNS)
        .join(Person, Person.id == other)
        .where(mine == person_id)
        .order_by(Representative.id.desc())
    )
    today = work.today()
    return tuple(
        RepresentativeLine(
            id=row.Representative.id,
            person_id=row.id,
            name=name_from(row),
            relationship_kind=row.Representative.relationship_kind,
            consent=consent_on(row.Representative.consent, row.Representative.expires_on, today),
            stored_consent=row.Representative.consent,
            scope=row.Representative.scope,
            given_on=row.Representative.given_on,
            expires_on=row.Representative.expires_on,
        )
        for row in rows
    )


def _former_names(work: ReadWork, person_id: int) -> tuple[FormerNameLine, ...]:
    rows = work.session.scalars(select(FormerName).where(FormerName.person_id == person_id).order_by(FormerName.id))
    return tuple(FormerNameLine(row.id, row.name, row.until_on) for row in rows)
