"""The window shows pages, finds its way back, keeps unsaved words, and waits for what is being saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTextBrowser, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from app.basics.problems import DatabaseAway, WorldProblem
from app.office import InDoubt
from tests.ui.fakes import FakeDoor
from tests.ui.shell.sheets import PAGES, Sheet, sheet
from ui.kit.desk import Desk
from ui.kit.notices import Notice, notice_of
from ui.kit.theme.apply import look
from ui.shell.navigation import Place
from ui.shell.palette import Give, Hit
from ui.shell.window import LEAST, MainWindow


def test_pages_are_made_once_and_only_when_opened(window: MainWindow) -> None:
    assert window.findChild(Sheet, "page_complaints") is None
    first = sheet(window)
    window.go("complaints", "case:7")
    assert sheet(window).subjects == ["case:7"]
    window.go("members", "member:17")
    assert sheet(window) is first
    assert first.subjects == ["", "member:17"]


def test_the_way_back_and_on_again(window: MainWindow) -> None:
    window.go("members", "member:17")
    window.go("letter", "letter:3")
    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.navigator.here == Place("members", "member:17")
    QTest.keyClick(sheet(window).line, Qt.Key.Key_Escape)
    assert window.navigator.here == Place("members")
    assert not window.navigator.back()
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.navigator.here == Place("members", "member:17")
    window.go("complaints")
    assert not window.navigator.can_go_forward()


def test_a_page_that_will_not_close_stays(window: MainWindow) -> None:
    sheet(window).closes = False
    assert not window.go("complaints")
    assert window.navigator.here == Place("members")
    assert not window.close()
    sheet(window).closes = True
    assert window.close()


def test_an_unknown_page_is_our_fault(window: MainWindow) -> None:
    with pytest.raises(KeyError):
        window.go("nowhere")


def test_what_is_made_ahead_is_made_once_and_hears_nothing_until_it_is_opened(window: MainWindow, desk: Desk) -> None:
    while window.navigator.make_ahead():
        """Each page and part in steps of its own."""
    pages = window.findChildren(Sheet)
    assert len(pages) == len(PAGES)
    assert all(page.parts < 0 for page in pages), "and every part of each"
    ahead = window.findChild(Sheet, "page_complaints")
    assert ahead is not None
    assert ahead.line.testAttribute(Qt.WidgetAttribute.WA_WState_Polished), "it is dressed before it is shown"
    desk.changed_elsewhere(frozenset({"case:7"}))
    assert (ahead.subjects, ahead.changes) == ([], [])
    window.go("complaints", "case:7")
    assert sheet(window) is ahead


def test_every_page_hears_what_changed(window: MainWindow, desk: Desk, door: FakeDoor) -> None:
    window.go("complaints")
    door.changed = frozenset({"case:7"})
    desk.act(None, lambda _work: None)
    for name in ("page_members", "page_complaints"):
        page = window.findChild(Sheet, name)
        assert isinstance(page, Sheet)
        assert page.changes == [frozenset({"case:7"})]


def test_the_rail_opens_pages_and_says_what_waits(window: MainWindow) -> None:
    button = window.findChild(QToolButton, "rail_complaints")
    assert isinstance(button, QToolButton)
    window.show_count("complaints", 3)
    assert button.accessibleName() == "Complaints, 3 waiting"
    button.click()
    assert window.navigator.here == Place("complaints")
    assert button.isChecked()
    assert window.findChild(QToolButton, "rail_letter") is None
    window.go("letter")
    assert not button.isChecked()


def test_a_small_window_has_icons_on_its_rail_and_still_shows_the_key_of_the_palette(window: MainWindow) -> None:
    complaints = window.rail.findChild(QToolButton, "rail_complaints")
    assert complaints is not None
    styles = []
    for size in (LEAST, QSize(1366, 740)):
        window.resize(size)
        styles.append(complaints.toolButtonStyle())
        assert window.top.find_field.placeholderText().endswith("Ctrl+K")
        assert complaints.toolTip().startswith("Complaints")
    assert styles == [Qt.ToolButtonStyle.ToolButtonIconOnly, Qt.ToolButtonStyle.ToolButtonTextUnderIcon]


def test_a_page_has_its_key_and_its_tooltip_shows_it(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.navigator.here == Place("complaints")
    button = window.findChild(QToolButton, "rail_complaints")
    assert isinstance(button, QToolButton)
    assert button.toolTip() == "Complaints  Ctrl+2"


def test_the_keys_of_a_page_work_while_it_is_shown(window: MainWindow) -> None:
    first = sheet(window)
    window.go("complaints")
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert (first.did, sheet(window).did) == ([], ["stamp"])


def test_the_palette_finds_people_and_commands_and_gives_the_focus_back(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.palette_box
    assert palette.isVisible()
    palette.begin("tan")
    assert palette.titles() == ["Tan Mei Ling"]
    palette.begin("open set")
    assert palette.titles() == ["Open Settings"]
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert window.navigator.here == Place("administration")
    palette.begin("no such thing")
    assert palette.titles() == []
    QTest.keyClick(palette.line, Qt.Key.Key_Escape)
    assert window.focusWidget() is sheet(window).line
    assert window.navigator.here == Place("administration")


def test_typing_into_the_find_field_opens_the_palette_with_the_words(window: MainWindow) -> None:
    QTest.keyClick(window.top.find_field, Qt.Key.Key_R)
    assert window.palette_box.isVisible()
    assert window.palette_box.line.text() == "r"
    QTest.keyClicks(window.palette_box.line, "ao")
    assert window.palette_box.line.text() == "rao"


def test_a_late_answer_of_the_palette_is_dropped(window: MainWindow) -> None:
    gives: dict[str, Give] = {}
    window.palette_box._providers = (gives.__setitem__,)
    window.palette_box.begin("ta")
    window.palette_box.begin("tan")
    gives["ta"]([Hit("Old")])
    assert "Old" not in window.palette_box.titles()
    gives["tan"]([Hit("New")])
    assert window.palette_box.titles()[0] == "New"


def test_enter_opens_what_answers_the_words_that_stand_there(window: MainWindow) -> None:
    gives: dict[str, Give] = {}
    opened: list[str] = []
    palette = window.palette_box
    palette._providers = (gives.__setitem__,)

    def answer(words: str, *titles: str) -> None:
        gives[words]([Hit(title, open=partial(opened.append, title)) for title in titles])

    palette.begin("open")
    answer("open", "Openshaw")
    QTest.keyClicks(palette.line, "shaw")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    assert opened == [], "neither who was found by other words nor the command below"
    answer("openshaw", "Openshaw, Ada", "Openshaw, Zoe")
    assert opened == ["Openshaw, Ada"]
    assert not palette.isVisible()
    palette.begin("tan")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)
    QTest.keyClicks(palette.line, "a")
    answer("tan", "Tan")
    palette._search()
    answer("tana", "Tana")
    assert opened == ["Openshaw, Ada"], "who goes on typing has not chosen"


def test_what_was_gone_to_stays_chosen_when_more_is_found(window: MainWindow) -> None:
    gives: list[Give] = []
    palette = window.palette_box
    palette._providers = (lambda _words, give: gives.append(give),)
    palette.begin("open")
    QTest.keyClick(palette.line, Qt.Key.Key_Down)
    chosen = palette.list.currentIndex().data()
    gives[-1]([Hit("Openshaw, Ada"), Hit("Openshaw, Zoe")])
    assert palette.list.currentIndex().data() == chosen != "Openshaw, Ada"


def test_a_problem_that_no_page_takes_is_a_notice(window: MainWindow, desk: Desk) -> None:
    def away(_work: object) -> None:
        raise DatabaseAway("The database cannot be reached.", "Try again in a minute.")

    desk.act(None, away)
    assert [notice.sentence for notice in window.notices.notices()] == [
        "The database cannot be reached. Try again in a minute."
    ]
    connection = window.findChild(QLabel, "status_connection")
    assert isinstance(connection, QLabel)
    assert "Not connected" in connection.text()
    desk.read(None, lambda _work: 1, then=lambda _answer: None)
    assert connection.text() == "Connected"
    assert window.notices.notices() == []


def test_that_nothing_was_saved_goes_when_the_same_thing_is_saved(window: MainWindow, desk: Desk) -> None:
    is_busy = True

    def save(_work: object, _record: int, _words: str) -> None:
        if is_busy:
            raise WorldProblem("Nothing was saved.")

    def told() -> list[str]:
        return [notice.sentence for notice in window.notices.notices()]

    desk.act(None, save, 7, "Half")
    is_busy = False
    desk.act(None, save, 8, "Another record")
    assert told() == ["Nothing was saved."]
    desk.act(None, save, 7, "Half and more")
    assert told() == []


def test_another_failure_under_the_same_notice_stays(window: MainWindow, desk: Desk) -> None:
    busy = {7, 8}

    def save(_work: object, record: int) -> None:
        if record in busy:
            raise WorldProblem(f"Nothing was saved of {record}.")

    desk.act(None, save, 7)
    desk.act(None, save, 8)
    busy.clear()
    desk.act(None, save, 7)
    assert [notice.sentence for notice in window.notices.notices()] == ["Nothing was saved of 8."]


def test_a_key_that_can_do_nothing_says_why(window: MainWindow) -> None:
    window.go("members")
    QTest.keyClick(sheet(window).line, Qt.Key.Key_F2)
    QTest.keyClick(sheet(window).line, Qt.Key.Key_F2)
    assert sheet(window).did == []
    assert [notice.sentence for notice in window.notices.notices()] == ["You may not void it."]
    QTest.keyClick(sheet(window).line, Qt.Key.Key_F3)
    assert len(window.notices.notices()) == 1, "a key of no action says nothing"


def test_our_fault_is_said_as_ours(window: MainWindow, desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.act(None, lambda _work: 1 / 0)
    [notice] = window.notices.notices()
    assert "our fault" in notice.sentence
    assert "ZeroDivisionError" in notice.details
    caplog.clear()


def test_the_status_bar_says_when_it_was_saved(window: MainWindow, desk: Desk) -> None:
    saved = window.findChild(QLabel, "status_saved")
    assert isinstance(saved, QLabel)
    desk.act(None, lambda _work: None)
    assert saved.text().startswith("Saved ")


def test_what_is_in_doubt_stands_alone_until_it_is_known(window: MainWindow, desk: Desk) -> None:
    answers: list[Exception] = [InDoubt("It is not known yet."), DatabaseAway("Nothing was saved.")]

    def verb(_work: object, *_asked: object) -> None:
        if answers:
            raise answers.pop()

    def stands() -> list[str]:
        return [notice.sentence for notice in window.notices.notices()]

    desk.act(None, verb, 17)
    assert stands() == ["Nothing was saved."]
    desk.act(None, verb, 17)
    assert stands() == ["It is not known yet."]
    answers.append(DatabaseAway("Nothing was saved."))
    desk.read(None, verb, then=lambda _none: None)
    assert stands() == ["It is not known yet."]
    desk.read(None, verb, then=lambda _none: None)
    assert stands() == ["It is not known yet."], "that the office is there again does not tell it"
    answers.append(DatabaseAway("Nothing was saved."))
    desk.act(None, verb, 17)
    assert stands() == ["Nothing was saved."]
    desk.act(None, verb, 17)
    assert stands() == []


def test_jobs_are_shown_with_cancel_and_taken_away(window: MainWindow) -> None:
    stopped: list[bool] = []
    window.status.show_job("print", "Printing", 61, lambda: stopped.append(True))
    label = window.findChild(QLabel, "job_print")
    assert isinstance(label, QLabel)
    assert label.text() == "Printing 61 %"
    cancel = window.findChild(QPushButton, "job_print_cancel")
    assert isinstance(cancel, QPushButton)
    cancel.click()
    assert stopped == [True]
    window.status.show_job("print", "")
    window.status.show_job("print", "")
    assert not label.isVisible()


def test_theme_and_density_are_worn_and_remembered(window: MainWindow, desk: Desk) -> None:
    menu = window.top.person_menu
    by_name = {action.objectName(): action for action in menu.actions()}
    by_name["theme_dark"].trigger()
    by_name["density_compact"].trigger()
    assert (look().name, look().density) == ("dark", "compact")
    assert (desk.preferences.text("theme"), desk.preferences.text("density")) == ("dark", "compact")


def test_a_help_page_opens_at_its_top(window: MainWindow, qtbot: QtBot) -> None:
    reader = window.help.findChild(QTextBrowser, "help_text")
    assert reader is not None
    bar = reader.verticalScrollBar()
    window.help.show_page("complaints")
    for page in ("complaints", "letters"):
        qtbot.waitUntil(lambda: bar.maximum() > 0)
        bar.setValue(bar.maximum())
        window.help.close_help()
        window.help.show_page(page)
        qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == 0)


def test_help_of_the_page_opens_with_f1_and_closes_with_esc(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert window.help.isVisible()
    window.go("complaints")
    assert window.help.page == "complaints"
    QTest.keyClick(window.help, Qt.Key.Key_Escape)
    assert not window.help.isVisible()


def test_half_typed_words_are_gathered_from_all_pages(window: MainWindow) -> None:
    sheet(window).line.setText("She said")
    window.go("complaints")
    assert window.navigator.unsaved_words() == {"members": {"line": "She said"}}


def test_geometry_is_remembered(window: MainWindow, desk: Desk, open_window: Callable[[Desk], MainWindow]) -> None:
    """The width is cut to the off-screen plug-in's screen, which is 800 px wide."""
    window.resize(1180, 690)
    window.close()
    assert open_window(desk).height() == 690


def test_it_fits_a_small_screen(window: MainWindow) -> None:
    assert window.minimumSizeHint().width() <= 1024
    window.resize(1366, 768)
    assert (window.width(), window.height()) == (1366, 768)


def test_notices_are_counted_and_shown_again(window: MainWindow) -> None:
    window.notify(Notice("First."))
    window.notify(Notice("Second.", "good"))
    assert window.top.notices.text() == "2 notices"
    window.notices.clear()
    window.top.notices.menu().actions()[0].trigger()
    assert [notice.sentence for notice in window.notices.notices()] == ["Second."]
    window.notices.clear()


def test_notices_of_one_matter_replace_each_other_and_those_of_a_page_go_with_it(window: MainWindow) -> None:
    def stands() -> list[str]:
        return [notice.sentence for notice in window.notices.notices()]

    window.go("members")
    for sentence in ("Point saved.", "Line added."):
        window.notify(Notice(sentence, "good"))
    assert stands() == ["Line added."], "what was done before last is in the list at the top"
    for sentence in ("Two things are missing.", "One thing is missing."):
        window.notify(Notice(sentence, "warn", key="letter"))
    window.notify(Notice("Two things are missing.", "warn"))
    window.notify(notice_of(DatabaseAway("The office is not there.")))
    assert stands() == ["One thing is missing.", "Two things are missing.", "The office is not there."]
    window.go("members", "member:17")
    assert len(stands()) == 3, "another record of the same page"
    window.go("complaints")
    assert stands() == ["The office is not there."]
    assert window.top.notices.text() == "6 notices"
    window.notices.clear()


def test_files_dropped_on_any_page_go_to_the_page_that_takes_them(window: MainWindow, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "answer.eml")), QUrl("https://example.org/page")])
    drop = QDropEvent(
        QPointF(500, 300),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    assert drop.isAccepted()
    assert window.navigator.here is not None
    assert (window.navigator.here.page, sheet(window).files) == ("complaints", [tmp_path / "answer.eml"])
    sheet(window).closes = False
    window.dropEvent(drop)
    assert sheet(window).files == [tmp_path / "answer.eml"] * 2, "the page that is open need not close for them"


def test_the_keys_of_a_panel_beside_are_its_own_while_one_works_in_it(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl+Enter submits a letter and logs a call: Qt would do neither where both are shown."""
    panel, logged = QWidget(), list[str]()
    line = QLineEdit(panel)
    own = QShortcut(QKeySequence("Ctrl+J"), panel, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
    own.activated.connect(lambda: logged.append("call"))
    window.put_beside(panel)
    panel.show()
    page = sheet(window)
    for focused, done in (
        (line, ([], ["call"])),
        (page.line, (["stamp"], ["call"])),
        (line, (["stamp"], ["call"] * 2)),
    ):
        focused.setFocus()
        qtbot.waitUntil(focused.hasFocus)
        QTest.keySequence(focused, QKeySequence("Ctrl+J"))
        assert (page.did, logged) == done
    window.go("complaints")
    line.setFocus()
    QTest.keySequence(line, QKeySequence("Ctrl+J"))
    assert (sheet(window).did, len(logged)) == ([], 3), "the keys of a page that is opened meanwhile too"
