"""Deciding without a slip of the hand: nothing is pressed for a letter that is decided, no words are lost unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.correspondence.find import letter_record
from app.correspondence.find_approvals import ForApproval, for_approval
from app.correspondence.states import LetterState
from app.office import Office
from app.staff.drafts import drafts_of
from app.store.faults import away
from tests.ui.correspondence.conftest import Letters, RecordingShell
from tests.ui.fakes import HeldRunner
from ui.correspondence.approvals import comments_panel
from ui.correspondence.approvals.approvals_page import ApprovalsPage
from ui.correspondence.approvals.opening import draft_subject
from ui.correspondence.approvals.page_state import edit_field, why_not_mend
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
    assert page.deeds.why_not_return().startswith("Approving ")
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
    qtbot.waitUntil(lambda: "more than a slip" in words(page, "words_no_slip"))
    editor.setPlainText(ANSWER)
    qtbot.waitUntil(page.tabs.comments.mend.isEnabled)
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    QTest.keyClick(rows, Qt.Key.Key_C)
    assert (editor.hasFocus(), editor.text()) == (True, "")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    page.approve()
    assert "other words for “" in asked[0].what_happens
    assert [answer.verb for answer in asked[0].answers] == ["Approve without"]


def test_a_comment_that_was_not_saved_goes_back_to_its_own_letter(
    qtbot: QtBot,
    held_page: Callable[[], ApprovalsPage],
    letters: Letters,
    held: HeldRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tan, lea = letters.person("Tan", "Mei Ling"), letters.enter("lea.leader")
    first, second = letters.reply(tan, ANSWER), letters.reply(tan, ANSWER + " Thank you.")
    page = held_page()
    qtbot.waitUntil(lambda: page._reader._ahead is not None)
    editor = page.tabs.comments.editor
    page.comment_here("answer")
    QTest.keyClicks(editor, "Which year?")
    editor.flush()
    held.let_go()
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert drafts_of_letter(lea, first) == {"comment": "Which year?"}
    page.queue.choose_next()
    qtbot.waitUntil(lambda: page.tabs.comments.letter_id == second)
    qtbot.waitUntil(lambda: page.picture.view.is_sharp)
    page.comment_here("answer")
    QTest.keyClicks(editor, "Thank whom?")
    with monkeypatch.context() as away_now:
        away_now.setattr(Office, "act_once", is_away)
        held.let_go()
    held.let_go()
    assert editor.text() == "Thank whom?"
    assert drafts_of_letter(lea, first) == {"comment": "Which year?"}
    page.queue.choose_next(-1)
    qtbot.waitUntil(lambda: page.tabs.comments.letter_id == first)
    assert editor.text() == "Which year?"
    page.comment_here("answer")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.comment_here("answer")
    QTest.keyClicks(editor, "And another thing.")
    with monkeypatch.context() as away_now:
        away_now.setattr(Office, "act_once", is_away)
        held.let_go()
    assert editor.text() == "Which year?\nAnd another thing."
    editor.setPlainText("Which year?")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    while held.held:
        held.let_go()
    assert drafts_of_letter(lea, first) == {}
    qtbot.waitUntil(lambda: page.picture.view.is_sharp)


def drafts_of_letter(office: Office, letter_id: int) -> dict[str, str]:
    return office.read(drafts_of, draft_subject(letter_id))


def is_away(*_args: object, **_kwargs: object) -> None:
    raise away()


def test_words_that_were_sent_end_their_own_edit_and_no_other(
    qtbot: QtBot, held_page: Callable[[], ApprovalsPage], letters: Letters, held: HeldRunner
) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = held_page()
    comments = page.tabs.comments
    other = next(block_id for block_id in comments._texts if block_id != "answer")
    for block_id, words_typed in (("answer", ANSWER + " Really."), (other, "Other words for this part.")):
        page.face.choose_part(block_id)
        page.begin_edit()
        comments.editor.setPlainText(words_typed)
        if block_id == "answer":
            comments.suggest.click()
    comments.editor.flush()
    while held.held:
        held.let_go()
    assert comments.edits == {other: "Other words for this part."}
    assert (comments.edited, comments.editor.text()) == (other, "Other words for this part.")
    assert drafts_of_letter(letters.enter("lea.leader"), letter_id) == {edit_field(other): "Other words for this part."}
    comments.suggest.click()
    while held.held:
        held.let_go()
    assert (comments.edits, comments.edited, drafts_of_letter(letters.enter("lea.leader"), letter_id)) == ({}, "", {})
    qtbot.waitUntil(lambda: page.picture.view.is_sharp)


def test_whether_words_mend_a_slip_is_looked_at_once_they_rest(
    qtbot: QtBot, held_page: Callable[[], ApprovalsPage], letters: Letters, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters.reply(letters.person("Tan", "Mei Ling"), WITH_SLIP)
    page = held_page()
    comments, looked_at = page.tabs.comments, list[str]()

    def look(letter: ForApproval, block_id: str, typed: str) -> str:
        looked_at.append(typed)
        return why_not_mend(letter, block_id, typed)

    monkeypatch.setattr(comments_panel, "why_not_mend", look)
    page.face.choose_part("answer")
    page.begin_edit()
    for typed in (WITH_SLIP + "!", WITH_SLIP[:-1], ANSWER):
        comments.editor.setPlainText(typed)
        assert not comments.mend.isEnabled()
    assert looked_at == []
    qtbot.waitUntil(comments.mend.isEnabled)
    assert looked_at == [ANSWER]


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
