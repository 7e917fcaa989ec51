"""May this letter go to this reader, from this author: representative's authority, approver."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding
from letters.template.forms import show_date

_STATES: Final = {
    "asked": "has been asked for but not given",
    "refused": "was refused",
    "withdrawn": "was withdrawn",
    "expired": "has run out",
    "none": "was never asked for",
}


def representative_may_read(draft: Draft) -> Iterator[Finding]:
    """C35: a representative is written to only with authority on file and in date (LGSCO guidance for handlers)."""
    facts = draft.facts
    if facts is None or draft.parts("authority_request"):
        return
    party = facts["addressee"].get("party", "person")
    representative = facts.get("representative")
    if party == "representative" and not representative:
        yield _block("The letter goes to a representative, but the record names none.", "representative")
    elif representative and party == "representative":
        yield from _authority(draft, representative)
    elif representative and facts["addressee"]["name_on_letters"] == representative["name"]:
        yield _block(
            f"The letter is addressed to {representative['name']} as if they were the person it is about.",
            "addressee.party",
        )


def _authority(draft: Draft, representative: Mapping[str, Any]) -> Iterator[Finding]:
    name, authority = representative["name"], representative["authority"]
    day = draft.letter.date.isoformat()
    if authority["state"] in ("given", "expired") and (authority.get("expires_on") or day) < day:
        yield _block(
            f"{name}'s authority ended on {show_date(authority['expires_on'])}.", "representative.authority.expires_on"
        )
    elif authority["state"] != "given":
        yield _block(
            f"{name} may not be written to: authority {_STATES[authority['state']]}.", "representative.authority.state"
        )
    if authority["state"] != "given":
        return
    if authority.get("given_on") and authority["given_on"] > day:
        yield _block(
            f"{name}'s authority begins only on {show_date(authority['given_on'])}.",
            "representative.authority.given_on",
        )
    if draft.facts and draft.facts["addressee"]["name_on_letters"] != name:
        yield _block(
            f"The authority is {name}'s, but the letter goes to {draft.facts['addressee']['name_on_letters']}.",
            "addressee.name_on_letters",
        )


def four_eyes(draft: Draft) -> Iterator[Finding]:
    """C35: nobody approves a letter that they wrote."""
    author, approver = ((draft.facts or {}).get(role) or {} for role in ("author", "approver"))
    first, second = (person.get("id") or person.get("name") for person in (author, approver))
    if first and first == second:
        yield _block(f"{author['name']} wrote this letter and cannot approve it.", "approver")


def _block(sentence: str, path: str) -> Finding:
    return Finding("C35", "block", sentence, fact_path=path)


RULES: Final[tuple[Rule, ...]] = (representative_may_read, four_eyes)
