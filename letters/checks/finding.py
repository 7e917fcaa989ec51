"""What a check finds: one rule, one place, one sentence."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Literal

from letters.content import Block

Severity = Literal["block", "warn", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule found.

    ``certain`` is False where a person must judge. ``start`` and ``end`` count characters of the block's plain text
    (``block_text.to_plain``). ``fact_path`` names the fact of the record that is missing or differs. ``kept_because``
    says why its author lets a reading stand, in the words of ``kept_by``. ``word`` is the one that no dictionary has.
    """

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    certain: bool = True
    block_id: str | None = None
    head_id: str | None = None
    start: int | None = None
    end: int | None = None
    fact_path: str | None = None
    kept_because: str = ""
    kept_by: str = ""
    word: str = ""

    @property
    def blocks(self) -> bool:
        """Whether it forbids submitting and approving."""
        return self.severity == "block" and not self.kept_because

    def to_json(self) -> dict[str, Any]:
        """The finding as a JSON object."""
        return asdict(self)


def found_in(
    block: Block,
    found: re.Match[str],
    rule: str,
    severity: Severity,
    message: str,
    hint: str = "",
    *,
    certain: bool = False,
) -> Finding:
    """What a rule found where these words stand in a block's plain text."""
    return Finding(
        rule,
        severity,
        message,
        hint,
        certain=certain,
        block_id=block.id,
        head_id=block.head_id,
        start=found.start(),
        end=found.end(),
    )
