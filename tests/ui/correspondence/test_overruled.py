"""A team leader sees how often each check was overruled, and what became of it."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from app.correspondence.approve_letter import return_letter
from app.correspondence.find_editing import check_draft, letter_for_editing
from app.correspondence.keep_reading import keep_reading
from app.correspondence.recall_letter import recall_letter
from app.correspondence.submit_letter import submit_letter
from letters.checks.kept import reading_key
from letters.content import from_json
from tests.ui.correspondence.conftest import Letters, RecordingShell
from ui.correspondence.approvals.approvals_page import ApprovalsPage
from ui.correspondence.approvals.overruled import OverruledDialog, asks_of


def test_what_was_kept_and_refused_is_counted(
    qtbot: QtBot, shell_of: Callable[[str], RecordingShell], letters: Letters
) -> None:
    ada, lea = letters.enter("ada.adviser"), letters.enter("lea.leader")
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), "We write forthwith about your membership.")
    ada.act(recall_letter, letter_id)
    content = from_json(ada.read(letter_for_editing, letter_id).content)
    finding = next(one for one in ada.read(check_draft, letter_id) if one.rule == "C28")
    key = reading_key(finding, content)
    ada.act(keep_reading, letter_id, key.rule, key.block_id, key.fingerprint, "Her own word.")
    lea.act(return_letter, letter_id, ada.act(submit_letter, letter_id).result, "Write “at once”.")
    page = ApprovalsPage(shell_of("lea.leader"))
    qtbot.addWidget(page)
    page.show()
    page.show_overruled()
    dialog = page.findChild(OverruledDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.table.choose("C28"))
    row = dialog.table.current()
    assert row is not None
    assert (row.kept, row.letters, row.confirmed, row.refused) == (1, 1, 0, 1)
    assert "words of offices" in asks_of(row)
    dialog.reject()
