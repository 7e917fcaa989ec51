"""Every shipped template, for every adjustment and every script that the fonts know: whole, and checked clean."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import letters
from letters.checks import check
from letters.checks.spelling import BritishSpeller
from letters.compose import compose
from letters.content import STYLES
from letters.library import shipped
from letters.typeset import typeset
from tests.letters.conftest import example, facts_for, speller

__all__ = ["example", "facts_for", "speller"]

CODES = sorted(shipped().templates)
SCHEMA = json.loads((Path(letters.__file__).parent / "facts.schema.json").read_text(encoding="utf-8"))
ADJUSTMENTS = SCHEMA["$defs"]["addressee"]["properties"]["adjustments"]["items"]["enum"]
NAMES = ("Łódź-Żółkiewska", "O'Brien", "A & B <Ltd>", "Αθηνά Παπαδοπούλου", "Юлия Щукина", "# Not a heading", "Ñandú*")

FactsFor = Callable[[str], dict[str, Any]]


@pytest.mark.parametrize("adjustment", ADJUSTMENTS)
@pytest.mark.parametrize("code", CODES)
def test_every_template_for_every_adjustment(
    code: str, adjustment: str, facts_for: FactsFor, speller: BritishSpeller
) -> None:
    facts = facts_for(code)
    facts["addressee"]["adjustments"] = [adjustment]
    facts["desk"]["layout"] = "uk-c5" if adjustment == "large_print_22" else "notify"
    letter = compose(facts)
    page = typeset(letter)
    assert letter.style == (adjustment if adjustment in STYLES else "standard")
    assert (page.missing_glyphs, page.overflow) == ((), ())
    assert [finding.message for finding in check(letter, facts, speller=speller)] == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("code", CODES)
def test_every_template_prints_every_name_as_it_is(code: str, name: str, facts_for: FactsFor) -> None:
    facts = facts_for(code)
    facts["addressee"]["name_on_letters"] = name
    letter = compose(facts)
    page = typeset(letter)
    assert letter.recipient.name.replace("’", "'") == name
    assert (page.missing_glyphs, page.overflow) == ((), ())


@pytest.mark.parametrize("code", CODES)
def test_every_template_names_a_character_that_no_font_has(code: str, facts_for: FactsFor) -> None:
    facts = facts_for(code)
    facts["addressee"]["name_on_letters"] = "陳大文"
    assert {missing.char for missing in typeset(compose(facts)).missing_glyphs} == set("陳大文")
