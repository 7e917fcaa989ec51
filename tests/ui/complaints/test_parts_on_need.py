"""The Complaints page opens with its list; the large forms are made when they are first needed."""

from __future__ import annotations

import pytest

from app.office import Office
from tests.support.complaints import add_mei, log
from ui.complaints.case_view import LOGGED, CaseView
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.log_form import LogForm
from ui.complaints.logged_form import LoggedForm
from ui.complaints.page_actions import NO_CASE
from ui.complaints.point_form import PointForm

pytestmark = pytest.mark.only_on("sqlite")

PARTS = (CaseView, PointForm, LoggedForm, LogForm)


def made(page: ComplaintsPage) -> set[type]:
    return {part for part in PARTS if page.findChildren(part)}


def test_a_list_opens_without_the_forms_beside_it(page: ComplaintsPage) -> None:
    page.refresh(frozenset({"*"}))
    assert page.may_close()
    assert page.unsaved_words() == {}
    assert not page.in_hand()
    page.focus_first()
    assert all(action.why_not() == NO_CASE for action in page.page_actions() if action.id == "case_save")
    assert made(page) == set()


def test_a_case_opens_on_its_point_without_the_form_of_what_was_logged(page: ComplaintsPage, ready: Office) -> None:
    page.opened(f"complaint:{log(ready, add_mei(ready))}")
    assert made(page) == {CaseView, PointForm}
    page.case.choose(LOGGED)
    assert made(page) == {CaseView, PointForm, LoggedForm}


def test_a_new_complaint_is_made_without_a_case(page: ComplaintsPage) -> None:
    page.opened("complaint:new")
    assert made(page) == {LogForm}
    page.log.left.emit()
    assert made(page) == {LogForm}


def test_made_ahead_the_parts_of_a_case_come_one_by_one_and_each_once(page: ComplaintsPage, ready: Office) -> None:
    """Each step is short; a case that is opened between two of them takes what is made along."""
    assert page.make_ahead()
    assert page.make_ahead()
    page.opened(f"complaint:{log(ready, add_mei(ready))}")
    while page.make_ahead():
        """Whatever is left."""
    assert [len(page.findChildren(part)) for part in (CaseView, PointForm, LoggedForm)] == [1, 1, 1]
    assert page.case.point.isVisibleTo(page)
