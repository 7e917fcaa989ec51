"""What a case waits for through the window: asked for, shown, asked again, come; and how far an answer is put off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.complaints.note_delay import note_delay
from app.complaints.states import ClockState, RequestOutcome
from app.office import Office
from tests.support.complaints import add_mei, log, record_of
from tests.ui.complaints.conftest import FakeShell
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.deed import Deed
from ui.complaints.deeds import DELAY
from ui.complaints.letter_offers import letter_offers
from ui.complaints.page_state import clock_status
from ui.complaints.request_deeds import ASK, CAME, CHASE, WITHOUT
from ui.complaints.row_state import row_clock, row_when

pytestmark = pytest.mark.only_on("sqlite")
ASKED = {"pause": "consent", "what": "your signed note"}


def do(page: ComplaintsPage, deed: Deed, **values: object) -> None:
    """Begin a deed, fill its form and press its button."""
    page.case.begin(deed)
    form = page.case.deed.form
    assert form is not None
    form.change_values(values)
    button = page.findChild(QPushButton, "deed_do")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.case.deed.isHidden()


@pytest.fixture
def case_id(page: ComplaintsPage, ready: Office) -> int:
    opened = log(ready, add_mei(ready))
    page.opened(f"complaint:{opened}")
    return opened


def test_it_is_asked_for_and_shown_and_the_clock_stands(page: ComplaintsPage, ready: Office, case_id: int) -> None:
    do(page, ASK, **ASKED)
    case = page.case.case
    assert case is not None
    [request] = case.record.open_requests
    assert (request.of_whom, request.otherwise) == ("TAN Mei Ling", "we will answer from what we have")
    [clock] = [one for one in case.record.clocks if one.state is ClockState.HELD]
    assert clock_status(clock, case.today).word == "Answer clock stands: something is waited for"
    row = page.worklist.table.model.rows[0]
    assert (row_clock(row), row_when(row)) == ("18 Nov", "late"), "it was not even acknowledged"
    acknowledged = replace(row, case=replace(row.case, acknowledge_by=None))
    assert (row_clock(acknowledged), row_when(acknowledged)) == ("18 Dec", "awaited")
    offered = {offer.name: offer.why_not for offer in letter_offers(case)}
    assert offered["Request for something"] == ""


def test_what_has_come_ends_the_waiting(page: ComplaintsPage, ready: Office, case_id: int) -> None:
    do(page, ASK, **ASKED)
    do(page, CHASE)
    do(page, CAME, what_came="Her note.")
    [request] = record_of(ready, case_id).requests
    assert (request.outcome, request.chased_on) == (RequestOutcome.CAME, date(2026, 11, 20))
    do(page, ASK, **ASKED)
    do(page, WITHOUT, why="She has none.")
    assert record_of(ready, case_id).open_requests == ()


def test_where_nothing_is_awaited_nothing_can_come(page: ComplaintsPage, case_id: int) -> None:
    assert isinstance(page.shell, FakeShell)
    for deed in (CAME, CHASE, WITHOUT):
        page.case.begin(deed)
        assert page.case.deed.isHidden()
        assert page.shell.told[-1].sentence == "Nothing is waited for."


def test_putting_off_says_what_is_allowed_and_ends_with_it(page: ComplaintsPage, ready: Office, case_id: int) -> None:
    do(page, DELAY, reason="We wait.", new_date=date(2026, 12, 14), kind="notified")
    ready.act(note_delay, case_id, "We wait.", date(2026, 12, 30))
    page.case.read()
    page.case.begin(DELAY)
    assert page.case.deed.isHidden()
    assert isinstance(page.shell, FakeShell)
    assert page.shell.told[-1].sentence.startswith("It was put off twice already")
