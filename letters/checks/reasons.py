"""Is each finding reasoned: a standard in force, a finding that is the recorded one, and a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from letters.checks.draft import SET_APART, Draft, Head, Rule
from letters.checks.finding import Finding
from letters.checks.outcome_said import outcomes_said
from letters.template.forms import forms_of, show_date

_REASON: Final = re.compile(
    r"\b(?:because|since|as a result|the reason|this is why|for this reason|given that)\b", re.IGNORECASE
)


def standard_cited(draft: Draft) -> Iterator[Finding]:
    """C07: each point cites a standard that was in force on the day (UKCG Complaint Standards; LGSCO Code 6.7)."""
    if not draft.answers:
        return
    for head in draft.heads():
        if not head.answered or not draft.parts("finding", head=head.id):
            continue  # C01 tells of a point that is not answered at all
        if not draft.parts("standard", head=head.id):
            yield Finding(
                "C07",
                "block",
                f"No standard, policy or law is cited for {head.title}.",
                "Choose the standard from the library in the case.",
                block_id=draft.slot("standard", "standard_title", head=head.id),
                head_id=head.id,
                fact_path=f"{head.path}.standard",
            )
        elif head.facts:
            yield from _in_force(head, draft.slot("standard", head=head.id))


def _in_force(head: Head, block_id: str | None) -> Iterator[Finding]:
    facts = head.facts or {}
    standard, day = facts.get("standard"), facts.get("event_on")
    if not standard or not day:
        return
    since, until = standard["in_force_from"], standard.get("in_force_until")
    if day < since or (until and day > until):
        span = f"from {show_date(since)}" + (f" to {show_date(until)}" if until else "")
        yield Finding(
            "C07",
            "block",
            f"“{standard['title']}” was not in force on {show_date(day)}: it holds {span}.",
            "Choose the version that was in force on the day of the event.",
            block_id=block_id,
            head_id=head.id,
            fact_path=f"{head.path}.standard.in_force_from",
        )


def finding_matches(draft: Draft) -> Iterator[Finding]:
    """C08: the words of the finding say the recorded outcome (HMRC Complaints Handling Guidance CHG910)."""
    if not draft.answers:
        return
    for head in draft.heads():
        for block in draft.parts("finding", head=head.id):
            said = outcomes_said(draft.plain[block.id], draft.letter.language)
            if _agrees({one.outcome for one in said}, head.outcome):
                continue
            wanted = forms_of(draft.letter.language)["outcome"](head.outcome) if head.outcome else ""
            place = next((one for one in said if one.outcome != head.outcome), None)
            yield Finding(
                "C08",
                "block",
                f"The finding on {head.title} {_how_it_differs({one.outcome for one in said})}.",
                f"The record says: {wanted}" if wanted else "Say whether we uphold the point.",
                block_id=block.id,
                head_id=head.id,
                start=place.start if place else None,
                end=place.end if place else None,
                fact_path=f"{head.path}.outcome",
            )


def _agrees(said: set[str | None], recorded: str) -> bool:
    """All that is said is the outcome of the record; what is upheld in part may be told part by part."""
    if recorded == "partly_upheld":
        return recorded in said and said <= {"partly_upheld", "upheld", "not_upheld"}
    if recorded in SET_APART:
        return said == {"no_finding"}
    return said == {recorded} if recorded else len(said) == 1 and None not in said


def _how_it_differs(said: set[str | None]) -> str:
    if not said:
        return "does not say whether we uphold it"
    return "is not the one of the record" if len(said) == 1 and None not in said else "does not say clearly what it is"


def reason_given(draft: Draft) -> Iterator[Finding]:
    """C09: each finding has its reason (PHSO, Principles of Good Administration: giving reasons)."""
    if not draft.answers:
        return
    for head in draft.told_heads():
        if not head.answered or not draft.parts("finding", head=head.id):
            continue
        reason = draft.text("reason", head=head.id)
        if len(reason.split()) >= 5 or _REASON.search(draft.text("finding", head=head.id)):
            continue
        yield Finding(
            "C09",
            "block",
            f"The finding on {head.title} gives no reason.",
            "Say why: what the facts show beside what should have happened.",
            certain=False,
            block_id=draft.slot("reason", "finding", head=head.id),
            head_id=head.id,
            fact_path=f"{head.path}.reason",
        )


RULES: Final[tuple[Rule, ...]] = (standard_cited, finding_matches, reason_given)
