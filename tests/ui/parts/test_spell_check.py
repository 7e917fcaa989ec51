"""Prose fields underline what is misspelt, with one dictionary that is read when it is first needed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.fakes import HeldRunner
from ui.kit.forms import Field, Form
from ui.kit.preferences import Preferences
from ui.kit.text_editor import TextEditor
from ui.parts.spell_check import Dictionary, check_spelling_in, dictionary


@pytest.fixture
def held_dictionary(qapp: QApplication, held: HeldRunner) -> Iterator[Dictionary]:
    """The program's dictionary, read when the test lets it."""
    for old in qapp.findChildren(Dictionary):
        old.setParent(None)
    made = Dictionary(qapp, runner=held)
    yield made
    made.setParent(None)


@pytest.fixture
def editor(qtbot: QtBot, preferences: Preferences) -> TextEditor:
    form = Form([Field("wanted", "What was wanted", "prose"), Field("name", "Name")])
    qtbot.addWidget(form)
    check_spelling_in(form, preferences)
    form.show()
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    found = form.widget("wanted")
    assert isinstance(found, TextEditor)
    return found


def underlined(editor: TextEditor) -> list[str]:
    block = editor.document().firstBlock()
    wavy = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    return [
        block.text()[part.start : part.start + part.length]
        for part in block.layout().formats()
        if part.format.underlineStyle() == wavy
    ]


def test_words_are_underlined_once_the_dictionary_is_there(
    qtbot: QtBot, held_dictionary: Dictionary, held: HeldRunner, editor: TextEditor
) -> None:
    assert dictionary() is held_dictionary
    editor.clearFocus()
    QCoreApplication.sendPostedEvents()
    editor.setFocus()
    QTest.keyClicks(editor, "The colour of the recieved letter, Tan's")
    assert underlined(editor) == []
    assert len(held.held) == 1
    held.let_go()
    qtbot.waitUntil(lambda: underlined(editor) == ["recieved"])


def test_nothing_is_read_before_somebody_writes(
    held_dictionary: Dictionary, held: HeldRunner, qtbot: QtBot, preferences: Preferences
) -> None:
    form = Form([Field("name", "Name"), Field("wanted", "What was wanted", "prose")])
    qtbot.addWidget(form)
    check_spelling_in(form, preferences)
    form.show()
    form.focus("name")
    assert held.held == {}


def test_a_word_that_was_added_is_known_from_then_on(
    qtbot: QtBot, held_dictionary: Dictionary, held: HeldRunner, editor: TextEditor, preferences: Preferences
) -> None:
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    held.let_go()
    QTest.keyClicks(editor, "Fairhandish words")
    qtbot.waitUntil(lambda: underlined(editor) == ["Fairhandish"])
    cursor = editor.textCursor()
    cursor.setPosition(2)
    spelling = editor.menu_at(cursor).actions()[0].menu()
    assert isinstance(spelling, QMenu)
    add = next(action for action in spelling.actions() if action.text().startswith("Add"))
    assert add.text() == "Add “Fairhandish” to my words"
    add.trigger()
    assert underlined(editor) == []
    assert preferences.words("spelling/words") == ("Fairhandish",)


def test_a_word_learnt_in_a_letter_is_known_in_the_open_form(
    qtbot: QtBot, held_dictionary: Dictionary, held: HeldRunner, editor: TextEditor, preferences: Preferences
) -> None:
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    held.let_go()
    QTest.keyClicks(editor, "Fairhandish words")
    qtbot.waitUntil(lambda: underlined(editor) == ["Fairhandish"])
    held_dictionary.own_words(preferences).learn("fairhandish")
    assert underlined(editor) == []
    assert preferences.words("spelling/words") == ("fairhandish",)


def test_the_window_does_not_wait_for_suggestions(
    qtbot: QtBot, held_dictionary: Dictionary, held: HeldRunner, editor: TextEditor
) -> None:
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    held.let_go()
    QTest.keyClicks(editor, "recieved ")
    qtbot.waitUntil(lambda: underlined(editor) == ["recieved"])
    cursor = editor.textCursor()
    cursor.setPosition(2)
    menu = editor.menu_at(cursor)
    spelling = menu.actions()[0].menu()
    assert isinstance(spelling, QMenu)
    assert "received" not in [action.text() for action in spelling.actions()]
    held.let_go()
    assert "received" in [action.text() for action in spelling.actions()]
    menu.deleteLater()
    held_dictionary.end()


def test_names_are_no_slips(qtbot: QtBot, held_dictionary: Dictionary, held: HeldRunner, editor: TextEditor) -> None:
    editor.setFocus(Qt.FocusReason.OtherFocusReason)
    held.let_go()
    editor.setPlainText("Łódź, Rahmanov's and Smythesson, mit schönen recieved ")
    qtbot.waitUntil(lambda: underlined(editor)[-1:] == ["recieved"])
    assert underlined(editor) == ["Rahmanov's", "Smythesson", "mit", "schönen", "recieved"]
    dictionary().know_names("Farah RAHMANOV", "Smythesson & Partners")
    assert underlined(editor) == ["mit", "schönen", "recieved"]
