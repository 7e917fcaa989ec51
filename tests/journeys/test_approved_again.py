"""An approved letter that is changed asks for approval again, says why, and only what was approved leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from app.correspondence.find import letter_record, register
from app.correspondence.states import LetterState
from app.office import Office
from tests.journeys.conftest import CAST, SitDown, no_picture, words_of
from ui.correspondence.register_page import RegisterPage
from ui.tour import story

WHY = "She rang once more."
CHANGED = "You rang us three times about it."


@pytest.mark.only_on("sqlite")  # what the office says to it is tested on both, in tests/correspondence
def test_a_change_asks_again(sit_down: SitDown, sign_in: Callable[[str], Office], letter_pdf: Path) -> None:
    driver = sit_down(CAST.adviser[0])
    driver.from_call_to_case(CAST, no_picture)
    driver.find_out(no_picture)
    reference = driver.write_letter(no_picture)
    driver.become(CAST.leader)
    driver.approve_it(reference, no_picture)
    driver.become(CAST.adviser)
    driver.open_letter(reference)
    driver.reopen(WHY)
    driver.rewrite("own-1", CHANGED)

    driver.open_in_register(reference)
    sending = driver.page(RegisterPage).sending.state
    assert sending.why_not_print
    assert sending.why_not_post

    driver.open_letter(reference)
    driver.submit()
    driver.become(CAST.leader)
    driver.approve_it(reference, no_picture)
    driver.become(CAST.adviser)
    driver.open_in_register(reference)
    driver.export()

    office = sign_in(CAST.adviser[0])
    (row,) = office.read(register, reference, None, 5)
    assert row.state is LetterState.APPROVED
    record = office.read(letter_record, row.id)
    verdicts = [revision.verdict.value for revision in record.revisions if revision.verdict is not None]
    assert verdicts == ["approved", "approved"]
    assert WHY in " ".join(event.detail for event in record.events if event.kind.value == "reopened")
    words = words_of(letter_pdf.read_bytes())
    assert CHANGED in words
    assert story.MENDED not in words
