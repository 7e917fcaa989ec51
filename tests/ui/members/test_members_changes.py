"""Changing a record through its sheets: what is told, what is kept, and what stands in the history."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.contacts.log_contact import log_contact
from app.members.add_contact_point import add_contact_point
from app.members.edit_person import edit_person
from app.members.kinds import PointKind
from app.members.set_warning import set_warning
from app.office import Office
from app.record.history import person_history
from app.record.put_down import put_down
from tests.ui.members.conftest import (
    MakePage,
    SignIn,
    find,
    heading,
    sheet,
    shell,
    stored,
)
from ui.kit.conflict import ConflictView
from ui.members.members_page import MembersPage
from ui.members.sheet import SheetView


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


def test_a_conflict_is_asked_once_whatever_else_is_wrong(
    page: MembersPage, sign_in: SignIn, office: Office, tan: int
) -> None:
    """Of a day of death a reason is asked, but only once it is known which of the two shall stand."""
    page.open_person(tan)
    page.record.details.edit_person()
    form = sheet(page).form
    form.change_values({"title": "Mrs", "born_on": date(1066, 10, 14), "died_on": date(2026, 11, 2)})
    sign_in("ben.adviser").act(edit_person, tan, {"title": ("Dr", "Prof")})
    sheet(page).submit()
    assert page.findChild(ConflictView) is None
    assert list(form.told()) == ["born_on"]
    form.change_values({"born_on": None})
    sheet(page).submit()
    view = page.findChild(ConflictView)
    assert isinstance(view, ConflictView)
    view.choose("title", "theirs")
    view.accept()
    assert list(form.told()) == ["why"]
    assert form.values()["title"] == "Prof"
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    form.change_values({"why": "Her daughter rang on 3 November"})
    sheet(page).submit()
    assert page.findChild(ConflictView) is None
    found = stored(office, tan)
    assert (found.name.title, found.died_on) == ("Prof", date(2026, 11, 2))


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
