"""Today of a team leader: what was settled at first contact by desk, the cases behind it, and the way to one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.contacts.log_contact import log_contact
from app.office import Office
from tests.complaints.test_settle_at_once import settle
from tests.support.complaints import add_mei, log, ready
from tests.support.offices import Enter
from tests.ui.complaints.conftest import FakeShell
from ui.contacts.today_page import TodayPage
from ui.kit.desk import Desk
from ui.kit.gallery_desk import AtOnceRunner
from ui.kit.preferences import Preferences

__all__ = ["ready"]

pytestmark = pytest.mark.only_on("sqlite")
OpenToday = Callable[[Office], TodayPage]


@pytest.fixture
def open_today(qtbot: QtBot, qapp: QApplication, preferences: Preferences) -> Iterator[OpenToday]:
    desks: list[Desk] = []

    def make(office: Office) -> TodayPage:
        desk = Desk(office, preferences, reads=AtOnceRunner(), acts=AtOnceRunner())
        desks.append(desk)
        page = TodayPage(FakeShell(desk), "Europe/London")
        qtbot.addWidget(page)
        page.resize(1100, 600)
        page.show()
        page.opened("")
        return page

    yield make
    for desk in desks:
        assert desk.shut_down()
        desk.deleteLater()


def lines(page: TodayPage) -> list[str]:
    return [page.settled.list.item(at).text() for at in range(page.settled.list.count())]


def test_a_leader_sees_the_share_and_goes_to_a_case(open_today: OpenToday, ready: Office, enter: Enter) -> None:
    person_id = add_mei(ready)
    case_id = settle(ready, person_id)
    log(ready, person_id)
    page = open_today(enter("lea.leader"))
    shown = page.settled.list
    [line] = lines(page)
    assert line.endswith(": 1 of 2 (50%) this month, nothing came in last month; 1 may still come back")
    assert "within ten working days of the desk's calendar" in shown.accessibleDescription()
    assert "neither opened again nor taken further" in shown.accessibleDescription()
    assert "kept to a circle counts only for those who are in it" in shown.accessibleDescription()
    shown.setCurrentRow(0)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert lines(page)[0] == f"Back to all desks: {line}"
    assert "the certificate that never came" in lines(page)[1]
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert isinstance(page.shell, FakeShell)
    assert page.shell.went == [("complaints", f"complaint:{case_id}")]
    shown.setCurrentRow(0)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert lines(page) == [line]


def test_a_change_leaves_the_face_and_the_row(
    open_today: OpenToday, ready: Office, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    mei = add_mei(ready)
    for _ in range(3):
        settle(ready, mei)
    monkeypatch.setattr("app.complaints.find_settled.MOST", 2)
    page = open_today(enter("lea.leader"))
    shown = page.settled.list
    shown.setCurrentRow(0)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    shown.setCurrentRow(2)
    assert lines(page)[0].endswith(". Below are the newest 2.")
    before, chosen = lines(page), shown.currentItem().text()
    log(ready, mei)
    page.refresh(frozenset({"complaint:99"}))
    assert lines(page)[1:] == before[1:]
    assert (": 3 of 4 (75%)" in lines(page)[0], shown.currentItem().text()) == (True, chosen)
    shown.setCurrentRow(0)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert (len(lines(page)), shown.currentRow()) == (1, 0)
    log(ready, mei)
    page.refresh(frozenset({"complaint:99"}))
    assert (": 3 of 5 (60%)" in lines(page)[0], shown.currentRow()) == (True, 0)


def test_who_does_not_lead_has_the_day_alone(open_today: OpenToday, ready: Office) -> None:
    settle(ready, add_mei(ready))
    assert open_today(ready).settled.isHidden()


def test_a_case_that_came_back_is_shown_apart(open_today: OpenToday, ready: Office, enter: Enter) -> None:
    mei = add_mei(ready)
    case_id = settle(ready, mei)
    page = open_today(enter("lea.leader"))
    shown = page.settled.list
    called = ready.act(
        log_contact, mei, channel="call", wanted="x", dissatisfied=True, dissatisfied_about="The certificate"
    )
    page.refresh(called.changed)
    assert lines(page)[0].endswith(": 0 of 1 (0%) this month, nothing came in last month")
    shown.setCurrentRow(0)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert lines(page)[1].startswith("Does not count, it came back: C26-")
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert isinstance(page.shell, FakeShell)
    assert page.shell.went == [("complaints", f"complaint:{case_id}")]
