"""What the checks say of a letter, in words for its author. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from letters.checks import Finding
from ui.kit.table_data import Tone


def checks_heading(findings: Sequence[Finding]) -> str:
    """``Checks · 2 block, 3 to look at``."""
    blocking = sum(finding.blocks for finding in findings)
    kept = sum(bool(finding.kept_because) for finding in findings)
    others = len(findings) - blocking - kept
    told = [
        *([f"{blocking} {'blocks' if blocking == 1 else 'block'}"] if blocking else []),
        *([f"{others} to look at"] if others else []),
        *([f"{kept} kept"] if kept else []),
    ]
    return f"Checks · {', '.join(told)}" if told else "Checks"


def finding_sentence(finding: Finding) -> str:
    """What a check says and what to do about it."""
    if finding.kept_because:
        return f"{finding.message} Kept by {finding.kept_by}: {finding.kept_because}"
    between = "\n" if finding.hint.startswith("•") else " "
    return f"{finding.message}{between}{finding.hint}".strip()


def how_kept(finding: Finding) -> str:
    """What K does with it; nothing with what only informs."""
    if finding.severity == "info":
        return ""
    if finding.certain:
        return "Held against the record: it must be mended"
    return "K lets the checks tell it again" if finding.kept_because else "K keeps it with a reason"


def finding_tone(finding: Finding) -> Tone:
    """What blocks is bad, what a person must judge is a warning."""
    tones: dict[str, Tone] = {"block": "bad", "warn": "warn"}
    if finding.kept_because:
        return "muted"
    return tones.get(finding.severity, "plain")
