"""Letters with enclosures on their way out: read before they are approved, printed behind their letter, named after."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.correspondence.approve_letter import approve_letter
from app.correspondence.enclose_file import enclose_file
from app.correspondence.enclose_paper import enclose_paper
from app.correspondence.file_to_enclose import file_to_enclose
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import comments_of, for_approval
from app.correspondence.find_post import ToPrint
from app.correspondence.recall_letter import recall_letter
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from letters.typeset import Typeset
from tests.support.files import a_docx, a_pdf
from tests.ui.correspondence.conftest import Letters, RecordingShell
from tests.ui.correspondence.test_printing import Stack
from ui.correspondence.approvals.approvals_page import ApprovalsPage
from ui.correspondence.outgoing import Ways
from ui.correspondence.post.post_page import PostPage
from ui.correspondence.post.print_job import print_job
from ui.correspondence.printing import print_pages
from ui.correspondence.register_page import RegisterPage
from ui.kit.elided_label import ElidedLink
from ui.kit.facts_panel import FactValue
from ui.parts.workers import printing_runner

ANSWER = "Your membership runs until 31 December 2026."

PACK = ["1 Site map (PDF, 2 pages)", "2 Form (Word document, added by hand)", "3 Our leaflet (on paper, added by hand)"]


def said(panel: QWidget) -> list[str]:
    """The links and values of a panel, in the order in which they were made."""
    found = [one for one in panel.findChildren(QWidget) if isinstance(one, ElidedLink | FactValue)]
    return [" ".join(one.text().replace("\u200b", "").split()) for one in found]


@pytest.fixture
def packed(letters: Letters) -> int:
    """A letter that waits, with a map of two pages, a form to be added by hand, and a leaflet on paper."""
    ada = letters.enter("ada.adviser")
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    ada.act(recall_letter, letter_id)
    ada.act(enclose_file, letter_id, file_to_enclose("site map.pdf", a_pdf(2, "Map")))
    ada.act(enclose_file, letter_id, file_to_enclose("form.docx", a_docx()))
    ada.act(enclose_paper, letter_id, "Our leaflet")
    ada.act(submit_letter, letter_id)
    return letter_id


@pytest.fixture
def approved(letters: Letters, packed: int) -> int:
    """The same, approved."""
    lea = letters.enter("lea.leader")
    lea.act(approve_letter, packed, lea.read(for_approval, packed).revision_id)
    return packed


def test_the_approver_reads_every_page_and_sees_what_is_added_by_hand(
    qtbot: QtBot, letters: Letters, packed: int, shell_of: Callable[[str], RecordingShell]
) -> None:
    page = ApprovalsPage(shell_of("lea.leader"))
    qtbot.addWidget(page)
    page.resize(1366, 768)
    with qtbot.waitExposed(page):
        page.show()
    page.opened(f"letter:{packed}")
    qtbot.waitUntil(lambda: page.picture.view.page_count == 3)
    assert said(page.tabs.facts)[:3] == PACK
    page.commented.commenting.begin_comment()
    qtbot.waitUntil(page.commented.commenting.comment.isVisible)
    QTest.keyClicks(page.commented.commenting.comment.number, "1")
    QTest.keyClicks(page.commented.commenting.comment.who, "Sam Orr")
    QTest.keyClicks(page.commented.commenting.comment.words, "She is a professor now.")
    QTest.keyClick(page.commented.commenting.comment.words, Qt.Key.Key_Return)
    lea = letters.enter("lea.leader")
    qtbot.waitUntil(lambda: [one.from_whom for one in lea.read(comments_of, packed)] == ["Sam Orr"])
    qtbot.waitUntil(lambda: not page.desk.is_acting and page.picture.view.is_sharp)


@pytest.mark.parametrize("breaks_after", [None, 2])
def test_one_print_holds_all_pages_and_a_printer_that_stops_ticks_nothing_off(
    qtbot: QtBot,
    letters: Letters,
    approved: int,
    shell_of: Callable[[str], RecordingShell],
    breaks_after: int | None,
) -> None:
    stack = Stack() if breaks_after is None else Stack(breaks_after=breaks_after)
    shell = shell_of("ada.adviser")
    page = PostPage(shell, ways=Ways(paper=lambda _parent, _pages: stack))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    with qtbot.waitSignal(page.table.loaded):
        page.opened("")
    with qtbot.waitSignal(page.printing.ended):
        page.print.click()
    qtbot.waitUntil(lambda: not page.desk.is_acting)
    record = letters.enter("ada.adviser").read(letter_record, approved)
    told = shell.notices[-1].sentence
    if breaks_after is None:
        assert len(stack.put_down) == 3
        assert told.endswith(f"Add by hand to {record.letter.reference}: “Form”, “Our leaflet”.")
        assert record.events[-1].detail == "3 pages on Third floor"
    else:
        assert "stopped after 2 of 3 pages" in told
        assert (record.events[-1].kind, record.letter.state) == ("print_failed", LetterState.APPROVED)
    assert printing_runner().shut_down()


def test_the_register_shows_what_went_with_it(
    qtbot: QtBot, approved: int, shell_of: Callable[[str], RecordingShell]
) -> None:
    page = RegisterPage(shell_of("ada.adviser"))
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.opened(f"letter:{approved}")
    qtbot.waitUntil(lambda: page.picture.view.page_count == 3)
    assert said(page.envelope) == PACK
    qtbot.waitUntil(lambda: page.picture.view.is_sharp)


@pytest.mark.parametrize(("both_sides", "turned"), [(False, 0), (True, 2)])
def test_on_both_sides_each_enclosure_begins_a_sheet(pages: Typeset, both_sides: bool, turned: int) -> None:
    """A letter of one page, and enclosures of one and of two: a side stays blank behind each odd one."""
    stack = Stack(both_sides=both_sides)
    job = print_job([ToPrint(1, 1, "L1", pages.pdf, 4, starts=(1, 2))], stack)
    assert job.sheets == (3 if both_sides else 4)
    again = Stack(both_sides=both_sides)
    print_pages(pages.pdf, 4, again, (1, 2))
    assert len(stack.put_down) == len(again.put_down) == 4
