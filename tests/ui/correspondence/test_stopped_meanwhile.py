"""A letter withdrawn at another desk while it is still shown here: nothing of it leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.correspondence.approve_letter import approve_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.problems import LetterMoved
from app.correspondence.withdraw_letter import withdraw_letter
from tests.ui.correspondence.conftest import Letters, RecordingShell
from tests.ui.correspondence.test_printing import Stack
from ui.correspondence.outgoing import Ways
from ui.correspondence.register_page import RegisterPage
from ui.correspondence.sending import SendingBar


@pytest.mark.parametrize("way", [SendingBar.begin_print, SendingBar.begin_export, SendingBar.begin_email])
def test_nothing_of_it_leaves(
    qtbot: QtBot,
    shell_of: Callable[[str], RecordingShell],
    letters: Letters,
    tmp_path: Path,
    way: Callable[[SendingBar], None],
) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), "Your membership runs until 31 December 2026.")
    lea = letters.enter("lea.leader")
    lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)
    stack = Stack()
    folder = tmp_path / "documents"
    folder.mkdir()

    def file(_parent: QWidget, name: str) -> Path:
        return folder / name

    shell = shell_of("ada.adviser")
    page = RegisterPage(shell, ways=Ways(lambda _parent, _pages: stack, file, lambda _file: True))
    qtbot.addWidget(page)
    page.show()
    page.opened(f"letter:{letter_id}")
    qtbot.waitUntil(page.sending.print.isEnabled)
    lea.act(withdraw_letter, letter_id, "It is for somebody else.")
    way(page.sending)
    qtbot.waitUntil(lambda: bool(shell.problems))
    assert isinstance(shell.problems[0], LetterMoved)
    assert "withdrawn, so it cannot be printed or sent" in str(shell.problems[0])
    assert stack.put_down == []
    assert list(folder.iterdir()) == []
    assert [event.kind.value for event in lea.read(letter_record, letter_id).events] == ["withdrawn"]
