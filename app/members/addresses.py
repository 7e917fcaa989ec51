"""Postal addresses: checked by the rules of their country and of the post, and laid out for an envelope.

The envelope rules are those of GOV.UK Notify, whose window the letters use: three to seven lines, none beginning
with a character that its readers refuse, the country in capitals on the last line when it goes abroad.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields, replace

from app.basics.names import latin_only
from app.basics.problems import FieldProblem
from app.basics.text import clean_line
from app.members.address_forms import AddressField, CountryNotKnown, address_form
from app.members.countries import country_name

FEWEST_LINES = 3
MOST_LINES = 7

_BAD_FIRST = '@()=[]"\\/,<>~'
_NO_HOME = re.compile(r"\b(?:nfa|no fixed (?:abode|address))\b", re.IGNORECASE)
_BFPO = re.compile(r"BFPO ?\d{1,4}")
# Islands that have the British post's codes and need no country line from there.
_SAME_POST = {"GB": frozenset({"GG", "IM", "JE"}), "GG": frozenset({"GB", "IM", "JE"}),
              "IM": frozenset({"GB", "GG", "JE"}), "JE": frozenset({"GB", "GG", "IM"})}  # fmt: skip
# Where the blank or hyphen of a postcode stands: so many characters from its beginning or (negative) its end.
_PARTED = {"GB": (-3, " "), "GG": (-3, " "), "IM": (-3, " "), "JE": (-3, " "), "CA": (3, " "), "IE": (3, " "),
           "BM": (2, " "), "NL": (4, " "), "KY": (3, "-"), "MT": (3, " ")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of one address as stored; ``country`` is ISO 3166 alpha-2, empty parts are empty texts."""

    recipient: str = ""
    organisation: str = ""
    line1: str = ""
    line2: str = ""
    line3: str = ""
    sublocality: str = ""
    locality: str = ""
    region: str = ""
    postcode: str = ""
    country: str = ""


def fields_for(country: str) -> tuple[AddressField, ...]:
    """The fields of an address form in that country, in order of typing. Raises CountryNotKnown."""
    return address_form(country).fields


def normalise_postcode(postcode: str, country: str) -> str:
    """The postcode in capitals with its blank or hyphen where the country has it: "sw1a1aa" → "SW1A 1AA"."""
    upper = clean_line(postcode).upper()
    bare = re.sub(r"[ -]", "", upper)
    at, mark = _PARTED.get(country.upper(), (0, ""))
    candidates = (
        re.sub(r"^BFPO", "BFPO ", bare) if bare.startswith("BFPO") else bare[:at] + mark + bare[at:],
        upper,
        bare,
    )
    patterns = _postcode_patterns(country)
    return next((text for text in candidates if any(pattern.fullmatch(text) for pattern in patterns)), upper)


def _postcode_patterns(country: str) -> tuple[re.Pattern[str], ...]:
    try:
        return address_form(country).postcode
    except CountryNotKnown:
        return ()


def normalise_address(address: Address) -> Address:
    """Every part on one line without needless blanks and trailing commas, the postcode in its country's form."""
    parts = {part.name: clean_line(getattr(address, part.name)).rstrip(", ") for part in fields(Address)}
    parts["country"] = parts["country"].upper()
    parts["postcode"] = normalise_postcode(parts["postcode"], parts["country"])
    return replace(address, **parts)


def check_address(address: Address, from_country: str = "") -> list[FieldProblem]:
    """All that keeps a letter from arriving, field by field; empty when nothing does.

    ``from_country`` is where it is posted; left out, the country line is counted as needed.
    """
    tidy = normalise_address(address)
    if not tidy.country:
        return [FieldProblem("country", "Choose a country.")]
    try:
        form = address_form(tidy.country)
    except CountryNotKnown as refusal:
        return [FieldProblem("country", str(refusal))]
    problems = [
        FieldProblem(field.key, f"{field.label} is missing.")
        for field in form.fields
        if field.is_required and not getattr(tidy, field.key) and not _is_forces(tidy, field.key)
    ]
    problems += _postcode_problems(tidy, form.fields, form.postcode)
    problems += _text_problems(tidy)
    lines = envelope_lines(tidy, from_country)
    if not problems and len(lines) < FEWEST_LINES:
        problems.append(
            FieldProblem("line1", f"An envelope needs at least {FEWEST_LINES} lines; this has {len(lines)}.")
        )
    if len(lines) > MOST_LINES:
        problems.append(
            FieldProblem(
                "line3", f"An envelope holds {MOST_LINES} lines; this address has {len(lines)}. Join two of them."
            )
        )
    return problems


def _is_forces(address: Address, key: str) -> bool:
    """British Forces Post Office numbers stand for the town."""
    return key == "locality" and _BFPO.fullmatch(address.postcode) is not None


def _postcode_problems(
    address: Address, known: tuple[AddressField, ...], patterns: tuple[re.Pattern[str], ...]
) -> list[FieldProblem]:
    field = next((field for field in known if field.key == "postcode"), None)
    if not address.postcode or field is None or all(p.fullmatch(address.postcode) for p in patterns):
        return []
    example = f" One looks like {field.example}." if field.example else ""
    where = country_name(address.country)
    return [FieldProblem("postcode", f"{field.label} “{address.postcode}” does not fit {where}.{example}")]


def _text_problems(address: Address) -> list[FieldProblem]:
    problems = []
    for part in fields(Address):
        text = getattr(address, part.name)
        if text and text[0] in _BAD_FIRST:
            problems.append(FieldProblem(part.name, f"“{text}” begins with “{text[0]}”, which the post cannot read."))
        elif _NO_HOME.search(text):
            problems.append(FieldProblem(part.name, f"“{text}” is no place a letter can go to."))
    if address.line1 and not any(char.isalnum() for char in address.line1):
        problems.append(FieldProblem("line1", f"“{address.line1}” has no letter or number."))
    return problems


def envelope_lines(address: Address, from_country: str) -> list[str]:
    """The lines of the address block, top to bottom, for a letter posted in ``from_country``.

    Whatever the address holds is printed, also a part that its country does not use. Three to seven lines when
    ``check_address`` found nothing. Raises CountryNotKnown.
    """
    tidy = normalise_address(address)
    form = address_form(tidy.country)
    parts = {
        part.name: getattr(tidy, part.name).upper() if part.name in form.capitals else getattr(tidy, part.name)
        for part in fields(Address)
    }
    street = [parts[key] for key in ("line1", "line2", "line3")]
    if form.native_lines and not latin_only(tidy.line1):
        lines = [line for pattern in form.native_lines for line in _native(pattern, parts, street)]
    else:
        head = [parts["recipient"], parts["organisation"], *street]
        lines = [*head, *_unplaced(form.last_lines, parts), *(_fill(line, parts) for line in form.last_lines)]
    country = _country_line(tidy, from_country)
    # Some patterns name the country themselves, between town and postcode.
    return [line for line in lines if line and line not in country] + country


def _native(pattern: str, parts: dict[str, str], street: list[str]) -> list[str]:
    return list(street) if pattern == "{street}" else [_fill(pattern, parts)]


def _fill(pattern: str, parts: dict[str, str]) -> str:
    """One line of the pattern; an empty part takes the comma and blank beside it with it."""
    filled = pattern
    for key, value in {"sorting": "", "street": "", **parts}.items():
        filled = filled.replace("{" + key + "}", value)
    return re.sub(r" {2,}", " ", filled).strip(" ,-")


def _unplaced(patterns: tuple[str, ...], parts: dict[str, str]) -> list[str]:
    """Parts that the country's pattern has no place for, to stand above its town; not the town-state's own name."""
    placed = " ".join(patterns)
    spare = [parts[key] for key in ("sublocality", "locality", "region", "postcode") if "{" + key + "}" not in placed]
    return [part for part in spare if part and part.casefold() not in placed.casefold()]


def _country_line(address: Address, from_country: str) -> list[str]:
    home = from_country.upper()
    if address.country == home or address.country in _SAME_POST.get(home, ()):
        return []
    if address.country == "GB" and _BFPO.fullmatch(address.postcode):
        return []
    return [country_name(address.country).upper()]
