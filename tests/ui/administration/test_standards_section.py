"""Standards in Administration: read, titles changed by keyboard, kept half typed, told what is wrong."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.knowledge.find import standards_on
from app.record.put_down import put_down
from app.staff.drafts import my_drafts
from tests.support.complaints import prepare
from tests.support.offices import Enter
from tests.ui.administration.conftest import Open, Opened, Shell
from tests.ui.fakes import HeldRunner
from ui.administration.standards_section import StandardsSection
from ui.kit.desk import Desk
from ui.kit.gallery_desk import AtOnceRunner
from ui.kit.preferences import Preferences

pytestmark = pytest.mark.only_on("sqlite")


def standards(opened: Opened, words: str = "telephone") -> StandardsSection:
    opened.page.tabs.setCurrentIndex(1)
    section = opened.page.section
    assert isinstance(section, StandardsSection)
    row = next(one for one in section.table.model.rows if words in one.standard.title)
    assert section.table.choose(row.standard.version_id)
    return section


def type_in(section: StandardsSection, key: str, words: str) -> None:
    widget = section.form.widget(key)
    assert isinstance(widget, QLineEdit | QPlainTextEdit)
    section.form.focus(key)
    widget.selectAll()
    QTest.keyClicks(widget, words)


def test_the_titles_are_changed_by_keyboard(open_page: Open, enter: Enter) -> None:
    opened = open_page("mia.manager")
    section = standards(opened)
    assert not section.put.isEnabled()
    type_in(section, "title", "Ringing back")
    type_in(section, "welsh_title", "Ffonio yn ol")
    type_in(section, "in_force_from", "20 Nov 2026")
    type_in(section, "reason", "Our words")
    QTest.keyClick(section.form.widget("reason"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened.shell.notices[-1].sentence.startswith("The new version is made")
    office = enter("ada.adviser")
    [found] = office.read(standards_on, office.read(lambda work: work.today()), "ringing")
    assert (found.title, found.welsh_title) == ("Ringing back", "Ffonio yn ol")
    assert not opened.problems


def test_a_day_that_is_over_is_told_at_its_field(open_page: Open) -> None:
    section = standards(open_page("mia.manager"))
    type_in(section, "title", "Ringing back")
    type_in(section, "in_force_from", "1 Nov 2026")
    type_in(section, "reason", "Our words")
    section.submit()
    assert section.form.told() == {"in_force_from": "Choose today or a later day."}


def test_half_typed_it_is_found_again(open_page: Open, enter: Enter) -> None:
    opened = open_page("mia.manager")
    section = standards(opened)
    type_in(section, "welsh_title", "Ffonio")
    assert section.may_close()
    [matter] = enter("mia.manager").read(put_down)
    assert matter.title.startswith("A change of “Answering the telephone”")
    again = open_page("mia.manager").page
    again.opened(matter.opens)
    found = again.section
    assert isinstance(found, StandardsSection)
    assert found.form.values()["welsh_title"] == "Ffonio"


def test_whoever_has_gone_on_to_another_one_keeps_what_they_typed_there(
    qtbot: QtBot, enter: Enter, preferences: Preferences
) -> None:
    prepare(enter("mia.manager"))
    acts = HeldRunner()
    desk = Desk(enter("mia.manager"), preferences, reads=AtOnceRunner(), acts=acts)
    section = StandardsSection(Shell(desk))
    qtbot.addWidget(section)
    section.show()
    section.opened("")
    first, second = section.table.model.rows[0].standard, section.table.model.rows[-1].standard
    type_in(section, "title", "Ringing back")
    type_in(section, "in_force_from", "20 Nov 2026")
    type_in(section, "reason", "Our words")
    section.submit()
    assert section.table.choose(second.version_id)
    type_in(section, "welsh_title", "Ffonio")
    while acts.held:
        acts.let_go()
    assert section.form.values()["welsh_title"] == "Ffonio"
    assert section.form.is_dirty()
    section.may_close()
    while acts.held:
        acts.let_go()
    kept = enter("mia.manager").read(my_drafts)
    assert {(one.subject, one.field) for one in kept} == {(f"standard:{second.version_id}", "welsh_title")}
    assert first.version_id != second.version_id
    assert desk.shut_down()


def test_who_may_not_reads_it(open_page: Open) -> None:
    section = standards(open_page("ada.adviser"))
    widget = section.form.widget("title")
    assert isinstance(widget, QLineEdit)
    assert (widget.isReadOnly(), section.put.isEnabled()) == (True, False)
