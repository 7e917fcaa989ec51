"""Enter in the search for a standard takes what answers the words that stand there, and nothing that nobody saw."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

import ui.complaints.standard_pick
from app.knowledge.find import StandardRow
from tests.ui.fakes import HeldRunner
from ui.complaints.standard_pick import StandardPick
from ui.kit.desk import Desk

TITLES = ("Acting fairly", "Being customer focused", "Getting it right", "Getting to know it")
DAY = date(2026, 11, 2)


def row(number: int, title: str) -> StandardRow:
    return StandardRow(number, f"s-{number}", 1, title, title, "Principles", DAY, None, default_to_review=False)


@pytest.fixture
def pick(qtbot: QtBot, held_desk: Desk, held: HeldRunner, monkeypatch: pytest.MonkeyPatch) -> StandardPick:
    def standards(_work: object, _day: date, words: str) -> list[StandardRow]:
        return [row(n, title) for n, title in enumerate(TITLES, 1) if words.casefold() in title.casefold()]

    monkeypatch.setattr(ui.complaints.standard_pick, "standards_on", standards)
    pick = StandardPick(held_desk)
    qtbot.addWidget(pick)
    pick.show()
    pick.show_standard(None, DAY, DAY)
    held.let_go()
    assert pick.hits.count() == len(TITLES)
    return pick


def press_enter(pick: StandardPick) -> None:
    QTest.keyClick(pick.field, Qt.Key.Key_Return)


def test_enter_alone_takes_nothing(pick: StandardPick) -> None:
    press_enter(pick)
    assert pick.value() is None


def test_enter_waits_for_the_one_that_answers(pick: StandardPick, held: HeldRunner) -> None:
    QTest.keyClicks(pick.field, "customer")
    press_enter(pick)
    assert pick.value() is None, "the first of all is not what was typed"
    held.let_go()
    assert pick.value() == 2


def test_of_several_nobody_saw_none_is_taken(pick: StandardPick, held: HeldRunner) -> None:
    QTest.keyClicks(pick.field, "getting")
    press_enter(pick)
    held.let_go()
    assert pick.value() is None
    press_enter(pick)
    assert pick.value() == 3


def test_who_types_on_has_not_chosen(pick: StandardPick, held: HeldRunner) -> None:
    QTest.keyClicks(pick.field, "custom")
    press_enter(pick)
    QTest.keyClicks(pick.field, "s")
    held.let_go()
    assert pick.value() is None
