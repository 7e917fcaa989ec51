"""What is half typed is kept at a pause, once, and forgotten when it is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from app.basics.problems import DatabaseAway, DatabaseBusy
from app.staff.drafts import DRAFT_CHARS, forget_draft, keep_draft
from tests.ui.fakes import FakeDoor
from ui.kit.desk import Desk
from ui.parts.keeping import Keeper, emptied_too, with_emptied
from ui.parts.owed_words import NotKeptYet, owed_words


class Typed(FakeDoor):
    """An office that notes what it should keep, while it can be reached."""

    is_away = False

    def keep(self, verb: object, *args: object, **kwargs: object) -> None:
        if self.is_away:
            raise DatabaseAway("The database cannot be reached.")
        self.kept.append((verb, *args))


@pytest.fixture
def door() -> Typed:
    return Typed()


@pytest.fixture
def words() -> dict[str, str]:
    return {}


@pytest.fixture
def keeper(desk: Desk, words: dict[str, str]) -> Iterator[Keeper]:
    made = Keeper(desk, lambda: dict(words), desk)
    made.watch("person:new", {})
    yield made
    made.shown()


def test_a_pause_keeps(qtbot: QtBot, desk: Desk, door: Typed, keeper: Keeper, words: dict[str, str]) -> None:
    words["family_name"] = "Ta"
    with qtbot.waitSignal(desk.half_typed):
        keeper.touched()
    assert door.kept == [(keep_draft, "person:new", {"family_name": "Ta"})]
    keeper.keep_now()
    assert len(door.kept) == 1, "the same words are kept once"


def test_leaving_keeps_at_once(door: Typed, keeper: Keeper, words: dict[str, str]) -> None:
    words["family_name"] = "Ta"
    keeper.touched()
    keeper.watch("person:7:edit_person", {})
    assert door.kept == [(keep_draft, "person:new", {"family_name": "Ta"})]


def test_a_field_as_it_was_is_no_longer_kept(door: Typed, keeper: Keeper, words: dict[str, str]) -> None:
    keeper.watch("person:new", {"title": "Dr"})
    keeper.touched()
    keeper.keep_now()
    assert door.kept == [(keep_draft, "person:new", {"title": ""})]


def test_what_was_never_kept_is_not_forgotten_in_the_office(door: Typed, keeper: Keeper, words: dict[str, str]) -> None:
    keeper.touched()
    keeper.forget()
    keeper.keep_now()
    assert door.kept == []
    keeper.watch("person:new", {"title": "Dr"})
    keeper.forget()
    assert door.kept == [(forget_draft, "person:new")]


@pytest.mark.parametrize(
    "parked", [{}, {"title": "Dr"}, {"title": "", "grade": ""}, {"title": "", "line1": "1 Mill Lane"}]
)
def test_emptied_fields_come_back_empty(parked: dict[str, str]) -> None:
    kept = emptied_too(parked)
    assert all(kept.values())
    assert with_emptied(kept) == parked


CARD = "4111 1111 1111 1111"


def test_a_card_number_is_never_sent_and_the_words_before_it_stay(
    desk: Desk, door: Typed, keeper: Keeper, words: dict[str, str]
) -> None:
    problems: list[Exception] = []
    desk.problem.connect(problems.append)
    for typed in ("Paid", f"Paid with {CARD}", f"Paid with {CARD} today"):
        words |= {"wanted": typed, "said": "Thank you"}
        keeper.touched()
        keeper.keep_now()
    assert keeper.held_back() == ["wanted"]
    assert [kept[2] for kept in door.kept] == [{"wanted": "Paid", "said": "Thank you"}]
    words["wanted"] = "Paid with the card ending 1111"
    keeper.touched()
    keeper.keep_now()
    assert door.kept[-1][2] == {"wanted": "Paid with the card ending 1111"}
    assert (keeper.held_back(), problems) == ([], [])


def typed(keeper: Keeper, words: dict[str, str], **more: str) -> None:
    words |= more
    keeper.touched()
    keeper.keep_now()


def test_words_that_did_not_arrive_are_sent_when_the_office_is_there_again(
    desk: Desk, door: Typed, keeper: Keeper, words: dict[str, str]
) -> None:
    problems: list[Exception] = []
    desk.problem.connect(problems.append)
    door.is_away = True
    typed(keeper, words, said="Typed while", title="Dr")
    typed(keeper, words, said="Typed while it was away")
    assert [type(problem) for problem in problems] == [DatabaseAway, DatabaseAway]
    assert owed_words(desk)
    door.is_away = False
    desk.read(None, lambda _work: None, then=lambda _answer: None)
    assert door.kept == [(keep_draft, "person:new", {"said": "Typed while it was away", "title": "Dr"})]
    assert not owed_words(desk)
    keeper.keep_now()
    assert len(door.kept) == 1


def test_words_that_meet_a_lock_are_told_as_such_until_they_are_kept_or_no_longer_wanted(
    qtbot: QtBot, desk: Desk, door: Typed, keeper: Keeper, words: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save behind the same lock may well succeed: “nothing was saved” would stand beside it."""

    def locked(*_asked: object) -> None:
        raise DatabaseBusy("Somebody else's work held the record too long; nothing was saved.")

    told: list[Exception] = []
    desk.problem.connect(told.append)
    desk.settled.connect(lambda problem: told.remove(problem) if problem in told else None)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(door, "keep", locked)
        typed(keeper, words, said="Typed behind a lock")
        owed_words(desk).send_again()
        owed_words(desk).send("contact:new:1", {"said": "And this"})
        assert [type(problem) for problem in told] == [NotKeptYet], "told once, whatever is sent again"
        assert "only in this window" in str(told[0])
        assert "nothing was saved" not in str(told[0])
    qtbot.waitUntil(lambda: not owed_words(desk))
    assert told == []
    assert (keep_draft, "person:new", {"said": "Typed behind a lock"}) in door.kept
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(door, "keep", locked)
        typed(keeper, words, said="Typed behind another")
    keeper.forget()
    assert told == []
    qtbot.waitUntil(lambda: not owed_words(desk)._again.isActive())


def test_leaving_sends_again_what_did_not_arrive(door: Typed, keeper: Keeper, words: dict[str, str]) -> None:
    door.is_away = True
    typed(keeper, words, said="Typed while it was away")
    door.is_away = False
    keeper.keep_now()
    assert door.kept[0] == (keep_draft, "person:new", {"said": "Typed while it was away"})


def test_words_outlive_the_form_they_were_typed_in(desk: Desk, door: Typed, words: dict[str, str]) -> None:
    form = QObject()
    made = Keeper(desk, lambda: dict(words), form)
    made.watch("contact:new:1", {})
    door.is_away = True
    typed(made, words, said="Typed while it was away")
    shiboken6.delete(form)
    door.is_away = False
    desk.read(None, lambda _work: None, then=lambda _answer: None)
    assert door.kept == [(keep_draft, "contact:new:1", {"said": "Typed while it was away"})]


def test_what_was_thrown_away_meanwhile_is_not_sent(
    desk: Desk, door: Typed, keeper: Keeper, words: dict[str, str]
) -> None:
    typed(keeper, words, said="Stored")
    door.is_away = True
    typed(keeper, words, said="Typed while it was away")
    keeper.forget()
    door.is_away = False
    desk.read(None, lambda _work: None, then=lambda _answer: None)
    assert door.kept[1:] == [(keep_draft, "person:new", {"said": ""})]


def test_a_field_that_is_too_long_keeps_no_other_from_being_kept(
    door: Typed, keeper: Keeper, words: dict[str, str]
) -> None:
    typed(keeper, words, said="Short", wanted="A receipt")
    typed(keeper, words, said="x" * (DRAFT_CHARS + 1), wanted="A receipt, today")
    assert keeper.held_back() == ["said"]
    assert door.kept[1:] == [(keep_draft, "person:new", {"wanted": "A receipt, today"})]
    typed(keeper, words, said="x" * DRAFT_CHARS)
    assert keeper.held_back() == []
    assert door.kept[2:] == [(keep_draft, "person:new", {"said": "x" * DRAFT_CHARS})]
