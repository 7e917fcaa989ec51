"""What a contact point must be: a number that rings, an e-mail that can be sent to, an address letters reach."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.basics.problems import FieldProblem
from app.members.addresses import Address, check_address, normalise_address
from app.members.emails import EmailNotValid, check_email
from app.members.phones import PhoneNotValid, check_phone
from app.members.rules import span_problems
from app.members.tables import PointKind

ADDRESS_PARTS = (
    "organisation",
    "line1",
    "line2",
    "line3",
    "sublocality",
    "locality",
    "region",
    "postcode",
    "country",
)


def normal_value(kind: PointKind, text: str, territory: str) -> tuple[str, list[FieldProblem]]:
    """A phone in E.164 or an e-mail as it is kept, with what is wrong with it; the text itself where it is wrong."""
    try:
        return (check_phone(text, territory) if kind == PointKind.PHONE else check_email(text)), []
    except (PhoneNotValid, EmailNotValid) as refusal:
        return text, [FieldProblem("value", str(refusal))]


def normal_address(values: Mapping[str, Any]) -> dict[str, str | None]:
    """The parts of an address tidied (postcode in its country's form), empty ones None."""
    tidy = normalise_address(_address(values))
    return {part: getattr(tidy, part) or None for part in ADDRESS_PARTS}


def point_problems(values: Mapping[str, Any], territory: str, home: str) -> list[FieldProblem]:
    """All that is wrong with a contact point as it would stand.

    ``territory`` is where its numbers are dialled from, ``home`` the desk's country, where letters are posted.
    """
    problems = span_problems(values.get("from_on"), "until_on", values.get("until_on"))
    if values["kind"] == PointKind.ADDRESS:
        return problems + check_address(_address(values), home)
    if not values.get("value"):
        what = "phone number" if values["kind"] == PointKind.PHONE else "e-mail address"
        return [*problems, FieldProblem("value", f"Type the {what}.")]
    return problems + normal_value(values["kind"], values["value"], territory)[1]


def _address(values: Mapping[str, Any]) -> Address:
    return Address(**{part: values.get(part) or "" for part in ADDRESS_PARTS})
