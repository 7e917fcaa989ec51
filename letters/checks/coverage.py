"""Does the letter answer everything: each point, the complaint restated, what was asked for, what was looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding
from letters.template.welsh import WELSH_MONTHS

_DATE: Final = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December"
    rf"|{'|'.join(WELSH_MONTHS)})\b"
)

_FEWEST_WORDS: Final = 9
"""Thanks and "We received it on" alone are fewer: the matter itself has to be named."""


_OF_NO_COMPLAINT: Final = frozenset(
    {"reply", "request", "confirmation", "correction", "condolence", "restricted_contact"}
)
"""Kinds of letter that restate something else than a complaint."""


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


def every_joined_head(draft: Draft) -> Iterator[Finding]:
    """C01: a point that is answered with another one is named where that one is answered, so that none gets lost."""
    if not draft.answers:
        return
    for one in draft.complaint.get("joined", ()):
        title, told = draft.said(one["title"]), draft.text("joined", "told_us", head=str(one["head_id"]))
        is_named = (
            draft.parts("joined", head=str(one["head_id"])) if title is None else title.casefold() in told.casefold()
        )
        if not is_named:
            yield Finding(
                "C01",
                "block",
                f"Point {one['number']} does not say that it answers “{one['title']}” as well.",
                "Draft the section again from the case, so that it names what was joined to it.",
                block_id=draft.slot("joined", "told_us", "finding", head=str(one["head_id"])),
                head_id=str(one["head_id"]),
                fact_path=f"complaint.joined.{one['id']}",
            )


def redirected_told(draft: Draft) -> Iterator[Finding]:
    """C01: of a point that goes elsewhere the letter says whom to ask, how and by when (LGSCO Code 6.7)."""
    if not draft.answers:
        return
    ways = draft.text("can_do")
    for head in draft.heads():
        where = (head.facts or {}).get("redirected_to") or {}
        said = _bare(f"{ways}\n{draft.text('finding', 'reason', head=head.id)}")
        for field, what in (("body", "to take it to"), ("contact", "how to reach them"), ("limit", "by when")):
            owed = draft.said(where[field]) if where.get(field) else None
            if owed and _bare(owed) not in said:
                yield Finding(
                    "C01",
                    "block",
                    f"The letter does not say, of {head.title}, {what}: {owed.rstrip('. ')}.",
                    "Draft the section again from the case.",
                    block_id=draft.slot("redirected", "finding", head=head.id),
                    head_id=head.id,
                    fact_path=f"{head.path}.redirected_to.{field}",
                )


def _bare(text: str) -> str:
    return " ".join(text.casefold().rstrip(". ").split())


def restated(draft: Draft) -> Iterator[Finding]:
    """C02: the opening restates the complaint and the day it was received (PHSO, final response guide, step 1)."""
    complaint = draft.complaint
    if not (complaint or draft.answers) or draft.letter.kind in _OF_NO_COMPLAINT:
        return
    opening = draft.text("restate", "restate_words")
    place = draft.slot("restate", "salutation")
    if len(_DATE.sub("", opening).split()) < _FEWEST_WORDS:
        yield Finding(
            "C02", "block", "The letter does not begin by saying what the complaint is about.", block_id=place
        )
    received = complaint.get("received_on")
    if received and draft.day(received) not in opening:
        yield Finding(
            "C02",
            "block",
            f"The opening does not say that we received the complaint on {draft.day(received)}.",
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


RULES: Final[tuple[Rule, ...]] = (
    every_head,
    every_joined_head,
    redirected_told,
    restated,
    outcome_sought,
    dated_events,
)
