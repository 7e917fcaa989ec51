"""A finding that is a reading of language may be kept by the letter's author: it stands as long as its words do."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from letters.block_text import to_plain
from letters.checks.finding import Finding
from letters.content import Letter

_STOPS = ".!?\n"


@dataclass(frozen=True, slots=True)
class ReadingKey:
    """What names a finding beyond one run of the checks: its rule, its block and the sentence it is about.

    ``fingerprint`` is the hexadecimal SHA-256 of the sentence: other words are another finding.
    """

    rule: str
    block_id: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Kept:
    """Why a reading stands, and who says so."""

    reason: str
    by: str


def words_of(finding: Finding, letter: Letter) -> str:
    """The words that a finding is about: the sentence of what it marks, else all of its block, else its own message."""
    block = next((one for one in letter.blocks if one.id == finding.block_id), None)
    if block is None:
        return finding.message
    plain = to_plain(block)
    return plain if finding.start is None else _sentence(plain, finding.start, finding.end or finding.start)


def _sentence(plain: str, start: int, end: int) -> str:
    begins = max(plain.rfind(stop, 0, start) for stop in _STOPS) + 1
    ends = min((at for stop in _STOPS if (at := plain.find(stop, max(start, end - 1))) >= 0), default=len(plain))
    return plain[begins:ends].strip()


def reading_key(finding: Finding, letter: Letter) -> ReadingKey:
    """What names this finding in this letter."""
    words = words_of(finding, letter)
    return ReadingKey(finding.rule, finding.block_id or "", hashlib.sha256(words.encode()).hexdigest())


def with_kept(findings: Iterable[Finding], letter: Letter, kept: Mapping[ReadingKey, Kept]) -> list[Finding]:
    """The findings, those that are kept with their reason; what is certain is never kept."""
    marked = []
    for finding in findings:
        why = None if finding.certain else kept.get(reading_key(finding, letter))
        marked.append(replace(finding, kept_because=why.reason, kept_by=why.by) if why else finding)
    return marked
