"""What a matter's procedure asks less of a letter: checks that are left out, or only warn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.correspondence.tables import Letter
from app.staff.work import EasedCheck, ReadWork
from letters.checks import Finding

_HINT = "This procedure lets it only warn."


def eased_checks(work: ReadWork, letter: Letter) -> Sequence[EasedCheck]:
    """By the procedure of what the letter answers."""
    kind, _, number = (letter.subject or f"person:{letter.person_id}").partition(":")
    return work.wiring.subject(kind).eased_checks(work, int(number), letter.kind)


def with_eased(findings: Iterable[Finding], facts: Mapping[str, Any], eased: Sequence[EasedCheck]) -> list[Finding]:
    """The findings that are left, those that only warn as warnings."""
    outcomes = {str(head["id"]): head.get("outcome", "") for head in facts.get("complaint", {}).get("heads", ())}
    kept = []
    for finding in findings:
        fitting = [one for one in eased if one.rule == finding.rule and _counts(one, finding, outcomes)]
        if any(one.off for one in fitting):
            continue
        warns = fitting and finding.severity == "block"
        kept.append(replace(finding, severity="warn", hint=f"{finding.hint} {_HINT}".strip()) if warns else finding)
    return kept


def _counts(eased: EasedCheck, finding: Finding, outcomes: Mapping[str, str]) -> bool:
    """Of the point it is about; what is about the whole letter needs every point to have one of the outcomes."""
    if not eased.outcomes:
        return True
    if finding.head_id is not None:
        return outcomes.get(finding.head_id) in eased.outcomes
    return bool(outcomes) and set(outcomes.values()) <= eased.outcomes
