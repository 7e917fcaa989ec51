"""A printer that fails half way: told with how far it came, put on record, and printed whole the second time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.correspondence.approve_letter import approve_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from letters.block_text import with_text
from letters.content import from_json, to_json
from tests.faults.window.conftest import Begin
from tests.support.complaints import add_mei
from tests.support.offices import Enter
from ui.correspondence.outgoing import Ways
from ui.correspondence.printing import Paper
from ui.correspondence.register_page import RegisterPage
from ui.session import Session

LONG = "\n\n".join(["Your membership runs until 31 December 2026. We will write to you before then."] * 25)


@dataclass
class Printer:
    """Takes so many pages and then says why it stops."""

    takes: int
    goes: Event = field(default_factory=Event)
    """Until then its first page does not come."""
    name: str = "Third floor"
    pixels_a_mm: float = 2.0
    both_sides: bool = False
    pages: list[QImage] = field(default_factory=list)

    def begin(self) -> str:
        return ""

    def next_page(self) -> str:
        self.goes.wait(60)
        return "" if len(self.pages) < self.takes else "out of paper"

    def put(self, image: QImage) -> str:
        self.pages.append(image)
        return ""

    def end(self) -> str:
        return ""


def long_letter(office: Office, approver: Office) -> tuple[int, int]:
    """An approved letter of several pages: its id, and how many."""
    letter = office.act(draft_letter, None, add_mei(office), "general-reply").result
    content = from_json(office.read(letter_for_editing, letter).content)
    office.keep(keep_letter_draft, letter, to_json(content.with_block(with_text(content.block("answer"), LONG))))
    revision = office.act(submit_letter, letter).result
    approver.act(approve_letter, letter, revision)
    return letter, office.read(letter_record, letter).revisions[-1].page_count


def shown(session: Session, letter: int) -> tuple[RegisterPage, QPushButton]:
    """The letter in the register, and what prints it."""
    session.window.go("register", f"letter:{letter}")
    page = session.window.navigator.current()
    assert isinstance(page, RegisterPage)
    push = page.findChild(QPushButton, "print_letter")
    assert isinstance(push, QPushButton)
    return page, push


@pytest.mark.only_on("sqlite")
def test_a_printer_out_of_paper(qtbot: QtBot, enter: Enter, begin: Begin) -> None:
    printers = [Printer(takes=1), Printer(takes=99)]
    for printer in printers:
        printer.goes.set()
    asked = iter(printers)

    def choose(_parent: QWidget, _pages: int) -> Paper:
        return next(asked)

    letter, pages = long_letter(enter("ben.adviser"), enter("lea.leader"))
    assert pages > 1
    session = begin("ada.adviser", Ways(paper=choose))
    page, push = shown(session, letter)
    for outcome in ("print_failed", "printed"):
        qtbot.waitUntil(push.isEnabled, timeout=10_000)
        with qtbot.waitSignal(page.sending.handing_out.printed, timeout=10_000):
            push.click()
        qtbot.waitUntil(lambda: not session.desk.is_acting)
        events = session.office.read(letter_record, letter).events
        assert events[-1].kind.value == outcome
    told = [notice.sentence for notice in session.window.telling.past]
    assert told[0].startswith(f"Only 1 of {pages} pages were printed: out of paper.")
    (left,) = session.window.notices.notices()
    assert "went to Third floor" in left.sentence, "that only one was printed is no longer so"
    assert [len(printer.pages) for printer in printers] == [1, pages]
    assert f"1 of {pages} pages: Third floor: out of paper" in [event.detail for event in events]


@pytest.mark.only_on("sqlite")
def test_nobody_leaves_a_print_on_its_way(qtbot: QtBot, enter: Enter, begin: Begin) -> None:
    """However one leaves: the window stays until the paper is out and on record."""
    printer = Printer(takes=99)
    letter, pages = long_letter(enter("ben.adviser"), enter("lea.leader"))
    session = begin("ada.adviser", Ways(paper=lambda _parent, _pages: printer))
    page, push = shown(session, letter)
    qtbot.waitUntil(push.isEnabled, timeout=10_000)
    push.click()
    window = session.window
    switch = partial(session.switch_to, "ben.adviser")
    leaving: list[Callable[[], object]] = [window.close, window.sign_out_asked.emit, switch]
    for leave, verb in zip(leaving, ("Close", "Sign out", "Switch person"), strict=True):
        leave()
        assert session.window.isVisible()
        assert f"{verb} all the same" in [notice.action for notice in session.window.notices.notices()]
    with qtbot.waitSignal(page.sending.handing_out.printed, timeout=10_000):
        printer.goes.set()
    qtbot.waitUntil(lambda: not session.desk.is_acting)
    assert session.office.read(letter_record, letter).events[-1].kind.value == "printed"
    assert len(printer.pages) == pages
