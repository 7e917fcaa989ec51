"""Away, and who covers: said from the person's menu by keyboard, on a real office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.basics.clock import SetClock
from app.office import Office
from app.staff.absences import absences
from app.staff.set_absence import set_absence
from app.staff.starters import starters
from tests.support.databases import Database, staff_id
from tests.support.postgres import PASSWORD
from ui.absence import AbsenceDialog
from ui.kit.desk import Desk
from ui.kit.preferences import Preferences

LEA, LEO, MIA = staff_id("lea.leader"), staff_id("leo.leader"), staff_id("mia.manager")
SeatOf = Callable[[str], tuple[Office, Desk]]


@pytest.fixture
def seat_of(sqlite_database: Database, preferences: Preferences, clock: SetClock) -> Iterator[SeatOf]:
    seats: list[tuple[Office, Desk]] = []
    url = sqlite_database.owner_url.render_as_string(hide_password=False)

    def make(login: str) -> tuple[Office, Desk]:
        office = Office.sign_in(url, login, PASSWORD, clock=clock)
        seats.append((office, Desk(office, preferences)))
        return seats[-1]

    yield make
    for office, desk in seats:
        assert desk.shut_down()
        office.close()
        desk.deleteLater()


def dialog_of(qtbot: QtBot, desk: Desk) -> AbsenceDialog:
    dialog = AbsenceDialog(desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.form is not None)
    return dialog


def test_a_leader_says_that_she_is_away_and_who_covers(qtbot: QtBot, seat_of: SeatOf) -> None:
    office, desk = seat_of("lea.leader")
    dialog = dialog_of(qtbot, desk)
    assert dialog.form is not None
    assert "staff_id" not in dialog.form.values(), "she says it of herself alone"
    QTest.keyClicks(dialog.form.widget("from_on"), "20 Nov 2026")
    QTest.keyClicks(dialog.form.widget("last_on"), "19 Nov 2026")
    cover = dialog.form.widget("cover_id")
    assert isinstance(cover, QComboBox)
    QTest.keyClicks(cover, "Leo")
    QTest.keyClick(cover, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "before the first" in (dialog.form.told() if dialog.form else {}).get("last_on", ""))
    dialog.form.change_values({"last_on": date(2026, 11, 24)})
    dialog.submit()
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert dialog.list.item(0).text() == "Lea Leader, away now\n20 Nov 2026 to 24 Nov 2026 · Leo Leader covers"
    assert dialog.back.text() == "I am back"
    dialog.back.click()
    qtbot.waitUntil(lambda: office.read(absences) == [])
    qtbot.waitUntil(dialog.nobody.isVisible)


def test_only_a_manager_ends_anothers(qtbot: QtBot, seat_of: SeatOf) -> None:
    office, desk = seat_of("mia.manager")
    office.act(set_absence, LEO, date(2026, 11, 20), date(2026, 11, 20), LEA)
    dialog = dialog_of(qtbot, desk)
    assert dialog.form is not None
    assert dialog.form.values()["staff_id"] == MIA
    assert dialog.back.isEnabled()
    assert not dialog_of(qtbot, seat_of("lea.leader")[1]).back.isEnabled()


def test_a_leader_says_who_is_starting(qtbot: QtBot, seat_of: SeatOf) -> None:
    office, desk = seat_of("lea.leader")
    box = dialog_of(qtbot, desk).starters
    qtbot.waitUntil(lambda: box.form is not None)
    assert box.form is not None
    box.form.change_values({"staff_id": staff_id("ada.adviser"), "until_on": date(2026, 12, 31)})
    box.say.click()
    qtbot.waitUntil(lambda: box.lines.text() == "Ada Adviser: until 31 Dec 2026")
    assert office.read(starters) == {staff_id("ada.adviser"): date(2026, 12, 31)}
