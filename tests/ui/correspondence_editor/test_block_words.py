"""A block's words on screen and back: nothing is lost, nothing becomes markup, offsets fall on the same letter."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.block_text import MAX_TEXT, to_plain, with_text
from letters.compose import compose
from letters.content import Block, Paragraph, Run
from letters.problems import TextRefused
from ui.correspondence.editor.block_words import block_with, item_mark, shown_lines, shown_position

EXAMPLES = Path(__file__).parents[3] / "letters" / "examples"
FREE = Block("own-1", "paragraph", "free", ())


def shown(block: Block) -> list[str]:
    return ["".join(text for text, _ in line.pieces) for line in shown_lines(block)]


def test_what_is_shown_has_no_markup() -> None:
    block = with_text(FREE, "We **uphold** this.\n\n- first\n- second\n\n1. one\n2. two")
    assert shown(block) == ["We uphold this.", "• first", "• second", "1. one", "2. two"]
    assert shown_lines(block)[0].pieces == (("We ", False), ("uphold", True), (" this.", False))


@pytest.mark.parametrize("example", ["facts-first-stage-response", "facts-holding-letter"])
def test_every_block_of_the_examples_comes_back_as_it_was(example: str) -> None:
    facts = json.loads((EXAMPLES / f"{example}.json").read_text(encoding="utf-8"))
    for block in compose(facts).blocks:
        if block.editable:
            read = block_with(block, [line.pieces for line in shown_lines(block)])
            assert read == with_text(block, to_plain(block))
            assert to_plain(read) == to_plain(block)


@pytest.mark.parametrize(
    ("lines", "plain"),
    [
        (["# not a heading"], "# not a heading"),
        (["a * b ** c"], "a * b \\** c"),
        (["• one", "• two"], "- one\n- two"),
        (["- one", "", "2) two"], "- one\n\n1. two"),
        (["3 March 2026"], "3 March 2026"),
        (["one\u2028two"], "one\ntwo"),
        (["", "  ", "words", ""], "words"),
        (["•"], "-"),
    ],
)
def test_typed_lines_become_paragraphs_and_items(lines: list[str], plain: str) -> None:
    assert to_plain(block_with(FREE, [[(line, False)] for line in lines])) == plain


def test_a_heading_takes_no_list() -> None:
    heading = replace(FREE, role="heading")
    assert shown(block_with(heading, [[("- no item", False)]])) == ["- no item"]


def test_a_value_stays_linked_while_it_stands() -> None:
    block = replace(FREE, paragraphs=(Paragraph((Run("By "), Run("3 March", fact="complaint.due_on"), Run("."))),))
    kept = block_with(block, [[("We answer by 3 March, surely.", False)]])
    assert [run.fact for run in kept.paragraphs[0].runs] == [None, "complaint.due_on", None]
    gone = block_with(block, [[("We answer by 4 March.", False)]])
    assert [run.fact for run in gone.paragraphs[0].runs] == [None]


def test_locked_words_and_too_many_are_refused() -> None:
    with pytest.raises(TextRefused):
        block_with(replace(FREE, origin="locked"), [[("mine", False)]])
    with pytest.raises(TextRefused, match=f"{MAX_TEXT:,}"):
        block_with(FREE, [[("x" * (MAX_TEXT + 1), False)]])


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("• first", ("bullet", "• ", "• ")),
        ("- first", ("bullet", "- ", "• ")),
        ("9. ninth", ("number", "9. ", "10. ")),
        ("2) second", ("number", "2) ", "3. ")),
        ("first", None),
        ("2026 was", None),
        ("-5 degrees", None),
    ],
)
def test_item_marks(line: str, mark: tuple[str, str, str] | None) -> None:
    assert item_mark(line) == mark


WORDS = st.text(st.sampled_from("ab *-\\1.•é "), min_size=1, max_size=12).filter(str.strip)


@given(st.lists(st.tuples(WORDS, st.booleans()), min_size=1, max_size=4))
def test_any_pieces_come_back_as_they_were_read(pieces: list[tuple[str, bool]]) -> None:
    """Read once, words are stable: showing and reading them again changes nothing."""
    once = block_with(FREE, [pieces])
    assert block_with(once, [line.pieces for line in shown_lines(once)]) == once


@pytest.mark.parametrize(
    "text",
    [
        "We **uphold** this point.",
        "One.\n\nTwo **strong** words.\n\n- item **a**\n- item b\n\n1. one\n2. two",
        "A line\nbroken",
        "literal \\** stars and **bold**",
    ],
)
def test_offsets_in_the_plain_text_fall_on_the_same_letter(text: str) -> None:
    block = with_text(FREE, text)
    plain, screen = to_plain(block), "\u2029".join(shown(block))
    for offset, char in enumerate(plain):
        if char.isalpha():
            assert screen[shown_position(plain, offset)] == char
