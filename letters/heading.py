"""The matter in the letter's heading: case number, parties, firms, court, hearing and the references of others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from letters.content import HeadingLine
from letters.languages import versions_of
from letters.template.forms import show_date


@dataclass(frozen=True, slots=True)
class _Words:
    """What the lines are called, and what somebody is in the matter."""

    case_number: str
    parties: str
    firm: str
    court: str
    hearing: str
    references: str
    acts_for: str
    roles: Mapping[str, str]


_ENGLISH: Final = _Words(
    case_number="Case number",
    parties="Parties",
    firm="Firm",
    court="Court or office",
    hearing="Hearing",
    references="Other references",
    acts_for="for {whom}",
    roles={
        "claimant": "claimant",
        "defendant": "defendant",
        "applicant": "applicant",
        "respondent": "respondent",
        "appellant": "appellant",
    },
)
_WELSH: Final = _Words(
    case_number="Rhif yr achos",
    parties="Partïon",
    firm="Cwmni",
    court="Llys neu swyddfa",
    hearing="Gwrandawiad",
    references="Cyfeirnodau eraill",
    acts_for="ar ran {whom}",
    roles={
        "claimant": "hawlydd",
        "defendant": "diffynnydd",
        "applicant": "ceisydd",
        "respondent": "atebydd",
        "appellant": "apelydd",
    },
)
_BY_LANGUAGE: Final[Mapping[str, _Words]] = {"en": _ENGLISH, "cy": _WELSH}


def heading_lines(complaint: Mapping[str, Any], language: str) -> tuple[HeadingLine, ...]:
    """The lines that the facts of a complaint give, in the order in which they stand under the subject.

    Of a letter in two languages: those of the first version, then those of the second.
    """
    return tuple(
        HeadingLine(label, text, one)
        for one in versions_of(language)
        for label, text in _lines(complaint, _BY_LANGUAGE.get(one.partition("-")[0], _ENGLISH), one)
        if text
    )


def _lines(complaint: Mapping[str, Any], words: _Words, language: str) -> Iterator[tuple[str, str]]:
    yield words.case_number, complaint.get("case_number", "")
    people = complaint.get("parties", [])
    yield words.parties, ", ".join(_party(one, words) for one in people if one["role"] != "firm")
    for firm in people:
        if firm["role"] == "firm":
            yield words.firm, _firm(firm, words)
    yield words.court, complaint.get("court", "")
    hearing_on = complaint.get("hearing_on")
    yield words.hearing, show_date(hearing_on, language) if hearing_on else ""
    yield words.references, ", ".join(f"{one['whose']}: {one['number']}" for one in complaint.get("references", []))


def _party(party: Mapping[str, Any], words: _Words) -> str:
    role = words.roles.get(party["role"])
    return f"{party['name']} ({role})" if role else str(party["name"])


def _firm(firm: Mapping[str, Any], words: _Words) -> str:
    acts_for = words.acts_for.format(whom=firm["acts_for"]) if firm.get("acts_for") else ""
    return ", ".join(filter(None, [firm["name"], acts_for, firm.get("fee_earner", ""), _dx(firm.get("dx", ""))]))


def _dx(dx: str) -> str:
    return dx if not dx or dx.upper().startswith("DX") else f"DX {dx}"
