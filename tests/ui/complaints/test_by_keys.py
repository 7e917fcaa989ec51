"""The complaints page by keys alone: Tab goes through the sections and out, Esc and every form lead back."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.complaints.add_line import add_line
from app.office import Office
from tests.support.complaints import add_mei, log
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.deeds import NEXT_STAGE
from ui.complaints.inquiry_deeds import ADD_LINE, ASK_SOMEBODY
from ui.complaints.side_panel import CHRONOLOGY, EVIDENCE, FACTS, QUESTIONS, SECTIONS, STANDARDS

pytestmark = pytest.mark.only_on("sqlite")
MOST = 12


@pytest.fixture
def open_case(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> ComplaintsPage:
    case_id = log(ready, add_mei(ready))
    ready.act(add_line, case_id, {"happened_on": date(2026, 11, 3), "what": "She rang"})
    with qtbot.waitActive(page):
        page.activateWindow()
    page.opened(f"complaint:{case_id}")
    return page


def focused(page: ComplaintsPage) -> QWidget:
    found = page.window().focusWidget()
    assert found is not None
    return found


def press(page: ComplaintsPage, key: Qt.Key, *, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(focused(page), key, modifier)


def is_whole(form: QWidget, around: QWidget) -> bool:
    return form.height() <= around.height()


def test_tab_goes_through_each_section_and_out_and_esc_goes_back(open_case: ComplaintsPage) -> None:
    page, side = open_case, open_case.case.side
    said = page.case.point.before.widget("what_they_say")
    for at in (FACTS, CHRONOLOGY, EVIDENCE, QUESTIONS, STANDARDS):
        said.setFocus()
        side.show_section(at, focused=True)
        side.show_section(at, focused=True)
        inside = focused(page)
        assert side.isAncestorOf(inside), SECTIONS[at]
        for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            inside.setFocus()
            for _ in range(MOST):
                press(page, key)
                if not side.isAncestorOf(focused(page)):
                    break
            assert not side.isAncestorOf(focused(page)), f"{key.name} is caught in {SECTIONS[at]}"
        inside.setFocus()
        press(page, Qt.Key.Key_Escape)
        assert focused(page) is said, SECTIONS[at]
    page.case.points.list.setFocus()
    press(page, Qt.Key.Key_Tab)
    press(page, Qt.Key.Key_Tab)
    assert page.case.point.isAncestorOf(focused(page)), "points, then the line for a new one, then the point"


def test_a_form_has_room_and_leads_back_to_where_one_was_or_to_what_was_made(
    open_case: ComplaintsPage, qtbot: QtBot
) -> None:
    page, case = open_case, open_case.case
    said = case.point.before.widget("what_they_say")
    page.resize(1278, 690)  # what a window of 1366 × 768 leaves it
    for deed in (NEXT_STAGE, ASK_SOMEBODY):
        said.setFocus()
        assert case.case is not None
        case.deed.begin(deed, case.case, case.case.record.id)
        form = case.deed.form
        assert form is not None
        around = form.parentWidget()
        assert around is not None
        qtbot.waitUntil(lambda: not case.point.isVisible())  # it stands where the point stood
        qtbot.waitUntil(partial(is_whole, form, around))  # nothing needs to be scrolled to
        assert form.minimumSizeHint().width() <= around.width()
        press(page, Qt.Key.Key_Escape)
        assert focused(page) is said
    for begin in (page.begin_log, page.begin_short, page.begin_whole_file):
        begin()
        assert not case.isVisible()
        press(page, Qt.Key.Key_Escape)
        assert focused(page) is said, begin.__name__
    case.side.show_section(CHRONOLOGY, focused=True)
    case.begin(ADD_LINE)
    form = case.deed.form
    assert form is not None
    form.change_values({"happened_on": date(2026, 11, 4), "what": "She wrote"})
    press(page, Qt.Key.Key_Return, ctrl=True)
    made = case.side.chronology.list.chosen()
    assert made is not None
    assert (made.words, focused(page)) == ("She wrote", case.side.chronology.list)
    press(page, Qt.Key.Key_Escape)
    assert focused(page) is said
