"""Rules that a letter is held against before it is submitted and approved: one rule a function, all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from letters.checks import (
    apology,
    authority,
    bereaved,
    coverage,
    discretion,
    inquiry,
    language,
    next_step,
    pack,
    page_fit,
    plain,
    reasons,
    record,
    remedies,
    wording,
)
from letters.checks.book import reads
from letters.checks.draft import Draft, Rule
from letters.checks.finding import Finding, Severity
from letters.checks.language import language_findings
from letters.checks.spelling import Speller, spelling_findings
from letters.content import Letter
from letters.languages import said_in
from letters.versions import versions

__all__ = ["RULES", "Finding", "Severity", "Speller", "blocks", "check"]

RULES: Final[tuple[Rule, ...]] = (
    *coverage.RULES,
    *inquiry.RULES,
    *reasons.RULES,
    *apology.RULES,
    *remedies.RULES,
    *next_step.RULES,
    *wording.RULES,
    *bereaved.RULES,
    *plain.RULES,
    *discretion.RULES,
    *record.RULES,
    *page_fit.RULES,
    *pack.RULES,
    *authority.RULES,
    *language.RULES,
)
Spellers = Speller | Mapping[str, Speller]
"""One for every word, or one for each language by its tag."""

_WEIGHT: Final = {"block": 0, "warn": 1, "info": 2}


def check(
    letter: Letter,
    facts: Mapping[str, Any] | None = None,
    *,
    speller: Spellers | None = None,
    told: Collection[str] = (),
) -> list[Finding]:
    """Every finding about a letter once, what blocks first, each weight in the order of the letter.

    Without ``facts`` only what the letter itself shows is checked. ``facts`` must fit ``facts.schema.json``. With a
    ``speller`` the words are looked up too. ``told`` are the paths of facts whose change the caller tells of itself:
    that they differ from the record is not told again. The page is not typeset: see ``page_fit.page_findings``.

    Each version of a letter in two languages is checked for itself, in its language; ``speller`` may be one for each.
    """
    found: list[Finding] = []
    for version in versions(letter):
        draft = Draft.of(version, facts, told, letter.language)
        some = [finding for rule in RULES for finding in rule(draft)]
        found += [finding for finding in some if reads(finding.rule, version.language)]
        found += _spelling(draft, speller) if speller else ()
    found += language_findings(letter)
    order = {block.id: place for place, block in enumerate(letter.blocks)}
    return sorted(
        dict.fromkeys(found),
        key=lambda one: (_WEIGHT[one.severity], order.get(one.block_id or "", -1), one.start or 0, one.rule),
    )


def _spelling(draft: Draft, speller: Spellers) -> Iterable[Finding]:
    own = speller.get(draft.letter.language) if isinstance(speller, Mapping) else speller
    if own is not None:
        return spelling_findings(draft, own)
    name = said_in(draft.letter.language)
    return [Finding("SP", "info", f"The spelling of the {name} is not checked: there is no dictionary of it.")]


def blocks(findings: list[Finding]) -> bool:
    """Whether anything found forbids submitting and approving."""
    return any(finding.blocks for finding in findings)
