"""The Complaints tab through its widgets, over a real office: logged, investigated, kept, in conflict, denied."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.complaints.edit_head import edit_head
from app.complaints.states import ComplaintState, ExtensionKind, Outcome
from app.office import Office
from app.staff.drafts import drafts_of
from tests.support.complaints import add_mei, log, record_of
from tests.support.offices import Enter
from tests.ui.complaints.conftest import FakeShell, OpenPage
from tests.ui.fakes import HeldRunner
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.deeds import CLOSE, DELAY, HAND_OVER, ROUTE
from ui.complaints.letter_offers import letter_offers
from ui.kit.conflict import ConflictView

pytestmark = pytest.mark.only_on("sqlite")


def shell_of(page: ComplaintsPage) -> FakeShell:
    assert isinstance(page.shell, FakeShell)
    return page.shell


def press(qtbot: QtBot, page: ComplaintsPage, name: str) -> None:
    found = page.findChild(QPushButton, name)
    assert found is not None, name
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)


def words_of(page: ComplaintsPage, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def test_an_empty_worklist_says_how_to_start(page: ComplaintsPage) -> None:
    assert page.worklist.table.model.rowCount() == 0
    assert page.worklist.tabs.tabText(0) == "Mine  0"


def test_the_list_shows_why_and_opens_the_case(page: ComplaintsPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    page.refresh(frozenset({f"complaint:{case_id}"}))
    assert page.worklist.table.model.rowCount() == 1
    page.worklist.table.choose(case_id)
    assert page.case.case is not None
    assert page.case.case.record.id == case_id
    title = page.case.head.headline.findChild(QLabel, "headline")
    assert title is not None
    assert title.text() == "The certificate that never came"
    assert page.case.points.lines()[1:] == [
        ("1  The certificate was not sent", "No finding yet"),
        ("2  Nobody rang back", "No finding yet"),
    ]


def test_a_complaint_is_logged_from_nothing(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> None:
    person_id = add_mei(ready)
    page.opened("complaint:new")
    form = page.log
    QTest.keyClicks(form.person.field, "mei tan")
    qtbot.waitUntil(lambda: form.person.hits.count() == 1)
    QTest.keyClick(form.person.field, Qt.Key.Key_Return)
    assert form.person.person_id == person_id
    form.party.change_values({"complainant_kind": "member", "channel": "email"})
    form.words.change_values({"in_their_words": "Nobody answered me."})
    for title in ("The certificate was not sent", "Nobody rang back"):
        QTest.keyClicks(form.points.new, title)
        QTest.keyClick(form.points.new, Qt.Key.Key_Return)
    QTest.keyClicks(form.points.new, "The reply was rude")
    form.rest.change_values({"title": "the certificate that never came"})
    press(qtbot, page, "log_save")
    assert page.case.case is not None
    record = page.case.case.record
    assert [head.title for head in record.heads] == [
        "The certificate was not sent",
        "Nobody rang back",
        "The reply was rude",
    ]
    assert record.respond_by == date(2026, 12, 4)
    assert page.worklist.table.model.rowCount() == 1
    assert ready.read(drafts_of, "complaint:new") == {}


def test_every_fault_of_the_form_is_shown_and_the_focus_is_in_the_first(page: ComplaintsPage, qtbot: QtBot) -> None:
    page.opened("complaint:new")
    press(qtbot, page, "log_save")
    assert set(page.log.party.told()) == {"complainant_kind", "channel"}
    assert set(page.log.words.told()) == {"in_their_words"}
    assert set(page.log.rest.told()) == {"title"}
    assert "at least one point" in words_of(page, "points_note")
    assert "Choose who complains" in words_of(page, "person_note")


def test_what_the_office_refuses_stands_under_its_field(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> None:
    page.opened(f"complaint:new:person:{add_mei(ready)}")
    page.log.party.change_values({"channel": "call", "received_time": "23:30"})
    page.log.words.change_values({"in_their_words": "Nobody answered me."})
    page.log.points.show_titles(["Late"])
    page.log.rest.change_values({"title": "the delay"})
    press(qtbot, page, "log_save")
    assert "is still to come" in page.log.party.told()["received_on"]


def test_a_half_typed_complaint_is_put_down_and_picked_up(
    page: ComplaintsPage, open_page: OpenPage, ready: Office
) -> None:
    person_id = add_mei(ready)
    page.opened("complaint:new")
    page.log.person.show_person(person_id, "TAN Mei Ling")
    page.log.words.change_values({"in_their_words": "I was half way thr"})
    page.log.points.show_titles(["One", "Two"])
    page.may_close()
    again = open_page(ready)
    again.opened("complaint:new")
    assert again.log.words.values()["in_their_words"] == "I was half way thr"
    assert again.log.points.titles() == ["One", "Two"]
    assert again.log.person.person_id == person_id


def test_a_point_is_investigated_and_saved(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    point = page.case.point
    QTest.keyClicks(point.standard.field, "certificate proof")
    qtbot.waitUntil(lambda: point.standard.hits.count() == 1)
    QTest.keyClick(point.standard.field, Qt.Key.Key_Return)
    assert "within 3 working days" in words_of(page, "standard_text")
    point.before.change_values({"what_happened": "It was not sent."})
    upheld = page.findChild(QRadioButton, "outcome_upheld")
    assert upheld is not None
    upheld.click()
    press(qtbot, page, "point_save")
    head = record_of(ready, case_id).heads[0]
    assert (head.what_happened, head.outcome) == ("It was not sent.", Outcome.UPHELD)
    assert head.standard is not None
    assert head.standard.version == 2
    assert page.case.points.lines()[1] == ("1  The certificate was not sent", "Upheld")
    assert not point.is_dirty()


def test_another_day_offers_another_version(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> None:
    page.opened(f"complaint:{log(ready, add_mei(ready))}")
    point = page.case.point
    point.before.change_values({"event_on": date(2024, 6, 1)})
    QTest.keyClicks(point.standard.field, "certificate proof")
    qtbot.waitUntil(lambda: point.standard.hits.count() == 1)
    assert "(2021)" in point.standard.hits.item(0).text()


def test_a_remedy_is_added_changed_and_done(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    box = page.case.point.remedies
    box.form.change_values({"kind": "action", "text": "send the certificate", "owner": "Our records team"})
    press(qtbot, page, "remedy_save")
    remedy = record_of(ready, case_id).heads[0].remedies[0]
    assert remedy.owner == "Our records team"
    press(qtbot, page, f"remedy_change_{remedy.id}")
    box.form.change_values({"due_on": date(2026, 11, 27)})
    press(qtbot, page, "remedy_save")
    assert record_of(ready, case_id).heads[0].remedies[0].due_on == date(2026, 11, 27)
    press(qtbot, page, f"remedy_done_{remedy.id}")
    assert record_of(ready, case_id).heads[0].remedies[0].done_on == date(2026, 11, 20)


def test_words_stay_when_another_point_is_looked_at(page: ComplaintsPage, ready: Office, open_page: OpenPage) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    first, second = (head.id for head in record_of(ready, case_id).heads)
    page.case.point.after.change_values({"reason": "half a reas"})
    page.case.choose(f"head:{second}")
    assert page.case.point.after.values()["reason"] == ""
    assert page.case.points.lines()[1][1] == "No finding yet · not saved"
    page.case.choose(f"head:{first}")
    assert page.case.point.after.values()["reason"] == "half a reas"
    page.may_close()
    again = open_page(ready)
    again.opened(f"complaint:{case_id}")
    assert again.case.point.after.values()["reason"] == "half a reas"


def test_words_that_are_thrown_away_do_not_come_back(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    page.case.point.after.change_values({"reason": "half a reas"})
    page.may_close()
    press(qtbot, page, "point_undo")
    assert page.case.point.after.values()["reason"] == ""
    page.case.choose("complaint")
    page.case.choose(f"head:{record_of(ready, case_id).heads[0].id}")
    assert page.case.point.after.values()["reason"] == ""
    assert ready.read(drafts_of, f"complaint_head:{record_of(ready, case_id).heads[0].id}") == {}


@pytest.mark.parametrize(("side", "stands"), [("yours", "Ada's reason"), ("theirs", "Ben's reason")])
def test_a_conflict_is_chosen_and_nothing_typed_is_lost(
    page: ComplaintsPage, ready: Office, colleague: Office, qtbot: QtBot, side: str, stands: str
) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    head = record_of(ready, case_id).heads[0]
    page.case.point.after.change_values({"reason": "Ada's reason", "effect": "no sleep"})
    colleague.act(edit_head, head.id, {"reason": ("", "Ben's reason")})
    press(qtbot, page, "point_save")
    view = page.findChild(ConflictView)
    assert view is not None
    view.choose_all("yours" if side == "yours" else "theirs")
    view.accept()
    stored = record_of(ready, case_id).heads[0]
    assert (stored.reason, stored.effect) == (stands, "no sleep")
    assert page.case.point.after.values()["reason"] == stands
    assert not page.case.point.is_dirty()


def test_a_colleagues_work_shows_and_leaves_typed_words_alone(
    page: ComplaintsPage, ready: Office, colleague: Office
) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    second = record_of(ready, case_id).heads[1]
    page.case.point.after.change_values({"reason": "half a reas"})
    done = colleague.act(edit_head, second.id, {"outcome": (None, "upheld")})
    page.desk.changed_elsewhere(done.changed)
    assert page.case.points.lines()[2] == ("2  Nobody rang back", "Upheld")
    assert page.case.point.after.values()["reason"] == "half a reas"


def test_ready_to_write_leads_to_the_field(page: ComplaintsPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    second = record_of(ready, case_id).heads[1].id
    sentences = page.case.side.ready.sentences()
    assert "Point 2: the reason for the finding" in sentences
    page.case.go(f"head:{second}#reason")
    assert page.case.points.list.currentItem().text() == "2  Nobody rang back"
    page.case.go("complaint#looked_at")
    assert page.case.points.list.currentItem().text() == "The complaint"


def test_a_letter_opens_only_when_it_can_be_written(page: ComplaintsPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    assert page.case.case is not None
    offers = {offer.name: offer for offer in letter_offers(page.case.case)}
    page.case.write(offers["First-stage response"])
    assert shell_of(page).went == []
    assert "still missing" in shell_of(page).told[-1].sentence
    page.case.write(offers["Acknowledgement"])
    assert shell_of(page).went == [("letters", f"letter:new:complaint:{case_id}:acknowledgement")]


def test_the_clock_opens_its_whole_sum(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> None:
    page.opened(f"complaint:{log(ready, add_mei(ready))}")
    press(qtbot, page, "why_respond")
    assert page.case.head.clocks.sum_lines()[-1] == "Due Mon 30 Nov 2026."
    whole = page.case.head.clocks.findChild(QWidget, "clock_sum")
    assert whole is not None
    opened = whole.height()
    page.case.read()
    assert whole.height() == opened > 100, "it has the same room after the case was read again"
    press(qtbot, page, "why_respond")
    assert page.case.head.clocks.sum_lines() == []


def test_deeds_ask_for_what_they_need(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    page.case.begin(DELAY)
    assert page.case.deed.form is not None
    page.case.deed.form.change_values({"reason": "We wait for a file.", "new_date": date(2026, 11, 23)})
    press(qtbot, page, "deed_do")
    assert "kind" in page.case.deed.form.told()
    page.case.deed.form.change_values({"kind": "agreed"})
    press(qtbot, page, "deed_do")
    assert "must be later" in page.case.deed.form.told()["new_date"]
    page.case.deed.form.change_values({"new_date": date(2026, 12, 14)})
    press(qtbot, page, "deed_do")
    assert page.case.deed.isHidden()
    assert record_of(ready, case_id).respond_by == date(2026, 12, 14)
    assert record_of(ready, case_id).holding_kind is ExtensionKind.AGREED
    page.case.begin(ROUTE)
    page.case.deed.form.change_values({"route": "judicial-decision"})
    page.case.deed.submit()
    assert record_of(ready, case_id).state is ComplaintState.OUT_OF_SCOPE
    page.case.begin(CLOSE)
    assert page.case.deed.isHidden()
    assert shell_of(page).told[-1].sentence == "The answer has not been posted yet."


def test_a_case_handed_over_leaves_my_list(page: ComplaintsPage, ready: Office, colleague: Office) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    page.case.begin(HAND_OVER)
    assert page.case.deed.form is not None
    page.case.deed.form.change_values({"owner_id": colleague.actor.staff_id})
    page.case.deed.submit()
    assert page.worklist.table.model.rowCount() == 0
    assert shell_of(page).told[-1].sentence == "Handed over to Ben Adviser."


def test_points_are_added_and_moved_by_keys(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    QTest.keyClicks(page.case.points.new, "The reply was rude")
    QTest.keyClick(page.case.points.new, Qt.Key.Key_Return)
    assert page.case.points.lines()[3][0] == "3  The reply was rude"
    QTest.keyClick(page.case.points.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [head.title for head in record_of(ready, case_id).heads][1] == "The reply was rude"


def test_who_reads_only_sees_all_and_changes_nothing(
    open_page: OpenPage, ready: Office, enter: Enter, qtbot: QtBot
) -> None:
    case_id = log(ready, add_mei(ready))
    page = open_page(enter("oto.auditor"))
    page.opened(f"complaint:{case_id}")
    assert "not work on them" in words_of(page, "point_why_not")
    assert page.case.points.new.isHidden()
    assert not page.case.menus.letters.isEnabled(), "no button calls them to write"
    assert page.case.menus.letters.toolTip()
    assert page.case.point.remedies.form.isVisibleTo(page) is False
    page.opened("complaint:new")
    assert words_of(page, "log_problem") == "You may not log complaints."


def test_a_case_that_is_not_there_is_told(page: ComplaintsPage) -> None:
    page.opened("complaint:999")
    said = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "This case cannot be shown" in said
    assert any("is not there" in words for words in said)


def test_a_list_read_again_takes_nobody_from_what_they_write(
    page: ComplaintsPage, ready: Office, colleague: Office
) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    page.opened("complaint:new")
    page.log.words.change_values({"in_their_words": "half a compl"})
    second = record_of(ready, case_id).heads[1]
    page.desk.changed_elsewhere(colleague.act(edit_head, second.id, {"outcome": (None, "upheld")}).changed)
    assert page.log.isVisible()
    assert page.log.words.values()["in_their_words"] == "half a compl"
    page.focus_first()
    assert page.log.isVisible()


def test_words_typed_while_a_save_is_on_its_way_stay(
    open_page: OpenPage, ready: Office, held: HeldRunner, qtbot: QtBot
) -> None:
    case_id = log(ready, add_mei(ready))
    page = open_page(ready, held)
    page.opened(f"complaint:{case_id}")
    point = page.case.point
    point.after.change_values({"reason": "first"})
    press(qtbot, page, "point_save")
    point.after.change_values({"reason": "first and more"})
    held.let_go()
    assert record_of(ready, case_id).heads[0].reason == "first"
    assert point.after.values()["reason"] == "first and more"
    press(qtbot, page, "point_save")
    held.let_go()
    assert record_of(ready, case_id).heads[0].reason == "first and more"
    assert not point.is_dirty()


def test_a_save_that_ends_on_another_point_leaves_that_one_alone(
    open_page: OpenPage, ready: Office, held: HeldRunner, qtbot: QtBot
) -> None:
    case_id = log(ready, add_mei(ready))
    first, second = record_of(ready, case_id).heads
    page = open_page(ready, held)
    page.opened(f"complaint:{case_id}")
    point = page.case.point
    point.after.change_values({"reason": "of the first"})
    press(qtbot, page, "point_save")
    page.case.choose(f"head:{second.id}")
    point.after.change_values({"reason": "of the second"})
    held.let_go()
    held.let_go()
    assert record_of(ready, case_id).heads[0].reason == "of the first"
    assert point.after.values()["reason"] == "of the second"
    assert point.is_dirty()
    page.case.choose(f"head:{first.id}")
    assert point.after.values()["reason"] == "of the first"
    assert not point.is_dirty()


def ctrl_enter(widget: QWidget) -> None:
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("name", ["remedy_save", "point_save", "reason"])
def test_ctrl_enter_saves_from_anywhere_on_the_point_and_once(
    page: ComplaintsPage, ready: Office, qtbot: QtBot, name: str
) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.case.point.after.change_values({"reason": "Nothing was posted."})
    acts: list[object] = []
    page.desk.changed.connect(acts.append)
    widget = page.case.point.findChild(QWidget, name)
    assert widget is not None
    ctrl_enter(widget)
    assert record_of(ready, case_id).heads[0].reason == "Nothing was posted."
    assert len(acts) == 1


def test_a_save_leaves_the_caret_where_it_was(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> None:
    page.opened(f"complaint:{log(ready, add_mei(ready))}")
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    reason = page.case.point.after.widget("reason")
    assert isinstance(reason, QPlainTextEdit)
    QTest.keyClicks(reason, "Nothing was posted. ")
    at = reason.textCursor().position()
    ctrl_enter(reason)
    assert not page.case.point.is_dirty()
    assert (reason.textCursor().position(), reason.hasFocus()) == (at, True)


def test_coming_into_the_list_opens_no_other_case(page: ComplaintsPage, ready: Office, qtbot: QtBot) -> None:
    mei = add_mei(ready)
    first, second, third = (log(ready, mei) for _ in range(3))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.refresh(frozenset({f"complaint:{first}"}))
    view = page.worklist.table.view
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert not is_open(page)
    page.opened(f"complaint:{second}")
    current = page.worklist.table.current()
    assert current is not None
    assert current.case.id == second
    page.case.points.list.setFocus()
    page.refresh(frozenset({f"complaint:{log(ready, mei)}"}))
    view.setFocus(Qt.FocusReason.TabFocusReason)
    current = page.worklist.table.current()
    assert current is not None
    assert page.case.case is not None
    assert (current.case.id, page.case.case.record.id) == (second, second)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert page.case.case.record.id == third


def is_open(page: ComplaintsPage) -> bool:
    """Whether any case is shown."""
    return page.case.case is not None
