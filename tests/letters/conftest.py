"""Facts for every shipped template, made from the worked examples."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import letters
from letters.checks.spelling import BritishSpeller
from letters.library import shipped

Facts = dict[str, Any]
EXAMPLES = Path(letters.__file__).parent / "examples"


@pytest.fixture
def example() -> Callable[[str], Facts]:
    """An example by the name in its file."""

    def read(name: str) -> Facts:
        facts: Facts = json.loads((EXAMPLES / f"facts-{name}.json").read_text(encoding="utf-8"))
        return facts

    return read


@pytest.fixture
def response(example: Callable[[str], Facts]) -> Facts:
    """The first-stage response with three points."""
    return example("first-stage-response")


@pytest.fixture
def holding(example: Callable[[str], Facts]) -> Facts:
    return example("holding-letter")


def reviewed(facts: Facts) -> Facts:
    """The worked example at its second stage: what was not accepted, and the earlier finding on each point."""
    facts["template"] = "review-response"
    complaint = facts["complaint"]
    they_say = "The certificate was only half of it. Nobody has said why I was charged the full rate."
    complaint |= {"stage": 2, "review": {"asked_on": "2026-11-09", "they_say": they_say}}
    for head in complaint["heads"]:
        head["earlier"] = [{"stage": "First answer", "outcome": "not_upheld", "finding": "We saw no fault in this."}]
    return facts


OF_KIND: dict[str, Facts] = {
    "correction": {
        "correction": {
            "reference": "L26-000031-12",
            "date": "2026-11-09",
            "title": "Our answer to your complaint",
            "wrong": "We said that your certificate was posted in October.",
            "right": "It was posted on 3 November 2026.",
        }
    },
    "restricted-contact": {
        "restriction": {
            "reason": "From 2 November 2026 to 6 November 2026 you called us 31 times and shouted at whoever answered.",
            "ways": "Please write to us by letter or email. We answer each message within five working days.",
            "until": "2027-05-21",
            "review_on": "2027-05-07",
        }
    },
}


@pytest.fixture
def facts_for(example: Callable[[str], Facts]) -> Callable[[str], Facts]:
    """Facts that fit a template, taken from the example that is nearest to it."""

    def make(code: str) -> Facts:
        if code == "first-stage-response":
            return example(code)
        if code == "review-response":
            return reviewed(example("first-stage-response"))
        base = example("call-follow-up")
        if code in ("acknowledgement", "holding-letter", "extension") or code.startswith("signposting"):
            base = example("holding-letter")
        facts = copy.deepcopy(base)
        facts["template"] = code
        facts["letter"]["kind"] = shipped().template(code).kind
        facts |= OF_KIND.get(code, {})
        if code == "condolence":
            executor = {"name": facts["addressee"]["name_on_letters"], "authority": {"state": "given"}}
            facts["addressee"]["party"], facts["representative"] = "representative", executor
            facts["person"]["died_on"] = "2026-11-02"
        if code == "authority-request":
            facts["representative"] = {"name": "Ms Una Byrne", "authority": {"state": "asked"}}
        return facts

    return make


@pytest.fixture(scope="session")
def speller() -> BritishSpeller:
    return BritishSpeller()
