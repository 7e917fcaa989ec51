"""The Members tab through its real widgets, on a real office in a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.basics.clock import SetClock
from app.contacts.log_contact import log_contact
from app.members.add_contact_point import add_contact_point
from app.members.add_membership import add_membership
from app.members.add_person import add_person
from app.members.add_representative import add_representative
from app.members.edit_person import edit_person
from app.members.find import person_record
from app.members.kinds import PointKind
from app.members.person_record import PersonRecord
from app.members.set_warning import set_warning
from app.office import Office
from app.record.history import person_history
from app.record.put_down import SHEETS, put_down
from app.staff.drafts import keep_draft
from tests.support.databases import Database
from tests.support.offices import str_of
from tests.support.postgres import PASSWORD
from tests.ui.fakes import AtOnceRunner
from ui.kit.conflict import ConflictView
from ui.kit.desk import Desk
from ui.kit.notices import Notice
from ui.kit.preferences import Preferences
from ui.members.members_page import MembersPage
from ui.members.opening import Opened
from ui.members.parked import read_parked, sheet_again
from ui.members.sheet import SheetView
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


MakePage = Callable[[Office], MembersPage]


@pytest.fixture
def make_page(qtbot: QtBot, preferences: Preferences) -> Iterator[MakePage]:
    """Makes the page of somebody who is signed in; its sheets go with the test."""
    made: list[MembersPage] = []

    def make(office: Office) -> MembersPage:
        desk = Desk(office, preferences, reads=AtOnceRunner(), acts=AtOnceRunner())
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
        page.drop_sheet()


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


def test_typing_finds_and_enter_opens(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    search(qtbot, page, "tan mei")
    assert names(page) == ["TAN Mei Ling, Dr"]
    QTest.keyClick(page.search.box, Qt.Key.Key_Return)
    assert heading(page) == "Dr TAN Mei Ling"
    assert page.faces.currentWidget() is page.record


def test_esc_returns_to_the_same_results(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    search(qtbot, page, "tan")
    QTest.keyClick(page.search.box, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.person_id == tan)
    QTest.keyClick(page.record.tabs, Qt.Key.Key_Escape)
    assert page.focusWidget() is page.search.box
    assert (page.search.typed(), names(page)) == ("tan", ["TAN Mei Ling, Dr", "TANAKA Aiko"])


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


def test_a_change_is_saved_and_shown(qtbot: QtBot, page: MembersPage, office: Office, tan: int) -> None:
    page.open_person(tan)
    page.record.details.edit_person()
    QTest.keyClicks(sheet(page).form.widget("post_nominals"), "FRCA")
    QTest.keyClick(sheet(page).form.widget("post_nominals"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stored(office, tan).name.post_nominals == "FRCA"
    assert heading(page) == "Dr TAN Mei Ling FRCA"
    assert page.faces.currentWidget() is page.record
    assert page.record.timeline.entries()[0].title == "Letters after the name set to FRCA"


def test_what_cannot_be_is_told_under_its_field(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    page.open_person(tan)
    page.record.details.edit_person()
    form = sheet(page).form
    form.change_values({"died_on": date(1970, 1, 1)})
    sheet(page).submit()
    assert form.told()["died_on"] == "The date of death is before the date of birth, 14 Mar 1979."
    form.change_values({"born_on": date(2030, 1, 1)})
    sheet(page).submit()
    assert form.told()["born_on"] == "This date of birth is in the future."


def test_why_stands_in_the_history(page: MembersPage, office: Office, tan: int) -> None:
    page.open_person(tan)
    page.record.details.edit_person()
    sheet(page).form.change_values({"post_nominals": "FRCA", "why": "Her e-mail of 18 Nov"})
    sheet(page).submit()
    newest = office.read(person_history, tan)[0]
    assert (newest.new, newest.who, newest.why) == ("FRCA", "Ada Adviser", "Her e-mail of 18 Nov")
    page.record.details.edit_person()
    sheet(page).form.focus("post_nominals")
    QTest.keyClick(sheet(page).form.widget("post_nominals"), Qt.Key.Key_F8)
    told = [label.text() for label in sheet(page).findChildren(QLabel)]
    assert any(words.endswith("Ada Adviser\nHer e-mail of 18 Nov") for words in told)


def test_a_death_asks_why_while_one_types_and_when_one_saves(page: MembersPage, office: Office, tan: int) -> None:
    page.open_person(tan)
    page.record.details.edit_person()
    view = sheet(page)
    note = find(view, QLabel, "why_note")
    assert note.text().startswith("May stay empty")
    view.form.change_values({"died_on": date(2026, 11, 1)})
    assert note.text().startswith("Say how we know")
    view.submit()
    assert set(view.form.told()) == {"why"}
    assert stored(office, tan).died_on is None
    view.form.change_values({"why": "Her son rang on 2 Nov"})
    view.submit()
    assert stored(office, tan).died_on == date(2026, 11, 1)


def test_what_is_taken_back_says_so_in_the_history(page: MembersPage, office: Office, tan: int) -> None:
    """Also where the thing itself needs a reason, such as a stop on letters."""
    office.act_once(uuid4(), "She rang", set_warning, tan, {"kind": "do_not_write"})
    page.open_person(tan)
    warning = stored(office, tan).warnings[0].id
    QTest.mouseClick(find(page, QPushButton, f"warnings_list_{warning}_end"), Qt.MouseButton.LeftButton)
    assert stored(office, tan).warnings == ()
    undo = shell(page).notices[-1].do
    assert undo is not None
    undo()
    assert [line.kind for line in stored(office, tan).warnings] == ["do_not_write"]
    assert office.read(person_history, tan)[0].why == "Taken back at once"


def test_a_conflict_is_shown_and_chosen(
    qtbot: QtBot, page: MembersPage, sign_in: SignIn, office: Office, tan: int
) -> None:
    page.open_person(tan)
    page.record.details.edit_person()
    sheet(page).form.change_values({"title": "Mrs", "post_nominals": "FRCA"})
    sign_in("ben.adviser").act(edit_person, tan, {"title": ("Dr", "Prof")})
    sheet(page).submit()
    view = page.findChild(ConflictView)
    assert isinstance(view, ConflictView)
    view.choose("title", "yours")
    view.accept()
    found = stored(office, tan).name
    assert (found.title, found.post_nominals) == ("Mrs", "FRCA")
    assert heading(page) == "Mrs TAN Mei Ling FRCA"


def test_a_phone_is_read_back_while_typing_and_its_history_told(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    page.open_person(tan)
    point = stored_point(page)
    QTest.mouseClick(find(page, QPushButton, f"points_{point}_change"), Qt.MouseButton.LeftButton)
    value = sheet(page).form.widget("value")
    assert isinstance(value, QLineEdit)
    value.clear()
    QTest.keyClicks(value, "67654321")
    assert find(sheet(page), QLabel, "value_note").text() == "6765 4321"
    QTest.keyClick(value, Qt.Key.Key_F8)
    assert find(sheet(page), QLabel, "field_history").text() == "History of Phone or e-mail"


def stored_point(page: MembersPage) -> int:
    opened = page.opened_record
    assert opened is not None
    point = opened.record.first_point(PointKind.PHONE)
    assert point is not None
    return point.id


def test_who_has_another_number_keeps_the_old_one_in_the_history(page: MembersPage, office: Office, tan: int) -> None:
    page.open_person(tan)
    QTest.mouseClick(find(page, QPushButton, f"points_{stored_point(page)}_replace"), Qt.MouseButton.LeftButton)
    form = sheet(page).form
    assert "is_preferred" not in form.values()
    form.change_values({"value": "67654321"})
    sheet(page).submit()
    points = stored(office, tan).points
    assert [(point.shown, point.holds) for point in points] == [("+65 6765 4321", True), ("+65 6123 4567", False)]
    assert points[1].until_on == points[0].from_on == date(2026, 11, 20)


def test_a_number_can_be_put_before_another(page: MembersPage, office: Office, tan: int) -> None:
    second = office.act(add_contact_point, tan, PointKind.PHONE, {"value": "91234567"}).result
    page.open_person(tan)
    QTest.mouseClick(find(page, QPushButton, f"points_{second}_move_up"), Qt.MouseButton.LeftButton)
    assert stored(office, tan).points[0].id == second
    undo = shell(page).notices[-1].do
    assert undo is not None
    undo()
    assert stored(office, tan).points[1].id == second


def log_a_call(office: Office, tan: int) -> int:
    return office.act(log_contact, tan, channel="call", wanted="A receit", said="Soon").result


def choose_contact(page: MembersPage) -> None:
    """The first entry of the timeline, below the line of its day."""
    page.record.timeline.setCurrentIndex(page.record.timeline.model().index(1, 0))


def correct(page: MembersPage) -> None:
    (action,) = [one for one in page.page_actions() if one.id == "correct_contact"]
    assert action.why_not() == ""
    action.do()


def test_a_contact_is_corrected_and_both_are_shown(qtbot: QtBot, page: MembersPage, office: Office, tan: int) -> None:
    log_a_call(office, tan)
    page.open_person(tan)
    with qtbot.waitSignal(page.actions_changed):
        choose_contact(page)
    correct(page)
    view = sheet(page)
    assert find(view, QLabel, "why_note").text().startswith("Say in a few words what was wrong")
    view.form.change_values({"wanted": "A receipt", "happened_at": "yesterday"})
    view.submit()
    assert set(view.form.told()) == {"happened_at"}
    view.form.change_values({"happened_at": "1 Nov 2026 10:00"})
    view.submit()
    assert set(view.form.told()) == {"why"}
    view.form.change_values({"why": "Misspelt"})
    view.submit()
    entry = page.record.timeline.entries()[-1]
    assert entry.title == "Call in: A receipt"
    assert "by Ada Adviser: Misspelt." in entry.body
    assert "What was wanted was “A receit”." in entry.body


def test_a_correction_can_be_put_down_and_picked_up(page: MembersPage, office: Office, tan: int) -> None:
    contact_id = log_a_call(office, tan)
    page.open_person(tan)
    choose_contact(page)
    correct(page)
    QTest.keyClicks(sheet(page).form.widget("why"), "Misheard")
    page.leave_sheet()
    (matter,) = office.read(put_down)
    assert matter.title == "A correction of a contact of Tan Mei Ling"
    assert matter.opens == f"person:{tan}:correct_contact:{contact_id}"
    page.opened(matter.opens)
    assert sheet(page).form.values()["why"] == "Misheard"


def test_an_ended_phone_can_be_brought_back(qtbot: QtBot, page: MembersPage, office: Office, tan: int) -> None:
    page.open_person(tan)
    QTest.mouseClick(find(page, QPushButton, f"points_{stored_point(page)}_end"), Qt.MouseButton.LeftButton)
    assert stored(office, tan).first_point(PointKind.PHONE) is None
    (notice,) = shell(page).notices
    assert (notice.sentence, notice.action) == ("Phone +65 6123 4567 ended today.", "Undo")
    assert notice.do is not None
    notice.do()
    point = stored(office, tan).first_point(PointKind.PHONE)
    assert point is not None
    assert point.is_preferred


@pytest.mark.parametrize("name", ["add_person_button", "new_contact", "new_complaint", "new_letter"])
def test_who_only_reads_is_told_why_before_pushing(
    page: MembersPage, make_page: MakePage, sign_in: SignIn, tan: int, name: str
) -> None:
    theirs = make_page(sign_in("oto.auditor"))
    for shown, may in ((page, True), (theirs, False)):
        shown.open_person(tan)
        button = find(shown, QPushButton, name)
        assert button.isEnabled() is may
        assert ("Ask somebody who may: adviser, senior adviser" in button.toolTip()) is not may


def test_adding_asks_whether_it_is_one_of_these(qtbot: QtBot, page: MembersPage, tan: int) -> None:
    page.begin_adding()
    QTest.keyClicks(sheet(page).form.widget("given_names"), "Mei Ling")
    QTest.keyClicks(sheet(page).form.widget("family_name"), "Tan")
    qtbot.waitUntil(lambda: page.findChild(QPushButton, f"likely_{tan}") is not None)
    QTest.mouseClick(find(page, QPushButton, f"likely_{tan}"), Qt.MouseButton.LeftButton)
    assert heading(page) == "Dr TAN Mei Ling"


def test_a_person_is_added_and_opened(qtbot: QtBot, page: MembersPage, office: Office) -> None:
    page.begin_adding()
    form = sheet(page).form
    form.change_values({"family_name": "Lovelace", "given_names": "Ada", "phone": "020 7946 0018"})
    form.change_values({"line1": "4 Mill Lane", "locality": "Leeds", "postcode": "ls14dy"})
    sheet(page).submit()
    assert heading(page) == "Ada LOVELACE"
    assert page.person_id is not None
    found = stored(office, page.person_id)
    assert {point.shown for point in found.points} == {"020 7946 0018", "4 Mill Lane, Leeds, LS1 4DY"}


def test_an_address_changes_its_fields_with_its_country(qtbot: QtBot, page: MembersPage) -> None:
    page.begin_adding()
    sheet(page).form.change_values({"family_name": "Ng", "line1": "1 Queen's Road"})
    assert "postcode" in sheet(page).form.values()
    sheet(page).form.change_values({"country": "HK"})
    values = sheet(page).form.values()
    assert "postcode" not in values
    assert (values["family_name"], values["line1"], values["country"]) == ("Ng", "1 Queen's Road", "HK")


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
    page.show_sheet(adjustment_sheet(opened(page)))
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


def test_a_name_without_latin_letters_is_said_while_typing_and_on_the_record(
    page: MembersPage, office: Office, tan: int
) -> None:
    page.begin_adding()
    form = sheet(page).form
    note = find(sheet(page), QLabel, "name_on_letters_note")
    assert note.text().startswith("In Latin letters")
    form.change_values({"family_name": "陳", "given_names": "大文"})
    assert note.text().startswith("▲ The name has no Latin letters")
    form.change_values({"name_on_letters": "Chan Tai Man"})
    assert note.text().startswith("In Latin letters")
    form.change_values({"name_on_letters": "", "line1": "4 Mill Lane", "locality": "Leeds", "postcode": "LS1 4DY"})
    sheet(page).submit()
    words = find(page, QLabel, "letter_gap_words")
    assert words.text() == "▲ No letter can be sent: the name has no Latin letters."
    QTest.mouseClick(find(page, QPushButton, "letter_gap_mend"), Qt.MouseButton.LeftButton)
    view = page.faces.currentWidget()
    assert isinstance(view, SheetView)
    assert view.focusWidget() is view.form.widget("name_on_letters")
    view.form.change_values({"name_on_letters": "Chan Tai Man"})
    view.submit()
    assert page.record.gap.isHidden()


def test_a_missing_address_is_said_on_the_record_with_the_way_to_add_it(page: MembersPage, tan: int) -> None:
    page.open_person(tan)
    assert find(page, QLabel, "letter_gap_words").text() == "▲ No letter can be sent: no address holds today."
    QTest.mouseClick(find(page, QPushButton, "letter_gap_mend"), Qt.MouseButton.LeftButton)
    assert sheet(page).sheet.name == "add_address"
