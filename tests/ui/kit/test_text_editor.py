"""Prose: what is pasted is cleaned, unknown words are underlined, nothing too long passes unsaid."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QObject, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from ui.kit.rich_paste import pasted_html
from ui.kit.spelling import words_in
from ui.kit.text_editor import TextEditor
from ui.kit.word_paste import plain_from


class Words:
    """A dictionary of few words."""

    def __init__(self) -> None:
        self.known = {"the", "card", "came", "late", "don't"}
        self.asked: list[str] = []
        self.looking: list[Callable[[Sequence[str]], None]] = []

    def is_known(self, word: str) -> bool:
        self.asked.append(word)
        return word.casefold() in self.known

    def suggest(self, word: str, then: Callable[[Sequence[str]], None], owner: QObject) -> None:
        self.looking.append(then)

    def find(self, *words: str) -> None:
        """The answer to the last question."""
        self.looking.pop()(words)

    def learn(self, word: str) -> None:
        self.known.add(word.casefold())


def make(qtbot: QtBot, limit: int = 20_000) -> TextEditor:
    editor = TextEditor(limit=limit)
    qtbot.addWidget(editor)
    editor.show()
    return editor


def underlined(editor: TextEditor) -> list[str]:
    found = []
    block = editor.document().begin()
    while block.isValid():
        found += [
            block.text()[piece.start : piece.start + piece.length]
            for piece in block.layout().formats()
            if piece.format.underlineStyle() == QTextCharFormat.UnderlineStyle.SpellCheckUnderline
        ]
        block = block.next()
    return found


@pytest.mark.parametrize(
    ("pasted", "plain"),
    [
        ("“Dear Dr Tan” – it’s late…", "“Dear Dr Tan” – it’s late…"),
        ("one\u00a0two\u2007three", "one two three"),
        ("soft\u00adhyphen\u200b", "softhyphen"),
        ("\uf0b7\tFirst\n•  Second", "- First\n- Second"),
        ("a\r\n\r\n\r\n\r\nb  \r\nc", "a\n\nb\nc"),
        ("line\vbreak\x00\x07", "line\nbreak"),
        ("# not a heading", "# not a heading"),
        ("Paid\t12 May\nOwed \t\t3 June\t", "Paid | 12 May\nOwed | | 3 June"),
        ("1.\tFirst\n  b)\tSecond\n\tIndented", "1. First\n b) Second\n Indented"),
        ("(a)\tFirst\n(iv)\tSecond", "(a) First\n(iv) Second"),
        ("Łódź 陳大文", "Łódź 陳大文"),
    ],
)
def test_what_word_gives_becomes_plain(pasted: str, plain: str) -> None:
    assert plain_from(pasted) == plain


@given(st.text())
def test_cleaning_twice_is_cleaning_once(pasted: str) -> None:
    once = plain_from(pasted)
    assert plain_from(once) == once or once.strip("o \n-") != once


def test_paste_goes_through_the_cleaning(qtbot: QtBot) -> None:
    editor = make(qtbot)
    data = QMimeData()
    data.setText("one\u00a0two")
    data.setHtml("<b onclick='x()'>one</b> two")
    QGuiApplication.clipboard().setMimeData(data)
    editor.paste()
    assert editor.toPlainText() == "one two"
    editor.undo()
    assert editor.toPlainText() == ""


def test_the_cells_of_a_pasted_table_stay_apart(qtbot: QtBot) -> None:
    editor = make(qtbot)
    data = QMimeData()
    data.setText("Paid 12 May Owed")
    rows = "<tr><td>Paid</td><td>12 May</td></tr><tr><td>Owed</td><td><p>3 June</p><p>at noon</p></td></tr>"
    data.setHtml(f"<p>As agreed:</p><table>{rows}</table><p>Yours</p>")
    editor.insertFromMimeData(data)
    assert editor.toPlainText() == "As agreed:\nPaid | 12 May\nOwed | 3 June at noon\nYours"


def test_a_pause_is_told_once_with_the_words(qtbot: QtBot) -> None:
    editor = make(qtbot)
    told: list[str] = []
    editor.paused.connect(told.append)
    with qtbot.waitSignal(editor.paused):
        QTest.keyClicks(editor, "She said")
    assert told == ["She said"]


def test_what_is_shown_is_not_taken_for_typing(qtbot: QtBot) -> None:
    editor = make(qtbot)
    told: list[str] = []
    editor.paused.connect(told.append)
    editor.set_text("as stored")
    editor.flush()
    assert told == []
    QTest.keyClicks(editor, "x")
    editor.flush()
    assert told == ["xas stored"]


def test_ctrl_enter_submits(qtbot: QtBot) -> None:
    editor = make(qtbot)
    with qtbot.waitSignal(editor.submitted):
        QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert editor.toPlainText() == ""


def test_too_long_a_text_is_said_in_a_sentence(qtbot: QtBot) -> None:
    editor = make(qtbot, limit=10)
    editor.set_text("1234567890")
    assert editor.length_problem() is None
    editor.set_text("12345678901")
    assert "11 characters and at most 10 fit" in str(editor.length_problem())


def test_a_million_characters_are_taken_and_refused_with_a_sentence(qtbot: QtBot) -> None:
    editor = make(qtbot)
    editor.set_text("word " * 200_000)
    assert "1,000,000" in str(editor.length_problem())
    assert editor.count_sentence() == "200,000 words"


def test_unknown_words_are_underlined_and_addresses_are_not(qtbot: QtBot) -> None:
    editor = make(qtbot)
    told: list[str] = []
    editor.set_text("The cardd came late. See a.tan@exmple.org, C-2026-01048, www.fairhnd.org, SMA")
    editor.paused.connect(told.append)
    editor.check_spelling(Words())
    qtbot.waitUntil(lambda: underlined(editor) == ["cardd", "See"])
    editor.flush()
    assert told == []


def test_a_suggestion_replaces_the_word_and_a_learnt_word_is_known(qtbot: QtBot) -> None:
    editor = make(qtbot)
    speller = Words()
    editor.check_spelling(speller)
    editor.set_text("cardd zzz")
    menu = editor.menu_at(editor.textCursor())
    spelling = menu.findChild(QMenu)
    assert isinstance(spelling, QMenu)
    assert spelling.actions()[0].text() == "Looking for what may be meant…", "the window does not wait for it"
    speller.find("card", "cart")
    assert [action.text() for action in spelling.actions() if action.isVisible()][:2] == ["card", "cart"]
    spelling.actions()[0].trigger()
    assert editor.toPlainText() == "card zzz"
    menu.deleteLater()
    cursor = editor.textCursor()
    cursor.setPosition(6)
    menu = editor.menu_at(cursor)
    learn = menu.findChild(QMenu)
    assert isinstance(learn, QMenu)
    learn.actions()[-1].trigger()
    assert "zzz" in speller.known
    assert underlined(editor) == []
    menu.deleteLater()


def test_the_menu_says_where_no_word_is_like_it(qtbot: QtBot) -> None:
    editor, speller = make(qtbot), Words()
    editor.check_spelling(speller)
    editor.set_text("cardd")
    menu = editor.menu_at(editor.textCursor())
    spelling = menu.findChild(QMenu)
    assert isinstance(spelling, QMenu)
    speller.find()
    assert next(action.text() for action in spelling.actions() if not action.isEnabled()) == "No word is like it"
    menu.deleteLater()


def test_a_speller_is_asked_once_a_word(qtbot: QtBot) -> None:
    editor = make(qtbot)
    speller = Words()
    editor.check_spelling(speller)
    editor.set_text("late late\nlate late")
    assert speller.asked.count("late") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Don’t stop", ["Don’t", "stop"]),
        ("mother-in-law", ["mother", "in", "law"]),
        ("a1b 2026 x@y.z https://no.where/it", []),
        ("naïve Łódź", ["naïve", "Łódź"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [word for _start, word in words_in(text)] == words


def test_it_is_a_plain_text_edit(qtbot: QtBot) -> None:
    assert isinstance(make(qtbot), QPlainTextEdit)


def test_a_dropped_file_is_for_the_page_and_a_link_is_words(qtbot: QtBot) -> None:
    editor = make(qtbot)
    for url, taken in (("file:///tmp/answer.eml", False), ("https://example.org/page", True)):
        data = QMimeData()
        data.setUrls([QUrl(url)])
        assert editor.canInsertFromMimeData(data) is taken


WORD = """<html><head><style><!-- p {color: red} --></style></head><body><!--StartFragment-->
<p class=MsoNormal>You have <b style='mso-bidi-font-weight:normal'>28&nbsp;days</b>
to <i>answer</i>.<o:p></o:p></p>
<p class=MsoListParagraph><![if !supportLists]><span>&middot;<span>&nbsp;&nbsp; </span></span><![endif]>by letter</p>
<ol><li>first</li><li>second</li></ol>
<table><tr><td><p><b>Fee</b></p></td><td><p>&pound;50</p></td></tr><tr><td>c1</td><td>c2</td></tr></table>
<p><img src="x.png">after</p><!--EndFragment--></body></html>"""


def test_what_word_gives_with_its_format_keeps_bold_and_names_what_it_loses(qapp: QApplication) -> None:
    pasted = pasted_html(WORD)
    assert pasted.lines == (
        (("You have ", False), ("28 days", True), (" to ", False), ("answer", False), (".", False)),
        (("- ", False), ("by letter", False)),
        (("1. ", False), ("first", False)),
        (("2. ", False), ("second", False)),
        (("Fee", True), (" | ", False), ("£50", False)),
        (("c1", False), (" | ", False), ("c2", False)),
        (("after", False),),
    )
    assert pasted.told == (
        "The table is pasted as lines, a row a line: a letter's text takes no tables. "
        "A picture was left out: attach it as an enclosure."
    )
    assert pasted_html("<p>plain</p>").told == ""


@pytest.mark.parametrize("how", ["<del>{}</del>", "<s>{}</s>", '<span style="text-decoration: line-through">{}</span>'])
def test_what_was_struck_out_is_not_pasted_and_that_is_told(how: str) -> None:
    """Word puts what its author deleted into the clipboard too, where it follows changes."""
    pasted = pasted_html(f"<p>We are {how.format('not ')}sorry.</p>")
    assert ["".join(words for words, _ in line) for line in pasted.lines] == ["We are sorry."]
    assert "struck out" in pasted.told
    assert pasted_html("<p>We are sorry.</p>").told == ""
