"""The words of a deed: kept half typed, put down and picked up, and held still while they are on their way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.basics.problems import BadInput
from app.complaints.add_party import add_party
from app.complaints.add_remedy import add_remedy
from app.complaints.new_matter import NewParty
from app.office import Office
from app.record.put_down import put_down
from app.staff.drafts import drafts_of, keep_draft, my_drafts
from app.staff.work import Work
from tests.support.complaints import add_mei, log, record_of
from tests.ui.complaints.conftest import FakeShell, OpenPage
from tests.ui.fakes import HeldRunner
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.deeds import REOPEN, ROUTE
from ui.complaints.request_deeds import ASK

pytestmark = pytest.mark.only_on("sqlite")


def field(page: ComplaintsPage, key: str) -> QWidget:
    assert page.case.deed.form is not None
    return page.case.deed.form.widget(key)


def refuse(_work: Work, *_values: object) -> None:
    raise BadInput.one("what", "It is not understood.")


def click(page: ComplaintsPage, name: str) -> None:
    made = page.findChild(QPushButton, name)
    assert made is not None
    made.click()


def test_a_form_that_is_left_half_typed_is_put_down_and_picked_up(page: ComplaintsPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    page.opened(f"complaint:{case_id}")
    page.case.begin(ASK)
    QTest.keyClicks(field(page, "what"), "your signed no")
    click(page, "deed_leave")
    (matter,) = ready.read(put_down)
    assert matter.first_words == "your signed no"
    page.opened(matter.opens)
    assert page.case.deed.parked()["what"] == "your signed no"
    assert matter.subject in page.in_hand()
    page.opened(f"complaint:{log(ready, add_mei(ready))}")
    assert page.case.deed.isHidden()
    page.opened(matter.opens)
    assert page.case.deed.parked()["what"] == "your signed no"
    click(page, "deed_throw_away")
    assert ready.read(my_drafts) == []
    page.case.begin(ASK)
    assert page.case.deed.parked() == {}


@pytest.mark.parametrize("is_there", [True, False], ids=["not allowed", "point gone"])
def test_what_was_put_down_and_is_no_longer_possible_says_so_and_gives_its_words(
    page: ComplaintsPage, ready: Office, is_there: bool
) -> None:
    case_id = log(ready, add_mei(ready))
    subject = REOPEN.draft(case_id, case_id) if is_there else f"complaint_deed:{case_id}:drop:987654"
    ready.keep(keep_draft, subject, {"reason": "She wrote again"})
    page.opened(f"complaint:{case_id}:{':'.join(['deed', *subject.split(':')[2:]])}")
    assert page.case.deed.isHidden()
    assert isinstance(page.shell, FakeShell)
    notice = page.shell.told[-1]
    said = "Reopen is no longer possible: " if is_there else "What it was about is no longer there."
    assert notice.sentence.startswith(said)
    assert notice.do is not None
    notice.do()
    assert QApplication.clipboard().text() == "She wrote again"
    assert ready.read(drafts_of, subject)
    assert notice.do_else is not None
    notice.do_else()
    assert ready.read(my_drafts) == []


def test_a_remedy_half_written_stays_with_its_point(page: ComplaintsPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    first, second = record_of(ready, case_id).heads
    page.opened(f"complaint:{case_id}:head:{first.id}")
    QTest.keyClicks(page.case.point.remedies.form.widget("text"), "We will send")
    page.opened(f"complaint:{case_id}:head:{second.id}")
    assert page.case.point.remedies.parked() == {}
    page.opened(f"complaint:{case_id}:head:{first.id}")
    assert page.case.point.remedies.form.values()["text"] == "We will send"
    (matter,) = ready.read(put_down)
    assert (matter.opens, matter.first_words) == (f"complaint:{case_id}:head:{first.id}", "We will send")
    click(page, "point_undo")
    assert page.case.point.remedies.parked() == {}
    assert ready.read(my_drafts) == []


def test_a_deed_on_its_way_takes_no_word_and_is_done_once(
    open_page: OpenPage, ready: Office, held: HeldRunner, qtbot: QtBot
) -> None:
    case_id = log(ready, add_mei(ready))
    page = open_page(ready, acts=held)
    page.opened(f"complaint:{case_id}")
    page.case.begin(ASK)
    assert page.case.deed.form is not None
    page.case.deed.form.change_values({"pause": "consent"})
    QTest.keyClicks(field(page, "what"), "your signed note")
    held.let_go()
    page.case.deed.submit()
    page.case.deed.submit()
    what = field(page, "what")
    QTest.keyClicks(what, " and more")
    assert (what.toPlainText() if isinstance(what, QPlainTextEdit) else what.property("text")) == "your signed note"
    while held.held:
        held.let_go()
    assert [one.what for one in record_of(ready, case_id).requests] == ["your signed note"]
    assert ready.read(my_drafts) == []
    assert page.case.deed.isHidden()


@pytest.mark.parametrize("is_refused", [False, True], ids=["done", "refused"])
def test_words_that_come_after_it_was_sent_are_not_forgotten_with_it(
    open_page: OpenPage, ready: Office, held: HeldRunner, is_refused: bool
) -> None:
    case_id = log(ready, add_mei(ready))
    subject = ASK.draft(case_id, case_id)
    ready.keep(keep_draft, subject, {"what": "your signed", "otherwise": "we close it"})
    page = open_page(ready, acts=held)
    page.opened(f"complaint:{case_id}")
    page.case.begin(replace(ASK, verb=refuse) if is_refused else ASK)
    deed = page.case.deed
    assert deed.form is not None
    deed.form.change_values({"pause": "consent", "what": "your signed note"})
    deed.form.edited.emit("what")
    deed.submit()
    while held.held:
        held.let_go()
    kept = ready.read(drafts_of, subject)
    assert kept["otherwise"] == "we close it"
    assert ("what" in kept) is is_refused
    assert deed.isHidden() is not is_refused
    if is_refused:
        words = deed.parked()
        assert (words["what"], words["otherwise"]) == ("your signed note", "we close it")


def test_whoever_begins_another_deed_meanwhile_stays_with_it(
    open_page: OpenPage, ready: Office, held: HeldRunner
) -> None:
    case_id = log(ready, add_mei(ready))
    page = open_page(ready, acts=held)
    page.opened(f"complaint:{case_id}")
    page.case.begin(ASK)
    assert page.case.deed.form is not None
    page.case.deed.form.change_values({"pause": "consent", "what": "your signed note"})
    page.case.deed.submit()
    page.case.begin(ROUTE)
    while held.held:
        held.let_go()
    assert page.case.deed.form is not None
    assert "route" in page.case.deed.form.values()
    assert [one.what for one in record_of(ready, case_id).requests] == ["your signed note"]


def test_a_remedy_half_changed_is_that_remedy_again(page: ComplaintsPage, open_page: OpenPage, ready: Office) -> None:
    """On any desk; what is left as it was leaves nothing."""
    case_id = log(ready, add_mei(ready))
    head = record_of(ready, case_id).heads[0]
    kept = ready.act(add_remedy, head.id, "action", "send it again", "Our records team", None).result
    place = f"complaint:{case_id}:head:{head.id}"
    page.opened(place)
    click(page, f"remedy_change_{kept}")
    page.case.point.remedies.form.change_values({"text": "send it again by tracked post"})
    page.may_close()
    again = open_page(ready)
    again.opened(place)
    form = again.case.point.remedies.form
    assert form.values()["text"] == "send it again by tracked post"
    click(again, "remedy_save")
    (remedy,) = record_of(ready, case_id).heads[0].remedies
    assert (remedy.id, remedy.text) == (kept, "send it again by tracked post")
    click(again, f"remedy_change_{kept}")
    form.change_values({"text": "or not"})
    click(again, "remedy_leave")
    again.may_close()
    assert ready.read(my_drafts) == []


def test_a_party_half_changed_is_that_party_again(page: ComplaintsPage, open_page: OpenPage, ready: Office) -> None:
    case_id = log(ready, add_mei(ready))
    party = ready.act(add_party, case_id, NewParty("firm", "Brown & Co")).result
    page.opened(f"complaint:{case_id}:complaint")
    click(page, f"party_change_{party}")
    page.case.logged.rows.parties.form.change_values({"name": "Brown & Co LLP"})
    page.may_close()
    again = open_page(ready)
    again.opened(f"complaint:{case_id}:complaint")
    click(again, "party_save")
    (found,) = record_of(ready, case_id).parties
    assert (found.id, found.name) == (party, "Brown & Co LLP")
    assert ready.read(my_drafts) == []
