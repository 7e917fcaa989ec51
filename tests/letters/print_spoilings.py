"""Prints the table of rule by spoiling: what each rule is, the ways it was tried, and false alarms.

``python -m tests.letters.print_spoilings``; it ends with 1 when a spoiling went unfound or raised anything else.
"""

from __future__ import annotations

import copy
import json
import sys
from collections import Counter
from pathlib import Path

import letters
from letters.checks import check
from letters.checks.book import BOOK
from letters.compose import compose
from tests.letters.spoilings import HOLDING, SOUND, SPOILT, Facts, Spoil

EXAMPLES = Path(letters.__file__).parent / "examples"


def example(name: str) -> Facts:
    """The facts of a worked example."""
    facts: Facts = json.loads((EXAMPLES / f"facts-{name}.json").read_text(encoding="utf-8"))
    return facts


def found_by(spoil: Spoil, facts: Facts) -> set[str]:
    """The rules that find something in the letter of these facts once it is spoilt."""
    letter, changed = spoil(compose(facts), copy.deepcopy(facts))
    return {finding.rule for finding in check(letter, changed)}


def main() -> int:
    """Print the table; 1 when anything in it is not as it must be."""
    response, holding = example("first-stage-response"), example("holding-letter")
    rows = [(rule, name, spoil, response) for rule, name, spoil in SPOILT]
    rows += [("C20", name, spoil, holding) for name, spoil in HOLDING]
    tried = Counter(rule for rule, *_ in rows)
    found = {(rule, name): found_by(spoil, facts) for rule, name, spoil, facts in rows}
    wrong = {key: rules for key, rules in found.items() if rules != {key[0]}}
    alarms = {name: rules for name, spoil in SOUND if (rules := found_by(spoil, response))}
    lines = [f"{rule:8}{name:52}{said(wrong.get((rule, name)))}" for rule, name in sorted(found)]
    lines += ["", *(f"{note.code:8}{note.ground:8}{tried[note.code]:3}  {note.asks} ({note.source})" for note in BOOK)]
    lines += ["", f"{len(rows)} spoilings of {len(tried)} rules, {len(wrong)} not found alone"]
    lines += [f"{len(SOUND)} sound letters, {len(alarms)} false alarms", *map(str, alarms.items())]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if wrong or alarms else 0


def said(wrong: set[str] | None) -> str:
    """How a spoiling came out."""
    return "found alone" if wrong is None else f"WRONG: {', '.join(sorted(wrong)) or 'nothing'}"


if __name__ == "__main__":
    sys.exit(main())
