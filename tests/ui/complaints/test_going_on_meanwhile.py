"""Something is under way, the person goes on to another case or complaint: what comes of it lands where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.complaints.find import WorklistFilter, worklist
from app.contacts.log_contact import log_contact
from app.office import Office
from app.record.deeds_of_case import deeds_of_case
from app.staff.drafts import drafts_of
from tests.support.complaints import add_mei, log, record_of
from tests.support.files import a_pdf
from tests.ui.complaints.conftest import FakeShell, OpenPage
from tests.ui.complaints.test_short_form import CONTACT, fill
from tests.ui.fakes import HeldRunner
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.pile_view import PileView
from ui.kit.ask import Question
from ui.parts.workers import drawing_runner

pytestmark = pytest.mark.only_on("sqlite")
WORDS = "Nobody rang me back."


def let_all_go(held: HeldRunner) -> None:
    while held.held:
        held.let_go()


def told(page: ComplaintsPage) -> str:
    assert isinstance(page.shell, FakeShell)
    return page.shell.told[-1].sentence


def two_cases(office: Office) -> tuple[int, int]:
    mei = add_mei(office)
    return log(office, mei), log(office, mei)


def begin_pile(page: ComplaintsPage, complaint_id: int, path: Path) -> PileView:
    """Open a case, and name the one document of a pile for it."""
    path.write_bytes(a_pdf(3))
    page.opened(f"complaint:{complaint_id}")
    page.case.inquiry.split_file(path)
    page.case.inquiry.pile.form.change_values({"title": "the letter"})
    return page.case.inquiry.pile


def write_in_full(page: ComplaintsPage, person_id: int, words: str = WORDS) -> None:
    page.opened(f"complaint:new:person:{person_id}")
    page.log.party.change_values({"channel": "letter"})
    page.log.words.change_values({"in_their_words": words})
    page.log.points.show_titles(["The certificate was not sent"])
    page.log.rest.change_values({"title": "the certificate"})
    page.log.touched()


def logged(office: Office) -> int:
    return len(office.read(worklist, WorklistFilter.ALL))


def test_a_pile_is_kept_in_the_case_for_which_it_was_split(
    open_page: OpenPage, ready: Office, held: HeldRunner, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = two_cases(ready)
    page = open_page(ready, acts=held)
    page.opened("")
    pile = begin_pile(page, first, tmp_path / "first.pdf")
    pile.go_on()
    for state in ("before it is cut", "while it is saved"):
        page.opened(f"complaint:{second}")
        page.case.inquiry.split_file(tmp_path / "second.pdf")
        assert told(page).startswith("first.pdf is still being cut"), state
        assert not pile.isVisible(), "the documents of one case do not stand in another"
        qtbot.waitUntil(lambda: pile._is_saving, timeout=20_000)
    page.opened(f"complaint:{first}")
    page.case.inquiry.split_file(tmp_path / "second.pdf")
    pile.leave()
    assert (told(page), pile.isVisible()) == ("The documents are being saved: that is not stopped half way.", True)
    page.opened(f"complaint:{second}")
    let_all_go(held)
    assert told(page) == "1 document of first.pdf kept as evidence."
    assert [one.title for one in record_of(ready, first).evidence] == ["the letter"]
    assert record_of(ready, second).evidence == ()
    begin_pile(page, second, tmp_path / "second.pdf")
    assert pile.isVisible()
    assert drawing_runner().shut_down()


def test_cancel_stops_a_pile_that_is_not_yet_cut_and_no_marks_are_lost_unasked(
    page: ComplaintsPage, ready: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = two_cases(ready)
    pile = begin_pile(page, first, tmp_path / "first.pdf")
    pile.go_on()
    assert not pile.job.is_running
    QTest.keyClick(pile, Qt.Key.Key_Escape)
    qtbot.waitUntil(pile.keep_button.isEnabled, timeout=20_000)
    assert (pile.is_begun, record_of(ready, first).evidence) == (True, ())
    page.opened(f"complaint:{second}")
    asked: list[str] = []

    def go_on_splitting(question: Question) -> str:
        asked.append(question.title)
        return ""

    pile.asks = go_on_splitting
    page.case.inquiry.split_file(tmp_path / "first.pdf")
    assert (asked, pile.complaint_id, pile.is_begun) == (["Leave first.pdf?"], first, True)
    assert drawing_runner().shut_down()


def test_a_whole_file_goes_on_record_with_its_own_case(
    page: ComplaintsPage, ready: Office, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = two_cases(ready)
    page.opened(f"complaint:{first}")
    page.begin_whole_file()
    panel = page.whole_file
    panel._where = lambda _parent, name: tmp_path / name
    with qtbot.waitSignal(panel.ended, timeout=30_000):
        panel.submit()
        page.opened(f"complaint:{second}")
        page.begin_whole_file()
        assert told(page).startswith(f"The file of {record_of(ready, first).reference} is still being made")
        assert (panel.isVisible(), panel.list.isEnabled()) == (False, False)
    assert ready.read(deeds_of_case, first)[-1].what == "made the whole file as a PDF"
    assert ready.read(deeds_of_case, second)[-1].what != "made the whole file as a PDF"
    assert page.case.isVisible(), "whoever has gone on to another case stays there"


def test_a_whole_file_is_stopped_before_its_parts_are_read(
    open_page: OpenPage, ready: Office, held: HeldRunner, tmp_path: Path
) -> None:
    case_id = log(ready, add_mei(ready))
    page = open_page(ready, reads=held)
    page.opened(f"complaint:{case_id}")
    let_all_go(held)
    page.begin_whole_file()
    let_all_go(held)
    page.whole_file._where = lambda _parent, name: tmp_path / name
    page.whole_file.submit()
    page.whole_file.cancel()
    let_all_go(held)
    assert told(page) == "The file was not made."
    assert not page.whole_file.job.is_running


@pytest.mark.parametrize("fails", [False, True])
def test_the_next_complaint_keeps_its_words_while_one_is_logged(
    open_page: OpenPage, ready: Office, held: HeldRunner, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    first, second = add_mei(ready), add_mei(ready, given_names="Bo")
    page = open_page(ready, acts=held)
    page.opened("")
    write_in_full(page, first)
    page.log.submit()
    if fails:
        act_once = ready.act_once
        monkeypatch.setattr(ready, "act_once", lambda *args, **values: act_once(*args, **(values | {"heads": []})))
    write_in_full(page, second, "Words of the second.")
    let_all_go(held)
    monkeypatch.undo()
    assert page.log.words.values()["in_their_words"] == "Words of the second."
    assert page.log.isVisible(), "whoever has gone on stays there"
    assert (logged(ready), page.log._save.isEnabled(), page.log._general.text()) == (not fails, True, "")
    kept = ready.read(drafts_of, f"complaint:new:person:{first}")
    assert kept.get("in_their_words", "") == (WORDS if fails else "")
    page.log.submit()
    let_all_go(held)
    assert logged(ready) == 2 - fails
    assert ready.read(drafts_of, f"complaint:new:person:{second}") == {}


def test_ctrl_n_does_not_log_the_same_twice(open_page: OpenPage, ready: Office) -> None:
    acts = HeldRunner()
    mei = add_mei(ready)
    page = open_page(ready, acts=acts)
    page.opened("")
    write_in_full(page, mei)
    page.log.submit()
    page.opened(f"complaint:new:person:{mei}")
    page.log.submit()
    page.begin_short()
    assert page.log.isVisible(), "what is being logged in full is not settled as well"
    let_all_go(acts)
    assert logged(ready) == 1
    page.opened(f"complaint:new:person:{mei}")
    assert page.log.words.values()["in_their_words"] == ""


def test_the_short_form_logs_once_whatever_is_read_meanwhile(open_page: OpenPage, ready: Office) -> None:
    acts = HeldRunner()
    contact_id = ready.act(log_contact, add_mei(ready), **CONTACT).result
    page = open_page(ready, acts=acts)
    page.opened("")
    page.opened(f"complaint:new:short:contact:{contact_id}")
    fill(page)
    page.short.submit()
    page.short.party.change_values({"received_time": "09:15"})
    page.short._on_party("received_time")
    page.short.submit()
    page.short.log_in_full()
    let_all_go(acts)
    assert logged(ready) == 1


def test_what_the_short_form_took_over_is_not_left_half_typed(page: ComplaintsPage, ready: Office) -> None:
    mei, other = add_mei(ready), add_mei(ready, given_names="Bo")
    write_in_full(page, mei)
    page.opened(f"complaint:new:short:person:{other}")
    assert page.short.said.values()["in_their_words"] == "", "the words of one stand in no other"
    page.opened(f"complaint:new:person:{mei}")
    page.begin_short()
    assert page.short.said.values()["in_their_words"] == WORDS
    fill(page)
    page.short.log_in_full()
    assert logged(ready) == 1
    page.opened(f"complaint:new:person:{mei}")
    assert (page.log.words.values()["in_their_words"], page.log.points.titles()) == ("", [])
    assert ready.read(drafts_of, f"complaint:new:person:{mei}") == {}
