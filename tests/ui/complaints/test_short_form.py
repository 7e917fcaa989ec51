"""The short form through its widgets: logged as settled, too late for it, and the full form's words taken over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.contacts.log_contact import log_contact
from app.knowledge.procedure import CauseAxis
from app.office import Office
from tests.complaints.test_settle_at_once import of_membership
from tests.support.complaints import add_mei
from tests.support.offices import Enter
from tests.ui.complaints.conftest import FakeShell
from ui.complaints.complaints_page import ComplaintsPage

pytestmark = pytest.mark.only_on("sqlite")
CONTACT: dict[str, Any] = {
    "channel": "call",
    "wanted": "the certificate",
    "said": "I asked two weeks ago.",
    "dissatisfied": True,
    "dissatisfied_about": "the certificate that never came",
}


def find(page: ComplaintsPage, name: str) -> QPushButton:
    found = page.short.findChild(QPushButton, name)
    assert found is not None
    return found


def fill(page: ComplaintsPage) -> None:
    form = page.short
    form.found.change_values(
        {
            "outcome": "upheld",
            "reason": "Your request of 6 November 2026 was not passed on.",
            "apology": "that we kept you waiting",
            "put_right": "send the certificate by email",
        }
    )
    form.take_cause(CauseAxis.SYMPTOM, "delay")


def test_a_contact_is_settled_at_once(page: ComplaintsPage, ready: Office) -> None:
    contact_id = ready.act(log_contact, add_mei(ready), **CONTACT).result
    page.opened(f"complaint:new:short:contact:{contact_id}")
    assert page.short.said.values()["title"] == "the certificate that never came"
    fill(page)
    page.short.submit()
    assert page.case.case is not None
    case = page.case.case.record
    assert (case.settled_at_once, case.from_contact_id, case.heads[0].symptom) == (True, contact_id, "delay")
    assert [letter.kind for letter in case.letters] == ["confirmation"]
    assert isinstance(page.shell, FakeShell)
    told = page.shell.told[-1]
    assert told.do is not None
    told.do()
    assert page.shell.went[-1] == ("letters", f"letter:{case.letters[0].id}")


def test_too_late_only_the_full_way_is_left(page: ComplaintsPage, ready: Office, enter: Enter) -> None:
    enter("mia.manager").act(of_membership, financial=False)
    then = datetime(2026, 11, 12, 9, tzinfo=UTC)
    contact_id = ready.act(log_contact, add_mei(ready), **(CONTACT | {"happened_at": then})).result
    page.opened(f"complaint:new:short:contact:{contact_id}")
    told = page.short.findChild(QLabel, "short_time")
    assert told is not None
    assert told.text().startswith("▲ It could be settled at first contact until 17 Nov 2026")
    assert not find(page, "short_save").isEnabled()
    fill(page)
    page.short.log_in_full()
    assert page.case.case is not None
    case = page.case.case.record
    assert (case.settled_at_once, case.letters) == (False, ())
    assert case.heads[0].reason == "Your request of 6 November 2026 was not passed on."


def test_what_stands_in_the_full_form_goes_with_it(page: ComplaintsPage, ready: Office) -> None:
    person_id = add_mei(ready)
    page.opened(f"complaint:new:person:{person_id}")
    page.log.words.change_values({"in_their_words": "Nobody rang me back."})
    page.log.rest.change_values({"title": "a call that never came"})
    short = page.log.findChild(QPushButton, "log_short")
    assert short is not None
    short.click()
    assert page.short.person.person_id == person_id
    values = page.short.said.values()
    assert (values["in_their_words"], values["title"]) == ("Nobody rang me back.", "a call that never came")
