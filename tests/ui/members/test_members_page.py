"""The Members tab through its real widgets, on a real office in a file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.members.add_membership import add_membership
from app.members.add_person import add_person
from app.members.add_representative import add_representative
from app.members.kinds import PointKind
from app.members.set_warning import set_warning
from app.office import Office
from app.record.put_down import SHEETS, put_down
from app.staff.drafts import keep_draft
from tests.ui.members.conftest import (
    MEMBERSHIP,
    MakePage,
    SignIn,
    find,
    heading,
    names,
    search,
    sheet,
    shell,
    stored,
)
from ui.members.members_page import MembersPage
from ui.members.opening import Opened
from ui.members.parked import read_parked, sheet_again
from ui.members.sheets import (
    add_point_sheet,
    adjustment_sheet,
    consent_sheet,
    edit_person_sheet,
    edit_point_sheet,
    membership_sheet,
    replace_point_sheet,
    representative_sheet,
    warning_sheet,
)


def test_typing_finds_and_enter_opens(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    search(qtbot, page, "tan mei")
    assert names(page) == ["TAN Mei Ling, Dr"]
    QTest.keyClick(page.search.box, Qt.Key.Key_Return)
    assert heading(page) == "Dr TAN Mei Ling"
    assert page.faces.currentWidget() is page.record
    assert page.record.timeline.hasFocus(), "where one reads"


def test_in_a_small_window_the_record_takes_the_room_and_the_focus(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    page.resize(800, 500)
    search(qtbot, page, "tan mei")
    page.search.box.setFocus()
    page.opened(f"person:{tan}")
    qtbot.waitUntil(page.record.timeline.hasFocus)
    assert not page.search.isVisible()
    page.show_search()
    assert page.search.box.hasFocus()


def test_esc_returns_to_the_same_results(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    search(qtbot, page, "tan")
    QTest.keyClick(page.search.box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.person_id == tan)
    QTest.keyClick(page.record.tabs, Qt.Key.Key_Escape)
    assert page.focusWidget() is page.search.box
    assert (page.search.typed(), names(page)) == ("tan", ["TAN Mei Ling, Dr", "TANAKA Aiko"])


def test_tab_goes_through_the_record_as_it_is_read(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    """Also through the lines that come anew with each person."""
    page.opened(f"person:{tan}")
    page.record.show_tab("Details")
    qtbot.waitUntil(lambda: [stop for stop in tab_stops(page) if stop in READ] == list(READ))


READ = (
    *("edit_person_button", "points_add_0", "points_1_change", "points_1_end"),
    *("warnings_list_add_0", "representatives_add_0", "new_complaint", "new_letter"),
)
"""What of a person's details Tab stops at, from the top to the foot, and then at the right."""


def tab_stops(page: MembersPage) -> list[str]:
    """The names of what Tab stops at, from the first part of the record on."""
    first: QWidget = page.record.tabs.tabBar()
    stops, at = [first], first.nextInFocusChain()
    while at is not None and at is not first:
        stops.append(at)
        at = at.nextInFocusChain()
    shown = [one for one in stops if one.isVisible() and one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [one.objectName() for one in shown if page.record.isAncestorOf(one) and one.focusProxy() is None]


def test_nobody_found_offers_to_add_them(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    search(qtbot, page, "lovelace")
    assert find(page, QLabel, "member_search_hint").text() == "Nobody found"
    QTest.mouseClick(find(page.search, QPushButton, "empty_action"), Qt.MouseButton.LeftButton)
    assert sheet(page).form.values()["family_name"] == "Lovelace"


def test_warnings_stand_above_the_record(qtbot: QtBot, page: MembersPage, office: Office, tan: int) -> None:
    page.open_person(tan)
    assert page.record.warnings.isHidden()
    office.act(set_warning, tan, {"kind": "support_need", "text": "Speak slowly."})
    page.refresh(frozenset({f"person:{tan}"}))
    assert find(page, QLabel, "warnings_words").text() == "▲ Support need: Speak slowly."
    assert (
        page.record.warnings.mapToGlobal(page.record.rect().topLeft()).y()
        < page.record.headline.mapToGlobal(page.record.rect().topLeft()).y()
    )


def type_title(page: MembersPage, tan: int) -> None:
    page.open_person(tan)
    page.record.details.edit_person()
    title = sheet(page).form.widget("title")
    assert isinstance(title, QLineEdit)
    title.selectAll()
    QTest.keyClicks(title, "Mrs")


def test_half_typed_words_stand_again_where_they_were_typed(
    make_page: MakePage, page: MembersPage, office: Office, tan: int
) -> None:
    type_title(page, tan)
    QTest.keyClick(sheet(page), Qt.Key.Key_Escape)
    assert page.faces.currentWidget() is page.record
    page.record.details.edit_person()
    assert sheet(page).form.values()["title"] == "Mrs"
    assert page.may_close(), "nothing asks: the words are kept"
    another = make_page(office)
    another.open_person(tan)
    another.record.details.edit_person()
    assert sheet(another).form.edits() == {"title": ("Dr", "Mrs")}
    assert another.in_hand() == (f"person:{tan}:edit_person",)


def test_a_field_that_was_emptied_stays_empty(qtbot: QtBot, page: MembersPage, office: Office, tan: int) -> None:
    page.open_person(tan)
    page.record.details.edit_person()
    title = sheet(page).form.widget("title")
    assert isinstance(title, QLineEdit)
    title.selectAll()
    with qtbot.waitSignal(page.desk.half_typed):
        QTest.keyClick(title, Qt.Key.Key_Delete)
    page.leave_sheet()
    page.record.details.edit_person()
    assert sheet(page).form.edits() == {"title": ("Dr", "")}


def test_what_is_saved_is_no_longer_half_typed(page: MembersPage, office: Office, tan: int) -> None:
    type_title(page, tan)
    page.leave_sheet()
    assert [matter.title for matter in office.read(put_down)] == ["The details of Tan Mei Ling"]
    page.record.details.edit_person()
    sheet(page).submit()
    assert office.read(put_down) == []
    assert stored(office, tan).name.title == "Mrs"


def test_throwing_away_can_be_undone(page: MembersPage, office: Office, tan: int) -> None:
    type_title(page, tan)
    QTest.mouseClick(find(page, QPushButton, "edit_person_throw_away"), Qt.MouseButton.LeftButton)
    assert office.read(put_down) == []
    assert page.faces.currentWidget() is page.record
    (notice,) = shell(page).notices
    assert notice.do is not None
    notice.do()
    assert sheet(page).form.values()["title"] == "Mrs"


def test_what_was_put_down_is_brought_back_by_its_subject(page: MembersPage, office: Office, tan: int) -> None:
    page.open_person(tan)
    page.faces.show_sheet(adjustment_sheet(opened(page)))
    sheet(page).form.change_values({"detail": "Eighteen points"})
    page.opened("")
    (matter,) = office.read(put_down)
    assert (matter.title, matter.first_words) == ("An adjustment of Tan Mei Ling", "Eighteen points")
    page.opened(matter.opens)
    assert sheet(page).form.values()["detail"] == "Eighteen points"
    sheet(page).keeper.forget()
    page.opened("")
    page.opened(matter.opens)
    assert page.faces.currentWidget() is page.record, "nothing is half typed any more"


def test_each_sheet_is_found_again_by_what_it_is_kept_under(page: MembersPage, office: Office, tan: int) -> None:
    """So that whatever the status bar lists can be opened."""
    aiko = office.act(add_person, {"family_name": "Tanaka", "given_names": "Aiko", "territory": "JP"}).result
    office.act(
        add_representative, tan, aiko, {"relationship_kind": "solicitor", "consent": "requested", "scope": "Everything"}
    )
    office.act(add_membership, tan, MEMBERSHIP)
    page.open_person(tan)
    found = opened(page)
    record = found.record
    assert record.membership is not None
    sheets = [edit_person_sheet(found), warning_sheet(found), adjustment_sheet(found), membership_sheet(found, None)]
    sheets += [add_point_sheet(found, kind) for kind in PointKind]
    sheets += [edit_point_sheet(found, point) for point in record.points]
    sheets += [replace_point_sheet(found, point) for point in record.points]
    sheets += [consent_sheet(found, line) for line in record.representatives]
    sheets += [membership_sheet(found, record.membership), representative_sheet(found, aiko, "Aiko Tanaka")]
    for made in sheets:
        parked = office.read(read_parked, made.draft)
        assert parked is not None, made.draft
        again = sheet_again(found, parked)
        assert again is not None, made.draft
        assert (again.name, again.title, again.draft) == (made.name, made.title, made.draft)
        assert made.name in SHEETS


def test_what_is_gone_from_the_record_is_said(page: MembersPage, office: Office, tan: int) -> None:
    office.keep(keep_draft, f"person:{tan}:edit_phone:4711", {"value": "6765"})
    page.opened(f"person:{tan}:edit_phone:4711")
    assert heading(page) == "Dr TAN Mei Ling"
    assert [notice.sentence for notice in shell(page).notices] == [
        "What you were changing is no longer on this record."
    ]


def opened(page: MembersPage) -> Opened:
    found = page.opened_record
    assert found is not None
    return found


def test_choosing_who_acts_for_somebody_stays_when_the_record_is_read_again(
    qtbot: QtBot, page: MembersPage, office: Office, tan: int
) -> None:
    page.open_person(tan)
    page.record.show_tab("Details")
    QTest.mouseClick(find(page, QPushButton, "representatives_add_0"), Qt.MouseButton.LeftButton)
    search_for = find(page, QLineEdit, "pick_search")
    QTest.keyClicks(search_for, "tanaka")
    office.act(set_warning, tan, {"kind": "support_need", "text": "Speak slowly."})
    page.refresh(frozenset({f"person:{tan}"}))
    assert find(page, QLabel, "warnings_words").text() == "▲ Support need: Speak slowly.", "it was read"
    assert (search_for.isVisible(), search_for.text()) == (True, "tanaka")


def test_who_may_not_change_sees_why(make_page: MakePage, sign_in: SignIn, tan: int) -> None:
    page = make_page(sign_in("oto.auditor"))
    page.open_person(tan)
    assert heading(page) == "Dr TAN Mei Ling"
    button = find(page, QPushButton, "edit_person_button")
    assert not button.isEnabled()
    assert button.toolTip() == (
        "Your role may not change records. Ask somebody who may: adviser, senior adviser, team leader or manager."
    )
    page.begin_adding()
    assert (
        shell(page).notices[0].sentence
        == "Your role may not change records. Ask somebody who may: adviser, senior adviser, team leader or manager."
    )


def test_a_record_that_is_not_there_says_so(page: MembersPage) -> None:
    page.open_person(4711)
    assert page.faces.currentWidget() is page.nobody
    assert "not on record" in page.nobody.accessibleName()


@pytest.mark.parametrize(
    ("button", "went"),
    [
        ("new_complaint", ("complaints", "complaint:new:person:{}")),
        ("new_letter", ("letters", "letter:new:person:{}")),
    ],
)
def test_other_work_begins_from_the_person(
    qtbot: QtBot, page: MembersPage, tan: int, button: str, went: tuple[str, str]
) -> None:
    page.open_person(tan)
    QTest.mouseClick(find(page, QPushButton, button), Qt.MouseButton.LeftButton)
    assert shell(page).went == [(went[0], went[1].format(tan))]


def test_whoever_is_chosen_is_known_to_the_shell(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    """A call that comes in is logged for who is open, so the window must know it."""
    search(qtbot, page, "tan mei")
    QTest.keyClick(page.search.box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shell(page).went == [("members", f"person:{tan}")])


def test_a_contact_is_logged_by_the_window_s_own_action(page: MembersPage, tan: int) -> None:
    page.open_person(tan)
    assert find(page, QPushButton, "new_contact").isHidden()
    logged: list[bool] = []
    action = QAction(page)
    action.setObjectName("log_contact")
    action.triggered.connect(lambda: logged.append(True))
    page.refresh(frozenset({f"person:{tan}"}))
    QTest.mouseClick(find(page, QPushButton, "new_contact"), Qt.MouseButton.LeftButton)
    assert len(logged) == 1


def test_the_rail_opens_the_search_with_nobody(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    search(qtbot, page, "tan")
    page.open_person(tan)
    page.opened("")
    page.focus_first()
    assert page.faces.currentWidget() is page.nobody
    assert page.focusWidget() is page.search.box
    assert len(names(page)) == 2


def test_the_subject_of_the_shell_opens_the_person(page: MembersPage, tan: int) -> None:
    page.opened(f"person:{tan}")
    assert heading(page) == "Dr TAN Mei Ling"
    page.opened("person:new:Lovelace")
    assert sheet(page).form.values()["family_name"] == "Lovelace"
