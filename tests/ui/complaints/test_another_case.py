"""Between opening another case and its record being here, nothing of the one before can be acted on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.office import Office
from tests.support.complaints import add_mei, log, record_of
from tests.ui.complaints.conftest import OpenPage
from tests.ui.fakes import HeldRunner
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.page_actions import NO_CASE

pytestmark = pytest.mark.only_on("sqlite")


def let_all_go(held: HeldRunner) -> None:
    while held.held:
        held.let_go()


def do(page: ComplaintsPage, action_id: str) -> str:
    action = next(action for action in page.page_actions() if action.id == action_id)
    why_not = action.why_not()
    if not why_not:
        action.do()
    return why_not


def test_nothing_is_done_to_the_case_before(open_page: OpenPage, ready: Office, held: HeldRunner) -> None:
    mei = add_mei(ready)
    first, second = log(ready, mei), log(ready, mei)
    page = open_page(ready, reads=held)
    page.opened(f"complaint:{first}")
    let_all_go(held)
    typed = page.case.point.before.widget("what_happened")
    assert typed is not None
    QTest.keyClicks(typed, "It was not sent.")
    page.opened(f"complaint:{second}")
    for action_id in ("case_save", "case_write", "case_delay", "case_hand_over"):
        assert do(page, action_id) == NO_CASE, action_id
    QTest.keyClick(typed, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.case.save()
    assert record_of(ready, first).heads[0].what_happened == ""
    let_all_go(held)
    assert page.case.case is not None
    assert page.case.case.record.id == second
    assert do(page, "case_write") == ""


def test_who_turns_back_meanwhile_stays_with_the_first(open_page: OpenPage, ready: Office, held: HeldRunner) -> None:
    mei = add_mei(ready)
    first, second = log(ready, mei), log(ready, mei)
    page = open_page(ready, reads=held)
    page.opened(f"complaint:{first}")
    let_all_go(held)
    page.opened(f"complaint:{second}")
    page.opened(f"complaint:{first}")
    let_all_go(held)
    assert page.case.case is not None
    assert page.case.case.record.id == first


def test_a_case_that_cannot_be_read_leaves_none_open(page: ComplaintsPage, ready: Office) -> None:
    page.opened(f"complaint:{log(ready, add_mei(ready))}")
    page.opened("complaint:4711")
    assert page.case.isHidden()
    assert page.case.case is None
    titles = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "This case cannot be shown" in titles


def test_a_complaint_that_is_logged_is_the_one_row_that_is_marked(
    page: ComplaintsPage, ready: Office, qtbot: QtBot
) -> None:
    mei = add_mei(ready)
    before = log(ready, mei)
    page.opened(f"complaint:{before}")
    page.refresh(frozenset({f"complaint:{before}"}))
    with qtbot.waitActive(page):
        page.activateWindow()
    page.opened(f"complaint:new:person:{mei}")
    page.log.party.change_values({"channel": "email"})
    page.log.words.change_values({"in_their_words": "Nobody answered me."})
    page.log.points.show_titles(["Late"])
    page.log.rest.change_values({"title": "the delay"})
    page.log.rest.focus("title")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.case.case is not None
    logged = page.case.case.record.id
    assert logged != before
    assert [row.case.id for row in page.worklist.table.selected()] == [logged]
    current = page.worklist.table.current()
    assert current is not None
    assert current.case.id == logged
    assert page.focusWidget() is page.case.point.before.widget("what_they_say"), "work goes on in the first point"


def test_one_row_is_marked_also_while_ctrl_is_held(page: ComplaintsPage, ready: Office) -> None:
    mei = add_mei(ready)
    first, second = log(ready, mei), log(ready, mei)
    page.refresh(frozenset({f"complaint:{first}"}))
    table = page.worklist.table
    QTest.keyPress(table.view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    for case_id in (first, second):
        assert table.choose(case_id)
    marked = [row.case.id for row in table.selected()]
    QTest.keyRelease(table.view, Qt.Key.Key_Control)
    assert marked == [second]
