"""Tables read page by page, never mix two questions, keep what is chosen, and say why they are empty."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.basics.problems import DatabaseAway
from tests.ui.fakes import HeldRunner
from ui.kit.csv_export import CannotWriteFile, safe_cell, write_csv
from ui.kit.desk import Desk
from ui.kit.paged_table import Ask, Column, Empty, PagedTable, Slice, Status
from ui.kit.theme.apply import apply_theme, dress


class Person(NamedTuple):
    number: int
    name: str


@dataclass
class People:
    """The rows behind a table, and the questions it asked."""

    rows: list[Person]
    asked: list[Ask] = field(default_factory=list)
    away: bool = False

    def load(self, _work: object, ask: Ask) -> Slice[Person]:
        self.asked.append(ask)
        if self.away:
            raise DatabaseAway("The database cannot be reached.")
        rows = [row for row in self.rows if ask.filters.get("name", "") in row.name]
        rows.sort(key=lambda row: (row.name if ask.sort == "name" else "", row.number), reverse=ask.descending)
        begin = ask.after or 0
        piece = rows[begin : begin + ask.limit]
        return Slice(piece, begin + ask.limit if begin + ask.limit < len(rows) else None)


COLUMNS: tuple[Column[Person], ...] = (
    Column("name", "Name", lambda row: row.name, sort="name", filter=True, second=lambda row: f"no. {row.number}"),
    Column("number", "Number", lambda row: str(row.number), align="right", face="figures", sort="number"),
    Column("state", "State", lambda _row: "Active", status=lambda _row: Status("Active", "dot", "good")),
)
EMPTY = Empty("No people yet", "Add the first one.", "Add a person")


def people(count: int) -> People:
    return People([Person(number, f"Name{number % 7}") for number in range(count)])


def make(qtbot: QtBot, desk: Desk, behind: People, page_size: int = 100) -> PagedTable[Person]:
    table = PagedTable(
        desk,
        "people",
        COLUMNS,
        behind.load,
        id_of=lambda row: row.number,
        empty=EMPTY,
        sort="number",
        page_size=page_size,
    )
    qtbot.addWidget(table)
    table.resize(700, 400)
    table.show()
    return table


def test_pages_come_as_one_scrolls_in_order_and_without_repeats(qtbot: QtBot, desk: Desk) -> None:
    behind = people(250)
    table = make(qtbot, desk, behind)
    table.start()
    assert table.model.rowCount() == 100
    assert table.count_sentence() == "100+ rows"
    while table.model.canFetchMore(table.view.rootIndex()):
        table.view.scrollToBottom()
        table.model.fetchMore(table.view.rootIndex())
    assert [row.number for row in table.model.rows] == list(range(250))
    assert [ask.after for ask in behind.asked] == [None, 100, 200]
    assert table.count_sentence() == "250 rows"


def test_home_and_end_go_to_the_first_and_the_last_row(qtbot: QtBot, desk: Desk) -> None:
    table = make(qtbot, desk, people(30))
    table.start()
    table.choose(12)
    QTest.keyClick(table.view, Qt.Key.Key_End)
    assert [row.number for row in table.selected()] == [29]
    QTest.keyClick(table.view, Qt.Key.Key_Home)
    assert [row.number for row in table.selected()] == [0]
    QTest.keyClick(table.view, Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert len(table.selected()) == 30


def test_the_model_keeps_qts_rules_with_real_workers(qtbot: QtBot, threaded_desk: Desk) -> None:
    behind = people(50)
    table = make(qtbot, threaded_desk, behind, page_size=20)
    QAbstractItemModelTester(table.model, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    table.start()
    qtbot.waitUntil(lambda: table.model.rowCount() == 50)
    behind.rows.append(Person(50, "Newcomer"))
    table.refresh()
    qtbot.waitUntil(lambda: table.model.rowCount() == 51)
    assert [row.number for row in table.model.rows] == list(range(51))
    with qtbot.waitSignal(table.loaded):
        table.sort_by("name")
    table.clear()
    assert table.model.rowCount() == 0


def test_a_late_page_never_lands_in_a_newer_list(qtbot: QtBot, held_desk: Desk, held: HeldRunner) -> None:
    table = make(qtbot, held_desk, people(20))
    table.start({"name": "Name1"})
    first = list(held.held)
    table.start({"name": "Name2"})
    assert first[0] not in held.held
    held.let_go()
    assert {row.name for row in table.model.rows} == {"Name2"}


def test_a_click_on_a_title_sorts_and_another_turns_it_round(qtbot: QtBot, desk: Desk) -> None:
    behind = people(20)
    table = make(qtbot, desk, behind)
    table.start()
    for descending in (False, True, False):
        at = table.header.sectionViewportPosition(0) + 20
        QTest.mouseClick(
            table.header.viewport(),
            Qt.MouseButton.LeftButton,
            pos=table.header.viewport().rect().topLeft() + type(table.header.pos())(at, 8),
        )
        assert (behind.asked[-1].sort, behind.asked[-1].descending) == ("name", descending)
        title = table.model.headerData(0, Qt.Orientation.Horizontal)
        assert title == f"Name {'↓' if descending else '↑'}"


def test_typing_under_a_title_filters(qtbot: QtBot, desk: Desk) -> None:
    table = make(qtbot, desk, people(20))
    table.start()
    table.header.toggle_filters()
    line = table.header.findChild(QLineEdit, "filter_name")
    assert isinstance(line, QLineEdit)
    assert line.isVisible()
    with qtbot.waitSignal(table.loaded):
        QTest.keyClicks(line, "Name3")
    assert {row.name for row in table.model.rows} == {"Name3"}
    table.header.toggle_filters()
    assert table.model.rowCount() == 20


def test_an_empty_list_says_what_belongs_there(qtbot: QtBot, desk: Desk) -> None:
    table = make(qtbot, desk, people(0))
    table.start()
    action = table.findChild(QPushButton, "empty_action")
    assert isinstance(action, QPushButton)
    assert action.isVisible()
    assert action.text() == "Add a person"


def test_a_list_that_cannot_be_read_says_so_and_tries_again(qtbot: QtBot, desk: Desk) -> None:
    behind = people(3)
    behind.away = True
    table = make(qtbot, desk, behind)
    problems: list[object] = []
    desk.problem.connect(problems.append)
    table.start()
    again = table.findChild(QPushButton, "empty_action")
    assert isinstance(again, QPushButton)
    assert again.text() == "Try again"
    assert problems == []
    behind.away = False
    again.click()
    assert table.model.rowCount() == 3


def test_rows_that_are_shown_stay_when_reading_again_fails(qtbot: QtBot, desk: Desk) -> None:
    behind = people(3)
    table = make(qtbot, desk, behind)
    table.start()
    behind.away = True
    problems: list[object] = []
    desk.problem.connect(problems.append)
    table.refresh()
    assert table.model.rowCount() == 3
    assert len(problems) == 1


def test_the_shape_of_rows_shows_only_when_it_takes_long(qtbot: QtBot, held_desk: Desk, held: HeldRunner) -> None:
    table = make(qtbot, held_desk, people(3))
    table.start()
    assert table.view.isVisible()
    qtbot.waitUntil(lambda: not table.view.isVisible())
    held.let_go()
    assert table.view.isVisible()


@pytest.mark.parametrize("gone", [False, True])
def test_what_is_chosen_stays_chosen_when_the_list_is_read_again(qtbot: QtBot, desk: Desk, gone: bool) -> None:
    behind = people(10)
    table = make(qtbot, desk, behind)
    table.start()
    table.choose(4)
    behind.rows.insert(0, Person(-1, "Newcomer"))
    if gone:
        behind.rows.remove(Person(4, "Name4"))
    table.refresh()
    current = table.current()
    assert (current.number if current else None) == (None if gone else 4)


def test_enter_opens_the_row(qtbot: QtBot, desk: Desk) -> None:
    table = make(qtbot, desk, people(5))
    table.start()
    table.choose(3)
    with qtbot.waitSignal(table.opened, check_params_cb=lambda row: row.number == 3):
        QTest.keyClick(table.view, Qt.Key.Key_Return)


def test_next_and_previous_stop_at_the_ends(qtbot: QtBot, desk: Desk) -> None:
    table = make(qtbot, desk, people(2))
    table.start()
    table.choose(0)
    assert table.choose_next()
    assert not table.choose_next()
    assert table.choose_next(-1)
    assert not table.choose_next(-1)


def test_columns_are_remembered(qtbot: QtBot, desk: Desk) -> None:
    table = make(qtbot, desk, people(3))
    table.start()
    table.header.set_shown("state", shown=False)
    table.header.move_column("number", -1)
    table.header.resizeSection(1, 222)
    later = make(qtbot, desk, people(3))
    assert later.header.isSectionHidden(2)
    assert later.header.visualIndex(1) == 0
    assert later.header.sectionSize(1) == 222
    later.header.forget()
    assert not later.header.isSectionHidden(2)
    assert later.header.visualIndex(1) == 1


def test_the_last_column_cannot_be_hidden(qtbot: QtBot, desk: Desk) -> None:
    table = make(qtbot, desk, people(3))
    for key in ("name", "number", "state"):
        table.header.set_shown(key, shown=False)
    assert table.header.hiddenSectionCount() == 2


@pytest.mark.parametrize(
    "kept", ["", "nonsense", "name=abc=shown", "gone=100=hidden", "name=1=hidden number=0=hidden state=9=hidden"]
)
def test_a_spoilt_memory_of_columns_stops_nobody(qtbot: QtBot, desk: Desk, kept: str) -> None:
    desk.preferences.keep("table/people", kept)
    table = make(qtbot, desk, people(3))
    assert table.header.hiddenSectionCount() < 3


def test_copied_rows_are_the_columns_shown(qtbot: QtBot, desk: Desk) -> None:
    table = make(qtbot, desk, people(5))
    table.start()
    table.header.set_shown("state", shown=False)
    table.header.move_column("number", -1)
    table.view.selectAll()
    QTest.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().splitlines()[:2] == ["0\tName0", "1\tName1"]


def test_a_screen_reader_hears_the_state_in_words(qtbot: QtBot, desk: Desk) -> None:
    table = make(qtbot, desk, people(1))
    table.start()
    spoken = table.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Name0, no. 0"


def test_exported_rows_can_be_read_and_run_nothing(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    behind = People([Person(1, '=HYPERLINK("x")'), Person(2, 'Łódzki, "Q"\nJr')])
    table = make(qtbot, desk, behind)
    table.start()
    table.export(tmp_path / "people.csv")
    with (tmp_path / "people.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[0] == ["Name", "Number", "State"]
    assert rows[1][0] == '\'=HYPERLINK("x")'
    assert rows[2][0] == 'Łódzki, "Q"\nJr'


def test_an_export_that_cannot_be_written_says_where(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteFile, match=r"people\.csv cannot be written"):
        write_csv(tmp_path / "missing" / "people.csv", ["A"], [])


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+65 6123 4567", "'+65 6123 4567"),
        ("-500.00", "-500.00"),
        ("+1,200", "+1,200"),
        ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
        ("\t=1", "'\t=1"),
        ("\n=1", "'\n=1"),
        ("＝1+1", "'＝1+1"),
        ("plain", "plain"),
        ("", ""),
    ],
)
def test_no_cell_is_a_formula(cell: str, safe: str) -> None:
    assert safe_cell(cell) == safe


@given(st.text())
def test_no_cell_at_all_begins_a_formula(cell: str) -> None:
    safe = safe_cell(cell)
    assert not safe.startswith(("=", "@", "\t", "\r", "\n"))
    assert safe.lstrip("'") == cell.lstrip("'") or safe == f"'{cell}"


def shown_order(table: PagedTable[Person]) -> list[str]:
    return [COLUMNS[table.header.logicalIndex(place)].key for place in range(table.header.count())]


def test_a_column_is_moved_by_keys_past_those_that_are_shown(qtbot: QtBot, desk: Desk) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    table = make(qtbot, desk, people(3))
    table.start()
    table.window().activateWindow()
    qtbot.waitUntil(table.window().isActiveWindow)
    table.view.setFocus()
    table.header.set_shown("number", shown=False)
    table.view.setCurrentIndex(table.model.index(0, 0))
    QTest.keyClick(table.view, Qt.Key.Key_Right, both)
    assert shown_order(table) == ["number", "state", "name"]
    QTest.keyClick(table.view, Qt.Key.Key_Right, both)
    assert shown_order(table) == ["number", "state", "name"], "at the edge it stays"
    QTest.keyClick(table.view, Qt.Key.Key_Left, both)
    assert [key for key in shown_order(table) if key != "number"] == ["name", "state"]
    told = [action.text() for action in table.header.menu(2).actions()]
    assert "Move “State” to the left\tCtrl+Shift+Left" in told


def test_an_open_table_follows_the_density(qtbot: QtBot, desk: Desk, qapp: QApplication) -> None:
    table = make(qtbot, desk, people(3))
    dress(table)
    table.start()
    tall = table.view.rowHeight(0)
    try:
        apply_theme(qapp, "light", "compact", use_shipped_fonts=True)
        assert table.view.rowHeight(0) == tall - 6
    finally:
        apply_theme(qapp, "light", use_shipped_fonts=True)
    assert table.view.rowHeight(0) == tall


def test_an_empty_list_keeps_the_keys_and_gives_them_to_its_rows(qtbot: QtBot, desk: Desk) -> None:
    behind = people(0)
    table = make(qtbot, desk, behind)
    table.setFocus()
    qtbot.waitUntil(table.view.hasFocus)
    table.start()
    now = QApplication.focusWidget()
    assert now is not None
    assert table.isAncestorOf(now)
    behind.rows += people(2).rows
    table.start()
    assert table.view.hasFocus()


def test_ctrl_enter_opens_no_row(qtbot: QtBot, desk: Desk) -> None:
    table = make(qtbot, desk, people(3))
    table.start()
    table.choose(1)
    opened: list[int] = []
    table.opened.connect(lambda row: opened.append(row.number))
    QTest.keyClick(table.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not opened
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert opened == [1]
