"""Every page opens empty, full and for somebody who only reads, without a line in any log."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.every.days_work import Day
from tests.every.window.conftest import Opened, OpenWindow
from tests.every.worked_day import day
from ui.kit.forms import Form
from ui.shell.navigation import PageWidget
from ui.shell.window import LEAST

__all__ = ["day"]

# The day is worked for the first of them: on a busy machine that takes its time.
pytestmark = pytest.mark.timeout(400)

PAGES = ("today", "members", "complaints", "letters", "approvals", "register", "post", "administration")
FULL = {
    "members": ("person",),
    "complaints": ("case", "other case", "withdrawn case"),
    "letters": ("letter", "second letter", "open letter"),
    "approvals": ("letter", "waiting letter"),
    "register": ("letter", "second letter"),
    "administration": ("procedure version",),
}
"""What of the day's work each page is opened on."""
KINDS = {
    "members": "person",
    "complaints": "complaint",
    "letters": "letter",
    "approvals": "letter",
    "register": "letter",
    "administration": "library_version",
}


def open_page(opened: Opened, page: str, subject: str = "") -> PageWidget:
    assert opened.window.go(page, subject), page
    shown = opened.window.navigator.current()
    assert shown is not None
    assert opened.problems == [], page
    assert [notice for notice in opened.notices if notice.tone == "bad"] == [], page
    return shown


@pytest.mark.only_on("sqlite")
def test_the_pages_are_these(open_window: OpenWindow) -> None:
    assert tuple(open_window("ada.adviser").window.navigator.pages) == PAGES


@pytest.mark.only_on("sqlite")
def test_the_post_room_has_its_page_alone(open_window: OpenWindow, day: Day) -> None:
    opened = open_window("pat.post")
    assert tuple(opened.window.navigator.pages) == ("post",)
    shown = open_page(opened, "post")
    assert without_reason(shown) == []
    assert not opened.door.actor.only_reads
    ended = {action.id for action in opened.window.actions_table.all() if not action.why_not()}
    assert "note_returned" in ended
    assert not ended & {"log_contact", "open_members", "open_complaints", "open_register"}


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("login", ["ada.adviser", "lea.leader", "oto.auditor"])
def test_every_page_opens_on_an_empty_office(open_window: OpenWindow, login: str) -> None:
    opened = open_window(login)
    for page in PAGES:
        open_page(opened, page)


def everything(day: Day) -> Iterator[tuple[str, str]]:
    for page in PAGES:
        yield page, ""
        for made in FULL.get(page, ()):
            if made in day.made:
                yield page, f"{KINDS[page]}:{day.made[made]}"


@pytest.mark.parametrize(
    "login",
    [
        pytest.param("ada.adviser", marks=pytest.mark.only_on("postgresql")),
        pytest.param("lea.leader", marks=pytest.mark.only_on("sqlite")),
        pytest.param("oto.auditor", marks=pytest.mark.only_on("sqlite")),
    ],
)
def test_every_page_opens_on_a_full_office(open_window: OpenWindow, day: Day, login: str) -> None:
    """All at once, so that one run names everything there is to mend."""
    opened, untold, unexplained = open_window(login), set[str](), set[str]()
    for page, subject in everything(day):
        shown = open_page(opened, page, subject)
        untold |= {f"{page}: {one}" for one in unnamed(shown)}
        unexplained |= {f"{page}: {one}" for one in without_reason(shown)}
    assert untold == set(), "a person who sees nothing is not told what these are"
    assert unexplained == set(), "nobody is told why these cannot be pushed"


@pytest.mark.only_on("sqlite")
@pytest.mark.parametrize("size", [QSize(1024, 700), LEAST], ids=["small", "least"])
def test_no_page_is_gone_through_sideways_on_a_small_screen(
    open_window: OpenWindow, day: Day, size: QSize, qtbot: QtBot
) -> None:
    """Nor on the least one that is supported: a laptop of 1366 × 768 at 150 %."""
    opened, sideways = open_window("lea.leader"), set[str]()
    area = opened.window.findChild(QScrollArea, "page_area")
    assert isinstance(area, QScrollArea)
    opened.window.resize(size)
    for page, subject in everything(day):
        open_page(opened, page, subject)
        try:
            qtbot.waitUntil(lambda: not area.horizontalScrollBar().maximum(), timeout=1000)
        except qtbot.TimeoutError:
            sideways.add(f"{page} {subject}: by {area.horizontalScrollBar().maximum()} px")
    assert sideways == set()
    assert opened.window.size() == size


@pytest.mark.only_on("sqlite")
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


@pytest.mark.only_on("sqlite")
def test_who_only_reads_is_led_to_no_form_and_no_refusal(open_window: OpenWindow, day: Day) -> None:
    """Of every page, every command of the window and every button: what cannot be done is off, and says why."""
    opened, misled = open_window("oto.auditor"), set[str]()
    for page, subject in everything(day):
        shown = open_page(opened, page, subject)
        for name in [pushed.objectName() for pushed in buttons(shown) if pushed.isEnabled()]:
            pushed = open_page(opened, page, subject).findChild(QAbstractButton, name)
            if isinstance(pushed, QAbstractButton) and pushed.isVisible() and pushed.isEnabled():
                misled |= {f"{page}: {name} → {where}" for where in misleads(opened, pushed.click)}
        for action in opened.window.actions_table.all():
            if action.id not in GOES_AWAY and not action.why_not():
                open_page(opened, page, subject)
                misled |= {f"{page}: {action.id} → {where}" for where in misleads(opened, action.do)}
    assert misled == set(), "an auditor finds out only afterwards"


@pytest.mark.only_on("sqlite")
def test_every_command_that_writes_is_off_for_who_only_reads(open_window: OpenWindow, day: Day) -> None:
    """What an adviser can do somewhere and an auditor nowhere is off with a sentence that names who may."""
    may, off = set[str](), dict[str, str]()
    for login in ("ada.adviser", "lea.leader", "oto.auditor"):
        opened = open_window(login)
        for page, subject in everything(day):
            open_page(opened, page, subject)
            for action in opened.window.actions_table.all():
                if login != "oto.auditor" and not action.why_not():
                    may.add(action.id)
                elif login == "oto.auditor":
                    off[action.id] = action.why_not() and off.get(action.id, "off")
    writes = {action_id for action_id in may if off[action_id]}
    assert {"log_contact", "add_person", "new_complaint_here", "new_letter_here", "edit_person"} <= writes


GOES_AWAY = ("quit", "sign_out", "switch_person")


def misleads(opened: Opened, push: Callable[[], object]) -> set[str]:
    """What a push led to that is of no use to somebody who may not write: a refusal, or a form to type in."""
    before = len(opened.notices)
    push()
    found = {f"“{notice.sentence}”" for notice in opened.notices[before:] if notice.tone in ("warn", "bad")}
    for form in opened.window.findChildren(Form):
        if form.isVisible() and any(
            form.widget(key).isEnabled() and not is_locked(form.widget(key)) for key in form.values()
        ):
            found.add(f"the form {form.objectName()}")
    return found


def is_locked(widget: QWidget) -> bool:
    """Whether it is there to be read only."""
    return isinstance(widget, QLineEdit | QPlainTextEdit) and widget.isReadOnly()


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
