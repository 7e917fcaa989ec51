"""What goes with a letter, attached by keys, drop and menu, in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.correspondence.draft_letter import draft_letter
from app.correspondence.enclosed import enclosed_now
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from tests.support.files import a_docx, a_locked_pdf, a_pdf
from tests.ui.correspondence_editor.conftest import OpenWindow, Window, late_reads
from ui.correspondence.editor.pages_job import MOST_MS, PagesJob
from ui.correspondence.enclosure_dialog import EnclosureDialog

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """A map, a form that no printer takes from here, and one that is locked."""
    made = {"site map.pdf": a_pdf(2), "form.docx": a_docx(), "secret.pdf": a_locked_pdf()}
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in made]


def shown(window: Window) -> list[str]:
    """The list as it is read."""
    panel = window.editor.parts.enclosures.list
    return [panel.item(at).text() for at in range(panel.count())]


def focused() -> QWidget:
    """Where the focus is."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focused(), key, modifier)


def test_files_are_attached_ordered_named_and_taken_out_by_keys(
    ada: Office, reply_id: int, open_window: OpenWindow, files: list[Path]
) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    editor.enclosing.ask_files = lambda _parent: files
    with window.qtbot.waitActive(window.main):
        window.main.activateWindow()
    QTest.keyClick(window.main, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    window.qtbot.waitUntil(lambda: shown(window) == ["1  Site map", "2  Form"])
    window.qtbot.waitUntil(lambda: any("locked with a password" in told for told in window.notices()))
    panel = editor.parts.enclosures.list
    panel.setFocus()
    panel.setCurrentRow(1)
    press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    window.qtbot.waitUntil(lambda: shown(window) == ["1  Form", "2  Site map"])
    window.qtbot.waitUntil(lambda: not window.desk.is_acting and panel.currentRow() == 0)
    press(Qt.Key.Key_F2)
    QTest.keyClicks(focused(), "The form to sign")
    press(Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: shown(window) == ["1  The form to sign", "2  Site map"])
    panel.setFocus()
    panel.setCurrentRow(1)
    press(Qt.Key.Key_Delete)
    window.qtbot.waitUntil(lambda: shown(window) == ["1  The form to sign"])
    letter = editor.letter_now()
    assert letter is not None
    assert letter.enclosures == ("The form to sign",)


def test_what_is_dropped_on_the_letter_is_attached_and_the_words_stay(
    ada: Office, reply_id: int, open_window: OpenWindow, files: list[Path]
) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    answer = editor.parts.text.row("answer").words
    editor.parts.text.go_to("answer")
    QTest.keyClicks(answer, "Half typed. ")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(files[0]))])
    assert not answer.canInsertFromMimeData(data)
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.main.dropEvent(QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, buttons, keys))
    window.qtbot.waitUntil(lambda: shown(window) == ["1  Site map"])
    window.saved()
    letter = editor.letter_now()
    assert letter is not None
    assert letter.enclosures == ("Site map",)
    assert "Half typed." in answer.toPlainText()
    assert [one.title for one in ada.read(enclosed_now, reply_id)] == ["Site map"]


def test_a_file_goes_with_the_letter_that_it_was_dropped_on(
    ada: Office,
    person_id: int,
    reply_id: int,
    open_window: OpenWindow,
    files: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Also where another letter is shown before it was looked at; what still waits then is named."""
    other = ada.act(draft_letter, None, person_id, "general-reply").result
    window = open_window(ada)
    late = late_reads(window, "look_at_file_to_enclose", monkeypatch)
    window.edit(reply_id).enclosing.take_files(files[:2])
    editor = window.edit(other)
    assert any("“form.docx”" in told for told in window.notices())
    editor.enclosing.take_files(files[1:2])
    (look,) = late
    late.clear()
    look()
    window.qtbot.waitUntil(lambda: bool(late))
    late.pop()()
    window.qtbot.waitUntil(lambda: shown(window) == ["1  Form"] and not window.desk.is_acting)
    assert [one.title for one in ada.read(enclosed_now, reply_id)] == ["Site map"]
    assert [one.title for one in ada.read(enclosed_now, other)] == ["Form"]


def test_it_is_looked_at_and_only_looked_at_once_the_letter_waits(
    ada: Office, reply_id: int, open_window: OpenWindow, files: list[Path]
) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    editor.enclosing.take_files(files[:1])
    window.qtbot.waitUntil(lambda: bool(shown(window)) and not window.desk.is_acting)
    ada.act(submit_letter, reply_id)
    editor.read_again()
    window.qtbot.waitUntil(lambda: not editor.is_editable)
    assert editor.parts.enclosures.attach.isHidden() or not editor.parts.enclosures.attach.isVisible()
    panel = editor.parts.enclosures.list
    panel.setCurrentRow(0)
    panel.setFocus()
    press(Qt.Key.Key_Return)
    (dialog,) = editor.findChildren(EnclosureDialog)
    window.qtbot.waitUntil(lambda: dialog.pages.page_count == 2)
    dialog.reject()


def _stop(job: PagesJob) -> None:
    job.cancel()


def _let_time_run_out(job: PagesJob) -> None:
    next(timer for timer in job.findChildren(QTimer) if timer.interval() == MOST_MS).start(0)


@pytest.mark.parametrize(
    ("end", "told"), [(_stop, "was not attached."), (_let_time_run_out, "was not attached: its pages took too long.")]
)
def test_pages_are_made_in_a_process_of_its_own_which_can_be_stopped(
    ada: Office, reply_id: int, open_window: OpenWindow, files: list[Path], end: Callable[[PagesJob], None], told: str
) -> None:
    """What was stopped is told by its name; the file behind it goes on."""
    window = open_window(ada)
    editor = window.edit(reply_id)
    enclosing = editor.enclosing
    enclosing.take_files([files[0], files[1]])
    window.qtbot.waitUntil(lambda: enclosing.job.is_running)
    end(enclosing.job)
    window.qtbot.waitUntil(lambda: shown(window) == ["1  Form"] and not window.desk.is_acting)
    assert any(f"“site map.pdf” {told}" in notice for notice in window.notices())
    assert [one.title for one in ada.read(enclosed_now, reply_id)] == ["Form"]
    window.qtbot.waitUntil(lambda: not editor.pages.is_busy and editor.parts.page.view.is_sharp)
