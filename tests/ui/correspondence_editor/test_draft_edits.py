"""Paragraphs of one's own: put in, moved, taken out; nothing else of the letter moves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.correspondence.rules import forbidden_changes
from letters.block_text import with_text
from letters.compose import compose
from letters.content import Letter
from ui.correspondence.editor.draft_edits import (
    is_edited,
    is_own,
    moved,
    put_back,
    with_own_after,
    with_words_of,
    without_own,
)

FACTS = Path(__file__).parents[3] / "letters" / "examples" / "facts-first-stage-response.json"


@pytest.fixture(scope="module")
def letter() -> Letter:
    return compose(json.loads(FACTS.read_text(encoding="utf-8")))


def ids(letter: Letter) -> list[str]:
    return [block.id for block in letter.blocks]


def test_a_paragraph_is_put_in_behind_a_block(letter: Letter) -> None:
    changed, own = with_own_after(letter, "restate")
    assert ids(changed)[ids(changed).index("restate") + 1] == own
    assert is_own(changed.block(own))
    assert not forbidden_changes(letter, changed)


def test_each_paragraph_has_an_id_of_its_own(letter: Letter) -> None:
    changed, first = with_own_after(letter, "restate")
    changed, second = with_own_after(changed, "restate")
    assert first != second
    assert len(set(ids(changed))) == len(ids(changed))


@pytest.mark.parametrize("after", ["closing", "signature"])
def test_nothing_is_put_behind_the_closing(letter: Letter, after: str) -> None:
    changed, own = with_own_after(letter, after)
    assert ids(changed)[-3:] == [own, "closing", "signature"]


def test_only_own_paragraphs_are_taken_out(letter: Letter) -> None:
    changed, own = with_own_after(letter, "restate")
    assert without_own(changed, own) == letter
    assert without_own(letter, "restate") == letter


def test_what_was_taken_out_is_put_back_once(letter: Letter) -> None:
    changed, own = with_own_after(letter, "restate")
    place = ids(changed).index(own)
    back = put_back(without_own(changed, own), changed.block(own), place)
    assert back == changed
    assert put_back(back, changed.block(own), place) == changed


@pytest.mark.parametrize(("by", "neighbour"), [(-1, "restate"), (1, "delay-apology")])
def test_own_paragraphs_move_past_their_neighbour(letter: Letter, by: int, neighbour: str) -> None:
    changed, own = with_own_after(letter, "restate")
    after = moved(changed, own, by)
    place = ids(after).index(own)
    assert ids(after)[place - by] == neighbour


def test_nothing_moves_out_of_the_letter(letter: Letter) -> None:
    changed, own = with_own_after(letter, "salutation")
    assert moved(changed, own, -1) == changed
    changed, own = with_own_after(letter, "closing")
    assert moved(changed, own, 1) == changed
    assert moved(letter, "restate", 1) == letter


def test_an_edited_block_is_told_from_a_standard_one(letter: Letter) -> None:
    assert not is_edited(letter.block("restate"))
    assert is_edited(with_text(letter.block("restate"), "Thank you."))


def test_an_authors_words_are_taken_into_a_newer_draft(letter: Letter) -> None:
    typed, own = with_own_after(letter.with_block(with_text(letter.block("restate"), "Thank you.")), "restate")
    typed = typed.with_block(with_text(typed.block(own), "I add this."))
    merged = with_words_of(letter, typed)
    assert merged == typed
    assert not forbidden_changes(letter, merged)
