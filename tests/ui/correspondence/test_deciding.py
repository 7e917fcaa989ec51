"""Deciding without a slip of the hand: nothing is pressed for a letter that is decided, no words are lost unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.states import LetterState
from tests.ui.correspondence.conftest import Letters, RecordingShell
from tests.ui.fakes import HeldRunner
from ui.correspondence.approvals.approvals_page import ApprovalsPage
from ui.kit.ask import Question, answer_with
from ui.kit.desk import Desk
from ui.kit.preferences import Preferences
from ui.parts.workers import drawing_runner

ANSWER = "Your membership runs until 31 December 2026."
WITH_SLIP = ANSWER.replace("until", "untill")


@pytest.fixture
def held_page(
    qtbot: QtBot, letters: Letters, preferences: Preferences, held: HeldRunner
) -> Iterator[Callable[[], ApprovalsPage]]:
    """The desk as Lea, with its first letter read; what is saved waits until the test lets it go."""
    desk = Desk(letters.enter("lea.leader"), preferences, acts=held)

    def make() -> ApprovalsPage:
        page = ApprovalsPage(RecordingShell(desk))
        qtbot.addWidget(page)
        page.resize(1366, 768)
        with qtbot.waitExposed(page):
            page.show()
        desk.changed.connect(page.refresh)
        page.opened("")
        qtbot.waitUntil(lambda: page.picture.view.is_sharp)
        page.focus_first()
        return page

    yield make
    assert drawing_runner().shut_down()
    assert desk.shut_down(30_000)
    desk.deleteLater()


class Asked(list[Question]):
    """Remembers what was asked."""

    answer = ""

    def take(self, question: Question, _parent: QWidget | None) -> str:
        self.append(question)
        return self.answer


@pytest.fixture
def asked() -> Iterator[Asked]:
    """The questions that were asked, each answered with what ``asked.answer`` is then."""
    found = Asked()
    answer_with(found.take)
    yield found
    answer_with(None)


def words(page: ApprovalsPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label is not None
    return label.text()


def state(letters: Letters, letter_id: int) -> LetterState:
    return letters.enter("ada.adviser").read(letter_record, letter_id).letter.state


def test_nothing_is_pressed_for_a_letter_that_is_being_approved_and_the_next_is_there_at_once(
    qtbot: QtBot, held_page: Callable[[], ApprovalsPage], letters: Letters, held: HeldRunner
) -> None:
    tan = letters.person("Tan", "Mei Ling")
    first, second = letters.reply(tan, ANSWER), letters.reply(tan, ANSWER + " Thank you.")
    reference = letters.enter("lea.leader").read(for_approval, second).reference
    page = held_page()
    qtbot.waitUntil(lambda: page._reader._ahead is not None)
    for _ in range(3):
        QTest.keyClick(page.queue.view, Qt.Key.Key_A)
    assert len(held.held) == 1
    assert words(page, "decision_why").startswith("Approving ")
    assert not page.decision.approve.isEnabled()
    assert not page.decision.send_back.isEnabled()
    assert page.deeds.why_not_return()
    held.let_go(next(iter(held.held)))
    assert state(letters, first) is LetterState.APPROVED
    assert words(page, "headline_reference") == reference
    assert page.decision.approve.isEnabled()
    assert state(letters, second) is LetterState.SUBMITTED
    qtbot.waitUntil(lambda: page.queue.model.rowCount() == 1)
    qtbot.waitUntil(lambda: page.picture.view.is_sharp)


def test_what_is_typed_and_not_sent_is_asked_for_before_a_decision(
    qtbot: QtBot, held_page: Callable[[], ApprovalsPage], letters: Letters, held: HeldRunner, asked: Asked
) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = held_page()
    page.comment_here("answer")
    editor = page.tabs.comments.editor
    QTest.keyClicks(editor, "Which year?")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert page.queue.view.hasFocus()
    QTest.keyClick(page.queue.view, Qt.Key.Key_A)
    [question] = asked
    lost = "You typed a comment and have not sent it; it is thrown away if you approve the letter without it."
    assert question.what_happens == lost
    assert [answer.verb for answer in question.answers] == ["Add the comment, then approve", "Approve without"]
    assert editor.hasFocus()
    assert state(letters, letter_id) is LetterState.SUBMITTED
    asked.answer = "send"
    page.approve()
    while held.held:
        held.let_go()
    qtbot.waitUntil(lambda: state(letters, letter_id) is LetterState.APPROVED)
    [comment] = letters.enter("ada.adviser").read(for_approval, letter_id).comments
    assert (comment.block_id, comment.text) == ("answer", "Which year?")
    qtbot.waitUntil(lambda: page.queue.model.rowCount() == 0)


def test_parts_are_chosen_commented_on_and_edited_by_keys(
    qtbot: QtBot, held_page: Callable[[], ApprovalsPage], letters: Letters, asked: Asked
) -> None:
    letters.reply(letters.person("Tan", "Mei Ling"), WITH_SLIP)
    page = held_page()
    rows, editor = page.queue.view, page.tabs.comments.editor
    QTest.keyClick(rows, Qt.Key.Key_E)
    assert told(page) == "Choose a part first: click it, or go to it with N and P."
    passed = press_until(page, Qt.Key.Key_N, "signature", rows)
    QTest.keyClick(rows, Qt.Key.Key_E)
    assert told(page) == "These words are not the author's to change: comment on them."
    page.picture.view.setFocus()
    back = press_until(page, Qt.Key.Key_P, "answer", page.picture.view)
    assert back == list(reversed(passed[passed.index("answer") : -1]))
    QTest.keyClick(page.picture.view, Qt.Key.Key_E)
    assert (editor.hasFocus(), editor.text()) == (True, WITH_SLIP)
    assert not page.tabs.comments.mend.isEnabled()
    editor.setPlainText(WITH_SLIP + " And so on.")
    assert "more than a slip" in words(page, "words_no_slip")
    editor.setPlainText(ANSWER)
    assert page.tabs.comments.mend.isEnabled()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QTest.keyClick(rows, Qt.Key.Key_C)
    assert (editor.hasFocus(), editor.text()) == (True, "")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    page.approve()
    assert "other words for “" in asked[0].what_happens
    assert [answer.verb for answer in asked[0].answers] == ["Approve without"]


def press_until(page: ApprovalsPage, key: Qt.Key, part: str, where: QWidget) -> list[str]:
    """Press a key until this part is chosen; the parts on the way."""
    passed: list[str] = []
    while page.face.part != part:
        QTest.keyClick(where, key)
        assert page.face.part not in passed
        passed.append(page.face.part)
    return passed


def told(page: ApprovalsPage) -> str:
    assert isinstance(page.shell, RecordingShell)
    return page.shell.notices[-1].sentence
