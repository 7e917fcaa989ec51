"""How far each case of the demo has come: which steps were taken, and how many working days ago it was raised."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """One standing of a case.

    ``left``: working days until the answer is due (below 0: late), from which the day it was raised follows; None
    where ``ago``, working days since it was raised, says it directly. ``acknowledge`` and ``answer`` say how far
    those letters came: "" (none), "editing", "submitted", "returned", "approved", "posted". ``findings``: how many
    points are looked into (-1: all). ``answered_after``: working days from raising to the answer.
    """

    name: str
    left: int | None = None
    ago: int = 0
    acknowledge: str = "posted"
    findings: int = 0
    answer: str = ""
    answered_after: int = 0
    holding: bool = False
    closed: bool = False
    reopened: bool = False


ANSWERS = (
    Plan("returned", left=3, findings=-1, answer="returned"),
    Plan("fresh", ago=1, acknowledge=""),
    Plan("waiting for approval", left=2, findings=-1, answer="submitted"),
    Plan("late, half found", left=-3, findings=1),
    Plan("acknowledgement due", ago=2, acknowledge="editing"),
    Plan("approved, to be posted", left=0, findings=-1, answer="approved"),
    Plan("being found out", left=4, findings=1),
    Plan("closed", ago=45, findings=-1, answer="posted", answered_after=9, closed=True),
    Plan("being written, due tomorrow", left=1, findings=-1, answer="editing"),
    Plan("acknowledged", left=6),
    Plan("answered, actions open", ago=16, findings=-1, answer="posted", answered_after=9),
    Plan("acknowledgement waits", ago=1, acknowledge="submitted"),
    Plan("held", left=-2, findings=1, holding=True),
    Plan("ready to write", left=2, findings=-1),
    Plan("closed in spring", ago=120, findings=-1, answer="posted", answered_after=8, closed=True),
    Plan("late, waiting for approval", left=-1, findings=-1, answer="submitted"),
    Plan("due today", left=0, findings=1),
    Plan("answered late", ago=31, findings=-1, answer="posted", answered_after=19),
    Plan("fresh from yesterday", ago=1, acknowledge=""),
    Plan("opened again", ago=34, findings=-1, answer="posted", answered_after=9, reopened=True),
    Plan("closed last year", ago=210, findings=-1, answer="posted", answered_after=7, closed=True),
)
"""Taken in turn, so that a small office has all of them and a large one has each in its share."""

ELSEWHERE = (
    Plan("to be sent elsewhere", left=5, answer="editing"),
    Plan("sent elsewhere", ago=20, answer="posted", answered_after=4),
    Plan("waiting to be sent elsewhere", left=4, answer="submitted"),
)
"""The same for a complaint that another body must deal with."""
