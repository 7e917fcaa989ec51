"""The editor through the real window on a real office: typing, checks, the page, submitting, taking back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from app.basics.problems import DatabaseAway
from app.correspondence import submit_letter as submitting
from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.find_approvals import for_approval
from app.correspondence.find_editing import check_draft, letter_for_editing
from app.correspondence.lease import held_by
from app.correspondence.prepare_letter import Prepared, prepare_letter
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.correspondence.withdraw_letter import withdraw_letter
from app.office import Office
from app.staff.work import ReadWork
from letters.block_text import MAX_TEXT, to_plain
from letters.checks.spelling import british
from letters.content import from_json
from tests.support.offices import Enter
from tests.ui.correspondence_editor.conftest import Case, OpenWindow, Window, write
from ui.correspondence.editor import letter_checks, letter_deeds
from ui.correspondence.editor.block_editor import BlockEditor
from ui.correspondence.editor.checks_panel import CHECKING, NOTHING
from ui.correspondence.editor.letter_editor import LetterEditor
from ui.correspondence.editor.new_facts import NOTHING_NEW
from ui.correspondence.editor.word_menu import word_menu
from ui.parts.own_words import OwnWords
from ui.parts.spell_check import dictionary

pytestmark = pytest.mark.only_on("sqlite")


def at_once(word: str, then: Callable[..., None], owner: QObject, failed: Callable[..., None] | None = None) -> None:
    """The dictionary of this process, asked without a worker."""
    then(None if british().knows(word) else british().suggest(word))


def words(window: Window, block_id: str) -> BlockEditor:
    return window.editor.parts.text.row(block_id).words


def type_at_end(window: Window, block_id: str, text: str) -> BlockEditor:
    editor = words(window, block_id)
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, text)
    return editor


def stored(office: Office, letter_id: int, block_id: str) -> str:
    return to_plain(from_json(office.read(letter_for_editing, letter_id).content).block(block_id))


def label(window: Window, name: str) -> str:
    found = window.main.findChild(QLabel, name)
    assert found is not None
    return found.text()


def click(window: Window, name: str) -> None:
    found = window.main.findChild(QPushButton, name)
    assert found is not None
    assert found.isVisible(), name
    found.click()


def key(window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window.main, key, modifiers)


CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def test_what_is_typed_is_kept_and_set(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    type_at_end(window, "answer", " Nothing else changes.")
    window.saved()
    assert stored(ada, reply_id, "answer").endswith("Nothing else changes.")
    assert label(window, "letter_saved").startswith("Saved ")


def test_the_page_shows_what_was_typed(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    type_at_end(window, "answer", " One more sentence.")
    with window.qtbot.waitSignal(editor.pages.ready) as set_in_type:
        pass
    (pages,) = set_in_type.args
    (box,) = [box for box in pages.boxes if box.block_id == "answer"]
    window.qtbot.waitUntil(lambda: editor.parts.page.view.is_sharp)
    assert editor.parts.page.view.block_rect("answer").height() > 0
    assert box.page == 1


def test_locked_words_are_read_but_not_written(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    before = words(window, "salutation").toPlainText()
    type_at_end(window, "salutation", "No")
    assert words(window, "salutation").toPlainText() == before
    assert "locked" in words(window, "salutation").accessibleName()


def test_bold_is_shown_as_bold_and_stored_as_strong(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    editor = words(window, "answer")
    editor.setFocus()
    editor.selectAll()
    key(window, Qt.Key.Key_B, CTRL)
    window.saved()
    assert stored(ada, reply_id, "answer").startswith("**")
    assert "*" not in editor.toPlainText()
    key(window, Qt.Key.Key_Z, CTRL)
    window.saved()
    assert "*" not in stored(ada, reply_id, "answer")


def test_a_list_goes_on_and_ends(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    editor = words(window, "answer")
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "- one")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "two")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "after")
    assert editor.toPlainText().endswith("• one\n• two\nafter")
    window.saved()
    assert stored(ada, reply_id, "answer").endswith("\n\n- one\n- two\n\nafter")


def test_undo_and_redo_stay_in_their_block(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    editor = words(window, "answer")
    before = editor.toPlainText()
    type_at_end(window, "answer", " More")
    QTest.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert editor.toPlainText() == before
    editor.redo()
    assert editor.toPlainText() == before + " More"


def paste(editor: BlockEditor, text: str, html: str = "") -> None:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    editor.setFocus()
    editor.moveCursor(QTextCursor.MoveOperation.End)
    editor.paste()


def test_paste_from_word_is_cleaned(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    paste(words(window, "answer"), "\r\n“So\u00adft”\u00a0words\r\n\uf0b7\tfirst\r\n\uf0b7\tsecond\v")
    window.saved()
    assert stored(ada, reply_id, "answer").endswith("“Soft” words\n\n- first\n- second")


def test_what_is_bold_in_word_stays_bold_and_a_table_becomes_lines(
    ada: Office, reply_id: int, open_window: OpenWindow
) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    editor = words(window, "answer")
    before = editor.toPlainText()
    html = "<p>You have <b>28 days</b>.</p><ul><li>by letter</li></ul><table><tr><td>c1</td><td>c2</td></tr></table>"
    paste(editor, "You have 28 days.", html)
    window.saved()
    assert stored(ada, reply_id, "answer").endswith("You have **28 days**.\n\n- by letter\n\nc1 | c2")
    assert window.notices() == ["The table is pasted as lines, a row a line: a letter's text takes no tables."]
    editor.undo()
    assert editor.toPlainText() == before


def test_a_million_characters_are_refused_and_nothing_is_lost(
    ada: Office, reply_id: int, open_window: OpenWindow
) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    editor = words(window, "answer")
    before = editor.toPlainText()
    paste(editor, "word " * 200_000)
    assert editor.toPlainText() == before
    (sentence,) = window.notices()
    assert "1,000,000 characters" in sentence
    assert f"{MAX_TEXT - len(before) - 1:,}" in sentence


def test_every_problem_is_listed_and_leads_to_its_words(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    write(ada, reply_id, "answer", "We are sorry **if** you feel bad.\n\nYou owe TBC and xzqwv.")
    window = open_window(ada)
    editor = window.edit(reply_id)
    window.qtbot.waitUntil(lambda: bool(editor.findings))
    sentences = editor.parts.checks.list.sentences()
    assert len(sentences) == len(editor.findings or ()) >= 2
    finding = next(found for found in editor.findings or () if found.rule == "C23")
    editor.parts.checks.asked.emit(finding)
    cursor = words(window, "answer").textCursor()
    assert cursor.selectedText() == "TBC"
    assert words(window, "answer").extraSelections()
    assert label(window, "letter_last_line").startswith("■ ")


def test_the_checks_say_what_they_know(
    ada: Office, reply_id: int, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(ada)
    window.open("")
    window.page.editor.parts.checks.show_findings([])
    window.open(f"letter:{reply_id}")
    assert label(window, "letter_checks_nothing") == CHECKING
    window.wait_for_letter()
    assert label(window, "letter_checks_nothing") == NOTHING

    def away(*_asked: object) -> None:
        raise DatabaseAway("The database cannot be reached.")

    monkeypatch.setattr(letter_checks, "check_words", away)
    type_at_end(window, "answer", " More.")
    told = "Could not be checked. The database cannot be reached."
    window.qtbot.waitUntil(lambda: label(window, "letter_checks_nothing") == told)
    monkeypatch.undo()
    type_at_end(window, "answer", " Still more.")
    window.qtbot.waitUntil(lambda: label(window, "letter_checks_nothing") == NOTHING)


def test_an_opened_letter_has_the_focus_in_its_first_editable_words(
    ada: Office, response_id: int, open_window: OpenWindow
) -> None:
    window = open_window(ada)
    editor = window.edit(response_id)
    first = next(row for row in editor.parts.text.rows() if not row.words.isReadOnly())
    assert QApplication.focusWidget() is first.words


def test_checks_look_again_at_a_pause(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    assert not [found for found in editor.findings or () if found.rule == "C23"]
    type_at_end(window, "answer", " TBC")
    window.qtbot.waitUntil(lambda: any(found.rule == "C23" for found in editor.findings or ()))
    assert [line.mark for line in editor.parts.outline.lines() if line.block_id == "answer"] == ["bad"]


def test_submit_shows_all_that_stands_in_the_way(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    type_at_end(window, "answer", " TBC")
    key(window, Qt.Key.Key_Return, CTRL)
    window.qtbot.waitUntil(lambda: any(found.rule == "C23" for found in editor.findings or ()))
    window.qtbot.waitUntil(lambda: not window.desk.is_acting)
    assert ada.read(letter_for_editing, reply_id).state is LetterState.EDITING
    assert stored(ada, reply_id, "answer").endswith("TBC")
    assert QApplication.focusWidget() is editor.parts.checks.list


def test_the_window_checks_before_it_submits_and_again_where_the_words_moved(
    ada: Office, reply_id: int, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[str] = []

    def moves_once(work: ReadWork, letter_id: int) -> Prepared:
        ready = prepare_letter(work, letter_id)
        prepared.append(ready.rests_on)
        return ready if len(prepared) > 1 else replace(ready, rests_on="what stood here before")

    def while_locked(*_given: object) -> None:
        raise AssertionError("the letter is locked: nobody else can save")

    monkeypatch.setattr(letter_deeds, "prepare_letter", moves_once)
    monkeypatch.setattr(submitting, "prepare_letter", while_locked)
    window = open_window(ada)
    editor = window.edit(reply_id)
    type_at_end(window, "answer", " Goodbye.")
    key(window, Qt.Key.Key_Return, CTRL)
    window.qtbot.waitUntil(lambda: editor.opened is not None and editor.opened.letter.state is LetterState.SUBMITTED)
    assert len(prepared) == 2
    assert stored(ada, reply_id, "answer").endswith("Goodbye.")


def test_submit_with_a_note_and_take_back(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    note = window.main.findChild(QLineEdit, "letter_note")
    assert note is not None
    note.setText("Please look at the date.")
    type_at_end(window, "answer", " Goodbye.")
    key(window, Qt.Key.Key_Return, CTRL)
    window.qtbot.waitUntil(lambda: editor.opened is not None and editor.opened.letter.state is LetterState.SUBMITTED)
    letter = ada.read(for_approval, reply_id)
    assert letter.note == "Please look at the date."
    assert stored(ada, reply_id, "answer").endswith("Goodbye.")
    assert words(window, "answer").isReadOnly()
    assert "Lea Leader" in label(window, "letter_banner_words")
    assert not editor.parts.foot.isVisible()
    click(window, "letter_recall")
    window.qtbot.waitUntil(lambda: editor.is_editable)
    assert not words(window, "answer").isReadOnly()


def test_a_returned_letter_says_why_and_shows_the_comments(
    ada: Office, enter: Enter, reply_id: int, open_window: OpenWindow
) -> None:
    ada.act(submit_letter, reply_id)
    lea = enter("lea.leader")
    revision = lea.read(for_approval, reply_id).revision_id
    lea.act(return_letter, reply_id, revision, "Say when.", [("answer", "Which year?"), ("contact", "Our new number.")])
    window = open_window(ada)
    editor = window.edit(reply_id)
    banner = label(window, "letter_banner_words")
    assert "Lea Leader" in banner
    assert "Say when." in banner
    assert "2 comments" in banner
    number = next(c.id for c in ada.read(letter_for_editing, reply_id).comments if c.block_id == "answer")
    assert label(window, f"comment_{number}") == "Which year?"
    click(window, f"settle_{number}")
    window.qtbot.waitUntil(lambda: "1 comment" in label(window, "letter_banner_words"))
    assert editor.opened is not None
    assert [c.settled_by for c in editor.opened.letter.comments if c.id == number] == ["Ada Adviser"]


def test_an_approved_letter_opens_for_a_change_with_a_reason(
    ada: Office, enter: Enter, reply_id: int, open_window: OpenWindow
) -> None:
    ada.act(submit_letter, reply_id)
    lea = enter("lea.leader")
    lea.act(approve_letter, reply_id, lea.read(for_approval, reply_id).revision_id)
    window = open_window(ada)
    editor = window.edit(reply_id)
    assert "Approved by Lea Leader" in label(window, "letter_banner_words")
    click(window, "letter_reopen")
    QTest.keyClicks(editor.parts.reason.field, "The year is wrong.")
    QTest.keyClick(editor.parts.reason.field, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: editor.is_editable)
    assert ada.read(letter_for_editing, reply_id).state is LetterState.EDITING


def test_the_register_is_one_click_away(ada: Office, enter: Enter, reply_id: int, open_window: OpenWindow) -> None:
    ada.act(submit_letter, reply_id)
    lea = enter("lea.leader")
    lea.act(approve_letter, reply_id, lea.read(for_approval, reply_id).revision_id)
    window = open_window(ada)
    window.edit(reply_id)
    click(window, "letter_register")
    here = window.main.navigator.here
    assert here is not None
    assert (here.page, here.subject) == ("register", f"letter:{reply_id}")


def test_a_withdrawn_letter_is_read_only(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    ada.act(withdraw_letter, reply_id, "Not needed.")
    window = open_window(ada)
    editor = window.edit(reply_id)
    assert not editor.is_editable
    assert "withdrawn" in label(window, "letter_banner_words")


def test_one_writes_and_others_read(ada: Office, enter: Enter, reply_id: int, open_window: OpenWindow) -> None:
    mine = open_window(ada)
    mine.edit(reply_id)
    mine.qtbot.waitUntil(lambda: ada.read(held_by, reply_id) is not None)
    theirs = open_window(enter("ben.adviser"))
    editor = theirs.edit(reply_id)
    assert not editor.is_editable
    assert "Ada Adviser is writing" in label(theirs, "letter_banner_words")
    mine.main.go("register")
    mine.qtbot.waitUntil(lambda: ada.read(held_by, reply_id) is None)
    click(theirs, "letter_try_again")
    theirs.qtbot.waitUntil(lambda: editor.is_editable)


def test_who_may_not_write_reads(ada: Office, enter: Enter, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(enter("oto.auditor"))
    editor = window.edit(reply_id)
    assert not editor.is_editable
    assert "not among your rights" in label(window, "letter_banner_words")
    assert ada.read(held_by, reply_id) is None


def test_a_letter_that_is_not_there_is_told(ada: Office, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.open("letter:999")
    window.qtbot.waitUntil(lambda: window.editor.currentWidget() is not window.editor.parts)
    shown = window.editor.currentWidget()
    assert shown is not None
    assert "no such letter" in shown.accessibleName()


def test_own_paragraphs_by_keyboard(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    words(window, "answer").setFocus()
    key(window, Qt.Key.Key_Return, CTRL | SHIFT)
    own = editor.parts.text.current
    assert own.startswith("own-")
    QTest.keyClicks(words(window, own), "I add this.")
    window.saved()
    assert stored(ada, reply_id, own) == "I add this."
    key(window, Qt.Key.Key_Backspace, CTRL | SHIFT)
    window.saved()
    assert own not in [block.id for block in from_json(ada.read(letter_for_editing, reply_id).content).blocks]
    (undo,) = [notice for notice in window.main.notices.notices() if notice.action == "Undo"]
    assert undo.do is not None
    undo.do()
    window.saved()
    assert stored(ada, reply_id, own) == "I add this."


def test_tab_goes_through_the_blocks_in_reading_order(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    words(window, "answer").setFocus()
    key(window, Qt.Key.Key_Return, CTRL | SHIFT)
    rows = editor.parts.text.rows()
    rows[0].words.setFocus()
    for row in rows[1:]:
        key(window, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is row.words


def test_a_misspelt_word_offers_what_may_be_meant(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.edit(reply_id)
    editor = type_at_end(window, "answer", " becuase")
    menu = word_menu(editor, editor.textCursor(), at_once, OwnWords(window.desk.preferences))
    offered = next(action for action in menu.actions() if action.text() == "because")
    offered.trigger()
    menu.deleteLater()
    assert editor.toPlainText().endswith(" because")
    window.saved()
    assert stored(ada, reply_id, "answer").endswith(" because")


def test_a_word_is_added_to_ones_own_and_found_no_more(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    def misspelt() -> list[str]:
        return [one.message for one in window.editor.findings or () if one.rule == "SP"]

    window = open_window(ada)
    window.edit(reply_id)
    editor = type_at_end(window, "answer", " Ombudscheme")
    window.qtbot.waitUntil(lambda: any("Ombudscheme" in found for found in misspelt()))
    menu = word_menu(editor, editor.textCursor(), at_once, dictionary().own_words(window.desk.preferences))
    next(action for action in menu.actions() if action.text() == "Add to my words").trigger()
    menu.deleteLater()
    assert misspelt() == []
    menu = word_menu(editor, editor.textCursor(), at_once, dictionary().own_words(window.desk.preferences))
    assert "Add to my words" not in [action.text() for action in menu.actions()]
    menu.deleteLater()
    type_at_end(window, "answer", " and ombudscheme's")
    window.saved()
    found = ada.read(check_draft, reply_id)
    assert "SP" in {one.rule for one in found}
    window.editor.show_findings(found)
    assert misspelt() == []


def test_an_own_paragraph_moves_after_it_was_saved(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    words(window, "answer").setFocus()
    key(window, Qt.Key.Key_Return, CTRL | SHIFT)
    own = editor.parts.text.current
    QTest.keyClicks(words(window, own), "I add this.")
    window.saved()
    key(window, Qt.Key.Key_Up, ALT)
    shown = [row.block_id for row in editor.parts.text.rows()]
    assert shown.index(own) == shown.index("answer") - 1
    window.qtbot.waitUntil(lambda: editor.keeper.state in ("saved", "refused"))
    ids = [block.id for block in from_json(ada.read(letter_for_editing, reply_id).content).blocks]
    assert ids.index(own) < ids.index("answer")


def test_changed_facts_are_told_and_taken(ada: Office, response_id: int, case: Case, open_window: OpenWindow) -> None:
    case.facts["complaint"]["received_on"] = "2026-11-03"
    window = open_window(ada)
    editor = window.edit(response_id)
    assert "was 2 November 2026, is now 3 November 2026" in label(window, "changed_restate")
    assert "has changed in the record" in label(window, "letter_banner_words")
    type_at_end(window, "head-h1-told-us", " My own words.")
    click(window, "letter_take_all")
    window.qtbot.waitUntil(lambda: editor.opened is not None and not editor.opened.letter.changed)
    window.qtbot.waitUntil(lambda: "3 November 2026" in words(window, "restate").toPlainText())
    assert words(window, "head-h1-told-us").toPlainText().endswith("My own words.")
    assert editor.is_editable
    assert not words(window, "restate").isReadOnly()
    window.qtbot.waitUntil(lambda: any("new facts" in sentence for sentence in window.notices()))
    window.main.go("register")
    assert not [sentence for sentence in window.notices() if "new facts" in sentence]


def changed_effect(window: Window, office: Office, letter_id: int, case: Case) -> LetterEditor:
    """The editor on a letter whose author wrote of an effect, which the record tells otherwise since."""
    effect = "head-h1-effect"
    write(office, letter_id, effect, "That was our doing.")
    first = case.facts["complaint"]["heads"][0]
    first["effect"] = first["effect"].replace("could have cost", "cost")
    editor = window.edit(letter_id)
    editor.parts.text.go_to(effect)
    return editor


def nothing_changed(editor: LetterEditor) -> bool:
    return editor.opened is not None and not editor.opened.letter.changed and editor.is_editable


def test_own_words_are_kept_by_key_though_the_fact_has_changed(
    ada: Office, response_id: int, case: Case, open_window: OpenWindow
) -> None:
    window = open_window(ada)
    editor = changed_effect(window, ada, response_id, case)
    window.qtbot.waitUntil(lambda: "Point 1 · effect" in label(window, "changed_head-h1-effect"))
    key(window, Qt.Key.Key_F9, SHIFT)
    window.qtbot.waitUntil(lambda: nothing_changed(editor))
    assert stored(ada, response_id, "head-h1-effect") == "That was our doing."
    key(window, Qt.Key.Key_F9, SHIFT)
    assert NOTHING_NEW in window.notices()


def test_the_new_is_taken_by_key_and_undone(ada: Office, response_id: int, case: Case, open_window: OpenWindow) -> None:
    window = open_window(ada)
    editor = changed_effect(window, ada, response_id, case)
    key(window, Qt.Key.Key_F9)
    window.qtbot.waitUntil(lambda: nothing_changed(editor))
    effect = case.facts["complaint"]["heads"][0]["effect"]
    window.qtbot.waitUntil(lambda: words(window, "head-h1-effect").toPlainText() == effect)
    click(window, "notice_undo")
    window.qtbot.waitUntil(lambda: stored(ada, response_id, "head-h1-effect") == "That was our doing.")
    assert nothing_changed(editor)


def test_panels_in_turn_by_f6(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    parts = editor.parts
    words(window, "answer").setFocus()
    key(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is parts.page.view
    key(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is parts.outline
    key(window, Qt.Key.Key_F6, SHIFT)
    key(window, Qt.Key.Key_F6, SHIFT)
    assert QApplication.focusWidget() is words(window, "answer")


def test_up_and_down_go_from_block_to_block(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    editor = window.edit(reply_id)
    blocks = [row.block_id for row in editor.parts.text.rows()]
    words(window, blocks[0]).setFocus()
    key(window, Qt.Key.Key_Down)
    assert editor.parts.text.current == blocks[1]
    key(window, Qt.Key.Key_Up)
    assert editor.parts.text.current == blocks[0]


def test_the_outline_and_the_page_follow_each_other(ada: Office, response_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    editor = window.edit(response_id)
    editor.parts.page.block_clicked.emit("head-h3-reason")
    assert editor.parts.text.current == "head-h3-reason"
    assert editor.parts.outline.lines()[editor.parts.outline.currentRow()].block_id == "head-h3-reason"
    window.qtbot.waitUntil(lambda: editor.parts.page.view.verticalScrollBar().value() > 0)


def test_escape_goes_back(ada: Office, reply_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.main.go("register")
    window.edit(reply_id)
    words(window, "answer").setFocus()
    key(window, Qt.Key.Key_Escape)
    here = window.main.navigator.here
    assert here is not None
    assert here.page == "register"
    window.qtbot.waitUntil(lambda: not window.desk.is_acting)
