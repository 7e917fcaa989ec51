"""Letters whose posting day has passed are told and re-dated, on the approval desk and in the register."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.basics.clock import SetClock
from app.correspondence.approve_letter import approve_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.states import LetterState
from tests.ui.correspondence.conftest import Letters, RecordingShell
from ui.correspondence.approvals.approvals_page import ApprovalsPage
from ui.correspondence.redating import told_of, waiting_words
from ui.correspondence.register_page import RegisterPage

ANSWER = "Your membership runs until 31 December 2026."


@pytest.mark.parametrize(
    ("done", "told"),
    [
        (
            {"asks": ["L1"], "back": [], "moved": []},
            "One letter waits for somebody else to approve the new dates; nothing else differs.",
        ),
        (
            {"asks": ["L1", "L2"], "back": ["L3", "L4"], "moved": ["L5"]},
            """2 letters wait for somebody else to approve the new dates; nothing else differs. L3 and L4 \
went back to their authors: more than dates would change. L5 changed at another desk meanwhile.""",
        ),
    ],
)
def test_what_came_of_it_in_words(done: dict[str, list[str]], told: str) -> None:
    assert told_of(done) == told  # type: ignore[arg-type]
    assert waiting_words(0, 1) == "The posting day of a letter has passed: 1 approved and not posted."
    assert waiting_words(2, 2) == (
        "The posting day of 4 letters has passed: 2 waiting for approval, 2 approved and not posted."
    )


def test_an_approver_redates_all_and_leaves_the_decision_to_somebody_else(
    qtbot: QtBot, shell_of: Callable[[str], RecordingShell], letters: Letters, clock: SetClock
) -> None:
    ids = [letters.reply(letters.person(name, "Mei Ling"), ANSWER) for name in ("Tan", "Lim")]
    clock.advance(timedelta(days=3))
    shell = shell_of("lea.leader")
    page = ApprovalsPage(shell)
    qtbot.addWidget(page)
    page.show()
    page.desk.changed.connect(page.refresh)
    page.opened("")
    qtbot.waitUntil(lambda: page.redating.all.isVisible() and page.redating.all.text() == "Re-date all 2")
    qtbot.waitUntil(lambda: "if you do, with D, somebody else decides" in page.decision._why.text())
    page.redating.choose.click()
    assert page.redating.list.hasFocus()
    QTest.keyClick(page.redating.list, Qt.Key.Key_Space)
    assert page.redating.all.text() == "Re-date 1 of 2"
    assert [one.id for one in page.redating.ticked()] == ids[1:]
    QTest.keyClick(page.redating.list, Qt.Key.Key_Space)
    assert page.redating.all.text() == "Re-date all 2"
    QTest.keyClick(page.redating.all, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not page.redating.isVisible() and "You re-dated" in page.decision._why.text())
    assert not page.decision.approve.isEnabled()
    assert "2 letters wait for somebody else to approve the new dates" in shell.notices[-1].sentence
    assert page.face.note.text().startswith("Lea Leader says: Re-dated, and only its dates differ")
    leo = letters.enter("leo.leader")
    for number in ids:
        leo.act(approve_letter, number, leo.read(for_approval, number).revision_id)


def test_the_register_asks_to_redate_before_anything_leaves(
    qtbot: QtBot, shell_of: Callable[[str], RecordingShell], letters: Letters, clock: SetClock
) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    lea = letters.enter("lea.leader")
    lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)
    clock.advance(timedelta(days=3))
    page = RegisterPage(shell_of("ada.adviser"))
    qtbot.addWidget(page)
    page.show()
    page.desk.changed.connect(page.refresh)
    page.opened(f"letter:{letter_id}")
    qtbot.waitUntil(page.sending.redate.isVisible)
    mains = [made.property("part") for made in (page.sending.redate, page.sending.post)]
    assert mains == ["main", "plain"], "one main thing to do"
    assert not page.sending.print.isEnabled()
    assert "It was to go out on 20 Nov 2026" in page.sending._why.text()
    QTest.mouseClick(page.sending.redate, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: lea.read(letter_record, letter_id).letter.state is LetterState.SUBMITTED)
    qtbot.waitUntil(lambda: not page.sending.redate.isVisible())
