"""How the matter before a court or office is told: its parties, what others number it, and a hearing's day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.complaints.states import PartyRole
from app.complaints.wording import PARTY_WORDS, show_date
from app.contacts.tables import CallerKind

FOR_ANOTHER = frozenset({CallerKind.REPRESENTATIVE, CallerKind.ELECTED_MEMBER})
"""Who complains for somebody else: it is asked which one of those who act for them."""

LIKELY = FOR_ANOTHER | {CallerKind.PUBLIC_USER, CallerKind.LEGAL_PROFESSIONAL}
"""Who complains of a matter before a court, as a rule: to them the form offers it, for others a key opens it."""

_PLACING = frozenset({"at", "in", "on", "by", "with", "to", "through", "via"})


def party_line(party: Mapping[str, Any]) -> str:
    """A party as one line reads it: “Firm: Brown & Co, for the claimant, Ms Lee, DX 12345 Leeds”."""
    role = PartyRole(party["role"]) if party.get("role") else PartyRole.OTHER
    acts_for = f"for {party['acts_for']}" if party.get("acts_for") else ""
    parts = [party["name"], acts_for, party.get("fee_earner"), dx_words(party.get("dx") or "")]
    return f"{PARTY_WORDS[role]}: {', '.join(filter(None, parts))}"


def reference_line(reference: Mapping[str, Any]) -> str:
    """A reference as one line reads it."""
    return f"{reference['whose']}: {reference['number']}"


def asked_of(party: Mapping[str, Any]) -> dict[str, bool]:
    """Which fields fit a party: a firm alone acts for somebody, has a fee earner and a DX."""
    is_firm = party.get("role") == PartyRole.FIRM
    return {"acts_for": is_firm, "fee_earner": is_firm, "dx": is_firm}


def hearing_note(raised_on: date | None, hearing_on: date | None) -> str:
    """What to look at twice in the day of a hearing; nothing forbids it, since a hearing may be what it is about."""
    if raised_on is None or hearing_on is None or hearing_on >= raised_on:
        return ""
    return f"Before it was first raised on {show_date(raised_on)}: right if it is about that hearing, else look again."


def dx_words(dx: str) -> str:
    """A DX as it is read and asked for, however it was typed: “DX 12345 Leeds 1”."""
    return dx if not dx or dx.upper().startswith("DX") else f"DX {dx}"


def place_problem(place: str) -> str | None:
    """What is wrong with where it was first raised: letters say it after “with”, which takes no other such word."""
    first, _, rest = place.strip().partition(" ")
    if first.casefold() not in _PLACING or not rest:
        return None
    return f"Leave out “{first}”: letters say “You first raised it with {rest}”."
