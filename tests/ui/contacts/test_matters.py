"""Logging a contact through the real window: from the first word to saved, put down, picked up or a complaint."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.contacts.add_task import add_task
from app.contacts.find import contacts_of, my_day
from app.members.add_person import add_person
from app.record.put_down import put_down
from tests.support.offices import Enter
from ui.contacts.log_panel import LogPanel
from ui.contacts.today_page import TodayPage
from ui.kit.preferences import Preferences
from ui.members.members_page import MembersPage
from ui.members.sheet import SheetView
from ui.session import Session

pytestmark = pytest.mark.only_on("sqlite")

Control = Qt.KeyboardModifier.ControlModifier
Shift = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def session(qtbot: QtBot, enter: Enter, preferences: Preferences) -> Iterator[Session]:
    """Ada's window, shown on its first page."""
    made = open_session(qtbot, enter, preferences)
    yield made
    close(qtbot, made)


def open_session(qtbot: QtBot, enter: Enter, preferences: Preferences) -> Session:
    session = Session(enter("ada.adviser"), preferences, use_shipped_fonts=True)
    session.begin()
    session.window.activateWindow()
    qtbot.waitUntil(lambda: session.window.navigator.here is not None)
    return session


def close(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.ended):
        session.window.close()


def begin_log(qtbot: QtBot, session: Session) -> LogPanel:
    qtbot.waitUntil(session.window.isActiveWindow)
    QTest.keyClick(session.window, Qt.Key.Key_L, Control)
    qtbot.waitUntil(lambda: session.matters.panel is not None)
    panel = session.matters.panel
    assert panel is not None
    return panel


def prose(panel: LogPanel, key: str) -> QPlainTextEdit:
    widget = panel.words.widget(key)
    assert isinstance(widget, QPlainTextEdit)
    return widget


def write(panel: LogPanel, wanted: str) -> None:
    QTest.keyClicks(panel.head.widget("caller_name"), "Somebody")
    QTest.keyClicks(prose(panel, "wanted"), wanted)


def test_a_call_is_logged_with_its_promise(qtbot: QtBot, session: Session) -> None:
    person = session.office.act(add_person, {"family_name": "Rossi", "given_names": "Ada", "territory": "GB"}).result
    session.window.go("members", f"person:{person}")
    panel = begin_log(qtbot, session)
    qtbot.waitUntil(lambda: panel.person.person_id == person)
    QTest.keyClicks(prose(panel, "wanted"), "Wants a receipt")
    for key in ("name", "number", "born"):
        box = panel.findChild(QCheckBox, f"check_{key}")
        assert isinstance(box, QCheckBox)
        box.click()
    what, when = (panel.findChild(QLineEdit, f"promise_{part}_0") for part in ("what", "when"))
    assert isinstance(what, QLineEdit)
    assert isinstance(when, QLineEdit)
    QTest.keyClicks(what, "Send the receipt")
    QTest.keyClicks(when, "in 3 days")
    QTest.keyClick(prose(panel, "wanted"), Qt.Key.Key_Return, Control)
    qtbot.waitUntil(lambda: session.matters.panel is None)
    (row,) = session.office.read(contacts_of, person)
    assert (row.wanted, row.caller_check) == ("Wants a receipt", "passed")
    assert [task.what for task in session.office.read(my_day)] == ["Send the receipt"]
    assert session.office.read(put_down) == []


def test_dissatisfied_is_one_key_and_unfolds(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    assert (
        panel.words.widget("dissatisfied_about").isHidden() or not panel.words.widget("dissatisfied_about").isVisible()
    )
    QTest.keyClick(prose(panel, "wanted"), Qt.Key.Key_D, Control)
    assert panel.words.values()["dissatisfied"] is True
    assert panel.words.widget("dissatisfied_about").isVisible()
    QTest.keyClick(prose(panel, "wanted"), Qt.Key.Key_D, Control)
    assert panel.words.values()["dissatisfied"] is False


def test_what_is_put_down_comes_back_to_the_same_word(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    write(panel, "Wants to know")
    cursor = prose(panel, "wanted").textCursor()
    cursor.setPosition(5)
    prose(panel, "wanted").setTextCursor(cursor)
    prose(panel, "wanted").setFocus()
    QTest.keyClick(session.window, Qt.Key.Key_Down, Control)
    qtbot.waitUntil(lambda: len(session.matters.put_down_now) == 1)
    assert session.matters.strip.text() == "1 put down"
    assert session.matters.put_down_now[0].first_words == "Wants to know"
    QTest.keyClick(session.window, Qt.Key.Key_Up, Control)
    qtbot.waitUntil(lambda: session.matters.panel is not None)
    again = session.matters.panel
    assert again is not None
    assert prose(again, "wanted").toPlainText() == "Wants to know"
    assert prose(again, "wanted").textCursor().position() == 5
    assert again.head.values()["caller_name"] == "Somebody"


def test_who_is_looked_for_is_half_typed_too(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    QTest.keyClicks(panel.person.field, "Mrs Petrova")
    panel.person.field.setCursorPosition(4)
    QTest.keyClick(session.window, Qt.Key.Key_Down, Control)
    qtbot.waitUntil(lambda: [one.title for one in session.matters.put_down_now] == ["Contact with Mrs Petrova"])
    QTest.keyClick(session.window, Qt.Key.Key_Up, Control)
    qtbot.waitUntil(lambda: session.matters.panel is not None)
    again = session.matters.panel
    assert again is not None
    assert (again.person.field.text(), again.person.field.cursorPosition()) == ("Mrs Petrova", 4)
    assert again.person.field.hasFocus()
    QTest.keyClicks(prose(again, "wanted"), "Wants a form")
    again.save()
    note = again.findChild(QLabel, "person_note")
    assert isinstance(note, QLabel)
    assert note.text().startswith("▲ Choose one of those found"), "a name is not dropped on saving"
    assert session.matters.panel is again


def test_enter_takes_who_was_looked_for_only_where_it_is_one(qtbot: QtBot, session: Session) -> None:
    wanted, other = (
        session.office.act(add_person, {"family_name": "Rossi", "given_names": given, "territory": "GB"}).result
        for given in ("Ada", "Bea")
    )
    panel = begin_log(qtbot, session)
    QTest.keyClicks(panel.person.field, "rossi")
    QTest.keyClick(panel.person.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.person.hits.count() == 2)
    assert panel.person.person_id is None, "nobody has seen yet who the first of them is"
    QTest.keyClicks(panel.person.field, " ada")
    QTest.keyClick(panel.person.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.person.person_id == wanted)
    assert other != wanted


def test_ctrl_up_goes_through_all_that_is_put_down(qtbot: QtBot, session: Session) -> None:
    for wanted in ("First", "Second", "Third"):
        write(begin_log(qtbot, session), wanted)
        QTest.keyClick(session.window, Qt.Key.Key_Down, Control)
        qtbot.waitUntil(lambda: session.matters.panel is None)
    qtbot.waitUntil(lambda: len(session.matters.put_down_now) == 3)
    picked = set()
    for _ in range(3):
        before = session.matters.panel
        QTest.keyClick(session.window, Qt.Key.Key_Up, Control)
        qtbot.waitUntil(lambda before=before: session.matters.panel not in (None, before))  # type: ignore[misc]
        assert session.matters.panel is not None
        picked.add(prose(session.matters.panel, "wanted").toPlainText())
        qtbot.waitUntil(lambda: len(session.matters.put_down_now) == 2)
    assert picked == {"First", "Second", "Third"}
    QTest.keyClick(session.window, Qt.Key.Key_Down, Control)
    qtbot.waitUntil(lambda: len(session.matters.put_down_now) == 3)
    with qtbot.waitSignal(session.window.palette_box.answered):
        session.window.palette_box.begin("put down")
    assert session.window.palette_box.titles().count("Contact with Somebody") == 3
    session.window.palette_box.end()


def test_what_is_unfolded_by_key_is_scrolled_into_sight(qtbot: QtBot, session: Session) -> None:
    session.window.resize(1024, 640)
    panel = begin_log(qtbot, session)
    QTest.keyClick(panel, Qt.Key.Key_D, Control)
    about = panel.words.widget("dissatisfied_about")
    qtbot.waitUntil(lambda: about.visibleRegion().boundingRect().height() == about.height())
    assert about.hasFocus()


def test_no_button_of_the_call_panel_is_cut(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    for made in panel.findChildren(QPushButton):
        assert not made.isVisible() or made.width() >= made.sizeHint().width(), made.text()


def test_the_dead_do_not_call(qtbot: QtBot, session: Session) -> None:
    values = {"family_name": "Rossi", "territory": "GB", "died_on": date(2026, 3, 1)}
    person = session.office.act(add_person, values).result
    session.window.go("members", f"person:{person}")
    panel = begin_log(qtbot, session)
    qtbot.waitUntil(lambda: panel.head.values()["caller_kind"] == "unknown")
    assert panel.is_empty(), "nobody typed that"
    panel.head.change_values({"caller_kind": "member"})
    told = panel.findChild(QLabel, "caller_check_told")
    assert isinstance(told, QLabel)
    assert told.text().startswith("▲ The member died on 1 Mar 2026: somebody else is calling.")
    panel.head.change_values({"caller_kind": "representative"})
    assert told.text().startswith("▲ No consent for a representative is on record.")


def test_half_typed_words_outlive_the_window(qtbot: QtBot, enter: Enter, preferences: Preferences) -> None:
    first = open_session(qtbot, enter, preferences)
    write(begin_log(qtbot, first), "Half a sent")
    close(qtbot, first)
    second = open_session(qtbot, enter, preferences)
    qtbot.waitUntil(lambda: len(second.matters.put_down_now) == 1)
    second.matters.pick_up()
    qtbot.waitUntil(lambda: second.matters.panel is not None)
    assert second.matters.panel is not None
    assert prose(second.matters.panel, "wanted").toPlainText() == "Half a sent"
    close(qtbot, second)


def test_what_is_wrong_stands_under_its_field_and_nothing_is_lost(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    write(panel, "Pay with 4111 1111 1111 1111")
    save = panel.findChild(QPushButton, "log_save")
    assert isinstance(save, QPushButton)
    save.click()
    qtbot.waitUntil(lambda: "wanted" in panel.words.told())
    assert "card number" in panel.words.told()["wanted"]
    assert prose(panel, "wanted").toPlainText() == "Pay with 4111 1111 1111 1111"
    when = panel.findChild(QLineEdit, "promise_when_0")
    assert isinstance(when, QLineEdit)
    QTest.keyClicks(when, "one day")
    assert not panel.promises.check()


def test_one_key_makes_it_a_complaint(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    write(panel, "The letter never came")
    QTest.keyClick(prose(panel, "wanted"), Qt.Key.Key_C, Control | Shift)
    qtbot.waitUntil(
        lambda: session.window.navigator.here is not None and session.window.navigator.here.page == "complaints"
    )
    here = session.window.navigator.here
    assert here is not None
    assert here.subject.startswith("complaint:new:contact:")


def test_throwing_away_can_be_undone(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    write(panel, "Never mind")
    away = panel.findChild(QPushButton, "log_throw_away")
    assert isinstance(away, QPushButton)
    away.click()
    qtbot.waitUntil(lambda: session.matters.panel is None)
    undo = session.window.findChild(QPushButton, "notice_undo")
    assert isinstance(undo, QPushButton)
    undo.click()
    qtbot.waitUntil(lambda: session.matters.panel is not None)
    assert session.matters.panel is not None
    assert prose(session.matters.panel, "wanted").toPlainText() == "Never mind"


def sheet_of(page: MembersPage) -> SheetView:
    found = page.findChild(SheetView)
    assert isinstance(found, SheetView)
    return found


def test_a_sheet_left_half_typed_is_listed_and_brought_back(qtbot: QtBot, session: Session) -> None:
    """Listed when one turns to something else, not while one types in it."""
    person = session.office.act(add_person, {"family_name": "Rossi", "given_names": "Ada", "territory": "GB"}).result
    session.window.go("members", f"person:{person}")
    page = session.window.navigator.current()
    assert isinstance(page, MembersPage)
    qtbot.waitUntil(lambda: page.opened_record is not None)
    page.record.details.edit_person()
    qtbot.waitUntil(lambda: page.findChild(SheetView) is not None)
    with qtbot.waitSignal(session.desk.half_typed):
        QTest.keyClicks(sheet_of(page).form.widget("post_nominals"), "FRCA")
    session.window.go("today")
    qtbot.waitUntil(lambda: [matter.title for matter in session.matters.put_down_now] == ["The details of Ada Rossi"])
    session.matters.pick_up()
    qtbot.waitUntil(lambda: page.findChild(SheetView) is not None and not session.matters.put_down_now)
    assert sheet_of(page).form.values()["post_nominals"] == "FRCA"


def test_signing_out_keeps_what_is_half_typed_and_signs_out(
    qtbot: QtBot, enter: Enter, preferences: Preferences
) -> None:
    """Keeping takes a moment: the window closes after it, and the sign-in comes, not the end of the program."""
    session = open_session(qtbot, enter, preferences)
    ended: list[bool] = []
    session.ended.connect(lambda: ended.append(True))
    write(begin_log(qtbot, session), "Half a sent")
    with qtbot.waitSignal(session.signed_out):
        session.window.sign_out_asked.emit()
    assert ended == []
    with qtbot.waitSignal(session.destroyed):
        again = open_session(qtbot, enter, preferences)
    qtbot.waitUntil(lambda: [matter.first_words for matter in again.matters.put_down_now] == ["Half a sent"])
    close(qtbot, again)


def test_a_panel_in_which_nothing_was_typed_just_goes(qtbot: QtBot, session: Session) -> None:
    """That it named the person of the page is nothing to be missed."""
    person = session.office.act(add_person, {"family_name": "Rossi", "given_names": "Ada", "territory": "GB"}).result
    session.window.go("members", f"person:{person}")
    panel = begin_log(qtbot, session)
    qtbot.waitUntil(lambda: panel.person.person_id == person)
    QTest.keyClick(session.window, Qt.Key.Key_Down, Control)
    qtbot.waitUntil(lambda: session.matters.panel is None and not session.desk.is_acting)
    assert session.office.read(put_down) == []


def test_a_million_characters_are_refused_at_once_and_nothing_is_lost(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    write(panel, "Wants this read")
    clip = QMimeData()
    clip.setText("word " * 200_000)
    prose(panel, "wanted").insertFromMimeData(clip)
    assert prose(panel, "wanted").toPlainText() == "Wants this read"
    assert "1,000,000 characters" in panel.words.told()["wanted"]


CARD = "4111 1111 1111 1111"


def test_a_card_number_is_told_once_at_its_field_and_kept_nowhere(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    problems: list[Exception] = []
    session.desk.problem.connect(problems.append)
    write(panel, f"Paid by {CARD}")
    panel.keeper.keep_now()
    qtbot.waitUntil(lambda: "card number" in panel.words.told().get("wanted", ""))
    assert "Take it out" in panel.words.told()["wanted"]
    assert "1111" not in panel.words.told()["wanted"]
    QTest.keyClick(session.window, Qt.Key.Key_Down, Control)
    assert session.matters.panel is panel, "it stays open while there is something that cannot be kept"
    prose(panel, "wanted").clear()
    QTest.keyClicks(prose(panel, "wanted"), "Paid by card")
    QTest.keyClick(session.window, Qt.Key.Key_Down, Control)
    qtbot.waitUntil(lambda: len(session.matters.put_down_now) == 1)
    assert session.matters.put_down_now[0].first_words == "Paid by card"
    assert (problems, session.window.notices.notices()) == ([], [])


def test_a_promise_holds_no_card_number(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    what = panel.findChild(QLineEdit, "promise_what_0")
    assert isinstance(what, QLineEdit)
    QTest.keyClicks(what, f"Refund {CARD}")
    told = panel.findChild(QLabel, "promise_told_0")
    assert isinstance(told, QLabel)
    assert "card number" in told.text()
    assert not panel.promises.check()


def test_what_was_ticked_stays_where_it_is_asked_in_the_same_words(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    panel.head.change_values({"caller_kind": "public_user"})
    panel.check.restore(["name", "case"])
    panel.head.change_values({"caller_kind": "legal_professional"})
    assert panel.check.checked() == ["name"], "a legal professional is asked another question about the case"
    panel.head.change_values({"caller_kind": "partner"})
    assert panel.check.checked() == ["name"]
    boxes = panel.check.focus_widgets()
    before = panel.head.widget("caller_name")
    assert before.nextInFocusChain() is boxes[0]
    assert boxes[-1].nextInFocusChain() is prose(panel, "wanted")


def test_the_words_begin_four_lines_high_and_grow(qtbot: QtBot, session: Session) -> None:
    panel = begin_log(qtbot, session)
    wanted = prose(panel, "wanted")
    line = wanted.fontMetrics().lineSpacing()
    assert 4 * line <= wanted.height() < 6 * line
    wanted.setPlainText("\n".join(f"line {number}" for number in range(9)))
    qtbot.waitUntil(lambda: wanted.height() >= 9 * line)


def test_keys_that_need_a_person_work_once_the_record_is_there(qtbot: QtBot, session: Session) -> None:
    """The record comes after the page: what can be done is asked again when it has come."""
    person = session.office.act(add_person, {"family_name": "Rossi", "territory": "GB"}).result
    session.window.go("members", f"person:{person}")
    page = session.window.navigator.current()
    assert isinstance(page, MembersPage)
    qtbot.waitUntil(lambda: page.opened_record is not None)
    QTest.keyClick(session.window, Qt.Key.Key_F2)
    qtbot.waitUntil(lambda: page.findChild(SheetView) is not None)
    page.faces.drop_sheet()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_task_is_handed_to_a_colleague_and_taken_back(qtbot: QtBot, session: Session, enter: Enter) -> None:
    person = session.office.act(add_person, {"family_name": "Rossi", "territory": "GB"}).result
    due_at = datetime.now(UTC) + timedelta(days=400)
    session.office.act(add_task, "Ring her", due_at, person_id=person)
    page = session.window.navigator.current()
    assert isinstance(page, TodayPage)
    page.refresh(frozenset({"task:*"}))
    qtbot.waitUntil(lambda: page.table.current() is not None)
    QTest.keyClick(session.window, Qt.Key.Key_H, Control | Shift)
    qtbot.waitUntil(lambda: page.findChild(QMenu, "colleagues") is not None)
    menu = page.findChild(QMenu, "colleagues")
    assert isinstance(menu, QMenu)
    offered = {action.text(): action for action in menu.actions()}
    assert "Ada Adviser" not in offered
    offered["Ben Adviser"].trigger()
    menu.close()
    ben = enter("ben.adviser")
    qtbot.waitUntil(lambda: [task.what for task in ben.read(my_day)] == ["Ring her"])
    qtbot.waitUntil(lambda: bool(session.window.notices.notices()))
    (notice,) = session.window.notices.notices()
    assert notice.sentence == "Handed over to Ben Adviser: Ring her"
    assert notice.do is not None
    notice.do()
    qtbot.waitUntil(lambda: [task.what for task in session.office.read(my_day)] == ["Ring her"])
