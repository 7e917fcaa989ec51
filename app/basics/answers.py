"""What an answer is: the kinds of letter that say what a matter is to have, for the office and its database alike."""

from __future__ import annotations

ENDING = "response"
"""Of a first stage, a review, and whatever stage a procedure adds."""

AT_ONCE = "confirmation"
"""Of what was settled at first contact."""

CORRECTION = "correction"
"""An answer as well where it corrects one."""


def is_answer(kind: str) -> bool:
    """Whether letters of this kind promise what their case is to have; of a correction, the kind that it corrects."""
    return kind.endswith(ENDING) or kind == AT_ONCE
