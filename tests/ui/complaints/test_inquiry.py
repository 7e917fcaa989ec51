"""The inquiry through the window: chronology, evidence, questions and standards beside the case, by real widgets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.complaints.add_evidence import add_evidence
from app.complaints.add_line import add_line
from app.complaints.ask_somebody import ask_somebody
from app.complaints.states import QuestionOutcome
from app.office import Office
from tests.support.complaints import add_mei, log, record_of
from tests.support.files import a_pdf, a_png, an_email
from tests.support.outlook import BODY, SUBJECT, outlook_message
from tests.ui.complaints.conftest import FakeShell
from ui.complaints.complaints_page import ComplaintsPage
from ui.complaints.inquiry_deeds import ADD_LINE
from ui.complaints.side_panel import CHRONOLOGY, EVIDENCE, QUESTIONS, STANDARDS
from ui.parts.workers import drawing_runner

pytestmark = pytest.mark.only_on("sqlite")
DUE = date(2026, 11, 27)


@pytest.fixture
def case_id(page: ComplaintsPage, ready: Office) -> int:
    opened = log(ready, add_mei(ready))
    page.opened(f"complaint:{opened}")
    return opened


@pytest.fixture
def mails(page: ComplaintsPage) -> list[Path]:
    """What the mail program was given to open."""
    opened: list[Path] = []

    def opens(file: Path) -> bool:
        opened.append(file)
        return True

    page.case.inquiry.opens = opens
    return opened


def told(page: ComplaintsPage) -> list[str]:
    assert isinstance(page.shell, FakeShell)
    return [notice.sentence for notice in page.shell.told]


def fill(page: ComplaintsPage, **values: object) -> None:
    """Fill the form that stands above the case, and press its button."""
    form = page.case.deed.form
    assert form is not None
    form.change_values(values)
    button = page.findChild(QPushButton, "deed_do")
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def press(page: ComplaintsPage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_line_is_added_corrected_used_and_struck_out_by_keys(
    page: ComplaintsPage, ready: Office, case_id: int
) -> None:
    side = page.case.side
    side.show_section(CHRONOLOGY, focused=True)
    press(page, "chronology_add")
    fill(page, happened_on=date(2026, 10, 20), happened_at="9.05", what="She rang", source="call log")
    listed = side.chronology.list
    [at] = [row.key for row in listed.rows() if row.words == "She rang (call log)"]
    listed.choose(at)
    QTest.keyClick(listed, Qt.Key.Key_I)
    assert page.case.point.before.values()["what_happened"] == "20 October 2026 at 09:05: She rang."
    QTest.keyClick(listed, Qt.Key.Key_F2)
    fill(page, what="She rang twice")
    assert [row.over for row in listed.rows() if "twice" in row.words] == ["20 Oct 2026 · 09:05 · corrected"]
    listed.choose(at)
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    fill(page, why="Another caller")
    [row] = [row for row in listed.rows() if "twice" in row.words]
    assert row.struck
    assert "Struck out on 20 Nov 2026: Another caller" in row.tip
    listed.choose(0)
    QTest.keyClick(listed, Qt.Key.Key_F2)
    assert page.case.deed.isHidden(), "what is from the record is corrected where it comes from"


def test_files_are_added_one_after_another_and_shown(
    page: ComplaintsPage, ready: Office, case_id: int, tmp_path: Path, qtbot: QtBot
) -> None:
    paths = [tmp_path / name for name in ("slip.pdf", "archive.zip", "door.png")]
    for path, content in zip(paths, (a_pdf(), b"PK\x03\x04 nothing", a_png()), strict=True):
        path.write_bytes(content)
    page.case.inquiry.ask_files = lambda _parent: paths
    page.case.side.show_section(EVIDENCE)
    press(page, "evidence_add")
    head = record_of(ready, case_id).heads[0].id
    fill(page, title="the reply slip", from_whom="the post room")
    assert "“archive.zip” is damaged: it cannot be read." in " ".join(told(page))
    fill(page, title="the photograph of the door")
    slip, door = record_of(ready, case_id).evidence
    assert (slip.title, slip.head_ids, door.title) == ("the reply slip", (head,), "the photograph of the door")
    listed = page.case.side.evidence.list
    listed.setFocus()
    listed.choose(slip.id)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    view = page.case.inquiry.view
    qtbot.waitUntil(lambda: view.pages.isVisible() and view.pages.is_sharp)
    page.case.read()
    assert view.isVisible(), "reading the case again leaves what is looked at"
    copy = tmp_path / "copy.pdf"
    view.ask = lambda _parent, name: copy.with_name(name)
    view.save_copy()
    assert (tmp_path / "slip.pdf").read_bytes() == a_pdf()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert page.case.point.isVisible()
    listed.choose(door.id)
    QTest.keyClick(listed, Qt.Key.Key_Return)
    qtbot.waitUntil(view.picture.isVisible)
    listed.choose(slip.id)
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    fill(page, why="Of another case")
    assert [row.struck for row in listed.rows()] == [False, True]
    listed.choose(slip.id)
    menu = {action.objectName(): action for action in page.case.side.evidence.fill_menu().actions()}
    assert (menu["row_take_back"].isEnabled(), menu["row_set_aside"].toolTip()) == (True, "It was set aside.")
    menu["row_take_back"].trigger()
    assert record_of(ready, case_id).evidence[0].counts
    assert drawing_runner().shut_down()


def test_a_question_goes_out_and_its_answer_finds_it_from_another_case(
    page: ComplaintsPage, ready: Office, case_id: int, mails: list[Path], tmp_path: Path
) -> None:
    page.case.side.show_section(QUESTIONS)
    press(page, "questions_add")
    form = page.case.deed.form
    assert form is not None
    assert form.values()["due_on"] == DUE
    fill(page, of_whom="Jo Bell", email="jo@example.org", question="When did it go?")
    [question] = record_of(ready, case_id).questions
    assert mails[0].name == f"{question.reference} Jo Bell.eml"
    assert f"Jo Bell has not answered {question.reference}, due 27 Nov 2026" in page.case.side.ready.sentences()
    page.opened(f"complaint:{log(ready, record_of(ready, case_id).person_id)}")
    file = tmp_path / "answer.eml"
    file.write_bytes(an_email("It went on 5 October.", Subject=f"RE: [{question.reference}]"))
    page.take_files([file])
    assert page.case.case is not None
    assert page.case.case.record.id == case_id
    form = page.case.deed.form
    assert form is not None
    assert (form.values()["answered_by"], form.values()["answer"]) == ("Jo Bell", "It went on 5 October.")
    fill(page, answered_on=date(2026, 11, 20))
    [question] = record_of(ready, case_id).questions
    assert (question.outcome, question.answer) == (QuestionOutcome.ANSWERED, "It went on 5 October.")
    page.case.side.questions.list.choose(question.id)
    QTest.keyClick(page.case.side.questions.list, Qt.Key.Key_Return)
    words = page.findChild(QPlainTextEdit, "evidence_words")
    assert words is not None
    assert drawing_runner().shut_down()


def test_a_message_that_names_none_is_offered_those_that_wait_or_kept_as_evidence(
    page: ComplaintsPage, ready: Office, case_id: int, tmp_path: Path
) -> None:
    for whom in ("Jo Bell", "Pat Lee"):
        ready.act(ask_somebody, case_id, whom, "x@example.org", "When?", DUE)
    page.case.read()
    file = tmp_path / "answer.eml"
    file.write_bytes(an_email("On 5 October."))
    page.take_files([file])
    second = record_of(ready, case_id).questions[1].id
    fill(page, question_id=second, answered_on=date(2026, 11, 20))
    assert [one.outcome for one in record_of(ready, case_id).questions] == [None, QuestionOutcome.ANSWERED]
    page.take_files([file])
    assert isinstance(page.shell, FakeShell)
    offer = page.shell.told[-1]
    assert (offer.action, offer.do is not None) == ("Keep it as evidence", True)
    if offer.do is not None:
        offer.do()
    fill(page, title="an e-mail of 23 November", from_whom="Jo Bell")
    assert record_of(ready, case_id).evidence[-1].title == "an e-mail of 23 November"


def test_a_message_without_a_sender_says_so_and_is_filed_by_whom_one_names(
    page: ComplaintsPage, ready: Office, case_id: int, tmp_path: Path
) -> None:
    for whom in ("Jo Bell", "Pat Lee"):
        ready.act(ask_somebody, case_id, whom, "x@example.org", "When?", DUE)
    page.case.read()
    file = tmp_path / "answer.msg"
    file.write_bytes(outlook_message({SUBJECT: "Re: it", BODY: "It went on 5 October."}))
    page.take_files([file])
    form = page.case.deed.form
    assert form is not None
    said = " ".join(label.text() for label in page.case.deed.findChildren(QLabel))
    assert "It does not say who sent it: look whether the right person stands below." in said
    second = record_of(ready, case_id).questions[1].id
    form.change_values({"question_id": second, "answered_on": date(2026, 11, 20)})
    press(page, "deed_do")
    assert form.told() == {"answered_by": "Who answered is needed."}
    assert form.values()["answer"] == "It went on 5 October.", "nothing of it is lost"
    fill(page, answered_by="Pat Lee")
    assert record_of(ready, case_id).questions[1].answered_by == "Pat Lee"


def test_where_no_case_is_open_a_file_says_what_to_do(page: ComplaintsPage, tmp_path: Path) -> None:
    file = tmp_path / "slip.pdf"
    file.write_bytes(a_pdf())
    page.take_files([file])
    assert told(page) == ["Open the case that “slip.pdf” belongs to, and drop it there."]


def test_without_a_mail_program_nothing_is_said_to_be_sent_and_the_draft_can_be_saved(
    page: ComplaintsPage, ready: Office, case_id: int, tmp_path: Path
) -> None:
    inquiry = page.case.inquiry
    inquiry.opens = lambda _file: False
    page.case.side.show_section(QUESTIONS)
    press(page, "questions_add")
    fill(page, of_whom="Jo Bell", email="jo@example.org", question="When did it go?")
    assert told(page)[-2:] == [
        "The question to Jo Bell stands on the case.",
        "No program on this computer opens e-mail drafts. It is not sent: save it, and send it from there.",
    ]
    assert isinstance(page.shell, FakeShell)
    [failed] = [notice for notice in page.shell.told if notice.action == "Save the e-mail…"]
    inquiry.ask_where = lambda _parent, name: tmp_path / name
    assert failed.do is not None
    failed.do()
    [saved] = tmp_path.glob("*.eml")
    assert b"When did it go?" in saved.read_bytes()
    assert "is saved. It is not sent yet" in told(page)[-1]
    inquiry.ask_where = lambda _parent, _name: None
    failed.do()
    assert page.shell.told[-1].action == "Copy subject and words"


def test_standards_are_read_as_they_stood_and_another_days_is_refused(
    page: ComplaintsPage, ready: Office, case_id: int
) -> None:
    side = page.case.side
    side.show_section(STANDARDS, focused=True)
    standards = side.standards
    assert standards.list.count() > 5
    standards.list.setCurrentRow(0)
    first = standards.list.chosen()
    assert first is not None
    QTest.keyClick(standards.list, Qt.Key.Key_Return)
    assert page.case.point.standard.value() == first.key
    page.case.point.before.change_values({"event_on": date(1995, 1, 1)})
    late = standards.list.rows()
    assert all(row.over.startswith("▲ not in force: holds from ") for row in late)
    standards.list.setCurrentRow(0)
    QTest.keyClick(standards.list, Qt.Key.Key_Return)
    assert "was not in force on 1 Jan 1995: it holds from" in told(page)[-1]


def test_the_section_is_remembered_and_each_has_its_key(page: ComplaintsPage, ready: Office, case_id: int) -> None:
    actions = {action.id: action for action in page.page_actions()}
    assert [actions[f"beside_{key}"].shortcut for key in ("case", "evidence")] == ["Alt+C", "Alt+E"]
    actions["beside_evidence"].do()
    assert page.case.side.evidence.isVisible()
    assert page.desk.preferences.text("case/section") == "evidence"
    ready.act(add_line, case_id, {"happened_on": date(2026, 10, 20), "what": "He wrote"})
    ready.act(add_evidence, case_id, "slip.pdf", a_pdf(), {"title": "the slip"})
    page.case.read()
    assert page.case.side.tabs.tabToolTip(EVIDENCE) == "Evidence: 1 item  Alt+E"


def test_a_pile_of_two_hundred_pages_is_split_by_keys(
    page: ComplaintsPage, ready: Office, case_id: int, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "pile.pdf"
    path.write_bytes(a_pdf(200))
    page.case.inquiry.ask_files = lambda _parent: [path]
    page.case.inquiry.split()
    pile = page.case.inquiry.pile
    assert pile.strip.count() == 200
    qtbot.waitUntil(lambda: set(pile.strip.seen()) <= set(pile.strip.images))
    assert len(pile.strip.images) < 20, "only what is in sight is drawn"
    assert page.case.points.isHidden(), "pages that are read have the room of the points"
    pile.strip.setCurrentRow(150)
    qtbot.waitUntil(lambda: pile.page.image(151) is not None)
    assert pile.page.image(1) is None, "of two hundred pages only those about the one in hand are kept drawn"
    pile.strip.setCurrentRow(0)
    pile.form.change_values({"title": "the letter"})
    pile.strip.setCurrentRow(3)
    QTest.keyClick(pile.strip, Qt.Key.Key_Space)
    assert not pile.keep_button.isEnabled()
    QTest.keyClick(pile.strip, Qt.Key.Key_Return)
    pile.form.change_values({"title": "the log", "from_whom": "the post room"})
    assert pile.keep_button.text() == "Keep 2 documents"
    page.case.read()
    assert pile.isVisible(), "reading the case again leaves the pile"
    with qtbot.waitSignal(pile.left, timeout=20_000):
        QTest.keyClick(pile.form.widget("title"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    letter, book = record_of(ready, case_id).evidence
    assert (letter.pages, book.pages, book.title) == (3, 197, "the log")
    assert page.case.point.isVisible()
    assert page.case.points.isVisible()
    assert drawing_runner().shut_down()


def test_cutting_is_stopped_by_esc_and_a_pile_that_is_damaged_keeps_nothing(
    page: ComplaintsPage, ready: Office, case_id: int, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "pile.pdf"
    path.write_bytes(a_pdf(40))
    page.case.inquiry.split_file(path)
    pile = page.case.inquiry.pile
    pile.form.change_values({"title": "the letter"})
    with qtbot.waitSignal(pile.job.cancelled, timeout=20_000):
        pile.go_on()
        qtbot.waitUntil(lambda: pile.job.is_running)
        QTest.keyClick(pile, Qt.Key.Key_Escape)
    assert pile.marks.documents()[0].title == "the letter"
    assert (pile.isVisible(), pile.bar.isHidden(), pile.keep_button.isEnabled()) == (True, True, True)
    assert pile.pile is not None
    pile.pile = replace(pile.pile, content=b"%PDF-1.7 torn")
    with qtbot.waitSignal(pile.job.failed, timeout=20_000):
        pile.go_on()
    assert isinstance(page.shell, FakeShell)
    told = page.shell.told[-1].sentence
    assert told == "The file is damaged: its pages cannot be cut out. Nothing was kept."
    assert record_of(ready, case_id).evidence == ()
    pile.asks = lambda _question: "lose"
    pile.leave()
    assert drawing_runner().shut_down()


def test_a_pile_half_split_is_left_only_when_somebody_says_so(
    page: ComplaintsPage, case_id: int, tmp_path: Path
) -> None:
    path = tmp_path / "pile.pdf"
    path.write_bytes(a_pdf(3))
    page.case.inquiry.split_file(path)
    pile = page.case.inquiry.pile
    page.resize(1278, 520)  # a small window with notices above
    assert pile.form.height() >= pile.form.heightForWidth(pile.form.width()), "no field of it is cut"
    pile.toggle(2)
    answers = ["", "lose"]
    pile.asks = lambda _question: answers.pop(0)
    QTest.keyClick(pile.strip, Qt.Key.Key_Escape)
    assert pile.isVisible()
    QTest.keyClick(pile.strip, Qt.Key.Key_Escape)
    assert page.case.point.isVisible()
    assert drawing_runner().shut_down()


def test_each_refused_file_is_told_and_a_pile_too_large_to_keep_may_be_split(
    page: ComplaintsPage, case_id: int, tmp_path: Path
) -> None:
    for name in ("one.zip", "two.zip"):
        (tmp_path / name).write_bytes(b"PK\x03\x04 nothing")
    huge = tmp_path / "scan.pdf"
    with huge.open("wb") as stream:
        stream.truncate(26 * 1024 * 1024)
    page.take_files([tmp_path / "one.zip", tmp_path / "two.zip", huge])
    assert isinstance(page.shell, FakeShell)
    one, two, large = page.shell.told
    assert (one.key, two.key) == ("refused:one.zip", "refused:two.zip")
    assert (large.action, "at most 25 MB" in large.sentence) == ("Split it", True)


def test_a_form_that_is_half_typed_is_not_taken_away_and_files_do_not_go_to_another_case(
    page: ComplaintsPage, ready: Office, case_id: int, tmp_path: Path
) -> None:
    paths = [tmp_path / name for name in ("one.pdf", "two.pdf")]
    for path in paths:
        path.write_bytes(a_pdf())
    page.case.begin(ADD_LINE)
    form = page.case.deed.form
    assert form is not None
    form.change_values({"what": "half typed"})
    page.take_files(paths)
    assert page.case.deed.form is form
    assert told(page)[-1] == "“one.pdf” comes as soon as the form above is done with."
    press(page, "deed_leave")
    assert page.case.deed.form is not None, "the first file comes now"
    page.opened(f"complaint:{log(ready, record_of(ready, case_id).person_id)}")
    assert told(page)[-1] == "Not added, since the case was left: “two.pdf”."
    assert page.case.deed.isHidden()
