"""Notices, questions, conflicts, facts, links, timelines, chips: each through its widget."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QRadioButton, QToolButton
from pytestqt.qtbot import QtBot

from app.basics.problems import Conflict, FieldConflict, NotFound
from ui.kit.ask import Answer, Question, QuestionBox, answer_with, ask
from ui.kit.conflict import ConflictView, shown
from ui.kit.elided_label import ClampedLabel, ElidedLabel, ElidedLink
from ui.kit.facts_panel import Fact, FactGroup, FactsPanel, FactValue
from ui.kit.field import Choice, Field
from ui.kit.forms import Form
from ui.kit.headline import Headline, Warnings
from ui.kit.layout import ButtonPart, button
from ui.kit.link_list import Link, LinkList
from ui.kit.notice_bar import NoticeBar
from ui.kit.notices import Notice, notice_of
from ui.kit.preferences import Preferences
from ui.kit.status_chip import StatusChip
from ui.kit.table_data import Status
from ui.kit.timeline import TEXT_LEFT, Entry, Timeline


@pytest.fixture
def bar(qtbot: QtBot) -> NoticeBar:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    return bar


def test_a_notice_is_undone_with_one_press(bar: NoticeBar) -> None:
    undone: list[bool] = []
    bar.show_notice(Notice("The letter was returned.", "good", "Undo", lambda: undone.append(True)))
    undo = bar.findChild(QPushButton, "notice_undo")
    assert isinstance(undo, QPushButton)
    undo.click()
    assert undone == [True]
    assert bar.notices() == []
    assert not bar.isVisible()


def test_notices_of_one_key_replace_each_other_and_at_most_three_stand(bar: NoticeBar) -> None:
    for number in range(5):
        bar.show_notice(Notice(f"Notice {number}", "warn"))
    assert [notice.sentence for notice in bar.notices()] == ["Notice 2", "Notice 3", "Notice 4"]
    bar.show_notice(Notice("Away", "warn", key="away"))
    bar.show_notice(Notice("Still away", "warn", key="away"))
    assert [notice.sentence for notice in bar.notices()][-2:] == ["Notice 4", "Still away"]
    bar.dismiss("away")
    bar.dismiss("away")
    assert "Still away" not in [notice.sentence for notice in bar.notices()]


def test_a_notice_is_dismissed_and_its_details_are_copied(bar: NoticeBar) -> None:
    bar.show_notice(notice_of(ZeroDivisionError("sum")))
    copy = bar.findChild(QPushButton, "notice_copy_details")
    dismiss = bar.findChild(QToolButton, "notice_dismiss")
    assert isinstance(copy, QPushButton)
    assert isinstance(dismiss, QToolButton)
    copy.click()
    assert "ZeroDivisionError: sum" in QGuiApplication.clipboard().text()
    dismiss.click()
    assert bar.notices() == []


def test_a_problem_of_the_world_is_its_own_sentence() -> None:
    notice = notice_of(NotFound("There is no member 17.", "Search again."))
    assert (notice.sentence, notice.tone, notice.details) == ("There is no member 17. Search again.", "warn", "")


QUESTION = Question(
    "Post this letter?",
    "It is marked as posted today.",
    [Answer("post", "Post the letter"), Answer("burn", "Burn it", danger=True)],
)


@pytest.mark.parametrize(("name", "chosen"), [("answer_post", "post"), ("answer_burn", "burn"), ("answer_leave", "")])
def test_a_question_is_answered_by_a_verb(qtbot: QtBot, name: str, chosen: str) -> None:
    box = QuestionBox(QUESTION)
    qtbot.addWidget(box)
    button = box.findChild(QPushButton, name)
    assert isinstance(button, QPushButton)
    button.click()
    assert box.chosen == chosen


def test_enter_does_the_main_thing_and_never_what_cannot_be_undone(qtbot: QtBot) -> None:
    defaults = {
        button.objectName(): button.isDefault()
        for question in (QUESTION, Question("Burn it?", "It is gone.", [Answer("burn", "Burn it", danger=True)]))
        for button in _box(qtbot, question).findChildren(QPushButton)
    }
    assert defaults["answer_burn"] is False
    assert defaults["answer_leave"] is True


def _box(qtbot: QtBot, question: Question) -> QuestionBox:
    box = QuestionBox(question)
    qtbot.addWidget(box)
    return box


@pytest.fixture
def answers(qtbot: QtBot) -> Iterator[list[str]]:
    asked: list[str] = []

    def asker(question: Question, _parent: object) -> str:
        asked.append(question.title)
        return "post"

    answer_with(asker)
    yield asked
    answer_with(None)


def test_tests_answer_questions_without_a_box(answers: list[str]) -> None:
    assert ask(QUESTION) == "post"
    assert answers == ["Post this letter?"]


@pytest.fixture
def view(qtbot: QtBot) -> ConflictView:
    conflict = Conflict(
        "member:17",
        [
            FieldConflict("street", "Old", "New", "Newer"),
            FieldConflict("born", date(1971, 3, 2), date(1971, 2, 3), None),
        ],
        "Ben Okafor",
    )
    view = ConflictView(conflict, {"street": "Street", "born": "Date of birth"})
    qtbot.addWidget(view)
    with qtbot.waitActive(view):
        view.show()
        view.activateWindow()
    return view


def test_a_conflict_is_solved_by_keyboard(view: ConflictView) -> None:
    save = view.findChild(QPushButton, "conflict_save")
    assert isinstance(save, QPushButton)
    assert not save.isEnabled()
    first = view.findChild(QRadioButton, "street_theirs")
    assert isinstance(first, QRadioButton)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Y)
    assert view.focusWidget() is view.findChild(QRadioButton, "born_theirs")
    assert not save.isEnabled()
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_T)
    assert save.isEnabled()
    merged = view.merged()
    assert merged.edits == {"street": ("New", "Newer")}
    assert merged.keep_theirs == ("born",)


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_enter_saves_what_is_chosen_and_not_before(qtbot: QtBot, view: ConflictView, modifier: Any) -> None:
    view.choose("street", "yours")
    first = view.findChild(QRadioButton, "street_yours")
    assert isinstance(first, QRadioButton)
    first.setFocus()
    with qtbot.assertNotEmitted(view.accepted):
        QTest.keyClick(first, Qt.Key.Key_Return, modifier)
    assert view.focusWidget() is view.findChild(QRadioButton, "born_theirs"), "what is left to choose"
    QTest.keyClick(view.focusWidget(), Qt.Key.Key_T)
    with qtbot.waitSignal(view.accepted):
        QTest.keyClick(view.focusWidget(), Qt.Key.Key_Return, modifier)


def test_enter_on_a_button_presses_it(qtbot: QtBot, view: ConflictView) -> None:
    view.choose_all("yours")
    back = view.findChild(QPushButton, "conflict_leave")
    assert isinstance(back, QPushButton)
    back.setFocus()
    with qtbot.waitSignal(view.rejected), qtbot.assertNotEmitted(view.accepted):
        QTest.keyClick(back, Qt.Key.Key_Return)


def test_all_of_one_side_may_be_taken(view: ConflictView) -> None:
    view.choose_all("yours")
    assert view.merged().edits == {"street": ("New", "Newer"), "born": (date(1971, 2, 3), None)}
    view.choose_all("theirs")
    assert view.merged().edits == {}


@pytest.mark.parametrize(
    ("value", "words"),
    [(None, "(empty)"), ("", "(empty)"), (True, "Yes"), (False, "No"), (0, "0"), (date(2026, 11, 21), "21 Nov 2026")],
)
def test_values_are_shown_in_words(value: object, words: str) -> None:
    assert shown(value) == words


def test_facts_without_a_value_are_left_out_and_links_go(qtbot: QtBot) -> None:
    gone: list[str] = []
    panel = FactsPanel("facts")
    qtbot.addWidget(panel)
    panel.show_groups(
        [
            FactGroup(
                "Reach",
                [Fact("Phone", "+65 6123 4567"), Fact("E-mail"), Fact("Partner", "SMA", go=lambda: gone.append("SMA"))],
            )
        ]
    )
    assert panel.values() == {"Phone": "+65 6123 4567"}
    link = panel.findChild(QPushButton, "fact_partner")
    assert isinstance(link, QPushButton)
    link.click()
    assert gone == ["SMA"]
    panel.show_groups([])
    assert panel.values() == {}


def test_links_go_by_click_and_by_enter(qtbot: QtBot) -> None:
    gone: list[str] = []
    links = LinkList("missing")
    qtbot.addWidget(links)
    links.show_links([Link("No finding", lambda: gone.append("finding"), "bad"), Link("Says only")])
    links.setCurrentRow(0)
    QTest.keyClick(links, Qt.Key.Key_Return)
    links.itemClicked.emit(links.item(1))
    links.show_links([Link("Another"), Link("No finding", lambda: gone.append("again"))])
    assert links.currentRow() == 1
    QTest.keyClick(links, Qt.Key.Key_Return)
    assert gone == ["finding", "again"]


def test_a_long_line_of_links_is_whole_also_where_the_list_became_narrower(qtbot: QtBot) -> None:
    links = LinkList("cases")
    qtbot.addWidget(links)
    links.resize(900, 200)
    links.show()
    links.show_links([Link("Whoever works on it may put it off to 14 Dec 2026 at the latest; once more after that")])
    one_line = links.sizeHintForRow(0)
    links.resize(200, 200)
    qtbot.waitUntil(lambda: links.visualItemRect(links.item(0)).height() >= 2 * one_line - 8)


def test_a_letter_of_a_taller_font_cuts_none_beside_it(qtbot: QtBot) -> None:
    def painted(body: str) -> QImage:
        line = Timeline("timeline")
        qtbot.addWidget(line)
        line.resize(500, 200)
        line.show_entries([Entry("", date(2026, 11, 20), "Call", body=body)])
        return line.grab(QRect(0, 0, TEXT_LEFT + wide, 200)).toImage()

    wide = QFontMetrics(Timeline("any").font()).horizontalAdvance("gypqj")
    assert painted("gypqj") == painted("gypqj 陳大文")


def test_a_timeline_groups_by_day_opens_and_expands(qtbot: QtBot) -> None:
    line = Timeline("timeline")
    qtbot.addWidget(line)
    line.resize(500, 300)
    line.show()
    at = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
    long = "She wants the receipt again, since the first went to the old address. " * 3
    line.show_entries(
        [
            Entry("contact:1", at, "Call in", body=long),
            Entry("letter:2", at, "Letter out"),
            Entry("case:3", date(2026, 11, 20), "Complaint"),
        ]
    )
    assert line.model().rowCount() == 5
    line.setCurrentIndex(line.model().index(1, 0))
    before = line.visualRect(line.model().index(1, 0)).height()
    QTest.keyClick(line, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: line.visualRect(line.model().index(1, 0)).height() > before)
    QTest.keyClick(line, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: line.visualRect(line.model().index(1, 0)).height() == before)
    with qtbot.waitSignal(line.opened, check_params_cb=lambda subject: subject == "contact:1"):
        QTest.keyClick(line, Qt.Key.Key_Return)
    line.add([Entry("case:4", date(2026, 11, 20), "Same day")])
    assert line.model().rowCount() == 6
    assert [entry.subject for entry in line.entries()] == ["contact:1", "letter:2", "case:3", "case:4"]


def test_chips_stand_at_the_left_where_a_headline_has_no_quiet_line(qtbot: QtBot) -> None:
    headline = Headline("Nobody's member")
    qtbot.addWidget(headline)
    headline.resize(800, 80)
    headline.show_chips([Status("Not a member", "bar", "muted")])
    with qtbot.waitExposed(headline):
        headline.show()
    chip = headline.findChild(StatusChip)
    assert chip is not None
    assert chip.x() + chip.width() < 300


def test_a_headline_shows_chips_that_speak(qtbot: QtBot) -> None:
    head = Headline("Dr Tan", "Fellow")
    qtbot.addWidget(head)
    head.show_chips([Status("Active", "dot", "good"), Status("Late", "triangle", "bad")])
    head.show_chips([Status("Lapsed", "ring", "muted")])
    visible = [chip for chip in head.findChildren(StatusChip) if not chip.isHidden()]
    assert [chip.accessibleName() for chip in visible] == ["Lapsed"]


def test_warnings_stand_first_and_go_when_there_are_none(qtbot: QtBot) -> None:
    warnings = Warnings()
    qtbot.addWidget(warnings)
    warnings.show_warnings(["Deceased"], grave=True)
    words = warnings.findChild(QLabel, "warnings_words")
    assert isinstance(words, QLabel)
    assert words.text() == "▲ Deceased"
    warnings.show_warnings([])
    assert not warnings.isVisible()


def test_preferences_survive_and_a_spoilt_file_is_the_default(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    first = Preferences(file)
    first.keep("theme", "dark")
    first.keep("count", 3)
    first.keep("open", True)
    first.keep("columns", ("a=1", "b=2"))
    first.write()
    again = Preferences(file)
    assert (again.text("theme"), again.number("count"), again.flag("open"), again.words("columns")) == (
        "dark",
        3,
        True,
        ("a=1", "b=2"),
    )
    file.write_text("[General]\ncount=many\nopen=perhaps\nstate=@@@\n", encoding="utf-8")
    spoilt = Preferences(file)
    assert (spoilt.number("count", 7), spoilt.flag("open", default=True), spoilt.text("theme", "system")) == (
        7,
        True,
        "system",
    )


def test_facts_that_say_the_same_stay_as_they_are(qtbot: QtBot) -> None:
    panel = FactsPanel("facts")
    qtbot.addWidget(panel)
    panel.show_groups([FactGroup("Who", [Fact("Name", "Tan")]), FactGroup("Clock", [Fact("Due", "30 Nov 2026")])])
    assert panel.values() == {"Name": "Tan", "Due": "30 Nov 2026"}
    due = panel.findChildren(FactValue)[1]
    due.setSelection(0, 2)
    panel.show_groups([FactGroup("Clock", [Fact("Due", "30 Nov 2026")]), FactGroup("Who", [Fact("Name", "Lim")])])
    assert due.selectedText() == "30"
    assert panel.values() == {"Due": "30 Nov 2026", "Name": "Lim"}
    panel.grab()
    lim = next(one for one in panel.findChildren(FactValue) if one.text() == "Lim")
    assert due.mapTo(panel, QPoint(0, 0)).y() < lim.mapTo(panel, QPoint(0, 0)).y()


def test_a_long_name_is_cut_and_told_whole(qtbot: QtBot) -> None:
    long = "A solicitor's letter that was answered to the wrong person, twice, and then once more"
    head = Headline(long)
    head.add_action(QPushButton("Write the letter"))
    qtbot.addWidget(head)
    head.resize(420, 60)
    head.show()
    title = head.findChild(ElidedLabel, "headline")
    assert isinstance(title, ElidedLabel)
    assert title.text() == long
    assert title.shown_text().endswith("…")
    assert title.toolTip() == long
    head.resize(2000, 60)
    qtbot.waitUntil(lambda: title.shown_text() == long)
    assert title.toolTip() == ""


def test_a_long_quiet_line_takes_two_lines_and_is_told_whole(qtbot: QtBot) -> None:
    long = " · ".join(
        ["To Dr Tan Mei Ling", "The late certificate", "16 point print, as agreed", "goes out 3 December"] * 2
    )
    head = Headline("About your enquiry", long)
    qtbot.addWidget(head)
    head.show_title("About your enquiry", long, "L26-000001-64")
    head.resize(420, head.heightForWidth(420))
    head.show()
    line = head.findChild(ClampedLabel, "headline_subline")
    assert isinstance(line, ClampedLabel)
    first, second = line.shown_lines()
    assert (line.text(), line.toolTip()) == (long, long)
    assert long.startswith(first)
    assert second.endswith("…")
    room = line.contentsRect()
    assert max(map(line.fontMetrics().horizontalAdvance, (first, second))) <= room.width()
    assert 2 * line.fontMetrics().lineSpacing() <= room.height() < 3 * line.fontMetrics().lineSpacing()
    head.resize(2400, 80)
    qtbot.waitUntil(lambda: line.shown_lines() == [long])
    assert line.toolTip() == ""


def test_warnings_in_several_lines_are_seen_whole(qtbot: QtBot) -> None:
    warnings = Warnings()
    qtbot.addWidget(warnings)
    warnings.show_warnings(["Support need: caring for a parent at home, mornings before ten are best"] * 4, grave=True)
    warnings.resize(300, warnings.heightForWidth(300))
    words = warnings.findChild(QLabel, "warnings_words")
    assert isinstance(words, QLabel)
    room = words.contentsRect()
    assert room.left() >= 8
    flags = int(Qt.TextFlag.TextWordWrap)
    assert words.fontMetrics().boundingRect(room, flags, words.text()).height() <= words.heightForWidth(300) - 12


def nowhere() -> None:
    """Where a link of a test leads."""


def test_facts_stay_inside_a_narrow_panel(qtbot: QtBot) -> None:
    panel = FactsPanel("facts")
    qtbot.addWidget(panel)
    partner = "The Association of Independent Anaesthetists of the Straits and Islands"
    facts = [
        Fact("Partner", partner),
        Fact("E-mail", "wilhelmina.featherstonehaugh-cholmondeley@example.com"),
        Fact("What should have happened", "An answer", go=nowhere),
        Fact("", f"Response to {partner} · posted", go=nowhere, tip="LON/L26-000005-52"),
    ]
    panel.show_groups([FactGroup("Reach", facts)])
    assert "E-mail" in panel.values()
    assert panel.minimumSizeHint().width() <= 264
    panel.resize(264, 400)
    panel.show()
    address = next(value for value in panel.findChildren(FactValue) if "@" in value.text())
    QTest.keyClick(address, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == facts[1].value, "what is copied is the address, nothing else"
    link = next(link for link in panel.findChildren(ElidedLink) if "posted" in link.text())
    assert link.shown_text().endswith("…")
    assert link.toolTip() == f"{link.text()}\nLON/L26-000005-52"


def test_a_timeline_without_entries_says_so(qtbot: QtBot) -> None:
    line = Timeline("timeline")
    qtbot.addWidget(line)
    line.show_entries([])
    assert line.accessibleDescription() == "Nothing has happened yet."
    line.show_entries([Entry("contact:1", date(2026, 11, 21), "Call in")])
    assert line.accessibleDescription() == ""


def test_information_goes_by_itself_and_warnings_stay(bar: NoticeBar) -> None:
    for tone in ("info", "good", "warn"):
        bar.show_notice(Notice(f"A notice that says {tone}.", tone))
    going = bar.findChild(QTimer)
    assert isinstance(going, QTimer)
    assert (going.isActive(), going.interval()) == (True, 10_000)
    going.timeout.emit()
    assert [notice.tone for notice in bar.notices()] == ["warn"]


def test_what_holds_a_person_s_data_shows_it_to_the_letter(qtbot: QtBot) -> None:
    conflict = Conflict("Somebody changed this.", [FieldConflict("firm", "A", "Smith & Sons", "B & C")], "Ben")
    view = ConflictView(conflict, {"firm": "Firm"})
    qtbot.addWidget(view)
    form = Form([Field("who", "Who", "radio", choices=[Choice("s", "Smith & Sons")])])
    qtbot.addWidget(form)
    made = button("Return to D & G", "back")
    qtbot.addWidget(made)
    shown_on = [*view.findChildren(QRadioButton), *form.findChildren(QRadioButton), made]
    assert [one.text() for one in shown_on] == ["Smith && Sons", "B && C", "Smith && Sons", "Return to D && G"]
    assert all(one.shortcut().isEmpty() for one in shown_on)


def test_a_double_click_does_the_deed_once(qtbot: QtBot) -> None:
    parts: tuple[tuple[ButtonPart, int], ...] = (("main", 1), ("danger", 1), ("quiet", 2))
    for part, times in parts:
        made = button("Approve", "approve", part)
        pressed: list[str] = []
        qtbot.addWidget(made)
        with qtbot.waitExposed(made):
            made.show()
        made.clicked.connect(partial(pressed.append, part))
        QTest.mouseDClick(made.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        assert len(pressed) == times, part
