"""The Members tab on a real office in a file, and how a test looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Protocol

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.basics.clock import SetClock
from app.members.add_person import add_person
from app.members.find import person_record
from app.members.person_record import PersonRecord
from app.office import Office
from tests.support.databases import Database
from tests.support.offices import str_of
from tests.support.postgres import PASSWORD
from ui.kit.background import Runner
from ui.kit.desk import Desk
from ui.kit.gallery_desk import AtOnceRunner
from ui.kit.notices import Notice
from ui.kit.preferences import Preferences
from ui.members.members_page import MembersPage
from ui.members.sheet import SheetView

TAN: dict[str, Any] = {
    "family_name": "Tan",
    "given_names": "Mei Ling",
    "family_name_first": True,
    "title": "Dr",
    "territory": "SG",
    "born_on": date(1979, 3, 14),
}


MEMBERSHIP: dict[str, Any] = {
    "kind": "ordinary",
    "territory": "SG",
    "state": "active",
    "grade": "Consultant",
    "joined_on": date(2020, 1, 1),
    "started_on": date(2026, 1, 1),
}


class FakeShell:
    """A window that remembers what it was asked, and opens people as the real one does."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.page: MembersPage | None = None
        self.went: list[tuple[str, str]] = []
        self.notices: list[Notice] = []

    def go(self, page: str, subject: str = "") -> bool:
        self.went.append((page, subject))
        if page == "members" and self.page is not None:
            self.page.opened(subject)
        return True

    def back(self) -> None: ...

    def notify(self, notice: Notice) -> None:
        self.notices.append(notice)

    def set_running(self, key: str, text: str = "") -> None: ...


SignIn = Callable[[str], Office]


@pytest.fixture
def sign_in(sqlite_database: Database) -> Iterator[SignIn]:
    opened: list[Office] = []

    def enter(login: str) -> Office:
        office = Office.sign_in(str_of(sqlite_database, login), login, PASSWORD, clock=SetClock())
        opened.append(office)
        return office

    yield enter
    for office in opened:
        office.close()


@pytest.fixture
def office(sign_in: SignIn) -> Office:
    return sign_in("ada.adviser")


@pytest.fixture
def tan(office: Office) -> int:
    office.act(add_person, {"family_name": "Tanaka", "given_names": "Aiko", "territory": "JP"})
    return office.act(add_person, TAN, phone="6123 4567").result


class MakePage(Protocol):
    """Opens the tab as somebody; ``reads`` may hold what is read until the test lets it go."""

    def __call__(self, office: Office, reads: Runner | None = None) -> MembersPage: ...


@pytest.fixture
def make_page(qtbot: QtBot, preferences: Preferences) -> Iterator[MakePage]:
    """Makes the page of somebody who is signed in; its sheets go with the test."""
    made: list[MembersPage] = []

    def make(office: Office, reads: Runner | None = None) -> MembersPage:
        desk = Desk(office, preferences, reads=reads or AtOnceRunner(), acts=AtOnceRunner())
        shell = FakeShell(desk)
        page = shell.page = MembersPage(shell)
        desk.setParent(page)
        desk.changed.connect(page.refresh)
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
        made.append(page)
        return page

    yield make
    for page in made:
        page.faces.drop_sheet()


@pytest.fixture
def page(make_page: MakePage, office: Office) -> MembersPage:
    return make_page(office)


def shell(page: MembersPage) -> FakeShell:
    assert isinstance(page.shell, FakeShell)
    return page.shell


def find(page: QWidget, kind: type[Any], name: str) -> Any:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def names(page: MembersPage) -> list[str]:
    return [hit.name.list_name for hit in page.search.table.model.rows]


def search(qtbot: QtBot, page: MembersPage, text: str) -> None:
    with qtbot.waitSignal(page.search.table.loaded):
        QTest.keyClicks(page.search.box, text)


def stored(office: Office, person_id: int) -> PersonRecord:
    return office.read(person_record, person_id)


def sheet(page: MembersPage) -> SheetView:
    found = page.findChild(SheetView)
    assert isinstance(found, SheetView)
    return found


def heading(page: MembersPage) -> str:
    return str(find(page, QLabel, "headline").text())
