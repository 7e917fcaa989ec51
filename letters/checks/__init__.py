"""Rules that a letter is held against before it is submitted and approved: one rule a function, all at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from letters.checks import (
    apology,
    authority,
    coverage,
    discretion,
    inquiry,
    next_step,
    page_fit,
    plain,
    reasons,
    record,
    remedies,
    wording,
)
from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding, Severity
from letters.checks.spelling import Speller, spelling_findings
from letters.content import Letter

__all__ = ["RULES", "Finding", "Severity", "Speller", "blocks", "check"]

RULES: Final[tuple[Rule, ...]] = (
    *coverage.RULES,
    *inquiry.RULES,
    *reasons.RULES,
    *apology.RULES,
    *remedies.RULES,
    *next_step.RULES,
    *wording.RULES,
    *plain.RULES,
    *discretion.RULES,
    *record.RULES,
    *page_fit.RULES,
    *authority.RULES,
)
_WEIGHT: Final = {"block": 0, "warn": 1, "info": 2}


def check(
    letter: Letter,
    facts: Mapping[str, Any] | None = None,
    *,
    speller: Speller | None = None,
    told: Collection[str] = (),
) -> list[Finding]:
    """Every finding about a letter once, what blocks first, each weight in the order of the letter.

    Without ``facts`` only what the letter itself shows is checked. ``facts`` must fit ``facts.schema.json``. With a
    ``speller`` the words are looked up too. ``told`` are the paths of facts whose change the caller tells of itself:
    that they differ from the record is not told again. The page is not typeset: see ``page_fit.page_findings``.
    """
    draft = Draft.of(letter, facts, told)
    found = [finding for rule in RULES for finding in rule(draft)]
    if speller:
        found += spelling_findings(draft, speller)
    order = {block.id: place for place, block in enumerate(letter.blocks)}
    return sorted(
        dict.fromkeys(found),
        key=lambda one: (_WEIGHT[one.severity], order.get(one.block_id or "", -1), one.start or 0, one.rule),
    )


def blocks(findings: list[Finding]) -> bool:
    """Whether anything found forbids submitting and approving."""
    return any(finding.blocks for finding in findings)
