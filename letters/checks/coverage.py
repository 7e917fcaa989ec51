"""Does the letter answer everything: each point, the complaint restated, what was asked for, what was looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding
from letters.template.forms import show_date

_DATE: Final = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)

_FEWEST_WORDS: Final = 9
"""Thanks and "We received it on" alone are fewer: the matter itself has to be named."""


def every_head(draft: Draft) -> Iterator[Finding]:
    """C01: every point of the record has a section of its own (LGSCO Complaint Handling Code 6.7)."""
    if not draft.answers:
        return
    for head in draft.heads():
        if not draft.parts("finding", head=head.id):
            yield Finding(
                "C01",
                "block",
                f"The letter does not answer {head.title}.",
                "Draft the letter again from the case, or write the section of this point.",
                block_id=draft.slot("finding", "reason", "standard_meaning", "what_happened", head=head.id),
                head_id=head.id,
                fact_path=head.path,
            )


def restated(draft: Draft) -> Iterator[Finding]:
    """C02: the opening restates the complaint and the day it was received (PHSO, final response guide, step 1)."""
    complaint = draft.complaint
    if not (complaint or draft.answers) or draft.letter.kind in ("reply", "request", "confirmation"):
        return
    opening = draft.text("restate", "restate_words")
    place = draft.slot("restate", "salutation")
    if len(_DATE.sub("", opening).split()) < _FEWEST_WORDS:
        yield Finding(
            "C02", "block", "The letter does not begin by saying what the complaint is about.", block_id=place
        )
    received = complaint.get("received_on")
    if received and show_date(received) not in opening:
        yield Finding(
            "C02",
            "block",
            f"The opening does not say that we received the complaint on {show_date(received)}.",
            block_id=place,
            fact_path="complaint.received_on",
        )
    elif not complaint and not _DATE.search(opening):
        yield Finding("C02", "block", "The opening does not say when we received the complaint.", block_id=place)


def outcome_sought(draft: Draft) -> Iterator[Finding]:
    """C03: the outcome that the person asked for is named (PHSO, final response guide, step 1)."""
    if draft.answers and draft.complaint.get("outcome_sought") and not draft.text("outcome_sought"):
        yield Finding(
            "C03",
            "warn",
            "The letter does not say what the person asked us to do.",
            block_id=draft.slot("outcome_sought", "restate", "salutation"),
            fact_path="complaint.outcome_sought",
        )


def dated_events(draft: Draft) -> Iterator[Finding]:
    """C06: what happened is told with at least one date a point (PHSO, final response guide, step 4)."""
    if not draft.answers:
        return
    for head in draft.heads():
        told = draft.text("what_happened", head=head.id)
        if head.answered and told and not _DATE.search(told):
            yield Finding(
                "C06",
                "warn",
                f"Under {head.title}, what happened has no date.",
                block_id=draft.slot("what_happened", head=head.id),
                head_id=head.id,
                certain=False,
            )


RULES: Final[tuple[Rule, ...]] = (every_head, restated, outcome_sought, dated_events)
