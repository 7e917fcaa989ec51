"""The approval desk by keyboard, on a real office: approve, return, what cannot be done and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.correspondence.approve_letter import approve_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.problems import AlreadyDecided
from app.correspondence.states import LetterState
from tests.ui.correspondence.conftest import Letters, RecordingShell
from ui.correspondence.approvals.approvals_page import ApprovalsPage

ANSWER = "Your membership runs until 31 December 2026."
Make = Callable[..., ApprovalsPage]


@pytest.fixture
def page_of(qtbot: QtBot, shell_of: Callable[[str], RecordingShell]) -> Make:
    """``page_of("lea.leader")``: the desk as somebody, shown, with its first letter read."""

    def make(login: str, subject: str = "", *, waiting: bool = True) -> ApprovalsPage:
        page = ApprovalsPage(shell_of(login))
        qtbot.addWidget(page)
        page.resize(1366, 768)
        with qtbot.waitExposed(page):
            page.show()
        page.desk.changed.connect(page.refresh)
        with qtbot.waitSignal(page.queue.loaded):
            page.opened(subject)
        if waiting:
            qtbot.waitUntil(lambda: page.picture.view.is_sharp)
        page.focus_first()
        return page

    return make


def shell(page: ApprovalsPage) -> RecordingShell:
    assert isinstance(page.shell, RecordingShell)
    return page.shell


def words(page: ApprovalsPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label is not None
    return label.text()


def state(letters: Letters, letter_id: int) -> LetterState:
    return letters.enter("ada.adviser").read(letter_record, letter_id).letter.state


def test_an_empty_desk_says_what_belongs_here(page_of: Make, letters: Letters) -> None:
    page = page_of("lea.leader", waiting=False)
    assert page.queue.model.rowCount() == 0
    assert not page.decision.isVisible()
    assert page.face.nothing_beside.isVisible()
    assert not page.tabs.isVisible()


def test_a_approves_and_the_next_letter_is_shown(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    tan = letters.person("Tan", "Mei Ling")
    first, second = letters.reply(tan, ANSWER), letters.response(tan)
    page = page_of("lea.leader")
    assert words(page, "headline_reference") == letters.enter("lea.leader").read(for_approval, first).reference
    QTest.keyClick(page.queue.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: state(letters, first) == LetterState.APPROVED)
    qtbot.waitUntil(lambda: words(page, "headline") == "Our answer to your complaint")
    qtbot.waitUntil(lambda: page.queue.model.rowCount() == 1)
    assert [notice.tone for notice in shell(page).notices] == ["good"]
    assert state(letters, second) == LetterState.SUBMITTED
    qtbot.waitUntil(lambda: page.picture.view.is_sharp)


def test_a_key_that_is_held_decides_on_one_letter(page_of: Make, letters: Letters) -> None:
    page = page_of("lea.leader", waiting=False)
    held = {shortcut.key().toString() for shortcut in page.findChildren(QShortcut) if shortcut.autoRepeat()}
    assert not held & {"A", "R", "D", "S", "Shift+A", "C", "E"}


def test_r_opens_the_reason_and_ctrl_enter_returns(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = page_of("lea.leader")
    QTest.keyClick(page.queue.view, Qt.Key.Key_R)
    assert page.decision.reason.hasFocus()
    QTest.keyClick(page.decision.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Say what must change" in words(page, "return_problem"))
    QTest.keyClicks(page.decision.reason, "Say which year.")
    QTest.keyClick(page.decision.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: state(letters, letter_id) == LetterState.RETURNED)
    record = letters.enter("ada.adviser").read(letter_record, letter_id)
    assert record.revisions[0].reason == "Say which year."
    qtbot.waitUntil(lambda: page.queue.model.rowCount() == 0)
    assert not page.decision.isVisible()


def test_a_and_r_are_letters_again_outside_the_queue(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = page_of("lea.leader")
    page.decision.begin_return()
    QTest.keyClicks(page.decision.reason, "A rare case")
    assert page.decision.reason.text() == "A rare case"
    QTest.keyClick(page.decision.reason, Qt.Key.Key_Escape)
    assert page.queue.view.hasFocus()
    assert state(letters, letter_id) == LetterState.SUBMITTED


def test_a_reason_that_was_begun_is_found_again(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = page_of("lea.leader")
    page.decision.begin_return()
    QTest.keyClicks(page.decision.reason, "Half a thou")
    assert page.may_close()
    again = page_of("lea.leader")
    qtbot.waitUntil(lambda: again.decision.reason.text() == "Half a thou")


def test_keys_that_do_nothing_now_say_why(page_of: Make, letters: Letters) -> None:
    page = page_of("ada.adviser", waiting=False)
    letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    for key in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_N):
        QTest.keyClick(page.queue.focusProxy() or page.queue, key)
    assert [notice.sentence for notice in shell(page).notices] == ["No letter is chosen."] * 3


def test_ones_own_letter_is_shown_and_the_buttons_say_why_not(page_of: Make, letters: Letters) -> None:
    letters.reply(letters.person("Tan", "Mei Ling"), ANSWER, author="lea.leader")
    page = page_of("lea.leader")
    assert not page.decision.approve.isEnabled()
    assert not page.decision.send_back.isEnabled()
    assert words(page, "decision_why").startswith("You wrote this letter, so somebody else must decide on it.")
    QTest.keyClick(page.queue.view, Qt.Key.Key_A)
    QTest.keyClick(page.queue.view, Qt.Key.Key_R)
    assert not page.decision.is_writing
    (said, again) = shell(page).notices
    assert said.sentence == again.sentence
    assert said.sentence.startswith("You wrote this letter, so somebody else must decide on it.")


def test_a_record_that_moved_can_only_be_returned_with_what_moved(
    qtbot: QtBot, page_of: Make, letters: Letters
) -> None:
    letter_id = letters.response(letters.person("Tan", "Mei Ling"))
    letters.case.facts["complaint"]["heads"][0]["finding"] = "We found something else."
    page = page_of("lea.leader")
    assert "We found something else" in words(page, "warnings_words")
    assert not page.decision.approve.isEnabled()
    QTest.keyClick(page.queue.view, Qt.Key.Key_R)
    assert "We found something else" in page.decision.reason.text()
    qtbot.mouseClick(page.decision.really, Qt.MouseButton.LeftButton)  # type: ignore[no-untyped-call]
    qtbot.waitUntil(lambda: state(letters, letter_id) == LetterState.RETURNED)


def test_the_later_of_two_approvers_is_told_who_was_first(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = page_of("lea.leader")
    leo = letters.enter("leo.leader")
    leo.act(approve_letter, letter_id, leo.read(for_approval, letter_id).revision_id)
    QTest.keyClick(page.queue.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: bool(shell(page).problems))
    assert isinstance(shell(page).problems[0], AlreadyDecided)
    assert "Leo Leader approved" in str(shell(page).problems[0])
    qtbot.waitUntil(lambda: page.queue.model.rowCount() == 0)


def test_a_click_on_a_part_begins_a_comment_that_is_pinned(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = page_of("lea.leader")
    page.comment_here("answer")
    QTest.keyClicks(page.tabs.comments.editor, "Which day?")
    QTest.keyClick(page.tabs.comments.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.tabs.tabText(3) == "Comments 1")
    [comment] = letters.enter("ada.adviser").read(for_approval, letter_id).comments
    assert (comment.block_id, comment.text, comment.by) == ("answer", "Which day?", "Lea Leader")
    settle = page.findChild(QPushButton, f"comment_{comment.id}_settle")
    assert settle is not None
    settle.click()
    qtbot.waitUntil(lambda: page.tabs.tabText(3) == "Comments")


def test_after_a_click_on_a_part_what_is_typed_is_the_comment(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = page_of("lea.leader")
    page.picture.block_clicked.emit("answer")
    editor = page.tabs.comments.editor
    assert page.tabs.currentWidget() is page.tabs.comments
    assert QApplication.focusWidget() is editor
    QTest.keyClicks(editor, "Which")
    letters.reply(letters.person("Osei", "Ama"), ANSWER)
    page.desk.changed.emit(frozenset({"*"}))
    qtbot.waitUntil(lambda: page.queue.model.rowCount() == 2)
    assert QApplication.focusWidget() is editor
    QTest.keyClicks(editor, " day?")
    assert (editor.text(), words(page, "comment_about").startswith("On ")) == ("Which day?", True)


def test_a_letter_can_be_opened_by_its_id(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    tan = letters.person("Tan", "Mei Ling")
    letters.reply(tan, ANSWER)
    second = letters.reply(tan, ANSWER + " Thank you for asking.")
    page = page_of("lea.leader", f"letter:{second}")
    reference = letters.enter("lea.leader").read(for_approval, second).reference
    qtbot.waitUntil(lambda: words(page, "headline_reference") == reference)
    row = page.queue.current()
    assert row is not None
    assert row.letter.id == second


def test_an_approval_is_undone_from_its_notice(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = page_of("lea.leader")
    page.approve()
    qtbot.waitUntil(lambda: bool(shell(page).notices))
    [notice] = shell(page).notices
    assert (notice.action, state(letters, letter_id)) == ("Undo", LetterState.APPROVED)
    assert notice.do is not None
    notice.do()
    qtbot.waitUntil(lambda: state(letters, letter_id) == LetterState.SUBMITTED)
    qtbot.waitUntil(lambda: page.queue.model.rowCount() == 1)
    qtbot.waitUntil(page.decision.approve.isEnabled)
