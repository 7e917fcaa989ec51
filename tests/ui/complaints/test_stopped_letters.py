"""The head of a case says which of its letters was stopped, and why, to whoever is there when it happens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.correspondence.draft_letter import draft_letter
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from tests.complaints.test_letters_of_complaints import investigate
from tests.support.complaints import add_mei, log, record_of
from tests.ui.complaints.conftest import FakeShell
from ui.complaints.complaints_page import ComplaintsPage

pytestmark = pytest.mark.only_on("sqlite")


def test_whoever_adds_a_point_sees_what_it_stopped(page: ComplaintsPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    investigate(ready, case_id)
    person_id = record_of(ready, case_id).person_id
    letter_id = ready.act(draft_letter, f"complaint:{case_id}", person_id, "first-stage-response").result
    ready.act(submit_letter, letter_id)
    page.opened(f"complaint:{case_id}")
    assert page.case.head.stopped.isHidden()
    QTest.keyClicks(page.case.points.new, "Nobody rang back")
    QTest.keyClick(page.case.points.new, Qt.Key.Key_Return)
    page.refresh(frozenset({f"complaint:{case_id}"}))
    assert page.case.head.stopped.isVisibleTo(page)
    told = page.case.head.stopped.findChild(QLabel, "stopped_words")
    go = page.case.head.stopped.findChild(QPushButton, "open_stopped")
    assert isinstance(told, QLabel)
    assert isinstance(go, QPushButton)
    assert told.text() == (
        "▲ “Our answer to your complaint” was stopped and not sent. Points complained of: “Nobody rang back” is new."
    )
    go.click()
    assert isinstance(page.shell, FakeShell)
    assert page.shell.went == [("letters", f"letter:{letter_id}")]
