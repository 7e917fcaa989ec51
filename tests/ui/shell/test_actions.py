"""Actions as data: no two share a key, and one that cannot be done says why."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.shell.actions import Action, ActionTable


@pytest.fixture
def widget(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def test_an_action_that_cannot_be_done_says_why_and_does_nothing(widget: QWidget) -> None:
    done: list[str] = []
    stands = ["You wrote this letter."]
    table = ActionTable(
        widget,
        [
            Action(
                "approve", "Approve", lambda: done.append("approve"), "stamp", "Ctrl+Shift+A", lambda: "".join(stands)
            )
        ],
    )
    table.refresh()
    made = table.qaction("approve")
    assert not made.autoRepeat(), "a key that is held does its deed once"
    assert not made.isEnabled()
    assert made.toolTip() == "Approve  Ctrl+Shift+A\nYou wrote this letter."
    assert table.do("approve") == "You wrote this letter."
    stands.clear()
    table.refresh()
    assert made.isEnabled()
    made.trigger()
    assert done == ["approve"]


@pytest.mark.parametrize(("action_id", "key"), [("find", ""), ("other", "ctrl+k")])
def test_an_id_or_key_that_is_taken_is_refused(widget: QWidget, action_id: str, key: str) -> None:
    table = ActionTable(widget, [Action("find", "Find", lambda: None, shortcut="Ctrl+K")])
    with pytest.raises(ValueError, match="is taken by find"):
        table.add([Action(action_id, "Other", lambda: None, shortcut=key)])


def test_a_menu_shows_actions_and_lines(widget: QWidget) -> None:
    table = ActionTable(widget, [Action("a", "A", lambda: None), Action("b", "B", lambda: None)])
    menu = table.menu(["a", "", "b"])
    assert [action.text() for action in menu.actions()] == ["A", "", "B"]
    table.remove(["a"])
    with pytest.raises(KeyError):
        table.qaction("a")
