"""How kinds and states of letters are called and marked on every screen of letters."""

from __future__ import annotations

from app.correspondence.rules import WRITABLE
from app.correspondence.states import LetterState
from ui.kit.table_data import Status

_KINDS = {
    "acknowledgement": "Acknowledgement",
    "holding": "Holding letter",
    "response": "Response",
    "signposting": "Signposting",
    "reply": "Reply",
    "request": "Request",
    "confirmation": "Confirmation",
    "extension": "Extension",
    "correction": "Correction",
    "condolence": "Condolence",
    "restricted_contact": "Restricted contact",
}

_STATES = {
    LetterState.EDITING: Status("Being written", "ring", "muted"),
    LetterState.SUBMITTED: Status("Waits for approval", "half", "accent"),
    LetterState.RETURNED: Status("Returned", "triangle", "warn"),
    LetterState.APPROVED: Status("Approved", "check", "good"),
    LetterState.POSTED: Status("Posted", "dot", "good"),
    LetterState.WITHDRAWN: Status("Withdrawn", "bar", "muted"),
}


def kind_words(kind: str) -> str:
    """A kind of ``letters/facts.schema.json`` as people call it."""
    return _KINDS.get(kind, kind.replace("_", " ").capitalize())


STOPPED = Status("Stopped, not sent", "cross", "bad")
"""Of a letter that is no longer true, on every screen until it is submitted again."""


def state_status(state: LetterState, stopped_because: str = "") -> Status:
    """A state as a word, a shape and a tone; a letter that was stopped says so until it waits again."""
    return STOPPED if stopped_because and state in WRITABLE else _STATES[state]
