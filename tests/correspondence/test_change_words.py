"""How a change reads: short values whole, long texts by the words that differ."""

from __future__ import annotations

from random import Random
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.correspondence import change_words
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


@given(
    st.lists(st.sampled_from(["the", "card", "came", "late.", "Why?", "\n", "  "]), max_size=60),
    st.lists(st.sampled_from(["the", "card", "never", "late.", "Why?", "\n\n", " "]), max_size=60),
    st.sampled_from([0, 3, 30]),
)
def test_the_spans_of_long_texts_are_both_texts(old: list[str], new: list[str], most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(change_words, "_MOST_STEPS", most)
        was, now = " ".join(old), " ".join(new)
        spans = word_spans(was, now)
    assert "".join(span.text for span in spans if span.kind != "added").split() == was.split()
    assert "".join(span.text for span in spans if span.kind != "removed") == now


def _sentences(count: int, seed: int) -> str:
    words = Random(seed)
    return " ".join(" ".join(words.choices(LONG.split(), k=12)).capitalize() + "." for _ in range(count))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (_sentences(900, 1), _sentences(450, 1) + " Really." + _sentences(900, 1)[len(_sentences(450, 1)) :]),
        (_sentences(900, 1), _sentences(900, 2)),
        (_sentences(900, 1), _sentences(900, 1).replace("post", "mail")),
        (_sentences(900, 1).replace(".", ""), _sentences(900, 2).replace(".", "")),
        ("a " * 25_000, "a " * 24_000 + "b a a"),
    ],
    ids=["one word", "written anew", "a word of each sentence", "no sentences", "one word over and over"],
)
def test_long_texts_hold_up_nobody(was: str, now: str) -> None:
    began = perf_counter()
    ChangedFact("complaint.in_their_words", "What they told us", was, now).sentence  # noqa: B018 - only its time
    assert perf_counter() - began < 2.5, "50,000 characters took up to 28 seconds"


def test_in_a_long_text_one_word_is_told_as_one_word() -> None:
    was = _sentences(900, 1)
    middle = was.index(". ", 20_000) + 2
    assert change_in_words(was, was[:middle] + "Really " + was[middle:]) == "“Really” was added"


def test_two_texts_with_little_in_common_are_told_as_two() -> None:
    assert [span.kind for span in change_spans(LONG, "Something else is said of all this. " * 3)] == [
        "removed",
        "added",
    ]


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        (["Lost"], ["Lost", "Late"], "“Late” is new."),
        (["Lost", "Late", "Rude"], ["Rude"], "“Lost”, “Late” are gone."),
        (["Lost"], ["Late"], "“Late” is new; “Lost” is gone."),
        (["Lost", "Late"], ["Late", "Lost"], "was “Lost, Late”, is now “Late, Lost”."),
        (None, ["Lost"], "was nothing, is now “Lost”."),
    ],
)
def test_of_points_only_those_are_told_that_came_or_went(was: Any, now: Any, told: str) -> None:
    assert ChangedFact("complaint.heads.order", "Points", was, now).sentence == f"Points: {told}"


def test_a_sentence_ends_once() -> None:
    assert ChangedFact("a", "Effect", None, "It was late.").sentence == "Effect: was nothing, is now “It was late.”"
    assert ChangedFact("a", "Who", None, "Ada").sentence == "Who: was nothing, is now “Ada”."
