"""What an author kept is read and confirmed at the approval desk before the letter can be approved."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.correspondence.draft_letter import draft_letter
from app.correspondence.find_editing import check_draft, letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.keep_reading import keep_reading
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from letters.block_text import with_text
from letters.checks.kept import reading_key
from letters.content import from_json, to_json
from tests.ui.correspondence.conftest import Letters, RecordingShell
from ui.correspondence.approvals.approvals_page import ApprovalsPage

SORRY_IF = "We are sorry if this came late. You will hear from us in May."


@pytest.fixture
def page(qtbot: QtBot, shell_of: Callable[[str], RecordingShell], kept_id: int) -> ApprovalsPage:
    """The desk of the team leader with the letter read."""
    page = ApprovalsPage(shell_of("lea.leader"))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    with qtbot.waitExposed(page):
        page.show()
    page.desk.changed.connect(page.refresh)
    page.opened(f"letter:{kept_id}")
    qtbot.waitUntil(lambda: page.picture.view.is_sharp)
    return page


@pytest.fixture
def kept_id(letters: Letters) -> int:
    """A reply that waits for approval with one reading kept."""
    ada = letters.enter("ada.adviser")
    return submitted(ada, letters, SORRY_IF, 1)


def submitted(ada: Office, letters: Letters, words: str, kept: int) -> int:
    """A reply with those words, so many readings of them kept, that waits for approval."""
    letter_id = ada.act(draft_letter, None, letters.person("Tan", "Mei Ling"), "general-reply").result
    content = from_json(ada.read(letter_for_editing, letter_id).content)
    content = content.with_block(with_text(content.block("answer"), words))
    ada.keep(keep_letter_draft, letter_id, to_json(content))
    readings = [one for one in ada.read(check_draft, letter_id) if one.rule == "C11"]
    assert len(readings) == kept
    for finding in readings:
        key = reading_key(finding, content)
        ada.act(keep_reading, letter_id, key.rule, key.block_id, key.fingerprint, "They asked us to.")
    ada.act(submit_letter, letter_id)
    return int(letter_id)


def why(page: ApprovalsPage) -> str:
    label = page.findChild(QLabel, "decision_why")
    assert label is not None
    return label.text()


def test_it_is_confirmed_by_keyboard_and_then_approved(qtbot: QtBot, page: ApprovalsPage) -> None:
    assert not page.decision.approve.isEnabled()
    assert why(page) == "The author kept a finding: read the reason under Checks and confirm it with C."
    page.tabs.show_checks()
    assert page.tabs.links.hasFocus()
    (line,) = [one for one in page.tabs.links.sentences() if "C11" in one]
    assert "Kept by Ada Adviser: They asked us to." in line
    QTest.keyClick(page.tabs.links, Qt.Key.Key_C)
    qtbot.waitUntil(page.decision.approve.isEnabled)
    assert why(page) == ""


def test_pressed_twice_at_once_it_confirms_two(qtbot: QtBot, page: ApprovalsPage, letters: Letters) -> None:
    letter_id = submitted(letters.enter("ada.adviser"), letters, f"{SORRY_IF} We apologise if you waited.", 2)
    page.opened(f"letter:{letter_id}")
    qtbot.waitUntil(lambda: why(page).startswith("The author kept 2 findings"))
    page.tabs.show_checks()
    QTest.keyClick(page.tabs.links, Qt.Key.Key_C)
    QTest.keyClick(page.tabs.links, Qt.Key.Key_C)
    qtbot.waitUntil(page.decision.approve.isEnabled)
