"""Panels side by side: where not all have room the last stands under the first; and what wraps as words do."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.flow import Flow
from ui.kit.layout import column
from ui.kit.preferences import Preferences
from ui.kit.side_panels import SidePanels

LEASTS = (150, 300, 200)
HANDLES = 2


class Panels:
    """Three panels with a field in the last one."""

    def __init__(self, qtbot: QtBot, preferences: Preferences) -> None:
        self.field = QLineEdit()
        self.each = [QWidget(), QWidget(), QWidget()]
        self.each[2].setLayout(column(self.field))
        for panel, least in zip(self.each, LEASTS, strict=True):
            panel.setMinimumWidth(least)
        widths = list(zip(self.each, (200, 400, 260), strict=True))
        self.whole = SidePanels("three", preferences, widths, grows=1, folds=True)
        qtbot.addWidget(self.whole)
        self.whole.resize(900, 600)
        with qtbot.waitExposed(self.whole):
            self.whole.show()

    def is_folded(self) -> bool:
        return self.whole.is_folded

    def widths(self) -> list[int]:
        return [panel.width() for panel in self.each]


@pytest.fixture
def panels(qtbot: QtBot, preferences: Preferences) -> Panels:
    return Panels(qtbot, preferences)


def test_the_last_stands_under_the_first_while_there_is_too_little_room(panels: Panels, qtbot: QtBot) -> None:
    before = panels.widths()
    assert not panels.is_folded()
    assert panels.whole.minimumSizeHint().width() < sum(LEASTS), "no wider than folded it must be"
    with qtbot.waitSignal(panels.whole.arranged):
        panels.whole.resize(sum(LEASTS) + HANDLES - 1, 600)
    first, _middle, last = panels.each
    assert panels.is_folded()
    assert last.mapTo(panels.whole, last.rect().topLeft()).y() > first.height() - 1
    assert panels.each[1].width() >= LEASTS[1]
    with qtbot.waitSignal(panels.whole.arranged):
        panels.whole.resize(900, 600)
    assert not panels.is_folded()
    assert panels.widths() == before


def test_what_has_the_focus_keeps_it_wherever_its_panel_goes(panels: Panels, qtbot: QtBot) -> None:
    panels.whole.activateWindow()
    panels.field.setFocus()
    for width in (560, 900):
        with qtbot.waitSignal(panels.whole.arranged):
            panels.whole.resize(width, 600)
        assert panels.whole.window().focusWidget() is panels.field


def test_a_first_panel_that_is_hidden_leaves_no_room_behind(panels: Panels, qtbot: QtBot) -> None:
    panels.each[0].hide()
    qtbot.waitUntil(lambda: panels.each[1].mapTo(panels.whole, panels.each[1].rect().topLeft()).x() <= 1)
    panels.each[0].show()
    assert panels.each[0].isVisible()


def test_a_flow_goes_on_in_the_next_line_and_leaves_out_what_is_hidden(qtbot: QtBot) -> None:
    ground, labels = QWidget(), [QLabel(), QLabel(), QLabel()]
    qtbot.addWidget(ground)
    for label in labels:
        label.setFixedSize(60, 20)
    flow = Flow(*labels, gap=10, to_right=True)
    ground.setLayout(flow)
    assert (flow.sizeHint().width(), flow.minimumSize().width()) == (200, 60)
    assert [flow.heightForWidth(width) for width in (200, 199, 60)] == [20, 50, 80]
    flow.setGeometry(QRect(0, 0, 140, 50))
    assert [label.geometry().topLeft().toTuple() for label in labels] == [(10, 0), (80, 0), (80, 30)]
    labels[1].hide()
    assert flow.heightForWidth(140) == 20


def test_a_flow_keeps_the_room_around_it(qtbot: QtBot) -> None:
    ground, label = QWidget(), QLabel()
    qtbot.addWidget(ground)
    label.setFixedSize(60, 20)
    flow = Flow(label)
    flow.setContentsMargins(12, 8, 4, 2)
    ground.setLayout(flow)
    assert flow.sizeHint().toTuple() == flow.minimumSize().toTuple() == (76, 30)
    assert flow.heightForWidth(76) == 30
    flow.setGeometry(QRect(0, 0, 76, 30))
    assert label.geometry().topLeft().toTuple() == (12, 8)
