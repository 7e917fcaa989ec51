"""The author among approvers: words suggested are taken with a key, a letter is sent to one, or goes alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton

from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.mend_slip import mend_slip
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.correspondence.suggest_edit import suggest_edit
from app.office import Office
from letters.block_text import to_plain
from letters.content import from_json
from tests.support.complaints import add_mei, log, prepare
from tests.support.databases import staff_id
from tests.support.offices import Enter
from tests.ui.correspondence_editor.conftest import OpenWindow, Window

pytestmark = pytest.mark.only_on("sqlite")

HERS = "Your membership ends on 31 December 2026. We will write to you before then."


def suggested(lea: Office, letter_id: int) -> int:
    revision = lea.read(for_approval, letter_id).revision_id
    return lea.act(suggest_edit, letter_id, revision, "answer", HERS).result


def key(window: Window, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(QApplication.focusWidget() or window.main, key, modifier)


def at_block(window: Window, letter_id: int, block_id: str) -> None:
    window.edit(letter_id)
    window.qtbot.waitUntil(lambda: window.editor.parts.text.is_built)
    window.editor.parts.text.go_to(block_id)
    with window.qtbot.waitActive(window.main):
        window.main.activateWindow()
    window.qtbot.waitUntil(window.editor.parts.text.row(block_id).words.hasFocus)


def at_answer(window: Window, letter_id: int) -> None:
    at_block(window, letter_id, "answer")
    window.qtbot.waitUntil(lambda: bool(window.editor.parts.text.suggestion_here))


def test_f9_takes_the_words_and_the_letter_comes_back(
    ada: Office, enter: Enter, reply_id: int, open_window: OpenWindow
) -> None:
    ada.act(submit_letter, reply_id)
    suggested(enter("lea.leader"), reply_id)
    window = open_window(ada)
    at_answer(window, reply_id)
    key(window, Qt.Key.Key_F9)
    window.qtbot.waitUntil(lambda: ada.read(letter_record, reply_id).letter.state is LetterState.EDITING)
    content = from_json(ada.read(letter_for_editing, reply_id).content)
    assert to_plain(content.block("answer")) == HERS
    window.qtbot.waitUntil(lambda: not window.editor.parts.text.suggestion_here)
    window.qtbot.waitUntil(lambda: window.editor.parts.text.row("answer").words.toPlainText() == HERS)


def test_f9_goes_to_the_words_suggested_and_takes_no_slip_of_a_letter_that_waits(
    ada: Office, enter: Enter, reply_id: int, open_window: OpenWindow
) -> None:
    lea = enter("lea.leader")
    ada.act(submit_letter, reply_id)
    was = to_plain(from_json(ada.read(letter_for_editing, reply_id).content).block("answer"))
    comma = was.replace("to you before", "to you, before")
    lea.act(mend_slip, reply_id, lea.read(for_approval, reply_id).revision_id, "answer", comma)
    window = open_window(ada)
    at_block(window, reply_id, "answer")
    assert not window.editor.parts.text.suggestion_here, "the slip is mended already in what waits"
    number = suggested(lea, reply_id)
    at_block(window, reply_id, "contact")
    window.editor.read_again()
    window.qtbot.waitUntil(lambda: "suggested other words for 1 part" in window.editor.why_not_editable)
    assert window.main.isActiveWindow(), "a card that comes in is no window of its own"
    key(window, Qt.Key.Key_F9)
    assert window.editor.parts.text.current == "answer"
    assert window.editor.parts.text.suggestion_here == number
    key(window, Qt.Key.Key_F9)
    window.qtbot.waitUntil(lambda: ada.read(letter_record, reply_id).letter.state is LetterState.EDITING)
    window.qtbot.waitUntil(lambda: window.editor.parts.text.row("answer").words.toPlainText() == HERS)
    window.qtbot.waitUntil(
        lambda: window.editor.parts.text.suggestion_here not in (0, number)
    )  # the comma is lacking again


def test_shift_f9_declines_with_a_word(ada: Office, enter: Enter, reply_id: int, open_window: OpenWindow) -> None:
    ada.act(submit_letter, reply_id)
    suggested(enter("lea.leader"), reply_id)
    window = open_window(ada)
    at_answer(window, reply_id)
    key(window, Qt.Key.Key_F9, Qt.KeyboardModifier.ShiftModifier)
    reason = window.editor.parts.reason.field
    window.qtbot.waitUntil(reason.hasFocus)
    QTest.keyClicks(reason, "It does not end.")
    QTest.keyClick(reason, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: ada.read(for_approval, reply_id).suggestions[0].reply == "It does not end.")
    assert ada.read(letter_record, reply_id).letter.state is LetterState.SUBMITTED


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_it_is_submitted_to_one_and_sent_to_another(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    foot = window.editor.parts.foot
    window.qtbot.waitUntil(lambda: foot.to.count() == 4)
    foot.to.setCurrentIndex(foot.to.findData(staff_id("leo.leader")))
    window.qtbot.waitUntil(lambda: window.editor.findings is not None)
    foot.submit.click()
    window.qtbot.waitUntil(lambda: "With Leo Leader" in window.editor.why_not_editable)
    window.editor.deeds.ask_send()
    menu = window.editor.findChild(QMenu, "approvers")
    assert menu is not None
    menu.actions()[-1].trigger()
    menu.close()
    window.qtbot.waitUntil(lambda: "With Mia Manager" in window.editor.why_not_editable)


def test_a_standard_letter_goes_without_approval(ada: Office, enter: Enter, open_window: OpenWindow) -> None:
    prepare(enter("mia.manager"))
    mei = add_mei(ada)
    letter_id = ada.act(draft_letter, f"complaint:{log(ada, mei)}", mei, "acknowledgement").result
    window = open_window(ada)
    window.edit(letter_id)
    alone = window.editor.findChild(QPushButton, "letter_alone")
    assert alone is not None
    window.qtbot.waitUntil(alone.isVisible)
    alone.click()
    window.qtbot.waitUntil(lambda: "without approval" in window.editor.why_not_editable)
    assert ada.read(letter_record, letter_id).letter.went_alone
