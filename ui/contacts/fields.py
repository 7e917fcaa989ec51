"""The questions of a logged contact, as data, in the order in which one speaks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from app.contacts.labels import CALLERS, CHANNELS, DIRECTIONS, WANTED
from app.contacts.when import WhenNotUnderstood, parse_past
from ui.kit.field import Choice, Field

LONG = 50_000
SHORT = 4_000
LINE = 200


def choices(labels: Mapping[str, str]) -> list[Choice]:
    """Choices from values and what people read."""
    return [Choice(value, label) for value, label in labels.items()]


def head_fields(zone: str, now: Callable[[], datetime] | None = None) -> tuple[Field, ...]:
    """How, when and who: above the caller check. ``zone`` is the desk's."""

    def past_problem(words: str) -> str | None:
        try:
            parse_past(words, now() if now else datetime.now(UTC), zone)
        except WhenNotUnderstood as problem:
            return str(problem)
        return None

    ways = choices(DIRECTIONS)
    return (
        Field("channel", "How", "choice", required=True, choices=choices(CHANNELS), default="call", chars=11),
        Field("direction", "Which way", "choice", choices=ways, default="in", chars=11, beside=True),
        Field("happened", "When", validate=past_problem, placeholder="now, or 14:02", beside=True),
        Field("caller_kind", "Who is it", "choice", choices=choices(CALLERS), default="member", chars=22),
        Field("caller_name", "Caller's name, if another", limit=LINE, beside=True),
    )


WORDS_FIELDS = (
    Field("wanted", "What was wanted", "prose", required=True, limit=LONG),
    Field("said", "What they said", "prose", limit=LONG, hint="In their words: a complaint quotes them"),
    Field("dissatisfied", "Dissatisfied  (Ctrl+D)", "check"),
    Field("dissatisfied_about", "About what", limit=SHORT),
    Field("complaint_wanted", "Is a complaint wanted?", "radio", choices=choices(WANTED)),
)
