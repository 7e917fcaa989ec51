"""A window with pages that remember what they were told."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.shell.sheets import PAGES, people
from ui.kit.desk import Desk
from ui.kit.theme.apply import apply_theme
from ui.shell.person_menu import Person
from ui.shell.window import MainWindow


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication) -> Iterator[Callable[[Desk], MainWindow]]:
    def make(desk: Desk) -> MainWindow:
        window = MainWindow(
            desk, Person("Asha Rao", "Adviser", "Demo office", may_switch=True), PAGES, [people], use_shipped_fonts=True
        )
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        window.go("members")
        return window

    yield make
    apply_theme(qapp, "light", use_shipped_fonts=True)


@pytest.fixture
def window(open_window: Callable[[Desk], MainWindow], desk: Desk) -> MainWindow:
    return open_window(desk)
