"""Notices: sentences above the page that never take the focus, with an action and a way to dismiss them."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from app.basics.problems import DatabaseAway, WorldProblem

Tone = Literal["info", "good", "warn", "bad"]

FADING: tuple[Tone, ...] = ("info", "good")
"""What goes by itself."""

AWAY = "DatabaseAway"
"""The key of what is said of an office that cannot be reached, or was lost in mid-save: one thing."""


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
    or_else: str = ""
    """A second verb, where there are two ways on."""
    do_else: Callable[[], None] | None = None
    everywhere: bool = False
    """It is of no page in particular, and stays when another one is opened."""

    @property
    def passes(self) -> bool:
        """Whether it only says what was done just now: the next that does takes its place."""
        return self.tone in FADING and not self.key and not self.action

    def is_overtaken_by(self, newer: Notice) -> bool:
        """Whether nobody needs it any more beside a newer one: of the same matter, or saying the same."""
        same = bool(self.key) and self.key == newer.key
        return same or self.sentence == newer.sentence or (self.passes and newer.passes)


def notice_of(problem: Exception) -> Notice:
    """The world's problem as its own sentence; ours as such, with details to send to support."""
    if isinstance(problem, WorldProblem):
        away = isinstance(problem, DatabaseAway)
        return Notice(str(problem), tone="warn", key=AWAY if away else type(problem).__name__, everywhere=away)
    return Notice(
        "Something went wrong in Fairhand: this is our fault, not yours. What you typed is still here.",
        tone="bad",
        details="".join(traceback.format_exception(problem)),
        key="our-fault",
        everywhere=True,
    )
