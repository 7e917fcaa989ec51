"""Which changes of a person's record need a reason: asked while one types, and refused without it on saving."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.basics.problems import FieldProblem
from app.members.tables import ConsentState, WarningKind
from app.store.base import NOTE

REASON = "why"
"""The key under which a form asks for the reason, and a refusal names it."""
REASON_CHARS = NOTE

_DEATH = "Say how we know, or why the day changes: who told us, and when."
_STOP = "Say who asked us not to write, when, and how."
_WITHDRAWN = "Say who withdrew the consent, when, and how we heard of it."


def reason_to_edit_person(changed: Mapping[str, Any]) -> str:
    """What must be said of a change of these fields (field → new value); empty where nothing must."""
    return _DEATH if "died_on" in changed else ""


def reason_to_warn(kind: WarningKind | str | None) -> str:
    """What must be said of a new warning of this kind; empty where its own text is enough."""
    return _STOP if kind == WarningKind.DO_NOT_WRITE else ""


def reason_to_change_consent(consent: ConsentState | str | None) -> str:
    """What must be said of a consent that becomes this one; empty where nothing must."""
    return _WITHDRAWN if consent == ConsentState.WITHDRAWN else ""


def reason_problems(needed: str, reason: str) -> list[FieldProblem]:
    """A reason that is needed and not given."""
    return [FieldProblem(REASON, needed)] if needed and not reason.strip() else []
