"""A posted letter is corrected from its case as well as from the register."""

from __future__ import annotations

import pytest

from app.complaints.find_record import complaint_record
from app.office import Office
from tests.complaints.test_correcting_an_answer import answered
from tests.ui.complaints.conftest import FakeShell
from ui.complaints.complaints_page import ComplaintsPage

__all__ = ["answered"]

pytestmark = pytest.mark.only_on("sqlite")


def test_the_case_offers_to_correct_what_was_posted(
    page: ComplaintsPage, ready: Office, answered: tuple[int, int]
) -> None:
    case_id, letter_id = answered
    page.opened(f"complaint:{case_id}")
    [offer] = [one for one in page.case.menus.letters_menu.actions() if one.objectName().startswith("correct_")]
    reference = ready.read(complaint_record, case_id).letters[0].reference
    assert (offer.objectName(), offer.text()) == (f"correct_{letter_id}", f"Correct {reference}…")
    offer.trigger()
    made = ready.read(complaint_record, case_id).letters[-1]
    assert made.kind == "correction"
    assert isinstance(page.shell, FakeShell)
    assert page.shell.went == [("letters", f"letter:{made.id}")]
