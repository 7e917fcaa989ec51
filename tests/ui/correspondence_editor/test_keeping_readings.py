"""Keeping what a check read, by keyboard: a reason in place, told in the list, let go of; never what is certain."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.office import Office
from letters.checks import Finding
from tests.ui.correspondence_editor.conftest import OpenWindow, Window, write
from ui.correspondence.editor.finding_words import checks_heading, finding_sentence, finding_tone, how_kept
from ui.correspondence.editor.letter_deeds import CERTAIN
from ui.correspondence.editor.page_state import last_line

pytestmark = pytest.mark.only_on("sqlite")

READ = Finding("C11", "block", "It is conditional.", "Name what we did.", certain=False, block_id="b")
KEPT = Finding("C11", "block", "It is conditional.", "", False, "b", kept_because="They asked.", kept_by="Ada")
SURE = Finding("C15", "block", "£5 is not a sum of the record.", block_id="b")


def test_what_is_kept_is_told_with_its_reason_and_blocks_nothing() -> None:
    assert checks_heading([READ, KEPT, SURE]) == "Checks · 2 block, 1 kept"
    assert finding_sentence(KEPT) == "It is conditional. Kept by Ada: They asked."
    assert (finding_tone(READ), finding_tone(KEPT)) == ("bad", "muted")
    assert last_line([KEPT], ["Lea"], editable=True)[1] == "good"


def test_it_is_said_what_can_be_kept() -> None:
    assert how_kept(READ) == "K keeps it with a reason"
    assert how_kept(KEPT) == "K lets the checks tell it again"
    assert "must be mended" in how_kept(SURE)


def press_k(window: Window, rule: str) -> None:
    checks = window.editor.parts.checks
    window.qtbot.waitUntil(lambda: any(one.rule == rule for one in window.editor.findings or ()))
    rules = [one.rule for one in window.editor.findings or ()]
    checks.list.setCurrentRow(rules.index(rule))
    checks.list.setFocus()
    QTest.keyClick(checks.list, Qt.Key.Key_K)


def kept(window: Window) -> list[str]:
    return [one.kept_because for one in window.editor.findings or () if one.rule == "C11"]


def test_a_reading_is_kept_and_let_go_of_by_keyboard(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    write(ada, reply_id, "answer", "We are sorry if this came late. You will hear from us in May.")
    window = open_window(ada)
    window.edit(reply_id)
    press_k(window, "C11")
    reason = window.editor.parts.reason
    window.qtbot.waitUntil(reason.field.hasFocus)
    QTest.keyClicks(reason.field, "They asked us to.")
    QTest.keyClick(reason.field, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: kept(window) == ["They asked us to."])
    press_k(window, "C11")
    window.qtbot.waitUntil(lambda: kept(window) == [""])


def test_what_is_certain_is_not_kept(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    write(ada, reply_id, "answer", "We will pay you £50.00.")
    window = open_window(ada)
    window.edit(reply_id)
    press_k(window, "C15")
    assert CERTAIN in window.notices()
    assert not window.editor.parts.reason.isVisible()
