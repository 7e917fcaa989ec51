"""At the approval desk: words suggested and mended, a second reading, several at once, and what is read afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.correspondence.approve_letter import return_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.send_to_approver import send_to_approver
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.staff.drafts import drafts_of
from app.staff.set_absence import set_absence
from tests.support.databases import staff_id
from tests.ui.correspondence.conftest import Letters, RecordingShell
from ui.correspondence.approvals.approvals_page import ApprovalsPage
from ui.correspondence.approvals.side_tabs import DIFFERS

ANSWER = "Your membership runs until 31 December 2026."
LEA, LEO = staff_id("lea.leader"), staff_id("leo.leader")
Make = Callable[..., ApprovalsPage]


@pytest.fixture
def page_of(qtbot: QtBot, shell_of: Callable[[str], RecordingShell]) -> Make:
    """``page_of("lea.leader")``: the desk as somebody, tall enough for a whole page, with its first letter read."""

    def make(login: str) -> ApprovalsPage:
        page = ApprovalsPage(shell_of(login))
        qtbot.addWidget(page)
        page.resize(1366, 1600)
        with qtbot.waitExposed(page):
            page.show()
        page.desk.changed.connect(page.refresh)
        with qtbot.waitSignal(page.queue.loaded):
            page.opened("")
        qtbot.waitUntil(lambda: page.picture.view.is_sharp)
        page.focus_first()
        return page

    return make


def words(page: ApprovalsPage, name: str) -> str:
    label = page.findChild(QLabel, name)
    assert label is not None
    return label.text()


def state(letters: Letters, letter_id: int) -> LetterState:
    return letters.enter("ada.adviser").read(letter_record, letter_id).letter.state


def test_e_edits_the_words_and_the_author_is_asked(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = page_of("lea.leader")
    page.comment_here("answer")
    page.focus_first()
    QTest.keyClick(page.queue.view, Qt.Key.Key_E)
    editor = page.tabs.comments.editor
    assert editor.text() == ANSWER
    editor.setPlainText("Your membership ends on 31 December 2026.")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(letters.enter("ada.adviser").read(for_approval, letter_id).suggestions))
    [one] = letters.enter("ada.adviser").read(for_approval, letter_id).suggestions
    assert (one.words, one.by, one.slip) == ("Your membership ends on 31 December 2026.", "Lea Leader", None)
    qtbot.waitUntil(page.decision.approve.isEnabled)


def test_half_typed_words_and_comments_do_not_wipe_each_other(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = page_of("lea.leader")
    comments = page.tabs.comments
    page.comment_here("answer")
    QTest.keyClicks(comments.editor, "Which year?")
    page.begin_edit()
    assert comments.editor.text() == ANSWER
    QTest.keyClicks(comments.editor, "Mind you: ")
    changed = comments.editor.text()
    page.comment_here("salutation")
    assert comments.editor.text() == "Which year?"
    page.comment_here("answer")
    page.begin_edit()
    assert comments.editor.text() == changed
    assert page.may_close()
    kept = {"comment": "Which year?", "words answer": changed}
    lea = letters.enter("lea.leader")
    qtbot.waitUntil(lambda: lea.read(drafts_of, f"letter:{letter_id}:decision") == kept)
    again = page_of("lea.leader")
    again.comment_here("answer")
    assert again.tabs.comments.editor.text() == "Which year?"
    again.begin_edit()
    assert again.tabs.comments.editor.text() == changed


def test_a_slip_is_mended_and_more_than_that_is_told(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), "Your membership runs until the the end of the year.")
    page = page_of("lea.leader")
    page.comment_here("answer")
    page.begin_edit()
    comments = page.tabs.comments
    comments.editor.setPlainText("Your membership ended.")
    qtbot.waitUntil(lambda: "more than a slip" in words(page, "words_no_slip"))
    assert not comments.mend.isEnabled()
    comments.editor.setPlainText("Your membership runs until the end of the year.")
    qtbot.waitUntil(comments.mend.isEnabled)
    comments.mend.click()
    qtbot.waitUntil(lambda: "submission 2" in words(page, "headline_subline"))
    told = words(page, "headline_subline")
    assert told.index("goes out") < told.index("submission 2") < told.index("submitted") < told.index("1 page")
    assert page.decision.approve.isEnabled()
    page.comment_here("answer")
    page.begin_edit()
    assert comments.editor.text() == "Your membership runs until the end of the year.", "what stands there now"
    QTest.keyClick(comments.editor, Qt.Key.Key_Escape)
    page.focus_first()
    QTest.keyClick(page.queue.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: state(letters, letter_id) is LetterState.APPROVED)


def test_a_second_reading_begins_with_what_changed(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    lea = letters.enter("lea.leader")
    lea.act(return_letter, letter_id, lea.read(for_approval, letter_id).revision_id, "Once more.")
    letters.enter("ada.adviser").act(submit_letter, letter_id)
    page = page_of("lea.leader")
    assert page.tabs.currentIndex() == DIFFERS
    assert "Since you read submission 1" in page.tabs.differences.toPlainText()
    assert "From the standard text" not in page.tabs.differences.toPlainText()
    QTest.keyClick(page.queue.view, Qt.Key.Key_S)
    assert "From the standard text" in page.tabs.differences.toPlainText()


def test_several_are_approved_once_each_page_was_shown(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    tan = letters.person("Tan", "Mei Ling")
    first, second = letters.reply(tan, ANSWER), letters.reply(tan, ANSWER + " Thank you.")
    own = letters.reply(tan, ANSWER, author="lea.leader")
    page = page_of("lea.leader")
    page.queue.view.selectAll()
    assert not page.several.isHidden()
    assert words(page, "several_words").count("not every page was shown yet") == 1, "said once of all that it holds for"
    qtbot.waitUntil(lambda: first in page.several.shown)
    page.queue.choose(second)
    qtbot.waitUntil(lambda: second in page.several.shown)
    page.queue.view.selectAll()
    assert page.several.do.text() == "Approve 2 of 3"
    assert "you had a hand in it" in words(page, "several_words")
    QTest.keyClick(page.queue.view, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: {state(letters, one) for one in (first, second)} == {LetterState.APPROVED})
    assert state(letters, own) is LetterState.SUBMITTED
    qtbot.waitUntil(lambda: page.queue.model.rowCount() == 1)


def test_with_whom_it_waits_is_said(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    ada = letters.enter("ada.adviser")
    ada.act(send_to_approver, letter_id, LEA)
    day = date(2026, 11, 20)
    letters.enter("mia.manager").act(set_absence, LEA, day, day + timedelta(days=4), LEO)
    page = page_of("leo.leader")
    told = page.queue.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) or ""
    tip = page.queue.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole) or ""
    assert "With Lea Leader" in f"{told}{tip}"
    assert "away until 24 Nov 2026, Leo Leader covers" in f"{told}{tip}"
