"""Finding words within a letter: which places, in which order, and through the window by keyboard alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.office import Office
from tests.ui.correspondence_editor.conftest import OpenWindow, Window
from ui.correspondence.editor.find_words import Place, count_words, places_of, step_from

SHOWN = [("a", "The member’s rate. The rate"), ("b", "RATE"), ("c", "")]
PLACES = [Place("a", 13, 17), Place("a", 23, 27), Place("b", 0, 4)]
ORDER = ["a", "b", "c"]


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        ("rate", PLACES),
        ("member's", [Place("a", 4, 12)]),
        ("member’s", [Place("a", 4, 12)]),
        (".", [Place("a", 17, 18)]),
        ("rate (", []),
        ("", []),
        ("  ", []),
        ("rate r", []),
    ],
)
def test_places(wanted: str, places: list[Place]) -> None:
    assert places_of(wanted, SHOWN) == places


@pytest.mark.parametrize(
    ("here", "by", "number"),
    [
        (None, 1, 0),
        (None, 0, 0),
        (None, -1, 2),
        (Place("a", 13, 17), 1, 1),
        (Place("a", 13, 17), 0, 0),
        (Place("a", 13, 17), -1, 2),
        (Place("a", 14, 14), 0, 1),
        (Place("a", 23, 27), 1, 2),
        (Place("b", 0, 4), 1, 0),
        (Place("b", 0, 4), -1, 1),
        (Place("c", 0, 0), 1, 0),
        (Place("c", 0, 0), -1, 2),
        (Place("gone", 0, 0), 1, 0),
    ],
)
def test_the_next_place_goes_round(here: Place | None, by: int, number: int) -> None:
    assert step_from(PLACES, ORDER, here, by) == number


def test_how_many() -> None:
    assert (count_words(0, 12), count_words(0, 0)) == ("1 of 12", "Not in this letter")


def said(window: Window) -> str:
    label = window.main.findChild(QLabel, "letter_find_count")
    assert label is not None
    return label.text()


def chosen(window: Window) -> tuple[str, str]:
    text = window.editor.parts.text
    return text.current, text.row(text.current).words.textCursor().selectedText()


@pytest.mark.only_on("sqlite")
def test_words_are_found_by_keyboard_alone(ada: Office, response_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.edit(response_id)
    strip = window.editor.parts.finder
    QTest.keyClick(window.main, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    window.qtbot.waitUntil(strip.field.hasFocus)
    QTest.keyClicks(strip.field, "new NUMBER")
    assert said(window).startswith("1 of ")
    first = chosen(window)
    assert first[1].lower() == "new number"
    QTest.keyClick(strip.field, Qt.Key.Key_Return)
    assert said(window).startswith("2 of ")
    assert strip.field.hasFocus()
    QTest.keyClick(strip.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert chosen(window) == first
    QTest.keyClick(strip.field, Qt.Key.Key_Escape)
    assert not strip.isVisible()
    assert QApplication.focusWidget() is window.editor.parts.text.row(first[0]).words


@pytest.mark.only_on("sqlite")
def test_what_is_not_there_is_said_and_what_is_chosen_is_looked_for(
    ada: Office, response_id: int, open_window: OpenWindow
) -> None:
    window = open_window(ada)
    window.edit(response_id)
    strip = window.editor.parts.finder
    window.editor.parts.text.go_to("head-h2-finding", 2, 4)
    strip.ask()
    assert strip.field.text() == "We"
    assert chosen(window)[0] == "head-h2-finding"
    strip.field.setText("zebra")
    assert said(window) == "Not in this letter"
    assert not window.editor.keeper.is_dirty
