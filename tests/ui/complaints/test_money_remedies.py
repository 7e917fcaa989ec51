"""A remedy of money in the window: its sum asked for where there is one, its usual remedies one key away."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from app.basics.money import Money
from app.complaints.edit_head import edit_head
from app.office import Office
from tests.support.complaints import add_mei, log, record_of
from tests.ui.complaints.conftest import OpenPage
from ui.complaints.complaints_page import ComplaintsPage


@pytest.fixture
def page(open_page: OpenPage, ready: Office) -> ComplaintsPage:
    """The tab on a point with a fault, its effect weighed."""
    page = open_page(ready)
    case_id = log(ready, add_mei(ready))
    head = record_of(ready, case_id).heads[0]
    ready.act(edit_head, head.id, {"fault": (None, "delay"), "effect_level": (None, 2)})
    page.opened(f"complaint:{case_id}")
    return page


def usual(page: ComplaintsPage) -> list[str]:
    found = page.case.point.remedies.findChildren(QPushButton)
    return [one.objectName() for one in found if one.objectName().startswith("usual_") and not one.isHidden()]


def shown(page: ComplaintsPage, key: str) -> bool:
    form = page.case.point.remedies.form
    return form.widget(key).isVisibleTo(form)


def test_the_sum_is_asked_for_where_there_is_one(page: ComplaintsPage) -> None:
    form = page.case.point.remedies.form
    asked = {}
    for kind in (None, "apology", "action", "refund", "actual_loss", "consolatory"):
        form.change_values({"kind": kind})
        asked[kind] = (shown(page, "amount"), shown(page, "proof"))
    assert asked == {
        None: (False, False),
        "apology": (False, False),
        "action": (False, False),
        "refund": (True, False),
        "actual_loss": (True, True),
        "consolatory": (True, False),
    }


def test_what_was_typed_for_another_kind_goes(page: ComplaintsPage) -> None:
    form = page.case.point.remedies.form
    form.change_values({"kind": "actual_loss", "amount": "20", "proof": "A receipt."})
    form.change_values({"kind": "action"})
    assert (form.values()["amount"], form.values()["proof"]) == ("", "")


def test_a_usual_remedy_is_one_key_and_is_offered_until_it_is_there(page: ComplaintsPage, ready: Office) -> None:
    remedies = page.case.point.remedies
    assert usual(page) == ["usual_apology", "usual_action", "usual_consolatory"]
    third = remedies.findChild(QPushButton, "usual_consolatory")
    assert third is not None
    assert third.shortcut().toString() == "Alt+3"
    third.click()
    assert remedies.form.values()["kind"] == "consolatory"
    remedies.form.change_values({"amount": "250", "text": "for the worry"})
    remedies.save()
    assert page.case.case is not None
    [remedy] = record_of(ready, page.case.case.record.id).heads[0].remedies
    assert remedy.amount == Money(25000, "GBP")
    assert usual(page) == ["usual_apology", "usual_action"]


def test_a_sum_of_another_currency_is_told_under_the_field(page: ComplaintsPage) -> None:
    form = page.case.point.remedies.form
    form.change_values({"kind": "refund", "amount": "SGD 20", "text": "for the fee"})
    page.case.point.remedies.save()
    assert "GBP is meant here" in form.told()["amount"]
