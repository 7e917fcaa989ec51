"""The facts that a letter says, as lines to read beside its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.correspondence.fact_changes import label_of, leaves_of
from letters.checks.wording import is_prompt
from letters.content import Letter
from letters.facts import value_at


@dataclass(frozen=True, slots=True)
class FactLine:
    """One fact: its path in ``letters/facts.schema.json``, its name, its value in words, and the parts that say it."""

    path: str
    label: str
    value: str
    block_ids: tuple[str, ...]


def fact_lines(letter: Letter, facts: Mapping[str, Any]) -> list[FactLine]:
    """Each fact once, in the order in which the letter says them; the address first. What is to be written is none."""
    leaves = dict(leaves_of(facts))
    used: dict[str, list[str]] = {"addressee.name_on_letters": [], "addressee.address_lines": []}
    for block in letter.blocks:
        for path in block.facts:
            used.setdefault(path, []).append(block.id)
    lines = []
    for path, blocks in used.items():
        value = _shown(value_at(facts, path))
        if value and not is_prompt(value):
            lines.append(FactLine(path, label_of(path, leaves), value, tuple(blocks)))
    return lines


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value)
