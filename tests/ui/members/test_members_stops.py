"""Before a change that makes letters untrue is saved, its form lists them; each is a link."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.correspondence.approve_letter import approve_letter
from app.correspondence.came_back import came_back_to
from app.correspondence.confirm_address import confirm_address
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.post_letter import post_letter, record_returned_mail
from app.correspondence.submit_letter import submit_letter
from app.correspondence.would_stop import Planned, Touch
from app.members.add_contact_point import add_contact_point
from app.members.kinds import AdjustmentKind, ConsentState, PointKind, WarningKind
from app.office import Office
from letters.block_text import with_text
from letters.content import from_json, to_json
from tests.ui.members.conftest import SignIn, find, sheet, shell
from ui.kit.facts_panel import FactsPanel
from ui.members.members_page import MembersPage
from ui.members.planned import by_address, by_adjustment, by_consent, by_person, by_warning

ADDRESS = {"line1": "7 Elm Road", "locality": "Leeds", "postcode": "LS1 4AP", "country": "GB"}
TODAY = date(2026, 11, 20)


@pytest.fixture
def waiting_id(office: Office, tan: int) -> int:
    """A letter to Dr Tan that waits for approval."""
    office.act(add_contact_point, tan, PointKind.ADDRESS, ADDRESS)
    letter_id = office.act(draft_letter, None, tan, "general-reply").result
    content = from_json(office.read(letter_for_editing, letter_id).content)
    answered = content.with_block(with_text(content.block("answer"), "Your membership runs until 31 December 2026."))
    office.keep(keep_letter_draft, letter_id, to_json(answered))
    office.act(submit_letter, letter_id)
    return letter_id


def test_a_death_lists_what_it_stops_while_it_is_typed(
    page: MembersPage, office: Office, tan: int, waiting_id: int
) -> None:
    page.open_person(tan)
    page.record.details.edit_person()
    view = sheet(page)
    assert view.stops.isHidden()
    died = view.form.widget("died_on")
    QTest.keyClicks(died, "19/11/2026")
    QTest.keyClick(died, Qt.Key.Key_Tab)
    assert not view.stops.isHidden()
    title = find(view, QLabel, "stops_title").text()
    assert title == "This stops a letter: it goes back to its author with the reason."
    assert view.stops.links.height() < 2 * view.stops.links.sizeHintForRow(0), "it has the room of its one line"
    letter = office.read(letter_record, waiting_id).letter
    assert view.stops.links.item(0).text().startswith(letter.reference)
    view.stops.links.setCurrentRow(0)
    QTest.keyClick(view.stops.links, Qt.Key.Key_Return)
    assert shell(page).went[-1][1] == f"letter:{waiting_id}"


def test_post_that_came_back_is_told_on_the_record_until_somebody_looked(
    page: MembersPage, office: Office, sign_in: SignIn, tan: int, waiting_id: int
) -> None:
    lea = sign_in("lea.leader")
    lea.act(approve_letter, waiting_id, lea.read(for_approval, waiting_id).revision_id)
    office.act(post_letter, waiting_id)
    office.act(record_returned_mail, waiting_id, TODAY, "gone away")
    [one] = office.read(came_back_to, [tan])
    assert one.words.startswith("Post came back from 7 Elm Road, ")
    page.open_person(tan)
    assert one.words in find(page, QLabel, "warnings_words").text()
    assert find(page, FactsPanel, "person_facts").values()["Letters"] == one.words
    office.act(confirm_address, waiting_id, "She rang: she was away.")
    page.open_person(tan)
    assert find(page, FactsPanel, "person_facts").values()["Letters"] == "can be sent"


def test_what_stops_nothing_lists_nothing(page: MembersPage, tan: int, waiting_id: int) -> None:
    page.open_person(tan)
    page.record.details.edit_person()
    QTest.keyClicks(sheet(page).form.widget("born_on"), "1")
    assert sheet(page).stops.isHidden()


NAMES: dict[str, Any] = {"family_name": "Tan", "died_on": None, "language": "en-GB", "born_on": None}
CONSENT: dict[str, Any] = {"consent": ConsentState.VALID, "expires_on": None}


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        (by_person(1, NAMES, NAMES), None),
        (by_person(1, NAMES, NAMES | {"born_on": TODAY}), None),
        (by_person(1, NAMES, NAMES | {"family_name": "Lim"}), Planned(1, Touch.READER)),
        (by_person(1, NAMES, NAMES | {"died_on": TODAY, "family_name": "Lim"}), Planned(1, Touch.DEATH)),
        (by_address(1, 2, {"line1": "7", "label": ""}, {"line1": "7", "label": "home"}), None),
        (by_address(1, 2, {"line1": "7", "label": ""}, {"line1": "9", "label": ""}), Planned(1, Touch.ADDRESS, 2)),
        (by_warning(1, {"kind": WarningKind.SUPPORT_NEED}), None),
        (by_warning(1, {"kind": WarningKind.DO_NOT_WRITE}), Planned(1, Touch.READER)),
        (by_adjustment(1, {"kind": AdjustmentKind.PHONE_FIRST}), None),
        (by_adjustment(1, {"kind": AdjustmentKind.LARGE_PRINT}), Planned(1, Touch.READER)),
        (by_consent(1, 2, CONSENT, TODAY), None),
        (by_consent(1, 2, CONSENT | {"expires_on": TODAY}, TODAY), None),
        (by_consent(1, 2, CONSENT | {"consent": "withdrawn"}, TODAY), Planned(1, Touch.CONSENT, None, 2)),
    ],
)
def test_only_what_a_letter_rests_on_is_asked_for(planned: Planned | None, expected: Planned | None) -> None:
    assert planned == expected
