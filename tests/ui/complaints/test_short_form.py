"""The short form through its widgets: logged as settled, too late for it, and the full form's words taken over."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from app.contacts.log_contact import log_contact
from app.knowledge.load_seed import add_seeds
from app.knowledge.procedure import CauseAxis
from app.knowledge.seed_files import Seed, shipped_seeds
from app.knowledge.tables import LibraryKind
from app.office import Office
from app.staff.work import Work
from tests.complaints.test_settle_at_once import TODAY, of_membership
from tests.support.complaints import add_mei
from tests.support.offices import Enter
from tests.ui.complaints.conftest import FakeShell, OpenPage
from tests.ui.fakes import HeldRunner
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.letter_offers import settled_words

pytestmark = pytest.mark.only_on("sqlite")
CONTACT: dict[str, Any] = {
    "channel": "call",
    "wanted": "the certificate",
    "said": "I asked two weeks ago.",
    "dissatisfied": True,
    "dissatisfied_about": "the certificate that never came",
}


def without_confirmation(work: Work) -> None:
    """The desk's procedure without the letter that confirms."""
    [membership] = [one for one in shipped_seeds() if one.code == "membership-body"]
    data = dict(membership.data or {})
    data["letters"] = [one for one in data["letters"] if one["kind"] != "confirmation"]
    seed = Seed(LibraryKind.PROCEDURE, "public-service", "en-GB", "Ours", membership.body, TODAY, data=data)
    add_seeds(work, [seed])


def find(page: ComplaintsPage, name: str) -> QPushButton:
    found = page.short.findChild(QPushButton, name)
    assert found is not None
    return found


def fill(page: ComplaintsPage) -> None:
    form = page.short
    form.found.change_values(
        {
            "outcome": "upheld",
            "fault": "delay",
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
    beside = " ".join(label.text() for label in page.short.found.findChildren(QLabel))
    assert "Usually: apology, action, consolatory payment." in beside
    assert "A sum needs a full answer: log it in full." in beside
    assert "The cause is ours" not in beside
    page.short.take_cause(CauseAxis.ROOT_CAUSE, "hand-off")
    beside = " ".join(label.text() for label in page.short.found.findChildren(QLabel))
    assert "The cause is ours: say too what keeps it from happening again" in beside
    page.short.submit()
    assert page.case.case is not None
    case = page.case.case.record
    assert (case.settled_at_once, case.from_contact_id) == (True, contact_id)
    assert (case.heads[0].symptom, case.heads[0].fault) == ("delay", "delay")
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


def test_what_bars_the_letter_is_said_and_else_that_it_is_ready() -> None:
    assert settled_words(0).endswith("its letter is drafted, ready to submit.")
    assert "2 things in it must be put right before it can be submitted" in settled_words(2)


def test_without_a_letter_of_confirmation_it_is_said_at_once(page: ComplaintsPage, ready: Office, enter: Enter) -> None:
    enter("mia.manager").act(without_confirmation)
    page.opened(f"complaint:new:short:person:{add_mei(ready)}")
    told = page.short.findChild(QLabel, "short_time")
    assert told is not None
    assert told.text() == (
        "▲ The procedure of your desk has no letter that confirms what was settled at first contact. "
        "Log it in full: all words go with it."
    )
    assert (find(page, "short_save").isEnabled(), find(page, "short_full").isEnabled()) == (False, True)


@pytest.mark.parametrize("name", ["log", "short"])
def test_what_is_typed_before_the_first_read_has_come_stays(
    open_page: OpenPage, ready: Office, held: HeldRunner, name: str
) -> None:
    mei = add_mei(ready)
    page = open_page(ready, reads=held)
    short = "short:" if name == "short" else ""
    page.opened(f"complaint:new:{short}person:{mei}")
    form = page.log if name == "log" else page.short
    words = form.forms()[1]
    field = words.widget("in_their_words")
    field.setFocus()
    QTest.keyClicks(field, "She said")
    held.let_go()
    assert words.values()["in_their_words"] == "She said"
    assert (form.person.person_id, page.window().focusWidget()) == (mei, field)
    page.opened("complaint:new")
    held.let_go()
    assert page.log.words.values()["in_their_words"] == "", "the words of one stand in no other"
    page.opened(f"complaint:new:{short}person:{mei}")
    held.let_go()
    assert words.values()["in_their_words"] == "She said"


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
