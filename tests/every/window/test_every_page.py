"""Every page opens empty, full and for somebody who only reads, without a line in any log."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLabel, QScrollBar, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.every.days_work import Day
from tests.every.window.conftest import Opened, OpenWindow
from tests.support.offices import Enter
from ui.shell.navigation import PageWidget

PAGES = ("today", "members", "complaints", "letters", "approvals", "register")
FULL = {
    "members": ("person",),
    "complaints": ("case", "other case", "withdrawn case"),
    "letters": ("letter", "second letter", "open letter"),
    "approvals": ("letter", "waiting letter"),
    "register": ("letter", "second letter"),
}
"""What of the day's work each page is opened on."""
KINDS = {
    "members": "person",
    "complaints": "complaint",
    "letters": "letter",
    "approvals": "letter",
    "register": "letter",
}


def open_page(opened: Opened, page: str, subject: str = "") -> PageWidget:
    assert opened.window.go(page, subject)
    shown = opened.window.navigator.current()
    assert shown is not None
    assert opened.problems == []
    assert [notice for notice in opened.notices if notice.tone == "bad"] == []
    return shown


@pytest.fixture
def day(enter: Enter) -> Day:
    """A full day's work behind the page."""
    day = Day(enter)
    day.whole()
    return day


def test_the_pages_are_these(open_window: OpenWindow) -> None:
    assert tuple(open_window("ada.adviser").window.navigator.pages) == PAGES


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("login", ["ada.adviser", "lea.leader", "oto.auditor"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_an_empty_office(open_window: OpenWindow, page: str, login: str) -> None:
    open_page(open_window(login), page)


def everything(day: Day) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        yield page, ""
        for made in FULL.get(page, ()):
            if made in day.made:
                yield page, f"{KINDS[page]}:{day.made[made]}"


@pytest.mark.parametrize("login", ["ada.adviser", "lea.leader", "oto.auditor"])
def test_every_page_opens_on_a_full_office(open_window: OpenWindow, day: Day, login: str) -> None:
    """All at once, so that one run names everything there is to mend."""
    opened, untold, unexplained = open_window(login), set[str](), set[str]()
    for page, subject in everything(day):
        shown = open_page(opened, page, subject)
        untold |= {f"{page}: {one}" for one in unnamed(shown)}
        unexplained |= {f"{page}: {one}" for one in without_reason(shown)}
    assert untold == set(), "a person who sees nothing is not told what these are"
    assert unexplained == set(), "nobody is told why these cannot be pushed"


def test_who_only_reads_can_push_whatever_can_be_pushed(open_window: OpenWindow, day: Day, qtbot: QtBot) -> None:
    opened, did = open_window("oto.auditor"), set[str]()
    for page, subject in everything(day):
        shown = open_page(opened, page, subject)
        for name in [pushed.objectName() for pushed in buttons(shown) if pushed.isEnabled()]:
            still_there = shown.findChild(QAbstractButton, name)
            if isinstance(still_there, QAbstractButton) and still_there.isVisible() and still_there.isEnabled():
                still_there.click()
                did |= told(opened, f"{page}: {name}")
        for action in shown.page_actions():
            if not action.why_not():
                action.do()
                did |= told(opened, f"{page}: {action.id}")
    assert did == set(), "these are offered to somebody who may do nothing"


def told(opened: Opened, pushed: str) -> set[str]:
    """What a push came to, if it came to a deed or a refusal."""
    came = {f"{pushed} → {what}" for what in [*opened.door.done, *map(str, opened.problems)]}
    opened.door.done.clear()
    opened.problems.clear()
    return came


PUSHED_FIRST = pytest.mark.xfail(strict=False, reason="the members page says why only after the push")


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("page", [pytest.param("members", marks=PUSHED_FIRST), "complaints", "letters", "approvals"])
def test_what_an_adviser_may_and_an_auditor_may_not_says_why(open_window: OpenWindow, day: Day, page: str) -> None:
    writer = "lea.leader" if page == "approvals" else "ada.adviser"
    subject = f"{KINDS[page]}:{day.made[FULL[page][-1]]}"
    may = {one.objectName() for one in buttons(open_page(open_window(writer), page, subject)) if one.isEnabled()}
    theirs = open_page(open_window("oto.auditor"), page, subject)
    off = {one.objectName() for one in buttons(theirs) if not one.isEnabled()}
    hidden = may - {one.objectName() for one in buttons(theirs)}
    assert (may & off) | hidden, f"an auditor finds every button of {page} enabled"


def buttons(page: QWidget) -> list[QAbstractButton]:
    """What can be pushed and is seen."""
    seen = [one for one in page.findChildren(QAbstractButton) if one.isVisible() and one.objectName()]
    return [one for one in seen if not is_qts(one)]


def unnamed(page: QWidget) -> list[str]:
    """Everything on the page that takes the focus and has no name for tests or for a screen reader."""
    takes = (one for one in page.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus)
    seen = [one for one in takes if one.isVisible() and not is_qts(one)]
    return [
        f"{type(one).__name__} {one.objectName()!r}" for one in seen if not one.objectName() or not spoken_name(one)
    ]


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says first."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def is_qts(widget: QWidget) -> bool:
    """A part of a part, made by Qt."""
    name = widget.objectName()
    parent = widget.parentWidget()
    return (
        isinstance(widget, QScrollBar)
        or name.startswith("qt_")
        or isinstance(parent, QTabBar | QComboBox | QAbstractSpinBox)
    )


def without_reason(page: QWidget) -> list[str]:
    """Every button that is off while neither its tooltip nor a line of the page, named ``…why…``, says why."""
    lines = [one for one in page.findChildren(QLabel) if "why" in one.objectName() and one.isVisible() and one.text()]
    off = [one.objectName() for one in buttons(page) if not one.isEnabled() and not one.toolTip()]
    return [] if lines else off
