"""A call put down half typed is picked up to the same word: at once, after a restart, and at another desk."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from tests.journeys.conftest import CAST, SitDown
from ui.contacts.log_panel import LogPanel
from ui.tour.driver import Driver

HALF = "Asks whether the examination counts towards his grade, and"


def words_in(panel: LogPanel) -> QPlainTextEdit:
    found = panel.words.widget("wanted")
    assert isinstance(found, QPlainTextEdit)
    return found


def put_down(driver: Driver, words: str) -> None:
    hand = driver.hand
    hand.press("Ctrl+L")
    hand.fill("log_panel/wanted", words)
    for _ in range(4):
        hand.press("Left")
    hand.press("Ctrl+Down")
    hand.until(lambda: hand.find("log_panel") is None and hand.find("put_down") is not None, "the call put down")


def pick_up(driver: Driver) -> LogPanel:
    hand = driver.hand
    hand.until(lambda: hand.find("put_down") is not None, "what is put down")
    hand.press("Ctrl+Up")
    panel = hand.see_a(LogPanel, "log_panel")
    hand.until(lambda: bool(panel.words.values()["wanted"]), "the words")
    return panel


@pytest.mark.parametrize(
    "between",
    [
        pytest.param("at_once", marks=pytest.mark.only_on("sqlite")),
        pytest.param("restart", marks=pytest.mark.only_on("postgresql")),
    ],
)
def test_to_the_same_word(sit_down: SitDown, between: str) -> None:
    driver = sit_down(CAST.adviser[0])
    put_down(driver, HALF)
    if between == "restart":
        driver.seat.leave()
        driver.seat.sit(CAST.adviser[0])
    words = words_in(pick_up(driver))
    assert words.toPlainText() == HALF
    assert words.textCursor().position() == len(HALF) - 4
    driver.hand.until(words.hasFocus, "the caret in the words")
    driver.hand.write("!")
    assert words.toPlainText() == f"{HALF[:-4]}!{HALF[-4:]}"


@pytest.mark.only_on("sqlite")
def test_several_matters_at_once(sit_down: SitDown) -> None:
    driver = sit_down(CAST.adviser[0])
    put_down(driver, "The first matter")
    put_down(driver, "The second matter")
    matters = driver.seat.session.matters
    driver.hand.until(lambda: len(matters.put_down_now) == 2, "two matters put down")
    assert words_in(pick_up(driver)).toPlainText() == "The second matter"
    driver.hand.until(lambda: [m.first_words for m in matters.put_down_now] == ["The first matter"], "one left")


@pytest.mark.only_on("sqlite")
def test_a_window_closed_on_half_a_sentence_loses_nothing(sit_down: SitDown) -> None:
    driver = sit_down(CAST.adviser[0])
    driver.hand.press("Ctrl+L")
    driver.hand.fill("log_panel/wanted", HALF)
    driver.seat.leave()
    driver.seat.sit(CAST.adviser[0])
    assert words_in(pick_up(driver)).toPlainText() == HALF


@pytest.mark.only_on("postgresql")
def test_what_is_thrown_away_is_put_down_no_more(sit_down: SitDown) -> None:
    driver = sit_down(CAST.adviser[0])
    put_down(driver, HALF)
    pick_up(driver)
    driver.hand.push("log_throw_away")
    driver.hand.until(lambda: driver.hand.find("log_panel") is None and driver.is_settled(), "the call thrown away")
    driver.hand.until(lambda: driver.hand.find("put_down") is None, "nothing put down")
    page = driver.seat.session.window.navigator.current()
    focused = driver.seat.session.window.focusWidget()
    assert page is not None
    assert focused is page or page.isAncestorOf(focused), f"the keys went to {focused.objectName()}"
