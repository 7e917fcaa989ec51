"""From the first phone call to the posted letter: by mouse and keys, and by keys alone."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.complaints.find_record import complaint_record
from app.complaints.states import ClockKind, ComplaintState
from app.contacts.find import contacts_of, my_day
from app.correspondence.find import letter_record, register
from app.correspondence.states import LetterState
from app.office import Office
from tests.journeys.conftest import CAST, Sheets, SitDown, no_picture, words_of
from ui.tour import story


@pytest.mark.parametrize(
    "with_mouse",
    [
        pytest.param(True, id="mouse", marks=pytest.mark.only_on("sqlite")),
        pytest.param(False, id="keys_alone", marks=pytest.mark.only_on("postgresql")),
    ],
)
def test_from_the_call_to_the_posted_letter(
    sit_down: SitDown,
    sign_in: Callable[[str], Office],
    member: int,
    paper: Sheets,
    letter_pdf: Path,
    with_mouse: bool,
) -> None:
    driver = sit_down(CAST.adviser[0], with_mouse=with_mouse)
    case, reference = driver.main_job(CAST, no_picture)

    office = sign_in(CAST.adviser[0])
    (call,) = office.read(contacts_of, member)
    assert (call.wanted, call.caller_check, call.dissatisfied) == (story.WANTED, "passed", True)
    promised = [remedy.text for point in story.POINTS for remedy in point.remedies if remedy.owner]
    [ring_her, *of_the_answer] = [task.what for task in office.read(my_day)]
    assert ring_her == story.PROMISE
    assert sorted(what.partition(" promised to ")[2] for what in of_the_answer) == sorted(promised)

    (row,) = office.read(register, reference, None, 5)
    assert row.state is LetterState.POSTED
    assert row.approver == "Lea Leader"
    assert "printed" in {event.kind.value for event in office.read(letter_record, row.id).events}

    record = office.read(complaint_record, driver.case().record.id)
    assert record.reference == case
    assert record.state is ComplaintState.RESPONDED
    assert [head.title for head in record.heads] == [point.title for point in story.POINTS]
    assert [len(head.standing_remedies) for head in record.heads] == [len(point.remedies) for point in story.POINTS]
    assert all(clock.met_on == record.responded_on for clock in record.clocks if clock.kind is ClockKind.RESPOND)

    exported = letter_pdf.read_bytes()
    assert paper.pages == len(PdfReader(io.BytesIO(exported)).pages)
    for words in (story.AFTER_RETURN, story.CERTIFICATE.reason, "Dear Dr Tan"):
        assert words in words_of(exported)
    assert "occassions" not in words_of(exported)
