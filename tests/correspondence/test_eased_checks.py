"""A check that the procedure leaves out or lets only warn: for the letters, stages and outcomes that it names."""

from __future__ import annotations

from typing import Any

import pytest

from app.correspondence.eased import with_eased
from app.staff.work import EasedCheck
from letters.checks import Finding

FACTS: dict[str, Any] = {"complaint": {"heads": [{"id": 1, "outcome": "upheld"}, {"id": 2, "outcome": "not_upheld"}]}}
FOUND = [
    Finding("C09", "block", "No reason.", head_id="1"),
    Finding("C09", "block", "No reason.", head_id="2"),
    Finding("C26", "warn", "Too long."),
    Finding("C20", "block", "Not said why we are late.", "Say it."),
]
ALL = [("C09", "block"), ("C09", "block"), ("C26", "warn"), ("C20", "block")]


def eased(rule: str, *outcomes: str, off: bool = True) -> EasedCheck:
    return EasedCheck(rule, off, frozenset(outcomes))


@pytest.mark.parametrize(
    ("easings", "left"),
    [
        ([], ALL),
        ([eased("C09")], ALL[2:]),
        ([eased("C09", "upheld")], [ALL[0], *ALL[2:]]),
        ([eased("C09", "withdrawn")], ALL),
        ([eased("C26", off=False)], ALL),
        ([eased("C20", off=False)], [*ALL[:3], ("C20", "warn")]),
        ([eased("C20", "upheld")], ALL),
        ([eased("C20", "upheld", "not_upheld")], ALL[:3]),
        ([eased("C20", off=False), eased("C20")], ALL[:3]),
    ],
)
def test_what_is_eased_and_nothing_else(easings: list[EasedCheck], left: list[tuple[str, str]]) -> None:
    assert [(one.rule, one.severity) for one in with_eased(FOUND, FACTS, easings)] == left


def test_a_warning_says_why_it_only_warns() -> None:
    [warned] = with_eased(FOUND[3:], FACTS, [eased("C20", off=False)])
    assert warned.hint == "Say it. This procedure lets it only warn."
