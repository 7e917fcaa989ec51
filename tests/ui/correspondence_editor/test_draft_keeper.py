"""Several saves at once: none counts as answered before its own answer is here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.correspondence.keep_letter_draft import fingerprint
from letters.block_text import with_text
from letters.content import Letter, to_json
from letters.read_file import read_letter
from tests.ui.correspondence_editor.conftest import EXAMPLES
from tests.ui.fakes import HeldRunner
from ui.correspondence.editor import draft_keeper
from ui.correspondence.editor.draft_keeper import DraftKeeper
from ui.correspondence.editor.local_copy import LocalCopies
from ui.kit.desk import Desk

KEY = "LON/L26-000001-10"


class Typed:
    """A letter of which one block is written on."""

    def __init__(self) -> None:
        self.letter: Letter = read_letter(EXAMPLES / "content-holding-letter.json")[0]
        self.block_id = next(block.id for block in self.letter.blocks if block.editable)

    def write(self, words: str) -> None:
        self.letter = self.letter.with_block(with_text(self.letter.block(self.block_id), words))


@pytest.fixture
def typed() -> Typed:
    return Typed()


@pytest.fixture
def copies(tmp_path: Path) -> LocalCopies:
    return LocalCopies(tmp_path / "kept")


@pytest.fixture
def keeper(held_desk: Desk, typed: Typed, copies: LocalCopies, monkeypatch: pytest.MonkeyPatch) -> DraftKeeper:
    def store(_work: Any, _letter_id: int, content: Any, _seen: Any) -> str:
        return fingerprint(content)

    monkeypatch.setattr(draft_keeper, "keep_letter_draft", store)
    keeper = DraftKeeper(held_desk, lambda: typed.letter, copies, held_desk)
    keeper.begin(1, KEY, to_json(typed.letter))
    return keeper


def save(keeper: DraftKeeper, typed: Typed, words: str) -> None:
    typed.write(words)
    keeper.typed()
    keeper.flush()


def owes_words(keeper: DraftKeeper) -> bool:
    return keeper.is_dirty


def test_words_are_owed_until_the_newest_save_is_answered(
    keeper: DraftKeeper, typed: Typed, copies: LocalCopies, held: HeldRunner
) -> None:
    save(keeper, typed, "One.")
    save(keeper, typed, "One. Two.")
    held.let_go(1)
    assert owes_words(keeper)
    assert (keeper.state, copies.find(KEY) is None) == ("typing", False)
    held.let_go(2)
    assert not owes_words(keeper)
    assert (keeper.state, copies.find(KEY) is None) == ("saved", True)


def test_a_letter_that_was_left_owes_nothing_once_its_save_is_answered(
    keeper: DraftKeeper, typed: Typed, copies: LocalCopies, held: HeldRunner
) -> None:
    save(keeper, typed, "One.")
    keeper.begin(2, "LON/L26-000002-20", to_json(typed.letter))
    assert owes_words(keeper)
    held.let_go()
    assert not owes_words(keeper)
    assert copies.find(KEY) is None
