"""The page of letters: what a subject asks for, drafting from a matter, the choice, my letters."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from app.correspondence.approve_letter import return_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letters_of
from app.correspondence.find_approvals import for_approval
from app.correspondence.submit_letter import submit_letter
from app.members.add_person import add_person
from app.members.add_representative import add_representative
from app.members.edit_person import edit_person
from app.members.kinds import ConsentState
from app.office import Office
from tests.correspondence.conftest import ADDRESS, PERSON
from tests.support.offices import Enter
from tests.ui.correspondence_editor.conftest import OpenWindow
from ui.correspondence.editor.letters_page import Asked, asked_by

on_sqlite = pytest.mark.only_on("sqlite")


@pytest.mark.parametrize(
    ("subject", "asked"),
    [
        ("", Asked()),
        ("letter:12", Asked(letter_id=12)),
        ("letter:new", Asked(is_new=True)),
        ("letter:new:person:17", Asked(is_new=True, matter="person:17")),
        (
            "letter:new:complaint:3:first-stage-response",
            Asked(is_new=True, matter="complaint:3", template="first-stage-response"),
        ),
        ("letter:new:complaint", Asked(is_new=True)),
        ("letter:new:complaint:x:holding", Asked(is_new=True)),
        ("letter:x", Asked()),
        ("member:3", Asked()),
    ],
)
def test_what_a_subject_asks_for(subject: str, asked: Asked) -> None:
    assert asked_by(subject) == asked


@on_sqlite
def test_one_step_from_a_person_to_a_draft(ada: Office, person_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.open(f"letter:new:person:{person_id}:general-reply")
    editor = window.wait_for_letter()
    (row,) = ada.read(letters_of, person_id=person_id)
    assert editor.letter_id == row.id


@on_sqlite
def test_coming_back_makes_no_second_letter(ada: Office, person_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.open(f"letter:new:person:{person_id}:general-reply")
    window.wait_for_letter()
    window.main.go("register")
    window.main.back()
    window.wait_for_letter()
    assert len(ada.read(letters_of, person_id=person_id)) == 1


@on_sqlite
def test_a_kind_is_chosen_for_a_person(ada: Office, person_id: int, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.open(f"letter:new:person:{person_id}")
    choice = window.page.choice
    window.qtbot.waitUntil(lambda: choice.list.count() > 0)
    sentences = choice.list.sentences()
    assert "General reply" in sentences
    assert choice.to.currentText().startswith("Dr Mei Ling Tan")
    choice.list.setCurrentRow(sentences.index("General reply"))
    QTest.keyClick(choice.list, Qt.Key.Key_Return)
    window.wait_for_letter()
    assert [row.person_id for row in ada.read(letters_of, person_id=person_id)] == [person_id]


@on_sqlite
def test_a_letter_after_a_death_is_offered_to_whoever_acts(
    ada: Office, person_id: int, open_window: OpenWindow
) -> None:
    people = [ada.act(add_person, PERSON | {"given_names": name}, address=ADDRESS).result for name in ("Bo", "Mo")]
    acts = {"relationship_kind": "child", "scope": "all"}
    ada.act(add_representative, person_id, people[0], acts | {"consent": ConsentState.REQUESTED})
    holds = {"consent": ConsentState.VALID, "given_on": date(2026, 11, 19)}
    ada.act(add_representative, person_id, people[1], acts | holds)
    ada.act_once(uuid4(), "His son rang.", edit_person, person_id, {"died_on": (None, date(2026, 11, 17))})
    window = open_window(ada)
    window.open(f"letter:new:person:{person_id}")
    choice = window.page.choice
    condolence = "Condolence to the family or executor of a member"
    window.qtbot.waitUntil(lambda: condolence in choice.list.sentences())
    assert [choice.to.itemData(at) for at in range(choice.to.count())] == [people[1], people[0]]
    choice.list.setCurrentRow(choice.list.sentences().index(condolence))
    with window.qtbot.assertNotEmitted(choice.chosen):  # before it is known that nobody else may get this one
        QTest.keyClick(choice.to, Qt.Key.Key_Down)
        QTest.keyClick(choice.list, Qt.Key.Key_Return)
        window.qtbot.waitUntil(lambda: "Request for a representative's authority" in choice.list.sentences()[0])
    assert any("may not be written to" in sentence for sentence in choice.list.sentences())
    QTest.keyClick(choice.to, Qt.Key.Key_Up)
    window.qtbot.waitUntil(lambda: condolence in choice.list.sentences())
    choice.list.setCurrentRow(choice.list.sentences().index(condolence))
    QTest.keyClick(choice.list, Qt.Key.Key_Return)
    window.wait_for_letter()
    (row,) = ada.read(letters_of, person_id=person_id)
    assert row.addressee == "TAN Mo, Dr"


@on_sqlite
def test_what_the_record_lacks_is_said_and_nothing_is_drafted(
    ada: Office, person_id: int, open_window: OpenWindow
) -> None:
    window = open_window(ada)
    window.open(f"letter:new:person:{person_id}:first-stage-response")
    window.qtbot.waitUntil(lambda: window.page.choice.list.count() > 0)
    assert any("complaint" in sentence for sentence in window.notices())
    assert ada.read(letters_of, person_id=person_id) == []


@on_sqlite
def test_without_a_person_the_page_says_how_to_start(ada: Office, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.open("letter:new")
    shown = window.page.choice.currentWidget()
    assert shown is not None
    assert "Ctrl+K" in shown.accessibleName()


@on_sqlite
def test_my_letters_say_why_they_stand_where_they_do(
    ada: Office, enter: Enter, reply_id: int, person_id: int, open_window: OpenWindow
) -> None:
    ada.act(submit_letter, reply_id)
    lea = enter("lea.leader")
    revision = lea.read(for_approval, reply_id).revision_id
    lea.act(return_letter, reply_id, revision, "Say when.", [("answer", "Which year?"), ("contact", "Our new number.")])
    enter("ben.adviser").act(draft_letter, None, person_id, "general-reply")
    window = open_window(ada)
    window.open("")
    table = window.page.mine.table
    window.qtbot.waitUntil(lambda: table.model.rowCount() == 1)
    row = table.model.rows[0]
    column = table.model.columns[0]
    assert column.second is not None
    assert column.text(row) == "Returned"
    assert column.second(row) == "Returned by Lea Leader: 2 comments"
    table.view.selectRow(0)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert window.wait_for_letter().letter_id == reply_id


@on_sqlite
def test_no_letters_yet(ada: Office, open_window: OpenWindow) -> None:
    window = open_window(ada)
    window.open("")
    table = window.page.mine.table
    window.qtbot.waitUntil(lambda: not table.model.is_loading)
    assert not table.model.rows
    register = window.main.findChild(QPushButton, "letters_register")
    assert register is not None
    register.click()
    here = window.main.navigator.here
    assert here is not None
    assert here.page == "register"
