"""Notices: sentences above the page that never take the focus, with an action and a way to dismiss them."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.basics.problems import WorldProblem

Tone = Literal["info", "good", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence; ``action`` is a verb ("Undo", "Show"). Information goes by itself; what warns stays until it
    is settled or closed."""

    sentence: str
    tone: Tone = "info"
    action: str = ""
    do: Callable[[], None] | None = None
    key: str = ""
    """Notices of the same key replace each other."""
    details: str = ""
    """Shown and copied on demand: for faults of ours."""


def notice_of(problem: Exception) -> Notice:
    """The world's problem as its own sentence; ours as such, with details to send to support."""
    if isinstance(problem, WorldProblem):
        return Notice(str(problem), tone="warn", key=type(problem).__name__)
    return Notice(
        "Something went wrong in Fairhand: this is our fault, not yours. What you typed is still here.",
        tone="bad",
        details="".join(traceback.format_exception(problem)),
        key="our-fault",
    )
