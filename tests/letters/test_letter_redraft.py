"""Newer facts come in, the author's words stay, and what collides is told."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from letters.block_text import to_plain, with_text
from letters.checks import check
from letters.compose import compose
from letters.facts import stale_facts
from letters.redraft import edited, insert_block, redraft


def test_unedited_blocks_take_the_new_facts(response: dict[str, Any]) -> None:
    letter = compose(response)
    newer = copy.deepcopy(response)
    newer["complaint"]["received_on"] = "2026-11-03"
    again = redraft(letter, newer)
    assert again.kept == ()
    assert "3 November 2026" in to_plain(again.letter.block("restate"))
    assert check(again.letter, newer) == []


def test_edits_stay_where_the_standard_words_are_the_same(response: dict[str, Any]) -> None:
    letter = compose(response)
    letter = letter.with_block(with_text(letter.block("sought"), "You asked us to put things right."))
    newer = copy.deepcopy(response)
    newer["complaint"]["due_on"] = "2026-11-17"
    again = redraft(letter, newer)
    assert again.kept == ()
    assert to_plain(again.letter.block("sought")) == "You asked us to put things right."
    assert edited(again.letter.block("sought"))
    assert not edited(again.letter.block("restate"))


def test_an_edited_block_whose_fact_changed_is_kept_and_told(response: dict[str, Any]) -> None:
    letter = compose(response)
    letter = letter.with_block(with_text(letter.block("sought"), "You asked us to put things right."))
    newer = copy.deepcopy(response)
    newer["complaint"]["outcome_sought"] = "pay you"
    again = redraft(letter, newer)
    assert again.kept == ("sought",)
    assert [one.now for one in stale_facts(again.letter.block("sought"), newer)] == ["pay you"]


def test_own_paragraphs_keep_their_place(response: dict[str, Any]) -> None:
    letter, own = insert_block(compose(response), "head-h2-reason")
    letter = letter.with_block(with_text(letter.block(own), "We spoke to the manager."))
    letter, second = insert_block(letter, own)
    assert (own, second) == ("own-1", "own-2")
    ids = [block.id for block in redraft(letter, response).letter.blocks]
    assert ids[ids.index("head-h2-reason") :][:3] == ["head-h2-reason", own, second]
    assert letter.block(own).head_id == "h2"
    response["complaint"]["heads"].pop(1)
    ids = [block.id for block in redraft(letter, response).letter.blocks]
    assert ids[ids.index("closing") - 2 : ids.index("closing")] == [own, second]


def test_no_block_after_what_is_not_there(response: dict[str, Any]) -> None:
    with pytest.raises(KeyError):
        insert_block(compose(response), "nowhere")
