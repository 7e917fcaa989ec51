"""A posted answer is corrected: both letters stay and name each other, and the time to go further begins anew."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.basics.clock import SetClock
from app.complaints.ask_for_stage import last_day_to_ask
from app.complaints.find_record import stored_complaint
from app.correspondence.approve_letter import approve_letter
from app.correspondence.correct_letter import correct_letter
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record
from app.correspondence.find_editing import check_draft, letter_for_editing
from app.correspondence.keep_letter_draft import keep_letter_draft
from app.correspondence.post_letter import post_letter
from app.correspondence.problems import LetterMoved
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from app.staff.work import ReadWork
from letters.block_text import to_plain, with_text
from letters.content import Letter, from_json, to_json
from tests.complaints.test_letters_of_complaints import INVESTIGATED
from tests.support.complaints import record_of
from tests.support.offices import Enter
from tests.support.prepared import Past, given_by


def last_day(work: ReadWork, complaint_id: int) -> date | None:
    return last_day_to_ask(work, stored_complaint(work, complaint_id))


def send(enter: Enter, letter_id: int) -> None:
    ada, lea = enter("ada.adviser"), enter("lea.leader")
    lea.act(approve_letter, letter_id, ada.act(submit_letter, letter_id).result)
    ada.act(post_letter, letter_id)


def _answer(enter: Enter, _clock: SetClock, case_id: int) -> tuple[int, int]:
    ada = enter("ada.adviser")
    person_id = record_of(ada, case_id).person_id
    letter_id = ada.act(draft_letter, f"complaint:{case_id}", person_id, "first-stage-response").result
    send(enter, letter_id)
    return case_id, letter_id


answered = given_by("answered", Past(_answer, after=INVESTIGATED))
"""A case and the answer that was posted on it on 20 November 2026."""


def test_both_stay_and_the_limit_runs_from_the_correction(
    ready: Office, enter: Enter, answered: tuple[int, int], clock: SetClock
) -> None:
    case_id, letter_id = answered
    wrong = ready.read(letter_record, letter_id).letter
    assert ready.read(last_day, case_id) == date(2026, 12, 18)
    clock.advance(timedelta(days=4))
    correction_id = ready.act(correct_letter, letter_id).result
    blocking = [finding.rule for finding in ready.read(check_draft, correction_id) if finding.blocks]
    assert blocking == ["C23", "C23"]
    write(ready, correction_id, wrong="We said that we wrote to you in May.", right="We wrote in June.")
    words = {block.id: to_plain(block) for block in content(ready, correction_id).blocks}
    assert wrong.reference in words["restate"]
    assert "20 November 2026" in words["restate"]
    assert "22 December 2026" in " ".join(words.values())
    send(enter, correction_id)
    assert ready.read(last_day, case_id) == date(2026, 12, 22)
    assert record_of(ready, case_id).responded_on == date(2026, 11, 20)
    right = ready.read(letter_record, correction_id).letter
    assert ready.read(letter_record, letter_id).events[-1].detail == (
        f"Corrected by {right.reference}, posted on 24 Nov 2026"
    )
    assert ready.read(letter_record, correction_id).corrects == ready.read(letter_record, letter_id).letter
    assert right.title == "Correction of our letter of 20 November 2026"


def test_only_a_posted_letter_and_only_one_correction_at_a_time(
    ready: Office, answered: tuple[int, int], clock: SetClock
) -> None:
    _case_id, letter_id = answered
    correction_id = ready.act(correct_letter, letter_id).result
    with pytest.raises(LetterMoved, match="is under way"):
        ready.act(correct_letter, letter_id)
    with pytest.raises(LetterMoved, match="being written, so it cannot be corrected"):
        ready.act(correct_letter, correction_id)


def content(office: Office, letter_id: int) -> Letter:
    return from_json(office.read(letter_for_editing, letter_id).content)


def write(office: Office, letter_id: int, *, wrong: str, right: str) -> None:
    """Put the author's words in place of what only they know."""
    letter = content(office, letter_id)
    for block_id, words in (("wrong", wrong), ("right", right)):
        block = letter.block(block_id)
        written = to_plain(block).replace("[insert what was wrong in it].", words)
        letter = letter.with_block(with_text(block, written.replace("[insert what is right].", words)))
    office.keep(keep_letter_draft, letter_id, to_json(letter))
