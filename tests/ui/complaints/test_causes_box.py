"""Causes are chosen by keyboard alone, and “Ready to close?” leads to those that are missing."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.complaints.edit_head import edit_head
from app.knowledge.procedure import CauseAxis
from app.office import Office
from tests.complaints.test_complaints import answer
from tests.support.complaints import add_mei, log, record_of
from tests.ui.complaints.conftest import OpenPage
from ui.complaints.complaints_page import ComplaintsPage


@pytest.fixture
def page(open_page: OpenPage, ready: Office) -> ComplaintsPage:
    return open_page(ready)


def test_a_cause_is_found_and_taken_by_keyboard(page: ComplaintsPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    head = record_of(ready, case_id).heads[0]
    page.opened(f"complaint:{case_id}")
    page.case.go(f"head:{head.id}#root_cause")
    pick = page.case.point.causes.picks[CauseAxis.ROOT_CAUSE]
    assert pick.hits.count() == 0
    pick.open_search()
    assert pick.hits.count() == 14
    QTest.keyClicks(pick.field, "two teams")
    assert pick.hits.count() == 1
    QTest.keyClick(pick.field, Qt.Key.Key_Return)
    assert record_of(ready, case_id).heads[0].root_cause == "hand-off"
    assert not pick.field.isVisibleTo(pick)
    pick.open_search()
    QTest.keyClick(pick.field, Qt.Key.Key_Escape)
    assert not pick.field.isVisibleTo(pick)
    pick.picked.emit(None)
    assert record_of(ready, case_id).heads[0].root_cause is None


def test_after_the_answer_the_side_tells_what_keeps_the_case_open(page: ComplaintsPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    head = record_of(ready, case_id).heads[0]
    ready.act(edit_head, head.id, {"outcome": (None, "upheld")})
    ready.act(answer, case_id, date(2026, 11, 20))
    page.opened(f"complaint:{case_id}")
    assert page.case.side.ready.sentences() == [
        "Point 1: what it shows",
        "Point 1: why it came about",
        "Point 1: what changes",
    ]
