"""A version of a standard as a form: what its next version says, from when, and why. No Qt beyond the form's data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from app.knowledge.find_standards import OpenStandard
from ui.kit.field import Field

SAID = ("title", "welsh_title", "citation", "text")
DAY, REASON = "in_force_from", "reason"


def standard_fields(today: Callable[[], date]) -> tuple[Field, ...]:
    """What is asked; ``today`` is the office's date, the first on which a version may come in force."""
    return (
        Field("title", "Title", required=True, limit=200),
        Field(
            "welsh_title",
            "Welsh title",
            limit=200,
            hint="As a letter in Welsh names it. Empty: the English title in quotes.",
        ),
        Field("citation", "Where it comes from", required=True, limit=200),
        Field("text", "What it says", "prose", required=True, lines=8, limit=20_000),
        Field(
            DAY,
            "In force from",
            "date",
            required=True,
            hint="Points about that day and later cite it; earlier ones cite the version before.",
            validate=lambda day: "Choose today or a later day." if day is not None and day < today() else None,
        ),
        Field(REASON, "Why", "prose", required=True, lines=2, limit=4_000),
    )


def values_of(found: OpenStandard) -> dict[str, str]:
    """What the version says that the next one is made from."""
    return {key: getattr(found.version.standard, key) for key in SAID}
