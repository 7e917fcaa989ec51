"""What the fields and choices of a contact are called, in the one wording that all screens share."""

from __future__ import annotations

from collections.abc import Mapping

CONTACT_LABELS: Mapping[str, str] = {
    "channel": "How",
    "direction": "Which way",
    "happened_at": "When",
    "person_id": "Person",
    "caller_kind": "Who is it",
    "caller_name": "Caller's name, if another",
    "caller_check": "Caller check",
    "wanted": "What was wanted",
    "said": "What they said",
    "dissatisfied": "Dissatisfied",
    "dissatisfied_about": "About what",
    "complaint_wanted": "Is a complaint wanted?",
}

CHANNELS: Mapping[str, str] = {"call": "Call", "email": "E-mail", "letter": "Letter", "chat": "Chat", "visit": "Visit"}
DIRECTIONS: Mapping[str, str] = {"in": "To us", "out": "From us"}
CALLERS: Mapping[str, str] = {
    "member": "Member",
    "prospective_member": "Prospective member",
    "public_user": "Member of the public",
    "legal_professional": "Legal professional",
    "representative": "Representative",
    "elected_member": "MP or councillor",
    "partner": "Partner",
    "unknown": "Not known",
}
CHECKS: Mapping[str, str] = {
    "passed": "Passed",
    "failed": "Not passed",
    "not_done": "Not done",
    "not_needed": "Not needed",
}
WANTED: Mapping[str, str] = {"yes": "Yes", "no": "No", "asked": "Asked, will think about it"}

CHOICES: Mapping[str, Mapping[str, str]] = {
    "channel": CHANNELS,
    "direction": DIRECTIONS,
    "caller_kind": CALLERS,
    "caller_check": CHECKS,
    "complaint_wanted": WANTED,
}
"""Field → stored value → words."""
