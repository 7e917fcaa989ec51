"""Facts stay linked to the words that print them: never inside other words, and where the author left them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from letters.block_text import MAX_TEXT, to_plain, with_text
from letters.content import Block, Paragraph, Run
from letters.links import unlinked_inside_words


def block(*pieces: str | tuple[str, str]) -> Block:
    """One paragraph of words and of facts, (words, path)."""
    runs = [Run(piece) if isinstance(piece, str) else Run(piece[0], fact=piece[1]) for piece in pieces]
    return Block("b", "paragraph", "standard", (Paragraph(tuple(runs)),))


def linked(one: Block) -> list[tuple[int, str]]:
    """Where each linked run begins in its paragraph, and its path."""
    found = []
    for paragraph in one.paragraphs:
        start = 0
        for run in paragraph.runs:
            found += [(start, run.fact)] if run.fact else []
            start += len(run.text)
    return found


POINTS = block("Your complaint has ", ("two", "n"), " points.")
DATES = block("It came on ", ("2 May 2026", "came"), ". We answered on ", ("2 May 2026", "went"), ".")

EDITS: list[tuple[str, Block, str, list[tuple[int, str]]]] = [
    ("nothing", POINTS, "Your complaint has two points.", [(19, "n")]),
    ("words before it", POINTS, "Thank you. Your complaint has two points.", [(30, "n")]),
    ("inside another word", POINTS, "Our network has points.", []),
    ("another word with it first", POINTS, "Our network says your complaint has two points.", [(36, "n")]),
    ("the same word first", POINTS, "Two weeks or two days ago: your complaint has two points.", [(46, "n")]),
    ("the same word alone", POINTS, "We were two weeks late with this.", []),
    ("a neighbour stayed", POINTS, "You raised two points with us.", [(11, "n")]),
    ("joined on", POINTS, "Your complaint has twofold points.", []),
    ("deleted", POINTS, "", []),
    ("the first of two is deleted", DATES, "We answered on 2 May 2026.", [(15, "went")]),
    ("the second of two is deleted", DATES, "It came on 2 May 2026.", [(11, "came")]),
    ("both stay", DATES, "It came on 2 May 2026. We all answered on 2 May 2026.", [(11, "came"), (42, "went")]),
    ("one more before", DATES, "On 2 May 2026 it rained. It came on 2 May 2026. We answered on 2 May 2026.",
     [(36, "came"), (63, "went")]),
    ("a longer number", DATES, "It came on 12 May 2026. We answered on 2 May 20261.", []),
    ("made strong", POINTS, "Your complaint has **two** points.", [(19, "n")]),
    ("half of it strong", POINTS, "Your complaint has **tw**o points.", []),
    ("over two paragraphs", DATES, "It came on 2 May\n\n2026. We answered on 2 May 2026.", [(21, "went")]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "text", "expected"), [e[1:] for e in EDITS], ids=[e[0] for e in EDITS])
def test_a_link_stays_where_its_author_left_it(before: Block, text: str, expected: list[tuple[int, str]]) -> None:
    after = with_text(before, text)
    assert linked(after) == expected
    assert to_plain(after) == text


_PIECES = st.lists(
    st.one_of(
        st.text("abt wo.", min_size=1, max_size=6).map(str.strip).filter(bool),
        st.tuples(st.sampled_from(["two", "to", "a b", "wo"]), st.sampled_from(["x", "y"])),
    ),
    min_size=1,
    max_size=6,
)


@given(_PIECES, st.text("abtwo .\n", max_size=40))
def test_no_link_is_ever_inside_a_word(pieces: Sequence[str | tuple[str, str]], text: str) -> None:
    after = with_text(block(*pieces), text)
    assert unlinked_inside_words(after) == after


def test_a_page_of_the_same_word_holds_nobody_up() -> None:
    assert len(linked(with_text(POINTS, "two points " * (MAX_TEXT // 11)))) == 1
