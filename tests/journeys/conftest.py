"""Journeys: people at windows of the real program, on a fresh office of each engine, by the clock of today."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from app.basics.clock import SetClock
from app.calendars.confirm_year import add_calendar, confirm_year
from app.knowledge.load_seed import load_library
from app.office import Office
from tests.support.complaints import add_mei
from tests.support.databases import Database
from tests.support.offices import Enter, str_of
from tests.support.postgres import PASSWORD
from tests.support.prepared import Past, given_by
from tests.ui.conftest import nobodys_settings, nothing_left, qapp  # noqa: F401 - fixtures of every window
from ui.correspondence.outgoing import Ways
from ui.correspondence.printing import Paper
from ui.kit.preferences import Preferences
from ui.tour.driver import Cast, Driver
from ui.tour.seat import Seat
from ui.tour.waiting import Waiter

CAST = Cast(("ada.adviser", "Ada"), ("lea.leader", "Lea"), "tan mei", lambda words: words.startswith("TAN"))

SitDown = Callable[..., Driver]
"""``sit_down("ada.adviser", with_mouse=False)`` opens a window for somebody."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A journey takes longer than a test, and no line of Qt's log may come of it.

    The off-screen plug-in alone says of itself that it is no desktop.
    """
    for item in items:
        if "tests/journeys" in item.path.as_posix():
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.timeout(600))
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture
def sign_in(database: Database) -> Iterator[Callable[[str], Office]]:
    """Signs people in by the real clock, as the window does; whoever opens a window closes it."""
    opened: list[Office] = []

    def enter(login: str) -> Office:
        office = Office.sign_in(str_of(database, login), login, PASSWORD)
        opened.append(office)
        return office

    yield enter
    for office in opened:
        office.close()


def _add_member(enter: Enter, clock: SetClock, _before: None) -> int:
    clock.at = datetime.now(UTC)
    manager = enter("mia.manager")
    manager.act(add_calendar, "england", "England and Wales", "GB", "ENG")
    for year in (clock.at.year - 1, clock.at.year, clock.at.year + 1):
        manager.act(confirm_year, "england", year)
    manager.act(load_library)
    return add_mei(enter("ada.adviser"))


member = given_by("member", Past(_add_member))
"""Dr Tan Mei Ling, in an office whose calendar is confirmed and whose library is loaded."""


def no_picture(_name: str, _words: str) -> None:
    """Journeys take no pictures."""


def words_of(pdf: bytes) -> str:
    """All words of a PDF, one blank between."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


class Sheets:
    """Paper that remembers how many pages it got."""

    name = "Test printer"
    pixels_a_mm = 2.0
    both_sides = False

    def __init__(self) -> None:
        self.pages = 0

    def begin(self) -> str:
        return ""

    def next_page(self) -> str:
        return ""

    def put(self, image: QImage) -> str:
        self.pages += 1
        return ""

    def end(self) -> str:
        return ""


@pytest.fixture
def paper() -> Sheets:
    return Sheets()


@pytest.fixture
def letter_pdf(tmp_path: Path) -> Path:
    """Where exported letters are saved."""
    return tmp_path / "letter.pdf"


@pytest.fixture
def sit_down(
    qapp: QApplication,  # noqa: F811 - the fixture
    sign_in: Callable[[str], Office],
    member: int,
    tmp_path: Path,
    paper: Sheets,
    letter_pdf: Path,
) -> Iterator[SitDown]:
    """Opens windows, each with settings of its own; all are closed at the end."""
    seats: list[Seat] = []

    def ask_paper(_parent: QWidget, _pages: int) -> Paper | None:
        return paper

    ways = Ways(paper=ask_paper, file=lambda _parent, _name: letter_pdf)

    def sit(login: str, *, with_mouse: bool = True) -> Driver:
        preferences = Preferences(tmp_path / f"window-{len(seats)}.ini")
        seat = Seat(sign_in, preferences, Waiter(), ways=ways, with_mouse=with_mouse)
        seats.append(seat)
        seat.sit(login)
        return Driver(seat)

    yield sit
    for seat in seats:
        seat.leave_if_there()
