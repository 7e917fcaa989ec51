"""The rule book and the rules say the same: every rule stands in it, and what may be kept is a reading."""

from __future__ import annotations

import pytest

from letters.checks import check
from letters.checks.book import BOOK, NOTES
from letters.compose import compose
from tests.letters.spoilings import BEREAVED, HOLDING, SPOILT, Facts, Spoil


def test_every_rule_stands_in_the_book_once() -> None:
    codes = [note.code for note in BOOK]
    assert codes == [*(f"C{number:02}" for number in range(1, 37)), "SP", "X-glyph"]
    assert all(note.asks and note.source for note in BOOK)


def test_every_rule_but_spelling_was_tried_with_a_spoilt_letter() -> None:
    tried = {rule for rule, _, _ in SPOILT} | ({"C20"} if HOLDING else set()) | ({"C36"} if BEREAVED else set())
    assert tried == set(NOTES) - {"SP"}


@pytest.mark.parametrize(
    ("rule", "spoil"), [(rule, spoil) for rule, _, spoil in SPOILT], ids=[f"{rule} {name}" for rule, name, _ in SPOILT]
)
def test_what_is_found_is_certain_as_the_book_says(rule: str, spoil: Spoil, response: Facts) -> None:
    letter, facts = spoil(compose(response), response)
    certain = {finding.certain for finding in check(letter, facts)}
    ground = NOTES[rule].ground
    assert certain <= {"record": {True}, "reading": {False}, "both": {True, False}}[ground]
