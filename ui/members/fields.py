"""The forms of a person's record as data: what is asked, in which order, and what is wrong while typing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from app.basics.names import PersonName, latin_only
from app.members.address_forms import AddressField
from app.members.addresses import Address, check_address, fields_for
from app.members.countries import countries
from app.members.emails import EmailNotValid, check_email
from app.members.kinds import (
    AdjustmentKind,
    Channel,
    ConsentState,
    MembershipState,
    PersonKind,
    PointKind,
    WarningKind,
)
from app.members.labels import (
    ADJUSTMENT_LABELS,
    MEMBERSHIP_LABELS,
    PERSON_LABELS,
    POINT_LABELS,
    REPRESENTATIVE_LABELS,
    WARNING_LABELS,
    in_words,
)
from app.members.languages import language_words
from app.members.local_time import zones_in
from app.members.phones import PhoneState, typing_phone
from letters.languages import UNKNOWN
from ui.kit.field import Choice, Field, Section

LANGUAGES = (
    UNKNOWN,
    "en-GB",
    "cy-GB",
    "cy-GB+en-GB",
    "en-GB+cy-GB",
    "en-US",
    "zh-Hant-HK",
    "zh-Hans",
    "ms",
    "ta",
    "hi",
    "fr",
    "de",
    "es",
    "pt",
    "it",
    "ar",
    "ga",
)
GRADES = ("Student", "Foundation", "Specialty trainee", "General practitioner", "Consultant", "Dentist", "Retired")
LATIN_HINT = "In Latin letters, where the name itself is not"
NEEDS_LATIN = "▲ The name has no Latin letters: until it is typed here as well, no letter can be written."
MEMBERSHIP_KINDS = ("ordinary", "student", "associate", "retired", "corporate")

Part = Field | Section


def choices_of(kind: type[StrEnum], *, none: str = "") -> list[Choice]:
    """Every value of a choice in words; ``none`` is a first choice that means nothing chosen."""
    first = [Choice(None, none)] if none else []
    return first + [Choice(value, in_words(value)) for value in kind]


def texts(values: Sequence[str], now: str = "") -> list[Choice]:
    """Choices that are stored as they read; what is stored now is always among them."""
    known = [value for value in dict.fromkeys([*values, now]) if value]
    return [Choice(value, in_words(value) if value.islower() else value) for value in known]


def territories(now: str = "") -> list[Choice]:
    """Every country, and the subdivision that is stored now."""
    listed = [Choice(code, f"{name} ({code})") for code, name in countries().items()]
    return listed if not now or now in countries() else [Choice(now, now), *listed]


def person_parts(today: date, *, is_new: bool, territory: str, language: str = UNKNOWN, zone: str = "") -> list[Part]:
    """The form of a person's own fields."""
    label = PERSON_LABELS
    kind = Field("kind", "This is", "radio", required=True, choices=choices_of(PersonKind), default=PersonKind.PERSON)
    name = [
        *([kind] if is_new else []),
        Field("title", label["title"], chars=10, limit=40),
        Field("given_names", label["given_names"], limit=200, beside=True),
        Field("family_name", label["family_name"], required=True, limit=200, beside=True),
        Field("family_name_first", "The family name comes first (Tan Mei Ling)", "check"),
        Field("post_nominals", label["post_nominals"], limit=200, hint="Such as FRCS, OBE"),
        Field("form_of_address", label["form_of_address"], limit=200, beside=True, hint="After “Dear”, where unusual"),
        Field("native_name", label["native_name"], limit=200, hint="Such as 陳大文"),
        Field("name_on_letters", label["name_on_letters"], limit=200, beside=True, validate=_latin,
              hint=LATIN_HINT),
    ]  # fmt: skip
    life = [
        Field("born_on", label["born_on"], "date", chars=14, validate=_not_after(today, "date of birth")),
        Field("died_on", label["died_on"], "date", chars=14, beside=True, validate=_not_after(today, "date of death")),
    ]
    place = [
        Field("territory", label["territory"], "choice", required=True, choices=territories(territory)),
        Field("language", label["language"], "choice", required=True, beside=True, default=UNKNOWN,
              choices=[Choice(code, language_words(code)) for code in dict.fromkeys([*LANGUAGES, language])]),
        Field("preferred_channel", label["preferred_channel"], "choice", choices=choices_of(Channel, none="No wish")),
        Field("zone", label["zone"], "choice", beside=True, choices=_zones(territory, zone)),
    ]  # fmt: skip
    registration = [
        Field("registration_body", label["registration_body"], limit=60, hint="Such as GMC, SMC"),
        Field("registration_number", label["registration_number"], chars=20, limit=40, beside=True),
    ]
    sections = [Section("Name", name), Section("Life", life), Section("Language and place", place)]
    return [*sections, Section("Registration", registration)]


def point_parts(kind: PointKind, country: str, territory: str) -> list[Part]:
    """The form of one contact point; an address has the fields of its country, in the order of typing there."""
    label = POINT_LABELS
    about = [
        Field("label", label["label"], chars=24, limit=60, hint="Such as home, work, mobile"),
        Field("is_preferred", "Use this one first", "check", beside=True),
    ]
    span = [
        Field("from_on", label["from_on"], "date", chars=14),
        Field("until_on", label["until_on"], "date", chars=14, beside=True, hint="First day it no longer holds"),
    ]
    if kind == PointKind.PHONE:
        value = Field("value", "Phone", "phone", required=True, chars=28, limit=60, validate=phone_check(territory))
        return [value, *about, *span]
    if kind == PointKind.EMAIL:
        return [Field("value", "E-mail", "email", required=True, limit=254, validate=email_check), *about, *span]
    return [*address_parts(country), *about, *span]


def address_parts(country: str) -> list[Field]:
    """The fields of an address in a country; the country itself comes first, for it decides the rest."""
    country_field = Field(
        "country", POINT_LABELS["country"], "choice", required=True, choices=territories(), default=country
    )
    return [
        country_field,
        *(_address_field(field, country) for field in fields_for(country) if field.key != "recipient"),
    ]


def _address_field(field: AddressField, country: str) -> Field:
    is_code = field.key == "postcode"
    return Field(
        field.key,
        field.label,
        required=field.is_required,
        limit=20 if is_code else 200,
        chars=14 if is_code else 0,
        hint=f"Such as {field.example}" if field.example else "",
        validate=_address_check(field.key, country),
    )


def _address_check(key: str, country: str) -> Callable[[str], str | None]:
    """What is wrong with one part of an address while it is typed; what is missing is said on saving."""

    def check(text: str) -> str | None:
        problems = check_address(Address(**{"country": country, key: text}), country)
        return next(
            (problem.sentence for problem in problems if problem.field == key and text in problem.sentence), None
        )

    return check


def membership_parts(now: dict[str, Any], partners: Sequence[tuple[int, str]], *, prefix: str = "") -> list[Part]:
    """The form of a membership; with a prefix for each key where it is part of another form."""
    label = MEMBERSHIP_LABELS
    partner_choices = [Choice(None, "None"), *(Choice(number, name) for number, name in partners)]
    kinds, grades = texts(MEMBERSHIP_KINDS, now.get("kind", "")), texts(GRADES, now.get("grade", ""))
    return [
        Field(f"{prefix}kind", label["kind"], "choice", required=True, choices=kinds, default="ordinary"),
        Field(f"{prefix}grade", label["grade"], "choice", required=True, choices=grades, beside=True),
        Field(f"{prefix}specialty", label["specialty"], limit=80),
        Field(f"{prefix}territory", label["territory"], "choice", required=True, beside=True,
              choices=territories(now.get("territory", ""))),
        Field(f"{prefix}state", label["state"], "choice", required=True, choices=choices_of(MembershipState)),
        Field(f"{prefix}partner_id", label["partner_id"], "choice", choices=partner_choices, beside=True),
        Field(f"{prefix}joined_on", label["joined_on"], "date", required=True, chars=14),
        Field(f"{prefix}started_on", label["started_on"], "date", required=True, chars=14, beside=True),
        Field(f"{prefix}ends_on", label["ends_on"], "date", chars=14, beside=True),
    ]  # fmt: skip


def warning_parts() -> list[Part]:
    """The form of a warning."""
    return [
        Field("kind", WARNING_LABELS["kind"], "radio", required=True, choices=choices_of(WarningKind)),
        Field("text", WARNING_LABELS["text"], "prose", lines=3, limit=4000,
              hint="Everyone sees this first. Facts and what to do; no diagnosis, no judgement."),
        Field("since_on", WARNING_LABELS["since_on"], "date", chars=14, hint="Empty means today"),
    ]  # fmt: skip


def adjustment_parts() -> list[Part]:
    """The form of a reasonable adjustment."""
    label = ADJUSTMENT_LABELS
    return [
        Field("kind", label["kind"], "choice", required=True, choices=choices_of(AdjustmentKind)),
        Field("detail", label["detail"], "prose", lines=3, limit=4000),
        Field("from_on", label["from_on"], "date", chars=14, hint="Empty means today"),
        Field("review_on", label["review_on"], "date", chars=14, beside=True),
    ]


def consent_parts(now: str = "") -> list[Part]:
    """The form of a representative's consent."""
    label = REPRESENTATIVE_LABELS
    return [
        Field("relationship_kind", label["relationship_kind"], required=True, chars=28, limit=60,
              hint="Such as solicitor, daughter"),
        Field("consent", label["consent"], "choice", required=True, choices=choices_of(ConsentState), beside=True,
              default=None if now else ConsentState.REQUESTED),
        Field("scope", label["scope"], "prose", required=True, lines=3, limit=4000,
              hint="Which matter, and what we may tell"),
        Field("given_on", label["given_on"], "date", chars=14),
        Field("expires_on", label["expires_on"], "date", chars=14, beside=True, hint="Last day it holds"),
    ]  # fmt: skip


def phone_check(territory: str) -> Callable[[str], str | None]:
    """Says what is wrong with a number while it is typed, as people of the territory dial."""

    def check(text: str) -> str | None:
        state = typing_phone(text, territory[:2] or "GB")
        return state.hint if state.state == PhoneState.INVALID else None

    return check


def phone_note(text: str, territory: str) -> str:
    """What stands under a number while it is typed: how it will be read back, or what is wrong with it yet."""
    return typing_phone(text, territory[:2] or "GB").hint


def letters_note(values: Mapping[str, Any]) -> str:
    """What stands under the name on letters while the name is typed: whether letters need one, or the usual hint."""
    name = PersonName(
        values.get("family_name") or "", values.get("given_names") or "",
        name_on_letters=values.get("name_on_letters") or "",
    )  # fmt: skip
    return NEEDS_LATIN if name.needs_name_on_letters else LATIN_HINT


def email_check(text: str) -> str | None:
    """Says what is wrong with an address while it is typed."""
    try:
        check_email(text)
    except EmailNotValid as refusal:
        return str(refusal)
    return None


def _latin(text: str) -> str | None:
    return None if latin_only(text) else "Letters need Latin letters here."


def _not_after(today: date, what: str) -> Callable[[date], str | None]:
    return lambda day: f"This {what} is in the future." if day > today else None


def _zones(territory: str, now: str) -> list[Choice]:
    known = dict.fromkeys([*zones_in(territory), now])
    return [Choice(None, "As the territory"), *(Choice(zone, zone.replace("_", " ")) for zone in known if zone)]
