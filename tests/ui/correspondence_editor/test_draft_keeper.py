"""Several saves at once: none counts as answered before its own answer is here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.basics.problems import DatabaseAway, DatabaseBusy, DiskFull, NotNow
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
from ui.parts.owed_words import owed_words

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


def test_words_are_on_this_machine_before_anybody_pauses(
    qtbot: QtBot, keeper: DraftKeeper, typed: Typed, copies: LocalCopies
) -> None:
    """A process that is killed between two keys takes nothing along."""
    typed.write("One.")
    keeper.typed()
    qtbot.waitUntil(lambda: copies.find(KEY) is not None)
    copy = copies.find(KEY)
    assert copy is not None
    assert copy.content == to_json(typed.letter)
    assert keeper.saves == 0, "the office was not asked yet"
    keeper.stop()


@pytest.mark.parametrize(("kind", "is_told"), [(DatabaseAway, False), (DatabaseBusy, False), (DiskFull, True)])
@pytest.mark.parametrize("is_kept_here", [True, False])
def test_words_that_the_office_cannot_take_now(
    keeper: DraftKeeper,
    typed: Typed,
    held_desk: Desk,
    held: HeldRunner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: type[NotNow],
    is_told: bool,
    is_kept_here: bool,
) -> None:
    """Told once, and more loudly where this machine has no copy either; then the window is not closed without asking.

    Where there is a copy, a full disk does not keep anybody in.
    """

    def refuses(*_asked: Any) -> str:
        raise kind("It is so; nothing was saved.")

    told: list[Exception] = []
    held_desk.problem.connect(told.append)
    if not is_kept_here:
        (tmp_path / "kept").write_text("in the way")
    with monkeypatch.context() as patch:
        patch.setattr(draft_keeper, "keep_letter_draft", refuses)
        for words in ("One.", "One. Two."):
            save(keeper, typed, words)
            held.let_go()
    assert keeper.state == ("away" if is_kept_here else "nowhere")
    assert len(told) == (is_told or not is_kept_here)
    assert bool(owed_words(held_desk)) is not is_kept_here
    assert keeper.is_dirty
    assert keeper._again.isActive(), "it is tried again by itself"
    keeper.flush()
    held.let_go()
    assert (keeper.state, bool(owed_words(held_desk))) == ("saved", False)


def test_words_that_nobody_could_keep_outlive_their_letter_on_screen(
    keeper: DraftKeeper,
    typed: Typed,
    copies: LocalCopies,
    held_desk: Desk,
    held: HeldRunner,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Told once, sent again by themselves, and offered to whoever opens the letter before."""

    def refuses(*_asked: Any) -> str:
        raise DiskFull("The disk is full; nothing was saved.")

    told: list[Exception] = []
    held_desk.problem.connect(told.append)
    (tmp_path / "kept").write_text("in the way")
    with monkeypatch.context() as patch:
        patch.setattr(draft_keeper, "keep_letter_draft", refuses)
        save(keeper, typed, "One.")
        keeper.begin(2, "LON/L26-000002-20", to_json(typed.letter))
        held.let_go()
        held_desk.found_again.emit()
        held.let_go()
        assert (len(told), bool(owed_words(held_desk))) == (1, True)
        left = copies.find(KEY)
        assert left is not None
        assert left.content == to_json(typed.letter)
    held_desk.found_again.emit()
    held.let_go()
    assert (copies.find(KEY), bool(owed_words(held_desk))) == (None, False)
    keeper.stop()
