"""Between opening another person and their record being here, nothing of the one before can be acted on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.contacts.log_contact import log_contact
from app.members.add_person import add_person
from app.office import Office
from tests.ui.fakes import HeldRunner
from tests.ui.members.conftest import MakePage, find, heading, sheet, shell
from ui.kit.timeline import ENTRY_ROLE
from ui.members.members_page import BEING_OPENED, MembersPage
from ui.members.sheet import SheetView

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture
def omar(office: Office) -> int:
    return office.act(add_person, {"family_name": "Haddad", "given_names": "Omar", "territory": "SG"}).result


def let_all_go(held: HeldRunner) -> None:
    while held.held:
        held.let_go()


@pytest.fixture
def waiting(make_page: MakePage, office: Office, held: HeldRunner, tan: int, omar: int) -> MembersPage:
    """Tan's record is here, Omar's was asked for."""
    page = make_page(office, held)
    page.open_person(tan)
    let_all_go(held)
    assert heading(page) == "Dr TAN Mei Ling"
    page.opened(f"person:{omar}")
    return page


def do(page: MembersPage, action_id: str) -> str:
    """What a key does: the action, or the sentence why not."""
    action = next(action for action in page.page_actions() if action.id == action_id)
    why_not = action.why_not()
    if not why_not:
        action.do()
    return why_not


def test_f2_never_opens_the_sheet_of_the_person_before(waiting: MembersPage, held: HeldRunner) -> None:
    assert do(waiting, "edit_person") == BEING_OPENED
    waiting.record.details.edit_person()  # its button
    let_all_go(held)
    assert waiting.findChild(SheetView) is None
    assert do(waiting, "edit_person") == ""
    assert sheet(waiting).sheet.title == "Change Omar Haddad"


@pytest.mark.parametrize("name", ["new_complaint", "new_letter"])
def test_what_is_begun_is_never_for_the_person_before(waiting: MembersPage, name: str) -> None:
    before = list(shell(waiting).went)
    QTest.mouseClick(find(waiting, QPushButton, name), Qt.MouseButton.LeftButton)
    assert shell(waiting).went == before
    assert do(waiting, f"{name}_here") == BEING_OPENED


def test_a_contact_of_the_person_before_is_not_corrected(
    make_page: MakePage, office: Office, held: HeldRunner, tan: int, omar: int
) -> None:
    office.act(log_contact, tan, channel="call", wanted="A certificate.")
    page = make_page(office, held)
    page.open_person(tan)
    let_all_go(held)
    rows = range(page.record.timeline.model().rowCount())
    indexes = [page.record.timeline.model().index(row, 0) for row in rows]
    page.record.timeline.setCurrentIndex(
        next(index for index in indexes if getattr(index.data(ENTRY_ROLE), "subject", "").startswith("contact:"))
    )
    assert do(page, "correct_contact") == ""
    page.opened(f"person:{omar}")
    assert do(page, "correct_contact") == BEING_OPENED
    let_all_go(held)
    assert page.findChild(SheetView) is None, "what was asked for over the record before stays away"
    assert page.record.chosen_contact() is None


def test_undo_of_thrown_away_words_goes_back_to_their_person(page: MembersPage, tan: int, omar: int) -> None:
    page.opened(f"person:{tan}")
    page.record.details.edit_person()
    title = sheet(page).form.widget("title")
    assert title is not None
    QTest.keyClicks(title, "Mrs")
    QTest.mouseClick(find(page, QPushButton, "edit_person_throw_away"), Qt.MouseButton.LeftButton)
    page.opened(f"person:{omar}")
    undo = shell(page).notices[-1].do
    assert undo is not None
    undo()
    assert heading(page) == "Dr TAN Mei Ling"
    assert sheet(page).sheet.title == "Change Tan Mei Ling"


def test_enter_opens_who_answers_what_was_typed_last(
    make_page: MakePage, office: Office, held: HeldRunner, tan: int, omar: int
) -> None:
    page = make_page(office, held)
    page.search.box.setText("omar")
    page.search.search()
    let_all_go(held)
    page.search.box.setText("tan mei")
    QTest.keyClick(page.search.box, Qt.Key.Key_Return)
    assert page.person_id != omar, "who was found by other words"
    let_all_go(held)
    assert page.person_id == tan
    page.search.box.setText("omar")
    QTest.keyClick(page.search.box, Qt.Key.Key_Return)
    page.search.box.setText("oma")
    let_all_go(held)
    assert page.person_id == tan, "who goes on typing has not chosen"
