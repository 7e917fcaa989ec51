"""Why a letter may no longer leave the office: each reason as a sentence, with the record that it comes from."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

from app.basics.problems import WorldProblem


class UntrueKind(enum.StrEnum):
    DEATH = "death"
    DO_NOT_WRITE = "do_not_write"
    ADDRESS = "address"
    RETURNED_MAIL = "returned_mail"
    CONSENT = "consent"
    ADJUSTMENT = "adjustment"
    POINT = "point"
    FACT = "fact"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Untrue:
    """One thing that is no longer as the letter says or supposes; ``subject`` (``kind:id``) is where to look."""

    kind: UntrueKind
    sentence: str
    subject: str


def in_words(untrue: Iterable[Untrue]) -> str:
    """All reasons in one line."""
    return " ".join(one.sentence for one in untrue)


class NoLongerTrue(WorldProblem):
    """The letter stops: what it says or supposes is no longer so; ``untrue`` has each reason."""

    def __init__(self, reference: str, untrue: Iterable[Untrue]) -> None:
        self.untrue = tuple(untrue)
        super().__init__(
            f"Letter {reference} stops here: {in_words(self.untrue)}",
            "Its author mends it or gives it up: whoever may write letters sends it back.",
        )
