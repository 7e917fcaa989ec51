"""A posting day passes: letters are dated anew, only their dates differ, and somebody else is asked to approve."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from app.basics.clock import SetClock
from app.correspondence.approve_letter import approve_letter
from app.correspondence.dates_only import OtherWords, date_changes
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import approval_queue, for_approval
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.post_letter import post_letter
from app.correspondence.problems import LetterMoved, OwnLetter
from app.correspondence.recall_letter import recall_letter
from app.correspondence.record_output import record_printed
from app.correspondence.redate_letters import plan_redating, redate_letters, to_be_redated
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from app.staff.work import ReadWork
from app.wiring import WIRING
from letters.block_text import with_text
from letters.content import from_json
from tests.correspondence.conftest import Case, approve
from tests.support.offices import Enter

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


class Dated(Case):
    """A complaint whose limit, and whether its answer is late, follow from the day of the letter."""

    due_on = date(2026, 11, 27)

    def letter_facts(self, work: ReadWork, subject_id: int, letter_kind: str) -> Mapping[str, Any]:
        facts = dict(super().letter_facts(work, subject_id, letter_kind))
        facts["next_step"]["limit_date"] = (work.today() + timedelta(days=28)).isoformat()
        facts["complaint"] |= {"late": work.today() > self.due_on, "due_on": self.due_on.isoformat()}
        return facts


@pytest.fixture
def dated(case: Case, monkeypatch: pytest.MonkeyPatch) -> Dated:
    found = Dated(case.facts)
    monkeypatch.setitem(WIRING.subjects, "matter", found)
    return found


@pytest.fixture
def response_id(ada: Office, person_id: int, dated: Dated) -> int:
    """An answer in time, with a limit of its next step, submitted on Friday."""
    letter_id = ada.act(draft_letter, "matter:1", person_id, "first-stage-response").result
    ada.act(submit_letter, letter_id)
    return letter_id


@pytest.fixture
def last_day_id(ada: Office, person_id: int, dated: Dated) -> int:
    """The same on its last day."""
    dated.due_on = FRIDAY
    letter_id = ada.act(draft_letter, "matter:1", person_id, "first-stage-response").result
    ada.act(submit_letter, letter_id)
    return letter_id


def to_monday(clock: SetClock) -> None:
    clock.advance(timedelta(days=3))


def test_what_waits_is_dated_anew_by_an_approver_and_approved_by_another(
    lea: Office, enter: Enter, response_id: int, clock: SetClock
) -> None:
    assert lea.read(to_be_redated).letter_ids == ()
    to_monday(clock)
    assert lea.read(to_be_redated).letter_ids == (response_id,)
    assert len(lea.act(redate_letters, [response_id]).result["asks"]) == 1
    seen = lea.read(for_approval, response_id)
    assert (seen.content["date"], seen.date_fault) == (MONDAY.isoformat(), "")
    assert seen.why_not.startswith("You re-dated this letter, so somebody else must decide on it.")
    assert [one.name for one in seen.approvers] == ["Leo Leader", "Mia Manager"]
    assert [row.own for row in lea.read(approval_queue)] == [True]
    assert "only its dates differ" in seen.note
    assert "20 Nov 2026 is now 23 Nov 2026" in seen.note
    assert "is now Monday 21 December 2026" in seen.note
    with pytest.raises(OwnLetter):
        lea.act(approve_letter, response_id, seen.revision_id)
    leo = enter("leo.leader")
    assert [row.own for row in leo.read(approval_queue)] == [False]
    leo.act(approve_letter, response_id, seen.revision_id)
    assert lea.read(letter_record, response_id).letter.state is LetterState.APPROVED


def test_what_is_approved_and_printed_waits_again_for_anybody(
    ada: Office, lea: Office, enter: Enter, approved_id: int, clock: SetClock
) -> None:
    record = ada.read(letter_record, approved_id)
    ada.act(record_printed, approved_id, record.shown_revision_id or 0, 1, "Office printer")
    to_monday(clock)
    assert ada.read(to_be_redated).letter_ids == ()  # it may have gone out, and only not been noted
    ada.act(redate_letters, [approved_id])
    record = ada.read(letter_record, approved_id)
    assert record.letter.state is LetterState.SUBMITTED
    assert "take the paper out of the post" in record.events[-1].detail
    assert ada.read(letter_for_editing, approved_id).content["date"] == MONDAY.isoformat()
    assert [row.own for row in ada.read(approval_queue)] == [True]
    approve(enter("leo.leader"), approved_id)
    ada.act(post_letter, approved_id)
    assert ada.read(letter_record, approved_id).letter.posted_on == MONDAY


def test_several_at_once_and_the_one_that_is_now_late_goes_back(
    ada: Office, lea: Office, submitted_id: int, last_day_id: int, clock: SetClock
) -> None:
    to_monday(clock)
    done = lea.act(redate_letters, [submitted_id, last_day_id]).result
    letter = ada.read(letter_record, last_day_id).letter
    assert {what: len(references) for what, references in done.items()} == {"asks": 1, "back": 1, "moved": 0}
    assert done["back"] == [letter.reference]
    assert letter.state is LetterState.RETURNED
    assert "not differ in its dates alone: it would have to say: “We should have answered you" in letter.stopped_because


def test_what_changed_meanwhile_is_left_as_it_is(ada: Office, lea: Office, submitted_id: int, clock: SetClock) -> None:
    to_monday(clock)
    plans = lea.read(plan_redating, [submitted_id])
    ada.act(recall_letter, submitted_id)
    assert len(lea.act(redate_letters, [submitted_id], plans).result["moved"]) == 1
    with pytest.raises(LetterMoved, match="nothing to re-date"):
        lea.act(redate_letters, [submitted_id])


def test_only_dates_are_other_dates(lea: Office, response_id: int) -> None:
    before = from_json(lea.read(for_approval, response_id).content)
    edited = next(block for block in before.blocks if block.editable and block.role == "paragraph")
    assert date_changes(before, before) == ()
    with pytest.raises(OtherWords, match="would say something else"):
        date_changes(before, before.with_block(with_text(edited, "Other words on 20 November 2026.")))
