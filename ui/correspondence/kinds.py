"""How kinds and states of letters are called and marked on every screen of letters."""

from __future__ import annotations

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


def state_status(state: LetterState) -> Status:
    """A state as a word, a shape and a tone."""
    return _STATES[state]
