"""The page Administration through real widgets on a real office: read, change by keyboard, put in force, withdraw."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.knowledge.find_procedures import VersionState, procedure_versions
from app.office import Office
from app.record.put_down import put_down
from app.staff.drafts import my_drafts
from tests.support.offices import Enter
from tests.ui.administration.conftest import Open, Opened, Shell
from tests.ui.fakes import HeldRunner
from ui.administration.force_panel import DAY, REASON
from ui.administration.procedures_section import ProceduresSection
from ui.kit.conflict import ConflictView
from ui.kit.desk import Desk
from ui.kit.gallery_desk import AtOnceRunner
from ui.kit.preferences import Preferences

pytestmark = pytest.mark.only_on("sqlite")


def choose(opened: Opened, code: str = "public-service") -> ProceduresSection:
    section = opened.section
    row = next(row for row in section.table.model.rows if row.version.code == code)
    assert section.table.choose(row.version.id)
    return section


def type_in(section: ProceduresSection, path: str, key: str, words: str) -> None:
    """Choose an item, and write a field of it anew with the keyboard."""
    section.editor.outline.choose(path)
    form = section.editor.item.form
    assert form is not None
    form.focus(key)
    widget = form.widget(key)
    assert isinstance(widget, QLineEdit | QPlainTextEdit)
    widget.selectAll()
    QTest.keyClicks(widget, words)


def force(section: ProceduresSection, day: str, why: str) -> None:
    form = section.editor.force.form
    for key, words in ((DAY, day), (REASON, why)):
        widget = form.widget(key)
        assert isinstance(widget, QLineEdit | QPlainTextEdit)
        widget.selectAll()
        QTest.keyClicks(widget, words)
    section.editor.submit()


def versions(office: Office) -> list[tuple[int, VersionState]]:
    found = office.read(procedure_versions)
    return [(one.version, one.state) for one in found if one.code == "public-service"]


@dataclass
class Sent:
    """A section whose acts wait, and the subjects of what was sent and of another procedure."""

    section: ProceduresSection
    acts: HeldRunner
    subject: str
    another: str

    def arrives(self) -> None:
        while self.acts.held:
            self.acts.let_go()


def test_who_may_not_change_it_reads_it_whole(open_page: Open) -> None:
    opened = open_page("oto.auditor")
    section = choose(opened)
    words = section.view.toPlainText()
    for said in ("First answer", "10 working days", "Delay", "GBP 100.00 to GBP 450.00", "Citizens Advice"):
        assert said in words
    assert not section.change.isEnabled()
    assert "manager" in section.change.toolTip()
    section.begin_change()
    assert section.editor.draft is None
    assert all(action.why_not() for action in opened.page.page_actions())


def test_a_change_is_typed_judged_and_put_in_force_by_keyboard(open_page: Open, enter: Enter, qtbot: QtBot) -> None:
    opened = open_page("mia.manager")
    section = choose(opened)
    section.change.setFocus()
    QTest.keyClick(section.change, Qt.Key.Key_Space)
    editor = section.editor
    qtbot.waitUntil(editor.outline.hasFocus)
    for _ in range(2):
        QTest.keyClick(editor.outline, Qt.Key.Key_Down)  # to Stages
        QTest.keyClick(editor.outline, Qt.Key.Key_Right)  # unfolded
    assert editor.outline.path() == "stages.0"
    QTest.keyClick(editor.outline, Qt.Key.Key_Return)
    type_in(section, "stages.0", "respond.amount", "15")
    qtbot.waitUntil(lambda: not editor.force.why_not.text())
    changes = editor.force.findChild(type(editor.force.why_not), "procedure_changes")
    assert changes is not None
    assert changes.text() == "Stage “First answer”, answer aimed at: 10 working days → 15 working days."
    days = editor.force.findChild(type(editor.force.why_not), "procedure_example_days")
    assert days is not None
    assert days.text().endswith("would be due to be answered by Wed 13 Jan 2027; it was Wed 6 Jan 2027.")
    force(section, "14 Dec 2026", "Too few hands")
    assert versions(enter("oto.auditor")) == [(2, VersionState.TO_COME), (1, VersionState.IN_FORCE)]
    assert "10 working days → 15 working days" in section.view.toPlainText()
    row = section.table.current()
    assert row is not None
    assert row.version.version == 2
    assert not opened.problems
    assert not editor.parked()


def test_a_day_that_is_over_is_refused_at_its_field(open_page: Open) -> None:
    section = choose(open_page("mia.manager"))
    section.begin_change()
    type_in(section, "stages.0", "respond.amount", "15")
    force(section, "19 Nov 2026", "Too few hands")
    panel = section.editor.force
    said = "19 Nov 2026 is over: a version comes in force today or later."
    assert panel.form.told()[DAY] == said
    assert (panel.put.isEnabled(), panel.why_not.text()) == (False, said)
    panel.form.change_values({DAY: date(2026, 12, 14)})
    panel.form.edited.emit(DAY)
    assert panel.put.isEnabled()


def test_a_stage_that_nobody_may_decide_is_told_and_leads_to_its_field(open_page: Open, enter: Enter) -> None:
    section = choose(open_page("mia.manager"))
    section.begin_change()
    editor = section.editor
    editor.outline.choose("stages.2")
    assert editor.item.form is not None
    editor.item.form.change_values({"decides:manager": False})
    editor.judge()
    assert not editor.force.put.isEnabled()
    [told] = editor.force.wrong.sentences()
    assert told.startswith("There is nobody who may decide in the stage “Final stage”.")
    editor.outline.choose("general")
    force(section, "14 Dec 2026", "Why not")
    assert editor.outline.path() == "stages.2"
    assert len(versions(enter("oto.auditor"))) == 1


def test_half_typed_it_is_found_again_to_the_letter(open_page: Open, enter: Enter) -> None:
    section = choose(open_page("mia.manager"))
    section.begin_change()
    type_in(section, "stages.0", "must.amount", "8x")
    type_in(section, "stages.0", "name", "First look")
    force(section, "never", "")
    section.editor.setFocus()
    QTest.keyClick(section.editor, Qt.Key.Key_Escape)
    assert not section.editor.isVisible()
    assert section.change.text() == "Go on changing…"
    [matter] = enter("mia.manager").read(put_down)
    assert (matter.title, matter.first_words) == ("A change of “Public service complaints procedure”", "Stages")
    opened = open_page("mia.manager")
    opened.page.opened(matter.opens)
    again = opened.section
    again.editor.outline.choose("stages.0")
    form = again.editor.item.form
    assert form is not None
    assert (form.editor("must.amount").raw(), form.values()["name"]) == ("8x", "First look")
    assert again.editor.force.form.editor(DAY).raw() == "never"
    assert "“8x”" in again.editor.force.wrong.sentences()[0]
    again.editor.throw_away()
    assert again.change.text() == "Change…"


def test_two_administrators_at_once_and_nothing_is_lost(open_page: Open, enter: Enter) -> None:
    mine, hers = open_page("mia.manager"), open_page("mia.manager")
    sections = [choose(mine), choose(hers)]
    for section in sections:
        section.begin_change()
    type_in(sections[0], "stages.0", "respond.amount", "15")
    type_in(sections[1], "stages.0", "respond.amount", "12")
    type_in(sections[1], "pauses.0", "name", "Consent")
    force(sections[1], "14 Dec 2026", "Hers")
    type_in(sections[0], "stages.0", "name", "First look")
    force(sections[0], "21 Dec 2026", "Mine")
    editor = sections[0].editor
    assert "made version 2 meanwhile" in mine.shell.notices[-1].sentence
    [view] = editor.findChildren(ConflictView)
    view.choose_all("theirs")
    view.accept()
    assert editor.draft is not None
    assert editor.draft.changes() == [
        "Stage “First look”: the name was “First answer”.",
        "Letter “First-stage response”, stages: First answer → First look.",
        "Letter “First-contact confirmation”, stages: First answer → First look.",
    ]
    assert editor.draft.item("stages.0")["respond"]["amount"] == 12
    force(sections[0], "21 Dec 2026", "Mine")
    assert [number for number, _ in versions(enter("oto.auditor"))] == [3, 2, 1]


def test_what_is_chosen_is_about_the_draft_that_was_asked_of(open_page: Open) -> None:
    """Another is begun while the question stands: nothing of the answer lands there."""
    mine, hers = open_page("mia.manager"), open_page("mia.manager")
    for section, amount in ((choose(hers), "12"), (choose(mine), "15")):
        section.begin_change()
        type_in(section, "stages.0", "respond.amount", amount)
        force(section, "14 Dec 2026", "A change")
    editor = mine.section.editor
    [view] = editor.findChildren(ConflictView)
    asked_of = editor.draft
    editor.leave()
    mine.section.begin_change()
    assert editor.draft is not None
    assert editor.draft is not asked_of
    before = deepcopy(editor.draft.data)
    view.choose_all("theirs")
    view.accept()
    assert editor.draft.data == before


@pytest.fixture
def sent(qtbot: QtBot, enter: Enter, preferences: Preferences, open_page: Open) -> Iterator[Sent]:
    """A change that is on its way; ``open_page`` prepares the office."""
    open_page("mia.manager")
    acts = HeldRunner()
    desk = Desk(enter("mia.manager"), preferences, reads=AtOnceRunner(), acts=acts)
    section = ProceduresSection(Shell(desk))
    desk.changed.connect(section.refresh)
    qtbot.addWidget(section)
    section.show()
    section.opened("")
    rows = section.table.model.rows
    version = next(row.version.id for row in rows if row.version.code == "public-service")
    another = next(row.version.id for row in rows if row.version.code != "public-service")
    section.opened(f"procedure:{version}")
    type_in(section, "stages.0", "name", "First look")
    force(section, "14 Dec 2026", "Ours")
    yield Sent(section, acts, f"procedure:{version}", f"procedure:{another}")
    assert desk.shut_down()
    desk.deleteLater()


@pytest.mark.parametrize("is_refused", [False, True], ids=["put in force", "refused"])
def test_whoever_has_gone_on_to_another_one_keeps_what_they_typed_there(
    sent: Sent, enter: Enter, open_page: Open, is_refused: bool
) -> None:
    section, editor = sent.section, sent.section.editor
    problems: list[Exception] = []
    editor.desk.problem.connect(problems.append)
    if is_refused:
        other = choose(open_page("mia.manager"))
        other.begin_change()
        type_in(other, "stages.0", "respond.amount", "15")
        force(other, "7 Dec 2026", "Theirs")
    section.opened(sent.another)
    type_in(section, "general", "title", "Another name")
    sent.arrives()
    assert editor.subject() == sent.another
    assert editor.isVisible()
    assert editor.draft is not None
    assert editor.draft.item("general")["title"] == "Another name"
    assert bool(problems) is is_refused
    section.may_close()
    sent.arrives()
    kept = {one.subject for one in enter("mia.manager").read(my_drafts)}
    assert kept == {sent.another, sent.subject} if is_refused else {sent.another}


def test_what_is_on_its_way_is_held_still_also_when_it_is_opened_again(sent: Sent, enter: Enter) -> None:
    section, editor = sent.section, sent.section.editor
    for key in ("name", "title"):
        words = editor.parked()
        assert editor.item.form is not None
        assert editor.put_down.isEnabled()
        assert not editor.outline.isEnabled()
        assert not editor.away.isEnabled()
        QTest.keyClicks(editor.item.form.widget(key), "Later")
        assert words
        assert editor.parked() == words
        editor.submit()
        editor.put_down.click()
        section.opened(sent.subject)
    sent.arrives()
    assert not editor.isVisible()
    assert versions(enter("oto.auditor")) == [(2, VersionState.TO_COME), (1, VersionState.IN_FORCE)]
    assert enter("mia.manager").read(my_drafts) == []


def test_items_come_and_go_by_keys_and_come_back(open_page: Open, qtbot: QtBot) -> None:
    opened = open_page("mia.manager")
    section = choose(opened)
    section.begin_change()
    outline = section.editor.outline
    outline.choose("pauses.0")
    outline.setFocus()
    QTest.keyClick(outline, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert outline.path() == "pauses.1"
    QTest.keyClick(outline, Qt.Key.Key_Delete)
    assert section.editor.draft is not None
    assert len(section.editor.draft.data["pauses"]) == 2
    undo = opened.shell.notices[-1].do
    assert undo is not None
    undo()
    assert len(section.editor.draft.data["pauses"]) == 3
    QTest.keyClick(outline, Qt.Key.Key_Insert)
    assert outline.path() == "pauses.2"
    section.editor.throw_away()


def test_a_version_to_come_is_withdrawn(open_page: Open, enter: Enter, qtbot: QtBot) -> None:
    section = choose(open_page("mia.manager"))
    section.begin_change()
    type_in(section, "stages.0", "respond.amount", "15")
    force(section, "14 Dec 2026", "Too few hands")
    section.withdraw.click()
    qtbot.waitUntil(lambda: section.strip.form.widget("reason").hasFocus())
    section.strip.form.change_values({"reason": "Not agreed"})
    QTest.keySequence(section.strip.form.widget("reason"), QKeySequence("Ctrl+Return"))
    assert versions(enter("oto.auditor"))[0] == (2, VersionState.WITHDRAWN)
    assert not section.withdraw.isVisible()


def test_another_currency_asks_in_its_own_units(open_page: Open, qtbot: QtBot) -> None:
    section = choose(open_page("mia.manager"))
    section.begin_change()
    section.editor.outline.choose("effects.1.bands.0")
    item = section.editor.item
    assert item.form is not None
    item.form.change_values({"currency": "SGD"})
    qtbot.waitUntil(lambda: item.form is not None and item.form.values()["currency"] == "SGD")
    assert section.editor.draft is not None
    assert section.editor.draft.item("effects.1.bands.0")["currency"] == "SGD"
    section.editor.throw_away()


def test_how_a_time_is_counted_is_asked_once_there_is_one(open_page: Open, qtbot: QtBot) -> None:
    section = choose(open_page("mia.manager"))
    section.change.click()
    type_in(section, "stages.0", "must.amount", "")
    form = section.editor.item.form
    assert form is not None
    qtbot.waitUntil(form.widget("respond.anchor").isVisible)
    assert not form.widget("must.anchor").isVisible()
    type_in(section, "stages.0", "must.amount", "8")
    qtbot.waitUntil(form.widget("must.anchor").isVisible)
    assert form.values()["must.name"] == "Last day for an answer"
