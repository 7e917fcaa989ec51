"""Court, parties and references in the window: folded away when a complaint is logged, lists of their own on a case."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.office import Office
from tests.support.complaints import add_mei, log, record_of
from tests.ui.complaints.conftest import OpenPage
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.log_form import LogForm
from ui.complaints.new_case import NOBODY_ACTS

MATTER = {"court": "County Court at York", "hearing_on": date(2026, 12, 3), "raised_with": "the usher"}
FIRM_ROW = {"role": "firm", "name": "Brown & Co", "acts_for": "the claimant", "fee_earner": "Ms Lee", "dx": "12 York"}


@pytest.fixture
def form(page: ComplaintsPage, ready: Office) -> LogForm:
    page.opened(f"complaint:new:person:{add_mei(ready)}")
    page.log.party.change_values({"channel": "letter"})
    page.log.words.change_values({"in_their_words": "Nobody told us of the hearing."})
    page.log.rest.change_values({"title": "the notice of hearing"})
    page.log.points.show_titles(["No notice came"])
    return page.log


def logged(page: ComplaintsPage) -> int:
    assert page.case.case is not None
    return page.case.case.record.id


def press(box: object, name: str) -> None:
    found = box.findChild(QPushButton, name)  # type: ignore[attr-defined]
    assert found is not None
    found.click()


def test_it_is_offered_to_those_who_have_a_court_and_opens_for_all_by_its_key(form: LogForm) -> None:
    matter = form.matter
    assert (matter.unfold.isHidden(), matter.form.isVisible()) == (True, False)
    form.party.change_values({"complainant_kind": "legal_professional"})
    assert (matter.unfold.isHidden(), matter.form.isVisible()) == (False, False)
    form.party.change_values({"complainant_kind": "member"})
    QTest.keyClick(form, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert matter.form.isVisible()
    assert matter.form.widget("raised_with").hasFocus()
    QTest.keyClick(form, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    assert not matter.form.isVisible()


@pytest.mark.parametrize(
    ("kind", "told"), [("representative", "A representative"), ("elected_member", "An MP or councillor")]
)
def test_who_complains_for_another_and_is_on_no_record_is_told_where_to_add(
    form: LogForm, page: ComplaintsPage, kind: str, told: str
) -> None:
    which = form.party.widget("representative_id")
    assert not which.isVisible()
    form.party.change_values({"complainant_kind": kind})
    form.submit()
    assert which.isVisible()
    assert which.hasFocus()
    assert form.party.told()["representative_id"] == f"{told} complains: choose which one."
    form.party.show_problems({})
    assert NOBODY_ACTS in [label.text() for label in form.party.findChildren(QLabel) if label.isVisible()]
    form.party.change_values({"complainant_kind": "legal_professional"})
    assert not which.isVisible()
    form.submit()
    assert logged(page)


def test_all_of_it_is_logged_also_the_row_that_is_still_in_the_form(
    form: LogForm, page: ComplaintsPage, ready: Office
) -> None:
    form.matter.turn()
    form.matter.form.change_values(MATTER)
    form.matter.parties.form.change_values({"role": "claimant", "name": "Aisha Khan"})
    press(form.matter, "party_save")
    form.matter.parties.form.change_values(FIRM_ROW)
    form.matter.references.form.change_values({"whose": "Her MP", "number": "JS/17"})
    form.submit()
    record = record_of(ready, logged(page))
    assert (record.court, record.hearing_on, record.raised_with) == tuple(MATTER.values())
    assert [(one.name, one.fee_earner) for one in record.parties] == [("Aisha Khan", ""), ("Brown & Co", "Ms Lee")]
    assert [one.number for one in record.references] == ["JS/17"]


def test_ctrl_enter_in_a_row_adds_that_row_and_then_logs(form: LogForm, page: ComplaintsPage) -> None:
    form.matter.turn()
    form.matter.parties.form.change_values({"role": "claimant", "name": "Aisha Khan"})
    name = form.matter.parties.form.widget("name")
    name.setFocus()
    QTest.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (page.case.case, [one.name for one in form.matter.matter().parties]) == (None, ["Aisha Khan"])
    assert form.matter.parties.form.widget("role").hasFocus()
    QTest.keyClick(form.matter.parties.form.widget("role"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.case.case is not None
    assert [one.name for one in page.case.case.record.parties] == ["Aisha Khan"]


def test_a_half_row_is_told_and_holds_the_logging(form: LogForm, page: ComplaintsPage) -> None:
    form.matter.turn()
    form.matter.parties.form.change_values({"role": "claimant"})
    form.matter.turn()
    form.submit()
    assert page.case.case is None
    assert form.matter.parties.isVisible()
    assert "name" in form.matter.parties.form.told()


def test_a_hearing_before_the_first_day_is_a_hint(form: LogForm) -> None:
    form.party.change_values({"complainant_kind": "public_user", "raised_on": date(2026, 11, 16)})
    form.matter.turn()
    form.matter.form.change_values({"hearing_on": date(2026, 11, 2)})
    form.matter.form.check()
    assert form.matter.form.told() == {}
    assert form.matter.is_whole()


def test_what_is_half_typed_comes_back(form: LogForm, page: ComplaintsPage) -> None:
    form.matter.turn()
    form.matter.parties.form.change_values({"role": "claimant", "name": "Aisha Khan"})
    press(form.matter, "party_save")
    form.matter.parties.form.change_values({"role": "firm", "name": "Bro"})
    form.matter.form.change_values({"court": "York"})
    origin = form.keeper.subject.removeprefix("complaint:new:")
    form.keeper.keep_now()
    form.begin(origin)
    assert form.matter.form.values()["court"] == "York"
    assert form.matter.matter().parties[0].name == "Aisha Khan"
    assert form.matter.parties.form.values()["name"] == "Bro"
    assert form.matter.form.isVisible()


def test_a_wrong_row_that_the_office_refuses_stands_in_its_form_again(form: LogForm, page: ComplaintsPage) -> None:
    form.matter.turn()
    form.matter.parties.form.change_values({"role": "firm", "name": "Brown & Co", "fee_earner": "Ms Lee"})
    form.matter.parties.form.change_values({"role": "claimant"})
    form.submit()
    assert page.case.case is None
    assert "belongs to a firm" in form.matter.parties.form.told()["fee_earner"]


def test_a_case_has_its_lists_beside_what_was_logged(open_page: OpenPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    page = open_page(ready)
    page.opened(f"complaint:{case_id}")
    page.case.choose("complaint")
    rows = page.case.logged.rows
    rows.parties.form.change_values(FIRM_ROW)
    press(rows, "party_save")
    rows.references.form.change_values({"whose": "Her MP", "number": "JS/17"})
    press(rows, "other_reference_save")
    [party] = record_of(ready, case_id).parties
    press(rows, f"party_change_{party.id}")
    rows.parties.form.change_values({"fee_earner": "Mr Low"})
    press(rows, "party_save")
    record = record_of(ready, case_id)
    assert [one.fee_earner for one in record.parties] == ["Mr Low"]
    press(rows, f"other_reference_out_{record.references[0].id}")
    assert record_of(ready, case_id).references == ()
    assert rows.parties.form.values()["name"] == ""


def test_who_may_only_read_changes_no_row(open_page: OpenPage, ready: Office, colleague: Office) -> None:
    case_id = log(ready, add_mei(ready), case_number="F4")
    page = open_page(colleague)
    page.opened(f"complaint:{case_id}")
    assert page.case.case is not None
    rows = page.case.logged.rows
    rows.show_case(page.case.case.record, editable=False)
    assert rows.parties.form.isVisibleTo(rows) is False
