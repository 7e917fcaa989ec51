"""The sheets of a person's record: which form opens for what, and which verb it calls."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from app.correspondence.would_stop import Planned, Touch
from app.members.add_contact_point import add_contact_point
from app.members.add_membership import add_membership
from app.members.add_person import add_person
from app.members.add_representative import add_representative
from app.members.agree_adjustment import agree_adjustment
from app.members.change_consent import change_consent
from app.members.contact_point_rules import ADDRESS_PARTS
from app.members.edit_contact_point import edit_contact_point
from app.members.edit_membership import edit_membership
from app.members.edit_person import edit_person
from app.members.kinds import PointKind
from app.members.labels import (
    ADJUSTMENT_LABELS,
    MEMBERSHIP_LABELS,
    PERSON_LABELS,
    POINT_LABELS,
    REPRESENTATIVE_LABELS,
    WARNING_LABELS,
    in_words,
)
from app.members.person_record import MembershipLine, PointLine, RepresentativeLine
from app.members.reasons import reason_to_change_consent, reason_to_edit_person, reason_to_warn
from app.members.replace_contact_point import replace_contact_point
from app.members.set_warning import set_warning
from letters.languages import UNKNOWN
from ui.kit.field import Field, Section
from ui.members.fields import (
    Part,
    address_parts,
    adjustment_parts,
    consent_parts,
    email_check,
    letters_note,
    membership_parts,
    person_parts,
    phone_note,
    point_parts,
    warning_parts,
)
from ui.members.opening import Desk, Opened
from ui.members.planned import by_address, by_adjustment, by_consent, by_new_address, by_person, by_warning
from ui.members.sheet import Call, Sheet, Values

_KEEP = "keep_former_name"
_PERSON_KEYS = [key for key in PERSON_LABELS if key not in ("kind", "merged_into_id", "ended_on")]

NEW_PERSON = "person:new"
TYPED_CHARS = 60
"""As much of what was searched for in vain as the subject of a draft holds beside ``person:new``."""


def _draft(opened: Opened, sheet: str, row_id: int = 0) -> str:
    """What a sheet is kept under while it is half typed: ``person:12:edit_phone:34``."""
    return f"person:{opened.record.id}:{sheet}" + (f":{row_id}" if row_id else "")


def edit_person_sheet(opened: Opened) -> Sheet:
    """Change the person's own fields."""
    record = opened.record
    seen = {
        "family_name": record.name.family,
        "given_names": record.name.given,
        "title": record.name.title,
        "post_nominals": record.name.post_nominals,
        "family_name_first": record.name.family_first,
        "native_name": record.name.native,
        "name_on_letters": record.name.name_on_letters,
        "form_of_address": record.name.form_of_address,
        _KEEP: False,
    }
    seen |= {key: getattr(record, key) for key in _PERSON_KEYS if key not in seen}
    parts = person_parts(
        opened.today,
        is_new=False,
        territory=record.territory,
        language=record.language,
        zone=record.zone or "",
    )
    keep = Field(_KEEP, "Keep the old name as a former name, so that it is still found", "check")

    def call(edits: Values) -> Call:
        kept = {key: edit for key, edit in edits.items() if key != _KEEP}
        return Call(edit_person, (record.id, kept), {_KEEP: bool(edits.get(_KEEP, (False, False))[1])})

    return Sheet(
        "edit_person",
        f"Change {record.name.full_name}",
        "Save",
        [_with(parts[0], keep), *parts[1:]],
        call,
        PERSON_LABELS,
        seen=seen,
        subject=f"person:{record.id}",
        notes={"name_on_letters": letters_note},
        why=lambda values: reason_to_edit_person({} if values["died_on"] == record.died_on else {"died_on": 0}),
        stops=lambda values: by_person(record.id, seen, values),
        draft=_draft(opened, "edit_person"),
    )


def _with(section: Part, field: Field) -> Part:
    return Section(section.title, [*section.fields, field]) if isinstance(section, Section) else section


def add_point_sheet(opened: Opened, kind: PointKind) -> Sheet:
    """A new address, phone or e-mail."""
    record, country = opened.record, opened.record.territory[:2]
    return Sheet(
        f"add_{kind.value}",
        f"Another {in_words(kind).lower()} of {record.name.full_name}",
        f"Add the {in_words(kind).lower()}",
        point_parts(kind, country, record.territory),
        lambda values: Call(add_contact_point, (record.id, kind, values)),
        POINT_LABELS,
        draft=_draft(opened, f"add_{kind.value}"),
        stops=(lambda values: by_new_address(record, values)) if kind == PointKind.ADDRESS else None,
        notes=_point_notes(kind, record.territory),
        rebuild=("country", lambda code: point_parts(kind, code or country, record.territory))
        if kind == PointKind.ADDRESS
        else None,
    )


def edit_point_sheet(opened: Opened, point: PointLine) -> Sheet:
    """Change a contact point."""
    keys = ["label", "is_preferred", "from_on", "until_on"]
    keys += ADDRESS_PARTS if point.kind == PointKind.ADDRESS else ["value"]
    territory, country = opened.record.territory, point.country or opened.record.territory[:2]
    seen = {key: getattr(point, key) for key in keys}
    return Sheet(
        f"edit_{point.kind.value}",
        f"Change the {in_words(point.kind).lower()} of {opened.record.name.full_name}",
        "Save",
        point_parts(point.kind, country, territory),
        lambda edits: Call(edit_contact_point, (point.id, edits)),
        POINT_LABELS,
        seen=seen,
        stops=(lambda values: by_address(opened.record.id, point.id, seen, values))
        if point.kind == PointKind.ADDRESS
        else None,
        subject=f"contact_point:{point.id}",
        draft=_draft(opened, f"edit_{point.kind.value}", point.id),
        notes=_point_notes(point.kind, territory),
        rebuild=("country", lambda code: point_parts(point.kind, code or country, territory))
        if point.kind == PointKind.ADDRESS
        else None,
    )


def replace_point_sheet(opened: Opened, point: PointLine) -> Sheet:
    """Somebody moved, or has another number: from a day on the new one holds, and the old one no longer."""
    record, kind = opened.record, point.kind
    what, country = in_words(kind).lower(), point.country or record.territory[:2]

    def parts(code: str) -> list[Part]:
        return [
            part for part in point_parts(kind, code, record.territory) if _key(part) not in ("until_on", "is_preferred")
        ]

    return Sheet(
        f"replace_{kind.value}",
        f"{record.name.full_name} has another {what}",
        f"Put the new {what} in its place",
        parts(country),
        lambda values: Call(replace_contact_point, (point.id, values)),
        POINT_LABELS,
        start={"from_on": opened.today, "label": point.label, "country": country},
        draft=_draft(opened, f"replace_{kind.value}", point.id),
        stops=(lambda _values: Planned(record.id, Touch.ADDRESS, point.id)) if kind == PointKind.ADDRESS else None,
        note=f"Until that day it is {point.shown}. It stays in the history, and is still found by the search.",
        notes=_point_notes(kind, record.territory),
        rebuild=("country", lambda code: parts(code or country)) if kind == PointKind.ADDRESS else None,
    )


def _key(part: Part) -> str:
    return part.key if isinstance(part, Field) else ""


def _point_notes(kind: PointKind, territory: str) -> dict[str, Any]:
    return {"value": lambda values: phone_note(values["value"], territory)} if kind == PointKind.PHONE else {}


def membership_sheet(opened: Opened, line: MembershipLine | None) -> Sheet:
    """Change a membership, or begin one."""
    name = opened.record.name.full_name
    if line is None:
        start = {"territory": opened.record.territory, "joined_on": opened.today, "started_on": opened.today}
        start |= {"state": "pending_payment", "kind": "ordinary"}
        return Sheet(
            "add_membership",
            f"Begin a membership of {name}",
            "Begin the membership",
            membership_parts(start, opened.partners),
            lambda values: Call(add_membership, (opened.record.id, values)),
            MEMBERSHIP_LABELS,
            start=start,
            draft=_draft(opened, "add_membership"),
            note="The member number is given when it is saved, and never changes.",
        )
    seen = {key: value for key, value in asdict(line).items() if key in MEMBERSHIP_LABELS and key != "member_number"}
    return Sheet(
        "edit_membership",
        f"Change the membership of {name}",
        "Save",
        membership_parts(seen, opened.partners),
        lambda edits: Call(edit_membership, (line.id, edits)),
        MEMBERSHIP_LABELS,
        seen=seen,
        subject=f"membership:{line.id}",
        draft=_draft(opened, "edit_membership", line.id),
    )


def warning_sheet(opened: Opened) -> Sheet:
    """Set a warning."""
    return Sheet(
        "set_warning",
        f"Warn everyone about {opened.record.name.full_name}",
        "Set the warning",
        warning_parts(),
        lambda values: Call(set_warning, (opened.record.id, values)),
        WARNING_LABELS,
        draft=_draft(opened, "set_warning"),
        why=lambda values: reason_to_warn(values["kind"]),
        stops=lambda values: by_warning(opened.record.id, values),
    )


def adjustment_sheet(opened: Opened) -> Sheet:
    """Agree an adjustment."""
    return Sheet(
        "agree_adjustment",
        f"Agree an adjustment with {opened.record.name.full_name}",
        "Agree it",
        adjustment_parts(),
        lambda values: Call(agree_adjustment, (opened.record.id, values)),
        ADJUSTMENT_LABELS,
        draft=_draft(opened, "agree_adjustment"),
        stops=lambda values: by_adjustment(opened.record.id, values),
    )


def representative_sheet(opened: Opened, person_id: int, name: str) -> Sheet:
    """Record somebody already found as a representative."""
    return Sheet(
        "add_representative",
        f"{name} acts for {opened.record.name.full_name}",
        "Add the representative",
        consent_parts(),
        lambda values: Call(add_representative, (opened.record.id, person_id, values)),
        REPRESENTATIVE_LABELS,
        draft=_draft(opened, "add_representative", person_id),
    )


def consent_sheet(opened: Opened, line: RepresentativeLine) -> Sheet:
    """Change what a representative may do."""
    return Sheet(
        "change_consent",
        f"Consent for {line.name.full_name} to act for {opened.record.name.full_name}",
        "Save",
        consent_parts("now"),
        lambda edits: Call(change_consent, (line.id, edits)),
        REPRESENTATIVE_LABELS,
        seen={
            "relationship_kind": line.relationship_kind,
            "consent": line.stored_consent,
            "scope": line.scope,
            "given_on": line.given_on,
            "expires_on": line.expires_on,
        },
        subject=f"representative:{line.id}",
        draft=_draft(opened, "change_consent", line.id),
        stops=lambda values: by_consent(opened.record.id, line.person_id, values, opened.today),
        why=lambda values: reason_to_change_consent(
            values["consent"] if values["consent"] != line.stored_consent else None
        ),
    )


def add_person_sheet(desk: Desk, typed: str = "") -> Sheet:
    """A new person with where to reach them; ``typed`` is what was searched for in vain."""
    is_name = bool(typed) and not any(char.isdigit() or char == "@" for char in typed)
    start: Values = {"territory": desk.home, "language": UNKNOWN}
    start |= {"family_name": typed.strip().title() if typed.islower() else typed.strip()} if is_name else {}
    start |= {"email": typed.strip()} if "@" in typed else {}
    return Sheet(
        "add_person",
        "Add a person",
        "Add the person",
        _new_person_parts(desk, desk.home),
        _add_call,
        {},
        start=start,
        why=None,
        draft=NEW_PERSON + (f":{typed.strip()[:TYPED_CHARS]}" if typed.strip() else ""),
        notes={
            "phone": lambda values: phone_note(values["phone"], values["territory"] or desk.home),
            "name_on_letters": letters_note,
        },
        rebuild=("country", lambda code: _new_person_parts(desk, code or desk.home)),
    )


def _new_person_parts(desk: Desk, country: str) -> list[Part]:
    reach = [
        Field("phone", "Phone", "phone", chars=24, limit=60),
        Field("email", "E-mail", "email", limit=254, beside=True, validate=email_check),
    ]
    address = [_optional(field) for field in address_parts(country)]
    return [
        *person_parts(desk.today, is_new=True, territory=desk.home),
        Section("Reach them by", reach),
        Section("Address", address, "Leave it empty where it is not known yet."),
    ]


def _optional(field: Field) -> Field:
    """An address that is not begun is not asked for; the verb asks for the rest of one that is."""
    return Field(field.key, field.label, field.kind, hint=field.hint, choices=field.choices, limit=field.limit,
                 chars=field.chars, default=field.default, validate=field.validate)  # fmt: skip


def _add_call(values: Values) -> Call:
    person = {key: values[key] for key in values if key in PERSON_LABELS}
    address = {key: values[key] for key in values if key in ADDRESS_PARTS}
    return Call(
        add_person,
        (person,),
        {"phone": values["phone"] or "", "email": values["email"] or "", "address": address},
    )
