"""The register and the way of a letter out of the office, through real widgets on a real office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.correspondence.approve_letter import approve_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.post_letter import post_letter, record_returned_mail
from app.correspondence.states import LetterState
from app.staff.work import ReadWork
from tests.ui.correspondence.conftest import Letters, RecordingShell
from tests.ui.correspondence.test_printing import Stack
from ui.correspondence.kinds import state_status
from ui.correspondence.outgoing import Ways
from ui.correspondence.printing import Paper
from ui.correspondence.register_page import RegisterPage, load_record
from ui.kit.status_chip import StatusChip
from ui.parts.workers import printing_runner

ANSWER = "Your membership runs until 31 December 2026."
Make = Callable[..., RegisterPage]


@dataclass
class System:
    """What stands in for the system's dialogs and programs."""

    folder: Path
    stack: Stack | None = field(default_factory=Stack)
    opened: list[Path] = field(default_factory=list)

    def paper(self, _parent: QWidget, _pages: int) -> Paper | None:
        return self.stack

    def file(self, _parent: QWidget, name: str) -> Path | None:
        return self.folder / name

    def opens(self, file: Path) -> bool:
        self.opened.append(file)
        return True


@pytest.fixture
def system(tmp_path: Path) -> System:
    folder = tmp_path / "documents"
    folder.mkdir()
    return System(folder)


@pytest.fixture
def page_of(qtbot: QtBot, shell_of: Callable[[str], RecordingShell], system: System) -> Any:
    def make(login: str, subject: str = "") -> RegisterPage:
        page = RegisterPage(shell_of(login), ways=Ways(system.paper, system.file, system.opens))
        qtbot.addWidget(page)
        page.resize(1366, 768)
        with qtbot.waitExposed(page):
            page.show()
        page.desk.changed.connect(page.refresh)
        with qtbot.waitSignal(page.table.loaded):
            page.opened(subject)
        if subject:
            qtbot.waitUntil(lambda: page.picture.view.is_sharp)
        return page

    yield make
    assert printing_runner().shut_down()


@pytest.fixture
def approved_id(letters: Letters) -> int:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    lea = letters.enter("lea.leader")
    lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)
    return letter_id


def events(letters: Letters, letter_id: int) -> list[tuple[str, str]]:
    found = letters.enter("ada.adviser").read(letter_record, letter_id).events
    return [(event.kind.value, event.detail) for event in found]


def test_an_approved_letter_is_printed_and_put_on_record(
    qtbot: QtBot, page_of: Make, letters: Letters, approved_id: int, system: System
) -> None:
    page = page_of("ada.adviser", f"letter:{approved_id}")
    page.sending.print.click()
    qtbot.waitUntil(lambda: events(letters, approved_id) == [("printed", "1 page on Third floor")])
    assert system.stack is not None
    assert len(system.stack.put_down) == 1
    page.sending.print.click()
    qtbot.waitUntil(lambda: events(letters, approved_id)[-1][0] == "reprinted")


def test_a_printer_that_fails_is_put_on_record_and_nothing_is_lost(
    qtbot: QtBot, page_of: Make, letters: Letters, approved_id: int, system: System
) -> None:
    system.stack = Stack(starts=False)
    page = page_of("ada.adviser", f"letter:{approved_id}")
    page.sending.print.click()
    qtbot.waitUntil(lambda: bool(events(letters, approved_id)))
    assert events(letters, approved_id) == [("print_failed", "0 of 1 page: Third floor: it is switched off")]
    assert isinstance(page.shell, RecordingShell)
    assert page.shell.notices[0].sentence.startswith("Nothing was printed: it is switched off.")
    assert page.sending.print.isEnabled()


def test_changing_ones_mind_about_printing_does_nothing(
    page_of: Make, letters: Letters, approved_id: int, system: System
) -> None:
    system.stack = None
    page = page_of("ada.adviser", f"letter:{approved_id}")
    page.sending.print.click()
    assert events(letters, approved_id) == []


def test_the_pdf_is_exported_under_a_sensible_name(
    qtbot: QtBot, page_of: Make, letters: Letters, approved_id: int, system: System
) -> None:
    page = page_of("ada.adviser", f"letter:{approved_id}")
    page.sending.export.click()
    qtbot.waitUntil(lambda: bool(events(letters, approved_id)))
    [file] = list(system.folder.iterdir())
    assert file.name.startswith("L26-")
    assert file.name.endswith("Dr Mei Ling Tan.pdf")
    assert file.read_bytes().startswith(b"%PDF")


def test_an_email_draft_is_opened(
    qtbot: QtBot, page_of: Make, letters: Letters, approved_id: int, system: System
) -> None:
    page = page_of("ada.adviser", f"letter:{approved_id}")
    page.sending.email.click()
    qtbot.waitUntil(lambda: events(letters, approved_id) == [("email_drafted", "tan@example.org")])
    assert b"X-Unsent: 1" in system.opened[0].read_bytes()


def test_posting_is_a_step_of_its_own_and_refuses_days_that_cannot_be(
    qtbot: QtBot, page_of: Make, letters: Letters, approved_id: int
) -> None:
    page = page_of("ada.adviser", f"letter:{approved_id}")
    page.sending.post.click()
    day = page.sending.posting.form.widget("posted_on")
    assert page.sending.posting.form.values()["posted_on"].isoformat() == "2026-11-20"
    page.sending.posting.form.change_values(
        {"posted_on": page.sending.posting.form.values()["posted_on"].replace(day=19)}
    )
    QTest.keyClick(day, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "approved on 20 Nov 2026" in " ".join(page.sending.posting.form.told().values()))
    page.sending.posting.form.change_values(
        {"posted_on": page.sending.posting.form.values()["posted_on"].replace(day=20)}
    )
    QTest.keyClick(day, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: events(letters, approved_id) == [("posted", "Posted on 20 Nov 2026")])
    qtbot.waitUntil(lambda: not page.sending.post.isEnabled())
    why = page.findChild(QLabel, "sending_why")
    assert why is not None
    qtbot.waitUntil(lambda: why.text() == "This letter was posted already.")
    assert letters.enter("ada.adviser").read(letter_record, approved_id).letter.state == LetterState.POSTED
    page.sending.came_back.click()
    page.sending.returned.form.change_values({"why": "Gone away"})
    page.sending.returned.do.click()
    qtbot.waitUntil(lambda: len(events(letters, approved_id)) == 2)
    assert events(letters, approved_id)[-1] == ("returned_mail", "Came back on 20 Nov 2026: Gone away")


def test_a_posted_letter_says_so_before_its_page_is_read_again(
    qtbot: QtBot, page_of: Make, letters: Letters, approved_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = page_of("ada.adviser", f"letter:{approved_id}")
    is_read = Event()

    def slowly(work: ReadWork, letter_id: int) -> object:
        assert is_read.wait(10)
        return load_record(work, letter_id)

    monkeypatch.setattr("ui.correspondence.register_page.load_record", slowly)
    page.sending.post.click()
    with qtbot.waitSignal(page.desk.acted):
        page.sending.posting.submit()
    assert not page.sending.post.isEnabled()
    assert page.sending.state.why_not_post == "This letter is being read again."
    qtbot.waitUntil(lambda: page.history.entries()[0].title == "Posted on 20 Nov 2026")
    assert "Posted" in [chip.accessibleName() for chip in page.headline.findChildren(StatusChip) if chip.isVisible()]
    is_read.set()
    qtbot.waitUntil(lambda: page.sending.state.why_not_post == "This letter was posted already.")


def test_a_letter_that_waits_cannot_leave_and_says_why(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letter_id = letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    page = page_of("ada.adviser", f"letter:{letter_id}")
    assert not page.sending.print.isEnabled()
    assert "only an approved letter leaves the office" in page.sending.state.why_not_print


def test_the_register_is_found_by_typing(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    letters.reply(letters.person("Tan", "Mei Ling"), ANSWER)
    letters.reply(letters.person("Okafor", "Ngozi"), ANSWER)
    page = page_of("ada.adviser")
    assert page.table.model.rowCount() == 2
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is page.table.view
    QTest.keyClicks(page.search, "okaf")
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 1)
    page.search.clear()
    QTest.keyClicks(page.search, "zzz")
    qtbot.waitUntil(lambda: page.table.model.rowCount() == 0)


def test_a_draft_has_no_page_yet_and_enter_opens_its_editor(qtbot: QtBot, page_of: Make, letters: Letters) -> None:
    person_id = letters.person("Tan", "Mei Ling")
    letter_id = letters.enter("ada.adviser").act(draft_letter, None, person_id, "general-reply").result
    page = page_of("ada.adviser")
    page.table.choose(letter_id)
    button = page.picture.findChild(QPushButton, "empty_action")
    assert button is not None
    qtbot.waitUntil(lambda: button.text() == "Open the letter")
    assert not page.sending.isVisible()
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    assert isinstance(page.shell, RecordingShell)
    assert page.shell.places == [("letters", f"letter:{letter_id}")]


def test_what_belongs_to_a_letter_shows_only_beside_one(
    qtbot: QtBot, page_of: Make, letters: Letters, approved_id: int
) -> None:
    page = page_of("ada.adviser")
    zoom = page.findChild(QPushButton, "register_page_nearer")
    assert isinstance(zoom, QPushButton)
    assert not page.history.isVisibleTo(page)
    assert not zoom.isVisibleTo(page)
    page.opened(f"letter:{approved_id}")
    qtbot.waitUntil(lambda: page.history.isVisibleTo(page) and zoom.isVisibleTo(page))


def shown_state(page: RegisterPage) -> str:
    row = page.table.current()
    return state_status(row.state, row.stopped_because).word if row is not None else ""


def test_a_letter_that_is_no_longer_true_cannot_be_printed_and_goes_back(
    qtbot: QtBot, page_of: Make, letters: Letters
) -> None:
    letter_id = letters.response(letters.person("Tan", "Mei Ling"))
    lea = letters.enter("lea.leader")
    lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)
    letters.case.facts["complaint"]["heads"][0]["finding"] = "We found something else."
    page = page_of("ada.adviser", f"letter:{letter_id}")
    qtbot.waitUntil(lambda: not page.sending.send_back.isHidden())
    assert not page.sending.print.isEnabled()
    assert not page.sending.post.isVisible()
    why = page.findChild(QLabel, "sending_why")
    assert why is not None
    assert "We found something else" in why.text()
    page.sending.send_back.click()
    qtbot.waitUntil(lambda: "stopped" in dict(events(letters, letter_id)))
    qtbot.waitUntil(lambda: shown_state(page) == "Stopped, not sent")
    qtbot.waitUntil(page.sending.send_back.isHidden)


def test_an_address_from_which_post_came_back_is_confirmed(
    qtbot: QtBot, page_of: Make, letters: Letters, approved_id: int
) -> None:
    ada = letters.enter("ada.adviser")
    ada.act(post_letter, approved_id)
    ada.act(record_returned_mail, approved_id, date(2026, 11, 20), "gone away")
    page = page_of("ada.adviser", f"letter:{approved_id}")
    page.sending.address.click()
    page.sending.address_right.do.click()
    assert len(events(letters, approved_id)) == 2
    QTest.keyClicks(page.sending.address_right.form.widget("how"), "She rang.")
    page.sending.address_right.do.click()
    qtbot.waitUntil(lambda: events(letters, approved_id)[-1] == ("address_confirmed", "She rang."))
    qtbot.waitUntil(page.sending.address.isHidden)


def test_a_posted_letter_is_corrected_by_another(
    qtbot: QtBot, page_of: Make, letters: Letters, approved_id: int
) -> None:
    letters.enter("ada.adviser").act(post_letter, approved_id)
    page = page_of("ada.adviser", f"letter:{approved_id}")
    qtbot.waitUntil(page.sending.correct.isVisible)
    QTest.mouseClick(page.sending.correct, Qt.MouseButton.LeftButton)
    shell = page.shell
    assert isinstance(shell, RecordingShell)
    qtbot.waitUntil(lambda: bool(shell.places))
    place, subject = shell.places[0]
    corrected = letters.enter("lea.leader").read(letter_record, int(subject.partition(":")[2])).letter
    assert (place, corrected.kind) == ("letters", "correction")
    assert corrected.title == "Correction of our letter of 20 November 2026"
    wrong = letters.enter("lea.leader").read(letter_record, approved_id).letter
    page = page_of("ada.adviser")
    page.opened(subject)
    drafted = f"Drafted to correct {wrong.reference}"
    qtbot.waitUntil(lambda: [entry.title for entry in page.history.entries()] == [drafted])
    page.history.setCurrentIndex(page.history.model().index(1, 0))
    QTest.keyClick(page.history, Qt.Key.Key_Return)
    assert isinstance(page.shell, RecordingShell)
    assert page.shell.places[-1] == ("letters", f"letter:{wrong.id}")
