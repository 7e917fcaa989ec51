"""The real window on a real office, answered before a call returns: every page opens whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.office import Office
from app.staff.work import Actor
from tests.support.offices import Enter
from tests.ui.conftest import nobodys_settings, nothing_left, preferences, qapp
from ui.contacts.matters import Matters
from ui.finding import finder
from ui.kit.desk import Desk
from ui.kit.gallery_desk import AtOnceRunner
from ui.kit.notices import Notice
from ui.kit.preferences import Preferences
from ui.pages import pages_for
from ui.parts.workers import drawing_runner
from ui.shell.person_menu import Person
from ui.shell.window import MainWindow

__all__ = ["nobodys_settings", "nothing_left", "preferences", "qapp"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """As in tests/ui: every line of Qt's log from a warning upwards fails the test that caused it."""
    for item in items:
        if "tests/every/window" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints|This plugin does not support", extend=True))


class Door:
    """An office whose deeds are noted: what was done through this window, by name."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.done: list[str] = []

    @property
    def actor(self) -> Actor:
        return self.office.actor

    def read(self, finder: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
        return self.office.read(finder, *args, **named)

    def act_once(self, request_id: UUID, reason: str, verb: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
        self.done.append(verb.__name__)
        return self.office.act_once(request_id, reason, verb, *args, **named)

    def keep(self, verb: Callable[..., Any], /, *args: Any, **named: Any) -> Any:
        self.done.append(verb.__name__)
        return self.office.keep(verb, *args, **named)


class Opened:
    """A window with everything that it told and did."""

    def __init__(self, office: Office, preferences: Preferences) -> None:
        self.door = Door(office)
        self.desk = Desk(self.door, preferences, reads=AtOnceRunner(), acts=AtOnceRunner())
        self.problems: list[Exception] = []
        self.desk.problem.connect(self.problems.append)
        self.window = MainWindow(
            self.desk,
            Person(office.actor.name, office.actor.job_title, "The Test Society"),
            pages_for(office.actor),
            [finder(self.desk, self._go)],
            use_shipped_fonts=True,
        )
        self.matters = Matters(self.window, office.actor.zone)

    @property
    def notices(self) -> list[Notice]:
        return self.window.telling.past

    def _go(self, page: str, subject: str) -> bool:
        return self.window.go(page, subject)


OpenWindow = Callable[[str], Opened]


@pytest.fixture
def open_window(qtbot: QtBot, qapp: QApplication, enter: Enter, preferences: Preferences) -> Iterator[OpenWindow]:
    """``open_window("ada.adviser")``: the window as this person has it."""
    made: list[Opened] = []

    def make(login: str) -> Opened:
        opened = Opened(enter(login), preferences)
        made.append(opened)
        qtbot.addWidget(opened.window)
        with qtbot.waitExposed(opened.window):
            opened.window.show()
        return opened

    yield make
    assert drawing_runner().shut_down()
    for opened in made:
        assert opened.desk.shut_down()
        opened.desk.deleteLater()
