"""Asking to look again through the window: what is asked for, what is refused, and what then stands on the case."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.basics.clock import SetClock
from app.complaints.letter_progress import letter_posted
from app.correspondence.events import LetterPosted
from app.office import Office
from app.staff.work import Work
from tests.complaints.test_letters_of_complaints import investigate
from tests.support.complaints import add_mei, log, record_of
from tests.ui.complaints.conftest import FakeShell
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.deeds import NEXT_STAGE

pytestmark = pytest.mark.only_on("sqlite")


def post(work: Work, complaint_id: int) -> None:
    letter_posted(work, LetterPosted(1, f"complaint:{complaint_id}", "response", "L26-1", date(2026, 11, 20)))


@pytest.fixture
def answered(ready: Office, clock: SetClock) -> int:
    case_id = log(ready, add_mei(ready))
    investigate(ready, case_id)
    ready.act(post, case_id)
    clock.advance(timedelta(days=4))
    return case_id


def test_the_next_stage_is_asked_for_and_begins(
    page: ComplaintsPage, ready: Office, colleague: Office, answered: int
) -> None:
    page.opened(f"complaint:{answered}")
    page.case.begin(NEXT_STAGE)
    form = page.case.deed.form
    assert form is not None
    assert form.values()["asked_on"] == date(2026, 11, 24)
    form.change_values({"they_say": "Nobody said why it took so long.", "owner_id": ready.actor.staff_id})
    page.case.deed.submit()
    assert "somebody who had no part in it so far" in form.told()["owner_id"]
    form.change_values({"owner_id": colleague.actor.staff_id})
    do = page.findChild(QPushButton, "deed_do")
    assert do is not None
    QTest.mouseClick(do, Qt.MouseButton.LeftButton)
    assert page.case.deed.isHidden()
    assert record_of(ready, answered).stage == "review"
    earlier = page.findChild(QLabel, "point_earlier")
    assert earlier is not None
    assert earlier.isVisibleTo(page)
    promised = record_of(ready, answered).heads[0].earlier_remedies[-1]
    assert page.findChild(QPushButton, f"remedy_done_{promised.id}") is not None
    assert page.findChild(QPushButton, f"remedy_change_{promised.id}") is None
    assert earlier.text().startswith("First answer: upheld. We did not do what we promise.")


def test_what_has_no_answer_says_so(page: ComplaintsPage, ready: Office) -> None:
    page.opened(f"complaint:{log(ready, add_mei(ready))}")
    page.case.begin(NEXT_STAGE)
    assert page.case.deed.isHidden()
    assert isinstance(page.shell, FakeShell)
    assert page.shell.told[-1].sentence == "It has no posted answer yet."


def test_on_a_low_window_no_field_of_a_deed_is_cut_and_a_refusal_is_in_sight(
    page: ComplaintsPage, ready: Office, answered: int
) -> None:
    page.resize(1100, 560)
    page.opened(f"complaint:{answered}")
    page.case.begin(NEXT_STAGE)
    form = page.case.deed.form
    assert form is not None
    form.change_values({"they_say": "Nobody said why.", "owner_id": ready.actor.staff_id})
    page.case.deed.submit()
    for key in form.values():
        field = form.widget(key)
        assert field.height() >= (field.minimumHeight() or field.minimumSizeHint().height()), key
    assert form.told()["owner_id"]
    assert not form.widget("owner_id").visibleRegion().isEmpty()
