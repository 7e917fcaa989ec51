"""A real office on SQLite with its library, and the page Administration on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from tests.support.complaints import prepare
from tests.support.offices import Enter
from ui.administration.administration_page import AdministrationPage
from ui.administration.procedures_section import ProceduresSection
from ui.kit.desk import Desk
from ui.kit.gallery_desk import AtOnceRunner
from ui.kit.notices import Notice
from ui.kit.preferences import Preferences


@dataclass
class Shell:
    """A window's shell that remembers what it was told."""

    desk: Desk
    notices: list[Notice] = field(default_factory=list)

    def go(self, page: str, subject: str = "") -> bool:
        return True

    def back(self) -> None:
        """Nowhere."""

    def notify(self, notice: Notice) -> None:
        self.notices.append(notice)

    def set_running(self, key: str, text: str = "") -> None:
        """Nothing runs."""


@dataclass
class Opened:
    """The page as somebody has it."""

    page: AdministrationPage
    section: ProceduresSection
    shell: Shell
    problems: list[Exception] = field(default_factory=list)


Open = Callable[[str], Opened]


@pytest.fixture
def open_page(qtbot: QtBot, enter: Enter, preferences: Preferences) -> Iterator[Open]:
    """``open_page("mia.manager")``: answered before a call returns."""
    desks: list[Desk] = []
    made: list[Opened] = []
    prepare(enter("mia.manager"))

    def make(login: str) -> Opened:
        desk = Desk(enter(login), preferences, reads=AtOnceRunner(), acts=AtOnceRunner())
        desks.append(desk)
        shell = Shell(desk)
        page = AdministrationPage(shell)
        qtbot.addWidget(page)
        page.resize(1366, 768)
        section = page.section
        assert isinstance(section, ProceduresSection)
        opened = Opened(page, section, shell)
        made.append(opened)  # nobody else holds on to the page
        desk.problem.connect(opened.problems.append)
        desk.changed.connect(page.refresh)
        with qtbot.waitExposed(page):
            page.show()
        page.opened("")
        return opened

    yield make
    for desk in desks:
        assert desk.shut_down()
        desk.deleteLater()
