"""The letter engine as this room uses it: compose, check and typeset, its problems told as the office's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.correspondence.problems import ChangedFact, LetterRefused
from app.correspondence.wording import libraries_of
from app.staff.work import ReadWork
from letters.checks import Finding, Speller, check
from letters.checks.kept import Kept, ReadingKey, with_kept
from letters.checks.spelling import DICTIONARIES
from letters.compose import compose
from letters.content import Letter, from_json
from letters.languages import versions_of
from letters.problems import DocumentRefused, LetterProblem
from letters.schemas import content_faults
from letters.typeset import Typeset, typeset

FACT_RULE = "FACT"
"""The rule of a finding that says a fact has changed under the draft; it is this room's own, not the engine's."""


def composed(work: ReadWork, facts: Mapping[str, Any]) -> Letter:
    """The letter that these facts make; LetterRefused with everything that is missing or wrong."""
    libraries = libraries_of(work, facts["language"], date.fromisoformat(facts["today"]))
    try:
        return compose(facts, libraries)
    except LetterProblem as problem:
        raise LetterRefused.of(problem) from problem


def read_content(document: Mapping[str, Any]) -> Letter:
    """The letter in a content document; LetterRefused with the place of every fault."""
    faults = content_faults(document)
    if faults:
        raise LetterRefused.of(DocumentRefused("letter", faults))
    return from_json(document)


def checked(
    letter: Letter,
    facts: Mapping[str, Any],
    changed: Iterable[ChangedFact] = (),
    kept: Mapping[ReadingKey, Kept] | None = None,
) -> list[Finding]:
    """All that the checks say, the facts that changed under the letter first; facts as of the letter's date.

    A change is told once, as FACT, with its name and its old and new value: the engine's own rule on facts (C24) leaves
    out what is told there, and still tells of any difference that is not. What is ``kept`` is told with its reason.
    """
    facts_changed = list(changed)
    told = {fact.path for fact in facts_changed}
    found = check(letter, facts, speller=_spellers(letter.language), told=told)
    return [*(_as_finding(fact) for fact in facts_changed), *with_kept(found, letter, kept or {})]


def _spellers(language: str) -> dict[str, Speller]:
    """The dictionary of each language of a letter that one ships for."""
    return {one: DICTIONARIES[one]() for one in versions_of(language) if one in DICTIONARIES}


def _as_finding(fact: ChangedFact) -> Finding:
    return Finding(
        rule=FACT_RULE,
        severity="block",
        certain=True,
        message=fact.sentence,
        hint="Take the new there, or keep your words." if fact.block_ids else "Take all new facts into the letter.",
        block_id=fact.block_ids[0] if fact.block_ids else None,
        fact_path=fact.path,
    )


def set_in_type(letter: Letter) -> Typeset:
    """The pages of a letter; LetterRefused when it cannot be set."""
    try:
        return typeset(letter)
    except LetterProblem as problem:
        raise LetterRefused.of(problem) from problem
