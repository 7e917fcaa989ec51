"""The day's post by keyboard on a real office: printed as one job, ticked off, scanned, and come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.basics.clock import SetClock
from app.correspondence.approve_letter import approve_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.find_post import PostRow, ToPrint, came_back, to_post
from app.correspondence.recall_letter import edit_approved_letter
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from letters.typeset import Typeset
from tests.ui.correspondence.conftest import Letters, RecordingShell
from tests.ui.correspondence.test_printing import Stack
from ui.correspondence.outgoing import Ways
from ui.correspondence.post.page_state import chosen_words, job_words, why_not_post, why_not_print
from ui.correspondence.post.post_page import PostPage
from ui.correspondence.post.print_job import print_job
from ui.parts.workers import printing_runner

ANSWER = "Your membership runs until 31 December 2026."
TRACKED = "RB123456785GB"
Make = Callable[..., PostPage]


@pytest.fixture
def approved(letters: Letters) -> list[int]:
    """Three letters of one page, approved by Lea."""
    tan, office = letters.person("Tan", "Mei Ling"), letters.enter("lea.leader")
    ids = [letters.reply(tan, ANSWER) for _ in range(3)]
    for letter_id in ids:
        office.act(approve_letter, letter_id, office.read(for_approval, letter_id).revision_id)
    return ids


@pytest.fixture
def page_of(qtbot: QtBot, shell_of: Callable[[str], RecordingShell]) -> Any:
    def make(login: str, stack: Stack | None = None) -> PostPage:
        page = PostPage(shell_of(login), ways=Ways(paper=lambda _parent, _pages: stack))
        qtbot.addWidget(page)
        page.resize(1366, 768)
        with qtbot.waitExposed(page):
            page.show()
        page.desk.changed.connect(page.refresh)
        with qtbot.waitSignal(page.table.loaded):
            page.opened("")
        page.focus_first()
        return page

    yield make
    assert printing_runner().shut_down()


def told(page: PostPage) -> list[str]:
    assert isinstance(page.shell, RecordingShell)
    return [notice.sentence for notice in page.shell.notices]


def events(letters: Letters, letter_id: int) -> list[str]:
    record = letters.enter("ada.adviser").read(letter_record, letter_id)
    return [line.kind.value for line in record.events]


def test_all_are_printed_as_one_job_and_ticked_off(
    qtbot: QtBot, letters: Letters, approved: list[int], page_of: Make
) -> None:
    stack = Stack()
    page = page_of("ada.adviser", stack)
    QTest.keyClick(page.table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(page.printing.ended):
        page.print.click()
    assert len(stack.put_down) == 3
    assert told(page) == ["3 letters went to Third floor: 3 pages, 3 sheets."]
    qtbot.waitUntil(lambda: all(row.is_printed for row in page.table.model.rows))
    page.printed.click()
    assert len(page.table.selected()) == 3
    page.post.click()
    QTest.keyClick(page.posting.form.widget("posted_on"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(told(page)) == 2)
    assert told(page)[1] == "3 letters were posted on 20 Nov 2026."
    qtbot.waitUntil(lambda: not page.table.model.rows)
    assert [events(letters, one) for one in approved] == [["printed", "posted"]] * 3


def test_what_is_ready_after_the_last_collection_goes_with_the_next(
    qtbot: QtBot, letters: Letters, approved: list[int], page_of: Make, clock: SetClock
) -> None:
    clock.advance(timedelta(hours=8))  # after the last collection of a Friday
    ada = letters.enter("ada.adviser")
    ada.act(edit_approved_letter, approved[0], "A better word.")
    ada.act(submit_letter, approved[0])
    lea = letters.enter("lea.leader")
    lea.act(approve_letter, approved[0], lea.read(for_approval, approved[0]).revision_id)
    page = page_of("ada.adviser")
    QTest.keyClick(page.table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    page.tick_off()
    page.tick_off()
    qtbot.waitUntil(lambda: not page.table.model.rows)
    said = told(page)[-1]
    assert said.startswith("2 letters were posted on 20 Nov 2026.")
    assert said.endswith("goes with the collection of 23 Nov 2026.")


def test_a_printer_that_stops_half_way_tells_which_went_out(
    qtbot: QtBot, letters: Letters, approved: list[int], page_of: Make
) -> None:
    page = page_of("ada.adviser", Stack(breaks_after=1))
    QTest.keyClick(page.table.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(page.printing.ended):
        page.print.click()
    first, second, third = (row.reference for row in page.table.model.rows)
    assert told(page) == [
        f"Went out whole: {first}. In {second} the printer stopped after 0 of 1 page: out of paper. Not begun: {third}."
    ]
    qtbot.waitUntil(lambda: events(letters, approved[1]) == ["print_failed"])
    assert [events(letters, approved[0]), events(letters, approved[2])] == [["printed"], []]


def test_a_label_is_scanned_and_goes_with_the_tick(
    qtbot: QtBot, letters: Letters, approved: list[int], page_of: Make
) -> None:
    page = page_of("ada.adviser")
    page.tracked.setFocus()
    QTest.keyClicks(page.tracked, "RB123456784GB")
    QTest.keyClick(page.tracked, Qt.Key.Key_Return)
    assert "mistyped" in page._tracked_problem.text()
    page.tracked.clear()
    QTest.keyClicks(page.tracked, TRACKED)
    QTest.keyClick(page.tracked, Qt.Key.Key_Return)
    assert page.table.current() == page.table.model.rows[1]
    office = letters.enter("ben.adviser")  # it is with the letter at once: whoever closes the window loses nothing
    qtbot.waitUntil(lambda: [row.tracked for row in office.read(to_post)] == [TRACKED, "", ""])
    page.table.choose(approved[0])
    assert page.facts.values()["Post"] == "Tracked RB 1234 5678 5GB"
    page.tick_off()
    assert page.posting.isVisible()
    page.tick_off()  # the window's Ctrl+Enter again: the form that is open
    qtbot.waitUntil(lambda: len(page.table.model.rows) == 2)
    record = letters.enter("ada.adviser").read(letter_record, approved[0])
    assert (record.letter.state, record.events[-1].detail) == (
        LetterState.POSTED,
        "Posted on 20 Nov 2026, tracked RB 1234 5678 5GB",
    )
    page.tracked_later.begin()
    page.tracked_later.form.show_values({"letter": record.letter.reference, "tracked": "RB473124829GB"})
    page.tick_off()  # the focus is in that form
    qtbot.waitUntil(lambda: "The number of" in told(page)[-1])
    page.tracked_later.begin()
    page.tracked_later.form.show_values({"letter": "RB473124829GB", "tracked": TRACKED})
    page.tracked_later.submit()
    qtbot.waitUntil(page.tracked_later.begin_button.isVisible)
    page.returned.noting.begin()
    page.returned.noting.form.show_values({"number": "nothing", "came_back_on": record.letter.posted_on})
    page.returned.noting.begin()
    assert page.returned.noting.form.values()["number"] == "nothing"
    page.tick_off()  # the focus is in that form, so the key is meant for it
    qtbot.waitUntil(lambda: "was posted" in shown_words(page))
    page.returned.noting.form.show_values(
        {"number": TRACKED, "came_back_on": record.letter.posted_on, "why": "Gone away"}
    )
    page.returned.noting.submit()
    QTest.keyClick(page.returned.noting, Qt.Key.Key_Escape)
    assert page.returned.noting.sheet.isVisible()  # its answer puts it away, and nothing that was begun meanwhile
    qtbot.waitUntil(lambda: page.returned.list.count() == 1)
    assert [one.reference for one in letters.enter("lea.leader").read(came_back)] == [record.letter.reference]
    qtbot.waitUntil(lambda: not page.table.model.rows)


def test_what_the_envelope_says_stays_half_typed_until_it_is_noted(qtbot: QtBot, page_of: Make) -> None:
    page = page_of("ada.adviser")
    form = page.returned.noting
    form.begin()
    QTest.keyClicks(form.form.widget("why"), "Gone away, it says")
    assert page.in_hand() == ("form:came_back:0",)
    form.leave()
    assert page.in_hand() == ()
    form.begin()
    qtbot.waitUntil(lambda: form.form.values()["why"] == "Gone away, it says")
    page.may_close()


def shown_words(page: PostPage) -> str:
    return " ".join(label.text() for label in page.returned.noting.form.findChildren(QLabel))


@pytest.mark.parametrize(("both_sides", "sheets", "sides"), [(False, 8, 8), (True, 4, 8)])
def test_each_letter_begins_a_sheet(pages: Typeset, both_sides: bool, sheets: int, sides: int) -> None:
    """Two letters of four pages."""
    letters = [ToPrint(number, number, f"L{number}", pages.pdf, pages.page_count) for number in (1, 2)]
    stack = Stack(both_sides=both_sides)
    job = print_job(letters, stack)
    assert (len(job.printed), job.sheets, len(stack.put_down)) == (2, sheets, sides)


def test_an_odd_page_leaves_a_side_blank(pages: Typeset) -> None:
    letters = [ToPrint(number, number, f"L{number}", pages.pdf, 3) for number in (1, 2)]
    job = print_job(letters, Stack(both_sides=True))
    assert job.sheets == 4
    assert job_words(job) == "2 letters went to Third floor: 6 pages, 4 sheets."


def test_a_printer_that_is_off_prints_nothing(pages: Typeset) -> None:
    job = print_job([ToPrint(1, 1, "L1", pages.pdf, 4)], Stack(starts=False))
    assert job_words(job) == "Nothing was printed: it is switched off."
    assert (job.printed, job.not_begun) == ((), ())


TO_POST = PostRow(
    *(1, 1, "L26-000001-10", "reply", "Dr Tan", ("7 Elm Road",), "", 2, "large_print_16", ("Large print, 16 point",)),
    *(datetime(2026, 11, 20, tzinfo=UTC), "Lea Leader", date(2026, 11, 20), "17:30", date(2026, 11, 20)),
    is_printed=False,
)


def test_what_is_chosen_says_what_of_it_is_left_out() -> None:
    overdue, stopped = replace(TO_POST, today=date(2026, 11, 23)), replace(TO_POST, stopped="Mail came back.")
    assert chosen_words([]) == ""
    assert chosen_words([overdue]) == "1 letter chosen, 2 pages; 1 overdue, not to be printed"
    assert (bool(why_not_print([overdue], "")), why_not_post([overdue], "")) == (True, "")
    told = "3 letters chosen, 6 pages; 1 overdue, not to be printed; 1 stopped, left out"
    assert chosen_words([TO_POST, overdue, stopped]) == told
    assert why_not_post([], "") == "No letter is chosen."
