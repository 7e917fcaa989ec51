"""The language of a letter, chosen beside its words: both versions, and what waits for a translation."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.correspondence.find_editing import letter_for_editing
from app.members.agree_adjustment import agree_adjustment
from app.members.edit_person import edit_person
from app.members.tables import AdjustmentKind
from app.office import Office
from letters.block_text import to_plain
from tests.support.offices import Enter
from tests.ui.correspondence_editor.conftest import OpenWindow
from ui.correspondence.editor.letter_editor import LetterEditor

BOTH = "cy-GB+en-GB"


def choose(editor: LetterEditor, language: str) -> None:
    box = editor.parts.language
    box.setCurrentIndex(box.findData(language))
    box.activated.emit(box.currentIndex())


def last_line(editor: LetterEditor) -> str:
    words = editor.parts.foot.findChild(QLabel, "letter_last_line")
    assert words is not None
    return words.text()


def test_a_letter_is_written_in_both_languages_from_the_box(
    open_window: OpenWindow, ada: Office, person_id: int, reply_id: int
) -> None:
    ada.act(edit_person, person_id, {"language": ("und", BOTH)})
    ada.act(agree_adjustment, person_id, {"kind": AdjustmentKind.LARGE_PRINT_16})
    window = open_window(ada)
    editor = window.edit(reply_id)
    box = editor.parts.language
    assert box.isVisible()
    assert box.currentText() == "English"
    names = [box.itemText(row) for row in range(box.count())]
    assert names == ["English", "Welsh", "Welsh and English", "English and Welsh"]
    window.qtbot.waitUntil(lambda: "in the way" in last_line(editor))
    choose(editor, BOTH)
    assert last_line(editor) == "The checks are running."
    lines_said: list[str] = []
    editor.titled.connect(lambda _title: lines_said.append(last_line(editor)))
    window.qtbot.waitUntil(lambda: editor.opened is not None and editor.opened.letter.content["language"] == BOTH)
    window.wait_for_letter()
    window.qtbot.waitUntil(lambda: any(line.origin.word == "no Welsh yet" for line in editor.parts.outline.lines()))
    assert not [line for line in lines_said if line.startswith("✓")]
    window.qtbot.waitUntil(lambda: "in the way" in last_line(editor))
    assert any(
        "\n• says what was looked at and who was asked\n" in line for line in editor.parts.checks.list.sentences()
    )
    lines = editor.parts.outline.lines()
    assert lines[0].words.startswith("Welsh: Annwyl")
    assert any(line.words.startswith("English: Dear") for line in lines)
    subline = editor.parts.head.findChild(QLabel, "headline_subline")
    assert subline is not None
    assert "16 point print, as agreed" in subline.text()
    assert "The letter is in Welsh and English." in window.notices()
    words = editor.parts.text.row("cy-answer").words
    words.selectAll()
    QTest.keyClicks(words, "Mae eich aelodaeth yn para tan 31 Rhagfyr 2026.")
    window.saved()
    letter = editor.letter_now()
    assert letter is not None
    assert to_plain(letter.block("cy-answer")) == "Mae eich aelodaeth yn para tan 31 Rhagfyr 2026."


def test_words_that_would_be_lost_are_told_and_the_box_goes_back(
    open_window: OpenWindow, ada: Office, reply_id: int
) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    choose(editor, "cy-GB")
    window.qtbot.waitUntil(lambda: any("would be lost" in sentence for sentence in window.notices()))
    window.qtbot.waitUntil(lambda: editor.parts.language.currentData() == "en-GB")
    window.wait_for_letter()


def test_the_size_of_print_follows_what_is_agreed_is_told_once_and_undone(
    open_window: OpenWindow, ada: Office, person_id: int, reply_id: int
) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    agreed_id = ada.act(agree_adjustment, person_id, {"kind": AdjustmentKind.LARGE_PRINT_16}).result
    window.desk.changed_elsewhere(frozenset({f"person:{person_id}"}))
    window.qtbot.waitUntil(lambda: size(editor) == "large_print_16")
    told = "This letter is now in 16 point print, as agreed with its reader."
    window.qtbot.waitUntil(lambda: window.notices().count(told) == 1)
    assert agreed_id
    assert not editor.parts.banner.isVisible()
    window.wait_for_letter()
    undo = window.main.notices.findChild(QPushButton, "notice_undo")
    assert undo is not None
    undo.click()
    window.qtbot.waitUntil(lambda: size(editor) == "standard")
    window.desk.changed_elsewhere(frozenset({f"person:{person_id}"}))
    window.wait_for_letter()
    assert size(editor) == "standard"


def test_the_print_of_a_letter_that_somebody_else_only_opens_follows_their_first_word(
    open_window: OpenWindow, ada: Office, enter: Enter, person_id: int, reply_id: int
) -> None:
    ada.act(agree_adjustment, person_id, {"kind": AdjustmentKind.LARGE_PRINT_16})
    lea = enter("lea.leader")
    author = lea.read(letter_for_editing, reply_id).wrote
    window = open_window(lea)
    editor = window.edit(reply_id)
    assert (editor.is_editable, editor.parts.banner.isVisible()) == (True, True)
    follows = "It is set in 16 point print, as agreed with its reader, once its author opens it or you write in it."
    assert any(follows in label.text() for label in editor.parts.banner.findChildren(QLabel))
    assert (size(editor), lea.read(letter_for_editing, reply_id).wrote) == ("standard", author)
    QTest.keyClicks(editor.parts.text.row("answer").words, "Now ")
    window.qtbot.waitUntil(lambda: size(editor) == "large_print_16")
    window.wait_for_letter()
    assert lea.read(letter_for_editing, reply_id).wrote == author | {lea.actor.staff_id}


def size(editor: LetterEditor) -> str:
    """How the letter that was read last is set."""
    return str(editor.opened.letter.content.get("style", "standard")) if editor.opened is not None else ""
