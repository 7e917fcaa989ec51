"""A person is the root: membership, representative, complainant are roles that a person may have."""

from __future__ import annotations

import enum
from datetime import date

from sqlalchemy import Double, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.store.base import NOTE, Base, Circled, Identified, Sorted, Versioned, Words, choice, covering, unaudited

FROM_PERSON = {"circle_from": ("person", "person_id")}


class PersonKind(enum.StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class PointKind(enum.StrEnum):
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"


class Channel(enum.StrEnum):
    """A way of reaching somebody, or by which somebody reached us."""

    CALL = "call"
    EMAIL = "email"
    LETTER = "letter"
    CHAT = "chat"
    VISIT = "visit"


class MembershipState(enum.StrEnum):
    PENDING_PAYMENT = "pending_payment"
    ACTIVE = "active"
    IN_ARREARS = "in_arrears"
    LAPSED = "lapsed"
    DEFERRED = "deferred"
    RETIRED = "retired"
    RESIGNED = "resigned"
    DECEASED = "deceased"


class ConsentState(enum.StrEnum):
    """A representative's authority to act."""

    REQUESTED = "requested"
    VALID = "valid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class AdjustmentKind(enum.StrEnum):
    """A reasonable adjustment that was agreed."""

    CLEAR_PRINT = "clear_print"
    LARGE_PRINT_16 = "large_print_16"
    LARGE_PRINT = "large_print"
    LARGE_PRINT_22 = "large_print_22"
    BRAILLE = "braille"
    AUDIO = "audio"
    EASY_READ = "easy_read"
    BSL_RELAY = "bsl_relay"
    PHONE_ONLY = "phone_only"
    PHONE_FIRST = "phone_first"
    LONGER_TIME = "longer_time"
    NAMED_CONTACT = "named_contact"
    OTHER_LANGUAGE = "other_language"


PRINT_SIZES = frozenset(
    {
        AdjustmentKind.CLEAR_PRINT,
        AdjustmentKind.LARGE_PRINT_16,
        AdjustmentKind.LARGE_PRINT,
        AdjustmentKind.LARGE_PRINT_22,
    }
)
"""The styles of letters that can be agreed; each is called as the letter engine calls it."""


class WarningKind(enum.StrEnum):
    """What everyone must know before anything else is said or sent."""

    DECEASED = "deceased"
    SUPPORT_NEED = "support_need"
    DIFFICULT_CONTACT = "difficult_contact"
    DO_NOT_WRITE = "do_not_write"


class Partner(Base, Identified, Versioned):
    """A regional partner: a local association that introduces members and collects for us."""

    __tablename__ = "partner"
    __table_args__ = (UniqueConstraint("code"),)

    code: Mapped[str] = mapped_column(Words(12))
    name: Mapped[str]
    territory: Mapped[str] = mapped_column(Words(8))
    email: Mapped[str | None] = mapped_column(Words(254))
    phone: Mapped[str | None] = mapped_column(Words(40))


class Person(Base, Identified, Versioned, Circled):
    """A person or an organisation, member or not."""

    __tablename__ = "person"
    __table_args__ = (Index(None, "sort_key", "id"),)

    kind: Mapped[PersonKind] = mapped_column(choice(PersonKind), default=PersonKind.PERSON)
    family_name: Mapped[str]  # an organisation's whole name
    given_names: Mapped[str] = mapped_column(default="")
    family_name_first: Mapped[bool] = mapped_column(default=False)
    native_name: Mapped[str | None]
    name_on_letters: Mapped[str | None]
    title: Mapped[str] = mapped_column(Words(40), default="")
    post_nominals: Mapped[str] = mapped_column(default="")
    form_of_address: Mapped[str | None]  # what follows "Dear", where it is not title and family name
    born_on: Mapped[date | None]
    died_on: Mapped[date | None]
    preferred_channel: Mapped[Channel | None] = mapped_column(choice(Channel))
    language: Mapped[str] = mapped_column(Words(12), default="en-GB")
    zone: Mapped[str | None] = mapped_column(Words(60))
    territory: Mapped[str] = mapped_column(Words(8))
    registration_body: Mapped[str | None] = mapped_column(Words(60))
    registration_number: Mapped[str | None] = mapped_column(Words(40))
    sort_key: Mapped[str] = mapped_column(Sorted(300))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_on: Mapped[date | None]


class FormerName(Base, Identified, Circled):
    """A name by which somebody was known, and still may be looked for."""

    __tablename__ = "former_name"
    __table_args__ = ({"info": FROM_PERSON},)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str]
    until_on: Mapped[date | None]


class ContactPoint(Base, Identified, Versioned, Circled):
    """An address, phone or e-mail with the days it holds; ended, never deleted.

    Phones are E.164 in ``value``, e-mails as written; an address is in its parts, ``country`` ISO 3166 alpha-2.
    """

    __tablename__ = "contact_point"
    __table_args__ = (Index(None, "person_id", "kind"), {"info": FROM_PERSON})

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[PointKind] = mapped_column(choice(PointKind))
    label: Mapped[str] = mapped_column(Words(60), default="")
    position: Mapped[float] = mapped_column(Double, default=1.0)
    is_preferred: Mapped[bool] = mapped_column(default=False)
    value: Mapped[str | None] = mapped_column(Words(254))
    organisation: Mapped[str | None]
    line1: Mapped[str | None]
    line2: Mapped[str | None]
    line3: Mapped[str | None]
    sublocality: Mapped[str | None]
    locality: Mapped[str | None]
    region: Mapped[str | None]
    postcode: Mapped[str | None] = mapped_column(Words(20))
    country: Mapped[str | None] = mapped_column(Words(2))
    from_on: Mapped[date | None]
    until_on: Mapped[date | None]  # first day on which it no longer holds


class Membership(Base, Identified, Versioned, Circled):
    """A person's membership; the number never changes and is not reused."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("member_number"), {"info": FROM_PERSON})

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    member_number: Mapped[str] = mapped_column(Words(10))
    kind: Mapped[str] = mapped_column(Words(40))
    territory: Mapped[str] = mapped_column(Words(8))
    grade: Mapped[str] = mapped_column(Words(60))
    specialty: Mapped[str] = mapped_column(Words(80), default="")
    state: Mapped[MembershipState] = mapped_column(choice(MembershipState))
    joined_on: Mapped[date]
    started_on: Mapped[date]
    ends_on: Mapped[date | None]
    partner_id: Mapped[int | None] = mapped_column(ForeignKey("partner.id"), index=True)


class Representative(Base, Identified, Versioned, Circled):
    """Somebody who may act for a person: on whose word, for what, and until when."""

    __tablename__ = "representative"
    __table_args__ = ({"info": FROM_PERSON},)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    representative_person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    relationship_kind: Mapped[str] = mapped_column(Words(60))
    consent: Mapped[ConsentState] = mapped_column(choice(ConsentState))
    scope: Mapped[str] = mapped_column(Words(NOTE))
    given_on: Mapped[date | None]
    expires_on: Mapped[date | None]  # last day on which it holds


class Adjustment(Base, Identified, Versioned, Circled):
    """A reasonable adjustment: what was agreed, from when, to be looked at again when."""

    __tablename__ = "adjustment"
    __table_args__ = ({"info": FROM_PERSON},)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[AdjustmentKind] = mapped_column(choice(AdjustmentKind))
    detail: Mapped[str] = mapped_column(Words(NOTE), default="")
    from_on: Mapped[date]
    review_on: Mapped[date | None]
    until_on: Mapped[date | None]


class PersonWarning(Base, Identified, Versioned, Circled):
    """A warning shown before anything else of the record."""

    __tablename__ = "person_warning"
    __table_args__ = ({"info": FROM_PERSON},)

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[WarningKind] = mapped_column(choice(WarningKind))
    text: Mapped[str] = mapped_column(Words(NOTE), default="")
    since_on: Mapped[date]
    until_on: Mapped[date | None]


class SearchToken(Base):
    """What a person is found by: see ``app.basics.search_form``."""

    __tablename__ = "search_token"
    __table_args__ = (
        covering("ix_search_token_token", "token", "person_id", "kind", also="circle_id"),
        covering("ix_search_token_person", "person_id", "token", also="circle_id"),
        {"info": FROM_PERSON | unaudited("derived from audited rows and rebuilt from them")},
    )

    token: Mapped[str] = mapped_column(Sorted(80), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(Words(8), primary_key=True)
    circle_id: Mapped[int | None]
