"""All that is known of one person, as a record to read: warnings first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.basics.names import PersonName
from app.members.tables import (
    AdjustmentKind,
    Channel,
    ConsentState,
    MembershipState,
    PersonKind,
    PointKind,
    WarningKind,
)


@dataclass(frozen=True, slots=True)
class WarningLine:
    """A warning; ``until_on`` is the first day on which it no longer holds."""

    id: int
    kind: WarningKind
    text: str
    since_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class AdjustmentLine:
    """A reasonable adjustment; ``review_due`` says that the day to look at it again has come."""

    id: int
    kind: AdjustmentKind
    detail: str
    from_on: date
    review_on: date | None
    until_on: date | None
    review_due: bool


@dataclass(frozen=True, slots=True)
class PointLine:
    """An address, phone or e-mail. ``shown`` is its one line as people at the desk read it.

    ``value`` is E.164 or the e-mail address; an address has its parts, ``country`` ISO 3166 alpha-2.
    ``holds`` says whether it holds today. ``lines`` are an address as its envelope bears it, none for the others.
    """

    id: int
    kind: PointKind
    label: str
    position: float
    is_preferred: bool
    value: str | None
    organisation: str | None
    line1: str | None
    line2: str | None
    line3: str | None
    sublocality: str | None
    locality: str | None
    region: str | None
    postcode: str | None
    country: str | None
    from_on: date | None
    until_on: date | None
    holds: bool
    shown: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MembershipLine:
    """A membership; ``member_number`` as stored (ten digits), ``ends_on`` exclusive."""

    id: int
    member_number: str
    kind: str
    territory: str
    grade: str
    specialty: str
    state: MembershipState
    joined_on: date
    started_on: date
    ends_on: date | None
    partner_id: int | None
    partner_name: str


@dataclass(frozen=True, slots=True)
class RepresentativeLine:
    """Somebody who acts for somebody: ``person_id`` and ``name`` are those of the other one.

    ``consent`` is as it counts today (a valid one past its last day reads expired), ``stored_consent`` as stored.
    """

    id: int
    person_id: int
    name: PersonName
    relationship_kind: str
    consent: ConsentState
    stored_consent: ConsentState
    scope: str
    given_on: date | None
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class FormerNameLine:
    id: int
    name: str
    until_on: date | None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person, whole. ``local_time`` is now where the person is, None where that is not known.

    ``warnings`` and ``adjustments`` hold today; those that ended are in the history. ``points`` are in the
    person's order within each kind, ended ones last. ``represents`` are those for whom this person acts.
    """

    id: int
    kind: PersonKind
    name: PersonName
    born_on: date | None
    died_on: date | None
    preferred_channel: Channel | None
    language: str
    zone: str | None
    territory: str
    registration_body: str | None
    registration_number: str | None
    ended_on: date | None
    merged_into_id: int | None
    local_time: datetime | None
    warnings: tuple[WarningLine, ...]
    adjustments: tuple[AdjustmentLine, ...]
    points: tuple[PointLine, ...]
    memberships: tuple[MembershipLine, ...]
    representatives: tuple[RepresentativeLine, ...]
    represents: tuple[RepresentativeLine, ...]
    former_names: tuple[FormerNameLine, ...]

    @property
    def membership(self) -> MembershipLine | None:
        """The latest membership."""
        return self.memberships[0] if self.memberships else None

    def first_point(self, kind: PointKind) -> PointLine | None:
        """The preferred point of a kind that holds today, else the first of the person's order."""
        holding = [point for point in self.points if point.kind == kind and point.holds]
        return next((point for point in holding if point.is_preferred), holding[0] if holding else None)
