"""Entering cases in another system by keys: each fact copied in its order, the case marked, the next one taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.office import Office
from app.staff.permissions import Permission
from tests.support.complaints import add_mei, log, record_of
from tests.support.offices import Enter
from tests.ui.complaints.conftest import FakeShell, OpenPage
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.deeds import DEEDS
from ui.complaints.entries_panel import EntriesPanel


@pytest.fixture
def cases(ready: Office) -> list[int]:
    mei = add_mei(ready)
    return [log(ready, mei, case_number="F4"), log(ready, mei, title="the lost letter")]


@pytest.fixture
def page(open_page: OpenPage, ready: Office, cases: list[int]) -> ComplaintsPage:
    page = open_page(ready)
    page.opened("")
    return page


def begin(page: ComplaintsPage) -> EntriesPanel:
    button = page.findChild(QPushButton, "entries_begin")
    assert button is not None
    assert button.text() == "Not yet entered: 2"
    button.click()
    return page.entries


def focused(page: QWidget) -> QWidget:
    found = page.focusWidget()
    assert found is not None
    return found


def test_each_key_copies_a_fact_and_goes_to_the_next_that_has_one(
    page: ComplaintsPage, ready: Office, cases: list[int], qtbot: QtBot
) -> None:
    panel = begin(page)
    assert focused(page).objectName() == "entry_copy_0"
    QTest.keyClick(focused(page), Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == record_of(ready, cases[0]).reference
    QTest.keyClick(focused(page), Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "16/11/2026"
    QTest.keyClick(focused(page), Qt.Key.Key_Up)
    assert focused(page).objectName() == "entry_copy_1"
    for _ in range(len(panel.copied())):
        if focused(page).objectName().startswith("entry_copy"):
            QTest.keyClick(focused(page), Qt.Key.Key_Return)
    assert focused(page) is panel.form.widget("reference")
    QTest.keyClicks(focused(page), "CT-1")
    QTest.keyClick(focused(page), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert record_of(ready, cases[0]).external_reference == "CT-1"
    assert panel.list.count() == 1
    assert panel.form.values()["reference"] == ""
    assert focused(page).objectName() == "entry_copy_0"


def test_a_reference_that_another_case_has_is_told_at_the_field(page: ComplaintsPage, ready: Office) -> None:
    panel = begin(page)
    panel.form.change_values({"reference": "CT-1"})
    panel.submit()
    panel.form.change_values({"reference": "CT-1"})
    panel.submit()
    assert "has “CT-1” there already" in panel.form.told()["reference"]
    assert panel.do.isEnabled()


def test_nothing_is_left_when_all_are_entered(page: ComplaintsPage) -> None:
    panel = begin(page)
    for reference in ("CT-1", "CT-2"):
        panel.form.change_values({"reference": reference})
        panel.submit()
    assert panel.summary.text() == "Every case of your desk is in the complaints tracking system."
    assert not panel.do.isEnabled()
    assert page.findChild(QPushButton, "entries_begin").isHidden()  # type: ignore[union-attr]
    assert page.worklist.why_no_entries == panel.summary.text()


def test_all_are_saved_in_a_file(page: ComplaintsPage, tmp_path: Path) -> None:
    panel = begin(page)
    panel.save_csv(tmp_path / "a.csv")
    assert len((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines()) == 3
    panel.save_csv(tmp_path / "none" / "a.csv")
    shell = page.shell
    assert isinstance(shell, FakeShell)
    assert [notice.sentence.split()[0] for notice in shell.told[-2:]] == ["2", "a.csv"]


def test_who_may_only_read_copies_and_marks_nothing(open_page: OpenPage, cases: list[int], enter: Enter) -> None:
    page = open_page(enter("oto.auditor"))
    page.opened("")
    panel = begin(page)
    assert focused(page).objectName() == "entry_copy_0"
    assert not panel.do.isEnabled()
    assert panel.do.toolTip() == page.desk.why_not(Permission.COMPLAINT_WORK)


def test_a_case_is_marked_from_its_own_menu_and_the_mark_taken_back(
    page: ComplaintsPage, ready: Office, cases: list[int]
) -> None:
    page.opened(f"complaint:{cases[0]}")
    deed: Callable[[str], object] = lambda key: page.case.begin(next(one for one in DEEDS if one.key == key))  # noqa: E731
    deed("entered")
    assert page.case.deed.form is not None
    page.case.deed.form.change_values({"reference": "CT-9"})
    page.case.deed.submit()
    assert record_of(ready, cases[0]).external_reference == "CT-9"
    deed("not_entered")
    page.case.deed.submit()
    assert record_of(ready, cases[0]).entered_on is None
