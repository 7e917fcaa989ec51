"""A block's plain text and back: nothing is lost, nothing becomes markup by accident, Word's traces go."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.block_text import MAX_TEXT, to_plain, with_text
from letters.clean import clean
from letters.compose import compose
from letters.content import Block, Origin, Paragraph, ParagraphKind, Role, Run
from letters.problems import TextRefused


def block(*paragraphs: Paragraph, role: Role = "paragraph", origin: Origin = "free") -> Block:
    return Block("b", role, origin, paragraphs)


def para(*runs: Run, kind: ParagraphKind = "text") -> Paragraph:
    return Paragraph(runs, kind)


ROUND = [
    ("two paragraphs", "One.\n\nTwo.", [("text", "One."), ("text", "Two.")]),
    ("bullets", "We:\n\n- read\n- asked", [("text", "We:"), ("bullet", "read"), ("bullet", "asked")]),
    ("numbers", "1. one\n2. two", [("number", "one"), ("number", "two")]),
    ("no heading", "# not a heading", [("text", "# not a heading")]),
    ("dash without blank", "-not an item", [("text", "-not an item")]),
    ("decimal", "1.5 hours", [("text", "1.5 hours")]),
    ("escaped dash", "\\- a dash", [("text", "- a dash")]),
    ("escaped number", "\\1. one", [("text", "1. one")]),
    ("line break", "one\ntwo", [("text", "one\ntwo")]),
    ("lone stars", "a ** b", [("text", "a ** b")]),
    ("html", "<b>x</b> & y", [("text", "<b>x</b> & y")]),
]


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in ROUND], ids=[case[0] for case in ROUND])
def test_text_is_read_as_written(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.text) for one in with_text(block(), text).paragraphs] == expected


def test_strong_words() -> None:
    read = with_text(block(), "Ask by **6 January**, please.")
    assert read.paragraphs[0].runs == (Run("Ask by "), Run("6 January", strong=True), Run(", please."))
    assert to_plain(read) == "Ask by **6 January**, please."


def test_lists_only_where_they_are_allowed() -> None:
    read = with_text(block(role="heading", origin="standard"), "- dash")
    assert [one.kind for one in read.paragraphs] == ["text"]


_WORDS = (
    st.text(alphabet="ab *\\-1.# é<&>'", min_size=1, max_size=20).map(lambda text: clean(text).strip()).filter(bool)
)
_RUNS = st.lists(st.tuples(_WORDS, st.booleans()), min_size=1, max_size=4)
_KINDS = st.sampled_from(("text", "bullet", "number"))


def _joined(runs: list[tuple[str, bool]]) -> tuple[Run, ...]:
    found: list[Run] = []
    for text, strong in runs:
        if found and found[-1].strong == strong:
            found[-1] = Run(found[-1].text + text, strong)
        else:
            found.append(Run(text, strong))
    return tuple(found)


@given(st.lists(st.tuples(_KINDS, _RUNS), min_size=1, max_size=5))
def test_any_block_comes_back_as_it_was(shape: list[tuple[ParagraphKind, list[tuple[str, bool]]]]) -> None:
    before = block(*(Paragraph(_joined(runs), kind) for kind, runs in shape))
    assert with_text(before, to_plain(before)).paragraphs == before.paragraphs


@given(st.text(max_size=300))
def test_any_text_is_taken_and_stays_the_same_the_second_time(text: str) -> None:
    once = with_text(block(), text)
    assert with_text(once, to_plain(once)).paragraphs == once.paragraphs


def test_every_editable_block_of_a_letter_comes_back(response: dict[str, Any]) -> None:
    for one in compose(response).blocks:
        if one.editable:
            again = with_text(one, to_plain(one))
            assert to_plain(again) == one.standard_text
            assert [r.fact for p in again.paragraphs for r in p.runs if r.fact] == [
                r.fact for p in one.paragraphs for r in p.runs if r.fact and r.text
            ]


def test_a_fact_stays_linked_while_its_words_stand(response: dict[str, Any]) -> None:
    restate = compose(response).block("restate")
    kept = with_text(restate, "We thank you. Your complaint came on 2 November 2026.")
    assert [run.fact for run in kept.paragraphs[0].runs if run.fact] == ["complaint.received_on"]
    lost = with_text(restate, "Your complaint came early in November.")
    assert [run.fact for run in lost.paragraphs[0].runs] == [None]
    assert lost.standard_text == restate.standard_text
    assert lost.facts == restate.facts


@pytest.mark.parametrize("origin", ["locked", "cited_rule"])
def test_standard_wording_is_not_edited(origin: Origin) -> None:
    with pytest.raises(TextRefused, match="standard wording"):
        with_text(block(para(Run("x")), origin=origin), "y")


def test_a_million_characters_are_refused_with_both_numbers() -> None:
    with pytest.raises(TextRefused, match=f"1,000,000 characters; one part of a letter holds {MAX_TEXT:,}"):
        with_text(block(), "x" * 1_000_000)


PASTED = [
    ("no-break space", "a\u00a0b", "a b"),
    ("soft hyphen", "certi\u00adficate", "certificate"),
    ("zero width", "a\u200bb\ufeff", "ab"),
    ("tab", "a\tb", "a b"),
    ("vertical tab", "a\vb", "a\nb"),
    ("windows lines", "a\r\nb\rc", "a\nb\nc"),
    ("bullet", "• one\n•\ttwo", "- one\n- two"),
    ("symbol bullet", "\uf0b7\tone", "- one"),
    ("hollow bullet", "o\tone", "- one"),
    ("the word o", "o Romeo", "o Romeo"),
    ("windows quotes", "\x93Yes\x94, it\x92s", "“Yes”, it’s"),
    ("typographic quotes stay", "“Yes” – it’s…", "“Yes” – it’s…"),
    ("decomposed", "e\u0301", "é"),
    ("NUL", "a\x00b", "ab"),
    ("right-to-left override", "a\u202eb", "ab"),
    ("lone surrogate", "a\ud800b", "ab"),
    ("line separators", "a\u2028b\u2029c", "a\nb\n\nc"),
]


@pytest.mark.parametrize(("pasted", "cleaned"), [case[1:] for case in PASTED], ids=[case[0] for case in PASTED])
def test_what_word_brings_is_cleaned(pasted: str, cleaned: str) -> None:
    assert clean(pasted) == cleaned


@given(st.text(max_size=200))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
