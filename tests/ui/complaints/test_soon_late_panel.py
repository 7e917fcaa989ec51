"""What will soon be late, through the window by keyboard: opened, extended, several held at once with their letters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.basics.clock import SetClock
from app.complaints.note_delay import note_delay
from app.complaints.states import ExtensionKind
from app.office import Office
from app.record.put_down import put_down
from tests.support.complaints import add_mei, log, record_of
from tests.ui.complaints.conftest import FakeShell, OpenPage
from ui.complaints.complaints_page import ComplaintsPage

pytestmark = pytest.mark.only_on("sqlite")
FURTHEST = date(2026, 12, 14)


@pytest.fixture
def cases(ready: Office, clock: SetClock) -> tuple[int, int]:
    """Two whose answer is due in two working days."""
    person_id = add_mei(ready)
    made = log(ready, person_id), log(ready, person_id)
    clock.advance(timedelta(days=6))
    return made


@pytest.fixture
def page(open_page: OpenPage, ready: Office, cases: tuple[int, int]) -> ComplaintsPage:
    made = open_page(ready)
    made.opened("")
    return made


def test_it_stands_on_top_of_the_worklist(page: ComplaintsPage) -> None:
    soon = page.worklist.soon
    assert soon.isVisibleTo(page)
    assert [soon.list.item(at).text() for at in range(soon.list.count())] == [
        "TAN Mei Ling\nAnswer due in 2 working days"
    ] * 2
    title = page.findChild(QLabel, "soon_late_title")
    assert title is not None
    assert title.text() == "Soon late  2"
    assert not soon.list.selectedItems()
    assert not soon.answer.isEnabled()


def test_enter_opens_the_case_and_extending_asks_at_once(page: ComplaintsPage, cases: tuple[int, int]) -> None:
    soon = page.worklist.soon
    QTest.keyClick(soon.list, Qt.Key.Key_Down)
    QTest.keyClick(soon.list, Qt.Key.Key_Return)
    assert page.case.case is not None
    assert page.case.case.record.id == cases[1]
    QTest.mouseClick(soon.extend, Qt.MouseButton.LeftButton)
    assert page.case.deed.isVisibleTo(page)
    assert page.case.deed.form is not None
    assert set(page.case.deed.form.values()) == {"reason", "new_date", "kind"}


def test_several_are_held_and_told_what_came_of_each(
    page: ComplaintsPage, ready: Office, cases: tuple[int, int], clock: SetClock
) -> None:
    first, second = cases
    for _ in range(2):
        QTest.keyClick(page.worklist.soon.list, Qt.Key.Key_Space)
        QTest.keyClick(page.worklist.soon.list, Qt.Key.Key_Down)
    page.worklist.soon.ask_to_hold()
    assert len(page.hold.list.sentences()) == 2
    assert "put it off to 14 Dec 2026 at the latest" in page.hold.list.sentences()[0]
    ready.act(note_delay, second, "We wait.", FURTHEST)
    page.hold.form.change_values({"reason": "We wait for a file.", "new_date": FURTHEST})
    QTest.keyClick(page.hold.form.widget("new_date"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.hold.summary.text() == (
        "1 answer put off, each with its holding letter drafted. 1 answer not: see why, and try another day."
    )
    held, refused = page.hold.list.sentences()
    assert held.endswith("put off to 14 Dec 2026; open the letter")
    assert refused.endswith("The answer is due on 14 Dec 2026 already: the new day must be later.")
    [letter] = record_of(ready, first).letters
    assert letter.kind == "holding"
    assert record_of(ready, second).letters == ()
    page.hold.list.setCurrentRow(0)
    QTest.keyClick(page.hold.list, Qt.Key.Key_Return)
    assert isinstance(page.shell, FakeShell)
    assert page.shell.went == [("letters", f"letter:{letter.id}")]


def test_where_the_procedure_asks_for_their_agreement_it_is_asked_for(
    open_page: OpenPage, ready: Office, cases: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = record_of(ready, cases[0]).procedure
    first = known.stages[0]
    assert first.extension is not None
    strict = replace(first, extension=replace(first.extension, agreed_only=True))
    changed = replace(known, stages=(strict, *known.stages[1:]))
    for room in ("find_soon_late", "note_delay"):
        monkeypatch.setattr(f"app.complaints.{room}.procedure", lambda _work, _version_id: changed)
    page = open_page(ready)
    page.opened("")
    page.worklist.soon.ask_to_hold()
    hold = page.hold
    assert "at the latest, if they agree" in hold.list.sentences()[0]
    hold.form.change_values({"reason": "We wait for a file.", "new_date": FURTHEST})
    hold.submit()
    assert set(hold.form.told()) == {"kind"}
    hold.form.change_values({"kind": "notified"})
    assert hold.form.values()["kind"] != "notified", "to tell them is not offered"
    hold.form.change_values({"kind": "agreed"})
    hold.submit()
    assert hold.summary.text() == "1 answer put off, each with its holding letter drafted."
    held = [record_of(ready, case_id).holding_kind for case_id in cases]
    assert sorted(held, key=str) == [None, ExtensionKind.AGREED]


def test_the_others_may_be_tried_again_and_esc_leaves(page: ComplaintsPage, ready: Office) -> None:
    page.worklist.soon.ask_to_hold()
    page.hold.form.change_values({"reason": "We wait.", "new_date": date(2026, 12, 15)})
    page.hold.submit()
    assert "does not allow 15 Dec 2026" in page.hold.list.sentences()[0]
    page.hold.form.change_values({"new_date": FURTHEST})
    page.hold.submit()
    assert page.hold.summary.text() == "1 answer put off, each with its holding letter drafted."
    assert page.hold.form.isHidden()
    QTest.keyClick(page.hold, Qt.Key.Key_Escape)
    assert page.hold.isHidden()


def test_why_they_are_late_stays_half_typed_until_it_is_said(page: ComplaintsPage, ready: Office) -> None:
    page.worklist.soon.ask_to_hold()
    QTest.keyClicks(page.hold.form.widget("reason"), "We wait for the hospital.")
    assert page.in_hand() == ("form:hold:0",)
    QTest.keyClick(page.hold, Qt.Key.Key_Escape)
    (matter,) = ready.read(put_down)
    assert (matter.title, matter.first_words) == ("Answers to be put off", "We wait for the hospital.")
    page.opened(matter.opens)
    page.worklist.soon.ask_to_hold()
    assert page.hold.form.values()["reason"] == "We wait for the hospital."
    page.hold.form.change_values({"new_date": FURTHEST})
    page.hold.submit()
    assert page.hold.form.isHidden()
    assert ready.read(put_down) == []


def test_where_nothing_is_soon_late_nothing_stands_there(
    open_page: OpenPage, ready: Office, cases: tuple[int, int], clock: SetClock
) -> None:
    clock.advance(timedelta(days=5))
    page = open_page(ready)
    page.opened("")
    assert page.worklist.soon.isHidden()
    [action] = [one for one in page.page_actions() if one.id == "hold_soon_late"]
    assert action.why_not() == "Nothing here will soon be late."
