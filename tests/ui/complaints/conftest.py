"""The Complaints tab over a real office on SQLite, with calls answered before they return."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.office import Office
from tests.support.complaints import ready
from tests.support.offices import Enter
from ui.complaints.complaints_page import ComplaintsPage
from ui.kit.background import Runner
from ui.kit.desk import Desk
from ui.kit.gallery_desk import AtOnceRunner
from ui.kit.notices import Notice
from ui.kit.preferences import Preferences

__all__ = ["ready"]


@dataclass
class FakeShell:
    """Remembers where the page wanted to go and what it told."""

    desk: Desk
    went: list[tuple[str, str]] = field(default_factory=list)
    told: list[Notice] = field(default_factory=list)

    def go(self, page: str, subject: str = "") -> bool:
        self.went.append((page, subject))
        return True

    def back(self) -> None:
        """Nowhere to go."""

    def notify(self, notice: Notice) -> None:
        self.told.append(notice)

    def set_running(self, key: str, text: str = "") -> None:
        """Nothing runs."""


class OpenPage(Protocol):
    """Opens the tab as somebody; ``acts`` and ``reads`` may hold what is asked until the test lets it go."""

    def __call__(self, office: Office, acts: Runner | None = None, reads: Runner | None = None) -> ComplaintsPage: ...


@pytest.fixture
def open_page(qtbot: QtBot, qapp: QApplication, preferences: Preferences) -> Iterator[OpenPage]:
    """Opens the tab as somebody; their desk hears of every act."""
    desks: list[Desk] = []

    def make(office: Office, acts: Runner | None = None, reads: Runner | None = None) -> ComplaintsPage:
        desk = Desk(office, preferences, reads=reads or AtOnceRunner(), acts=acts or AtOnceRunner())
        desks.append(desk)
        page = ComplaintsPage(FakeShell(desk))
        desk.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1280, 700)
        page.show()
        return page

    yield make
    for desk in desks:
        assert desk.shut_down()
        desk.deleteLater()


@pytest.fixture
def page(open_page: OpenPage, ready: Office) -> ComplaintsPage:
    """The tab as Ada finds it."""
    made = open_page(ready)
    made.opened("")
    return made


@pytest.fixture
def colleague(enter: Enter, ready: Office) -> Office:
    """Ben's desk in the same office."""
    return enter("ben.adviser")
