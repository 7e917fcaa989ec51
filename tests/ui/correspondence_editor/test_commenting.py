"""A copy for comment and what comes back of it, by keys, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.correspondence.copy_for_comment import last_reader
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find_approvals import comments_of
from app.correspondence.withdraw_letter import withdraw_letter
from app.office import Office
from tests.ui.correspondence_editor.conftest import OpenWindow, Window, late_reads

pytestmark = pytest.mark.only_on("sqlite")

_BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def typed(words: str) -> None:
    """Type where the focus is, and Enter."""
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClicks(here, words)
    QTest.keyClick(here, Qt.Key.Key_Return)


def focus(window: Window, field: QWidget) -> None:
    window.qtbot.waitUntil(field.hasFocus)


def problem(strip: QWidget) -> QLabel:
    """What a strip says is wrong."""
    found = strip.findChild(QLabel, f"{strip.objectName()}_problem")
    assert isinstance(found, QLabel)
    return found


def test_a_copy_goes_out_and_comments_come_back(
    ada: Office, reply_id: int, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    with window.qtbot.waitActive(window.main):
        window.main.activateWindow()
    editor.parts.text.go_to("answer")
    QTest.keyClicks(editor.parts.text.row("answer").words, "Half typed. ")
    commenting = editor.commenting
    commenting.ask = lambda _parent, name: tmp_path / name
    commenting.begin_copy()
    focus(window, commenting.copy.to)
    QTest.keyClicks(commenting.copy.to, "Jo Bell")
    QTest.keyClicks(commenting.copy.email, "jo at home")
    commenting.copy.save.click()
    window.qtbot.waitUntil(lambda: "jo at home" in problem(commenting.copy).text())
    commenting.copy.email.clear()
    commenting.copy.save.click()
    window.qtbot.waitUntil(lambda: ada.read(last_reader, reply_id) == "Jo Bell")
    window.qtbot.waitUntil(lambda: bool(list(tmp_path.glob("*for comment.pdf"))))  # on record first, then written
    (file,) = tmp_path.glob("*for comment.pdf")
    assert file.read_bytes().startswith(b"%PDF")
    QTest.keyClick(window.main, Qt.Key.Key_C, _BOTH)
    focus(window, commenting.comment.number)
    row = editor.parts.text.row("answer")
    window.qtbot.waitUntil(lambda: row.words.accessibleName().startswith("Block "))
    number = row.words.accessibleName().split()[1].rstrip(",")
    typed("99")
    focus(window, commenting.comment.words)
    typed("No such.")
    window.qtbot.waitUntil(lambda: not window.desk.is_acting and commenting.comment.number.text() == "99")
    window.qtbot.waitUntil(problem(commenting.comment).isVisible)
    commenting.comment.number.setFocus()
    commenting.comment.number.selectAll()
    typed(number)
    focus(window, commenting.comment.words)
    commenting.comment.words.clear()
    typed("It is June.")
    window.qtbot.waitUntil(lambda: bool(ada.read(comments_of, reply_id)))
    window.qtbot.waitUntil(
        lambda: row.findChild(QWidget, f"comment_{ada.read(comments_of, reply_id)[0].id}") is not None
    )
    assert "Half typed." in row.words.toPlainText()
    focus(window, commenting.comment.number)
    QTest.keyClick(commenting.comment.number, Qt.Key.Key_Escape)
    assert commenting.comment.isHidden()
    QTest.keyClick(window.main, Qt.Key.Key_N, _BOTH)
    window.qtbot.waitUntil(lambda: not row.words.accessibleName().startswith("Block "))


def test_no_copy_is_out_that_is_not_on_record(
    ada: Office, reply_id: int, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(ada)
    commenting = window.edit(reply_id).commenting
    on_record: list[str] = []

    def opened(_file: Path) -> bool:
        on_record.append(ada.read(last_reader, reply_id))
        return True

    commenting.opens = opened
    commenting.begin_copy()
    QTest.keyClicks(commenting.copy.to, "Jo Bell")
    commenting.copy.open.click()
    window.qtbot.waitUntil(lambda: bool(on_record) and not window.desk.is_acting)
    assert on_record == ["Jo Bell"]

    def withdrawn_meanwhile(_parent: QWidget, name: str) -> Path:
        ada.act(withdraw_letter, reply_id, "It is not needed.")
        return tmp_path / name

    commenting.ask = withdrawn_meanwhile
    commenting.begin_copy()
    commenting.copy.save.click()
    window.qtbot.waitUntil(lambda: "copied for comment" in problem(commenting.copy).text())
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize("finder", ["last_reader", "block_numbers"])
def test_what_is_read_late_of_a_letter_is_not_said_of_another(
    ada: Office,
    person_id: int,
    reply_id: int,
    open_window: OpenWindow,
    monkeypatch: pytest.MonkeyPatch,
    finder: str,
) -> None:
    other = ada.act(draft_letter, None, person_id, "general-reply").result
    window = open_window(ada)
    commenting = window.edit(reply_id).commenting
    late = late_reads(window, finder, monkeypatch)
    numbered: list[object] = []
    commenting.begin_comment()
    window.qtbot.waitUntil(lambda: bool(late))
    commenting.is_numbered = finder == "block_numbers"
    ask = late.pop()
    window.edit(other)
    commenting.numbers_changed.connect(numbered.append)
    answered: list[object] = []
    then = ask.keywords["then"]

    def told(answer: object) -> None:
        then(answer)
        answered.append(answer)

    ask.keywords["then"] = told
    ask()
    window.qtbot.waitUntil(lambda: bool(answered))
    assert (commenting.comment.isVisible(), numbered) == (False, [])
