"""A process that is killed in the middle of a sentence: the words are there when its person comes back."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.staff.drafts import my_drafts
from tests.every.rooms import ROOT
from tests.faults.window.conftest import Begin
from tests.support.databases import Database
from tests.support.offices import Enter, str_of
from tests.support.postgres import PASSWORD

WORDS = "Half a sentence about the certi"


def test_words_half_typed_outlive_a_kill(qtbot: QtBot, database: Database, enter: Enter, begin: Begin) -> None:
    url = str_of(database, "ada.adviser")
    command = [sys.executable, "-m", "tests.faults.window.typist", url, "ada.adviser", PASSWORD, WORDS]
    typist = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"QT_QPA_PLATFORM": "offscreen"}, stdout=subprocess.PIPE, text=True
    )
    try:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "kept\n"
    finally:
        typist.kill()  # SIGKILL: nothing of the program runs after it
        typist.communicate()
    assert WORDS in [row.text for row in enter("ada.adviser").read(my_drafts)]
    session = begin("ada.adviser")
    qtbot.waitUntil(lambda: len(session.matters.put_down_now) == 1)
    session.matters.pick_up()
    qtbot.waitUntil(lambda: session.matters.panel is not None)
    panel = session.matters.panel
    assert panel is not None
    field = panel.words.widget("wanted")
    assert isinstance(field, QPlainTextEdit)
    assert field.toPlainText() == WORDS
