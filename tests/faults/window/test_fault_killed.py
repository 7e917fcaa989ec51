"""A process that is killed in the middle of a sentence: the words are there when its person comes back."""

from __future__ import annotations

import os
import subprocess
import sys

from PySide6.QtWidgets import QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.staff.drafts import my_drafts
from tests.every.rooms import ROOT
from tests.faults.window.conftest import Begin
from tests.support.databases import Database
from tests.support.offices import Enter, str_of
from tests.support.postgres import PASSWORD
from ui.complaints.complaints_page import ComplaintsPage
from ui.session import Session

WORDS = "Half a sentence about the certi"
MORE = "The first word of a compl"


def type_and_be_killed(database: Database, *words: str) -> None:
    """Somebody types in a window of another process, which ends between two keys: nothing of it runs after that."""
    command = [sys.executable, "-m", "tests.faults.window.typist", str_of(database, "ada.adviser"), "ada.adviser"]
    typist = subprocess.Popen(
        [*command, PASSWORD, *words],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "kept\n"
    finally:
        typist.kill()  # SIGKILL
        typist.communicate()


def wanted(qtbot: QtBot, session: Session) -> str:
    """What stands in the panel, once it is open."""
    qtbot.waitUntil(lambda: session.matters.panel is not None)
    panel = session.matters.panel
    assert panel is not None
    field = panel.words.widget("wanted")
    assert isinstance(field, QPlainTextEdit)
    return field.toPlainText()


def test_words_half_typed_outlive_a_kill(qtbot: QtBot, database: Database, enter: Enter, begin: Begin) -> None:
    type_and_be_killed(database, WORDS)
    assert WORDS in [row.text for row in enter("ada.adviser").read(my_drafts)]
    session = begin("ada.adviser")
    qtbot.waitUntil(lambda: len(session.matters.put_down_now) == 1)
    session.matters.pick_up()
    assert wanted(qtbot, session) == WORDS


def test_words_that_the_office_never_had_outlive_a_kill_in_both_their_forms(
    qtbot: QtBot, database: Database, enter: Enter, begin: Begin
) -> None:
    type_and_be_killed(database, WORDS, MORE)
    assert enter("ada.adviser").read(my_drafts) == []
    session = begin("ada.adviser")
    pick_up = find(qtbot, session, "notice_pick_up")
    (notice,) = session.window.notices.notices()
    assert notice.sentence.startswith("Words from ")
    assert notice.sentence.endswith(" in 2 forms were not saved.")
    pick_up.click()
    qtbot.waitUntil(lambda: len(session.matters.put_down_now) == 1, timeout=15_000)
    session.matters.pick_up()  # the other one, whichever of the two was typed last
    qtbot.waitUntil(lambda: isinstance(session.window.navigator.current(), ComplaintsPage), timeout=15_000)
    page = session.window.navigator.current()
    assert isinstance(page, ComplaintsPage)
    field = page.log.words.widget("in_their_words")
    assert isinstance(field, QPlainTextEdit)
    qtbot.waitUntil(lambda: field.toPlainText() == MORE, timeout=15_000)
    assert wanted(qtbot, session) == WORDS


def find(qtbot: QtBot, session: Session, name: str) -> QPushButton:
    """A verb on the one notice that stands."""
    qtbot.waitUntil(lambda: session.window.notices.findChild(QPushButton, name) is not None)
    found = session.window.notices.findChild(QPushButton, name)
    assert isinstance(found, QPushButton)
    return found
