"""A letter that may no longer go while it is still shown here: nothing of it leaves, and it can be sent back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.basics.clock import SetClock
from app.correspondence.approve_letter import approve_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.problems import LetterMoved
from app.correspondence.states import LetterState
from app.correspondence.untrue import NoLongerTrue
from app.correspondence.withdraw_letter import withdraw_letter
from app.members.add_representative import add_representative
from app.members.kinds import ConsentState
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


def test_consent_that_ends_with_its_day_stops_it_in_a_window_that_was_left_open(
    qtbot: QtBot, shell_of: Callable[[str], RecordingShell], letters: Letters, clock: SetClock
) -> None:
    ada, lea = letters.enter("ada.adviser"), letters.enter("lea.leader")
    mei, brother = letters.person("Tan", "Mei Ling"), letters.person("Lim", "Bo")
    consent = {"relationship_kind": "brother", "scope": "the letter", "consent": ConsentState.VALID}
    dates = {"given_on": clock.now().date(), "expires_on": clock.now().date()}
    ada.act(add_representative, mei, brother, consent | dates)
    letter_id = letters.reply(mei, "Your membership runs until 31 December 2026.", to=brother)
    lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)
    shell, stack = shell_of("ada.adviser"), Stack()
    page = RegisterPage(
        shell, ways=Ways(lambda _parent, _pages: stack, lambda _parent, _name: None, lambda _file: True)
    )
    qtbot.addWidget(page)
    page.show()
    page.opened(f"letter:{letter_id}")
    qtbot.waitUntil(page.sending.print.isEnabled)
    clock.advance(timedelta(hours=20))  # the next morning, before its posting day has passed
    page.sending.begin_print()
    qtbot.waitUntil(page.sending.send_back.isVisible)
    assert isinstance(shell.problems[0], NoLongerTrue)
    assert not page.sending.print.isEnabled()
    assert stack.put_down == []
    page.sending.send_back.click()
    qtbot.waitUntil(lambda: ada.read(letter_record, letter_id).letter.state is LetterState.RETURNED)
