"""The same complaint by another way, in the window: offered, joined, looked into in one place, separated."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.complaints.states import ComplaintState
from app.office import Office
from tests.support.complaints import add_mei, log, record_of
from tests.ui.complaints.conftest import FakeShell, OpenPage
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.deeds import NEXT_STAGE, REOPEN
from ui.complaints.join_deeds import JOIN, SEPARATE
from ui.complaints.page_state import why_no_edit
from ui.correspondence.editor.opening import matter_of


@pytest.fixture
def mei(ready: Office) -> int:
    return add_mei(ready)


@pytest.fixture
def lead_id(ready: Office, mei: int) -> int:
    return log(ready, mei)


@pytest.fixture
def page(open_page: OpenPage, ready: Office, lead_id: int, mei: int) -> ComplaintsPage:
    page = open_page(ready)
    page.opened(f"complaint:{log(ready, mei, title='my certificate', channel='letter')}")
    return page


def case_of(page: ComplaintsPage) -> int:
    assert page.case.case is not None
    return page.case.case.record.id


def join(page: ComplaintsPage, ready: Office, lead_id: int) -> None:
    page.case.begin(JOIN)
    form = page.case.deed.form
    assert form is not None
    form.change_values({"suggested": record_of(ready, lead_id).reference, "points": "leave"})
    page.case.deed.submit()


def test_a_case_of_the_same_person_is_offered_and_joined(page: ComplaintsPage, ready: Office, lead_id: int) -> None:
    join(page, ready, lead_id)
    case = page.case.case
    assert case is not None
    assert case.record.lead is not None
    assert case.record.lead.id == lead_id
    assert why_no_edit(case).startswith("It is joined with")
    assert not page.case.points.new.isEnabled() or page.case.points.new.isHidden()
    page.case.choose("complaint")
    assert not page.case.logged.form.widget("title").isHidden()
    page.case.logged.form.change_values({"title": "my own words"})
    page.case.logged.save()
    assert record_of(ready, case.record.id).title == "my own words"


def test_a_wrong_reference_is_told_at_its_field(page: ComplaintsPage, ready: Office) -> None:
    page.case.begin(JOIN)
    form = page.case.deed.form
    assert form is not None
    form.change_values({"reference": record_of(ready, case_of(page)).reference, "points": "add"})
    page.case.deed.submit()
    assert form.told()["reference"] == "This is the case itself: choose the other one."


def test_they_are_separated_again(page: ComplaintsPage, ready: Office, lead_id: int) -> None:
    join(page, ready, lead_id)
    page.case.begin(JOIN)
    shell = page.shell
    assert isinstance(shell, FakeShell)
    assert shell.told[-1].sentence.startswith("It is joined with")
    case = page.case.case
    assert case is not None
    answered = replace(case.record, state=ComplaintState.RESPONDED, responded_on=case.today)
    for deed in (NEXT_STAGE, REOPEN):
        assert deed.why_not(replace(case, record=answered)).startswith("It is joined with")
    page.case.begin(SEPARATE)
    page.case.deed.submit()
    assert record_of(ready, case_of(page)).lead is None


def test_the_answer_goes_to_whoever_complained_and_names_what_is_missing(
    page: ComplaintsPage, ready: Office, lead_id: int, mei: int
) -> None:
    mp = add_mei(ready, family_name="Marsh", given_names="Joan", family_name_first=False, title="Ms")
    page.opened(f"complaint:{log(ready, mp, title='my constituent')}")
    page.case.begin(JOIN)
    form = page.case.deed.form
    assert form is not None
    form.change_values({"reference": record_of(ready, lead_id).reference, "points": "leave"})
    page.case.deed.submit()
    assert record_of(ready, case_of(page)).warnings[-1].startswith("Ms Joan Marsh has no authority on file")
    found = ready.read(matter_of, f"complaint:{case_of(page)}")
    assert (found.person_id, found.addressees[0].person_id) == (mei, mp)
    assert found.addressees[0].role == "no authority on file for Dr Tan Mei Ling"
