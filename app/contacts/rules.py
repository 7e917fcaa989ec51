"""What may be written down of a contact: every problem at once, each with its field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.basics.problems import BadInput, FieldProblem
from app.basics.text import clean_line, fit
from app.store.base import LINE, NOTE, PROSE


@dataclass(frozen=True, slots=True)
class Promise:
    """What was promised: to be done by an aware instant, by the person of ``owner_id`` (None: whoever logs it)."""

    what: str
    due_at: datetime
    owner_id: int | None = None


TEXTS: dict[str, tuple[str, int]] = {
    "wanted": ("What was wanted", PROSE),
    "said": ("What they said", PROSE),
    "caller_name": ("The caller's name", LINE),
    "dissatisfied_about": ("What they are dissatisfied about", NOTE),
    "what": ("What is to be done", NOTE),
    "done_note": ("The note", NOTE),
}
"""Field → (its name to people, its limit in characters)."""


def clean_texts(given: dict[str, str]) -> tuple[dict[str, str], list[FieldProblem]]:
    """The texts as they may be stored, and what is wrong with each: too long, or a card number in it."""
    clean: dict[str, str] = {}
    problems: list[FieldProblem] = []
    for field, text in given.items():
        label, limit = TEXTS[field]
        try:
            clean[field] = fit(field, label, text, limit).strip()
        except BadInput as error:
            problems.extend(error.problems)
    return clean, problems


def contact_problems(values: dict[str, Any], now: datetime) -> list[FieldProblem]:
    """What is wrong with a contact as a whole; ``values`` are the cleaned fields."""
    problems: list[FieldProblem] = []
    if "wanted" in values and not values["wanted"]:
        problems.append(FieldProblem("wanted", "Write what was wanted: a few words are enough."))
    if values["happened_at"] > now:
        problems.append(FieldProblem("happened_at", "The time of the contact is still to come. Put in when it was."))
    if values["dissatisfied"] and not values.get("dissatisfied_about", " "):
        problems.append(FieldProblem("dissatisfied_about", "Say in a few words what they are dissatisfied about."))
    return problems


def promise_problems(promises: Sequence[Promise], now: datetime) -> list[FieldProblem]:
    """What is wrong with the promises, as ``promises.0.what`` and ``promises.0.due_at``."""
    problems: list[FieldProblem] = []
    for at, promise in enumerate(promises):
        if not clean_line(promise.what):
            problems.append(FieldProblem(f"promises.{at}.what", "Say what was promised, or take the line out."))
        else:
            problems += _unfit(f"promises.{at}.what", "The promise", promise.what, NOTE)
        if promise.due_at <= now:
            problems.append(FieldProblem(f"promises.{at}.due_at", "A promise needs a time that is still to come."))
    return problems


def _unfit(field: str, label: str, text: str, limit: int) -> Sequence[FieldProblem]:
    try:
        fit(field, label, text, limit)
    except BadInput as error:
        return error.problems
    return ()
