"""How a change reads: short values whole, long texts by the words that differ."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.correspondence.change_words import change_in_words, change_spans, word_spans
from app.correspondence.problems import ChangedFact

LONG = "We told you on the telephone that your certificate would be in the post within four days, and it was not."


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("2026-03-03", "2026-03-04", "was 3 March 2026, is now 4 March 2026"),
        (None, "020 7946", "was nothing, is now “020 7946”"),
        (["1 Elm", "Leeds"], [], "was “1 Elm, Leeds”, is now nothing"),
        ("not_upheld", "upheld", "was not upheld, is now upheld"),
        (False, True, "was no, is now yes"),
        (10, 12, "was “10”, is now “12”"),
        (LONG, LONG.replace("four days", "five weeks"), "“four days,” became “five weeks,”"),
        (LONG, LONG.replace(" on the telephone", ""), "“on the telephone” was taken out"),
        (LONG, LONG + " We are sorry.", "“We are sorry.” was added"),
        (LONG, "It was not so.", f"was “{LONG}”, is now “It was not so.”"),
    ],
)
def test_a_change_in_words(was: Any, now: Any, told: str) -> None:
    assert change_in_words(was, now) == told


def test_a_very_long_value_is_cut_in_a_sentence() -> None:
    told = change_in_words(None, "word " * 1000)
    assert len(told) < 220
    assert told.endswith("…”")


@given(st.text(max_size=200), st.text(max_size=200))
def test_the_spans_are_both_texts(old: str, new: str) -> None:
    spans = word_spans(old, new)
    assert "".join(span.text for span in spans if span.kind != "added").split() == old.split()
    assert "".join(span.text for span in spans if span.kind != "removed") == new


def test_two_texts_with_little_in_common_are_told_as_two() -> None:
    assert [span.kind for span in change_spans(LONG, "Something else is said of all this. " * 3)] == [
        "removed",
        "added",
    ]


def test_a_sentence_ends_once() -> None:
    assert ChangedFact("a", "Effect", None, "It was late.").sentence == "Effect: was nothing, is now “It was late.”"
    assert ChangedFact("a", "Who", None, "Ada").sentence == "Who: was nothing, is now “Ada”."
