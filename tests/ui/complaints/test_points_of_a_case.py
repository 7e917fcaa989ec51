"""The points of a case through its widgets: redirected, joined, taken back, by the menu and by key."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QMenu, QPushButton

from app.complaints.same_as import SamePart
from app.complaints.states import Outcome
from app.office import Office
from tests.complaints.test_same_as import full_first_point
from tests.support.complaints import add_mei, log, record_of
from ui.complaints.complaints_page import ComplaintsPage

pytestmark = pytest.mark.only_on("sqlite")


def choose(page: ComplaintsPage, key: str) -> None:
    """Choose a deed in the menu beside the point."""
    menu = page.case.point.findChild(QPushButton, "point_deeds")
    assert menu is not None
    inner = menu.menu()
    assert isinstance(inner, QMenu)
    [action] = [one for one in inner.actions() if one.objectName() == f"deed_{key}"]
    assert action.isEnabled(), action.toolTip()
    action.trigger()


def told(page: ComplaintsPage) -> str:
    found = page.case.point.findChild(QLabel, "point_why_not")
    assert found is not None
    return found.text()


def test_a_point_is_redirected_and_taken_up_again(page: ComplaintsPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    choose(page, "point_redirect")
    assert page.case.deed.form is not None
    page.case.deed.form.change_values({"route": "data-protection"})
    page.case.deed.submit()
    assert record_of(ready, case_id).heads[0].outcome is Outcome.REDIRECTED
    assert page.case.points.lines()[1] == ("1  The certificate was not sent", "Redirected")
    assert told(page) == "This point goes to the Information Commissioner's Office: the answer says how."
    choose(page, "point_take_up")
    page.case.deed.form.change_values({"reason": "It is ours after all."})
    page.case.deed.submit()
    assert told(page) == ""


def test_a_joined_point_stands_under_the_one_it_is_answered_with(page: ComplaintsPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    first, second = record_of(ready, case_id).heads
    page.opened(f"complaint:{case_id}")
    page.case.choose(f"head:{second.id}")
    [join] = [action for action in page.page_actions() if action.id == "point_join"]
    assert join.why_not() == ""
    join.do()
    assert page.case.deed.form is not None
    page.case.deed.form.change_values({"other_id": first.id})
    page.case.deed.submit()
    assert page.case.points.lines()[2] == ("↳  Nobody rang back", "Answered with point 1")
    assert told(page).startswith("This point is answered with point 1")
    assert join.why_not() == "It is answered with point 1: separate it first."


def test_each_of_standard_remedies_and_causes_is_taken_by_its_own_key(page: ComplaintsPage, ready: Office) -> None:
    case_id = full_first_point(ready)
    second = record_of(ready, case_id).heads[1]
    page.opened(f"complaint:{case_id}")
    assert not any(shown(page, part) for part in SamePart)
    page.case.choose(f"head:{second.id}")
    for left in ({"causes", "remedies"}, {"causes"}, set[str]()):
        [part] = [one for one in SamePart if shown(page, one) and one not in left]
        key_of(page, part).click()
        assert {one.value for one in SamePart if shown(page, one)} == left
    assert record_of(ready, case_id).heads[1].standard == record_of(ready, case_id).heads[0].standard


def key_of(page: ComplaintsPage, part: SamePart) -> QPushButton:
    found = page.case.point.findChild(QPushButton, f"point_same_{part}")
    assert found is not None
    return found


def shown(page: ComplaintsPage, part: SamePart) -> bool:
    return key_of(page, part).isVisibleTo(page.case.point)
