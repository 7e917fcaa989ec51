"""What is half typed is kept at a pause, once, and forgotten when it is done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.staff.drafts import forget_draft, keep_draft
from tests.ui.fakes import FakeDoor
from ui.kit.desk import Desk
from ui.parts.keeping import Keeper, emptied_too, with_emptied


class Typed(FakeDoor):
    """An office that notes what it should keep."""

    def keep(self, verb: object, *args: object, **kwargs: object) -> None:
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
