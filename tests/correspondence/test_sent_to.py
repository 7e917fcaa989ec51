"""Whom a letter is sent to, who covers, and who is named where nobody is left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from app.basics.clock import SetClock
from app.basics.problems import BadInput, NotAllowed
from app.correspondence.approve_letter import approve_letter
from app.correspondence.deciders import approvers_of, may_approve
from app.correspondence.draft_letter import draft_letter
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import approval_queue, for_approval
from app.correspondence.find_editing import letter_for_editing
from app.correspondence.problems import LetterMoved, OwnLetter
from app.correspondence.recall_letter import recall_letter
from app.correspondence.send_to_approver import send_to_approver, send_to_next_level
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from app.staff.set_absence import set_absence
from app.staff.tables import Role
from app.staff.work import Deciders
from tests.correspondence.conftest import Case, approve
from tests.support.databases import staff_id
from tests.support.offices import Enter

FRIDAY, TUESDAY = date(2026, 11, 20), date(2026, 11, 24)
LEA, LEO, MIA, ADA = (staff_id(login) for login in ("lea.leader", "leo.leader", "mia.manager", "ada.adviser"))
FINAL = Deciders((Role.MANAGER,), stage="The final look")


def response(author: Office, person_id: int, case: Case) -> int:
    case.facts["complaint"]["due_on"] = "2026-11-27"
    letter_id = author.act(draft_letter, "matter:1", person_id, "first-stage-response").result
    author.act(submit_letter, letter_id)
    return letter_id


def test_it_waits_with_whom_it_was_sent_to_then_with_another(
    ada: Office, lea: Office, submitted_id: int, clock: SetClock
) -> None:
    ada.act(send_to_approver, submitted_id, LEA)
    lea.act(set_absence, LEA, FRIDAY, TUESDAY, LEO)
    [row] = lea.read(approval_queue)
    assert row.waits_with is not None
    assert row.waits_with.said("2 days") == "With Lea Leader for 2 days; away until 24 Nov 2026, Leo Leader covers"
    clock.advance(timedelta(hours=1))
    lea.act(send_to_approver, submitted_id, MIA)
    letter = ada.read(letter_for_editing, submitted_id)
    assert letter.waits_with is not None
    assert letter.waits_with.words == "With Mia Manager"
    clock.advance(timedelta(hours=1))
    ada.act(recall_letter, submitted_id)
    ada.act(submit_letter, submitted_id)
    assert ada.read(letter_for_editing, submitted_id).waits_with is None, "sent anew, it waits with nobody yet"


def test_it_is_sent_as_it_is_submitted(ada: Office, written_id: int) -> None:
    ada.act(submit_letter, written_id, "", None, LEO)
    [row] = ada.read(approval_queue)
    assert row.waits_with is not None
    assert row.waits_with.staff_id == LEO


def test_only_to_whoever_may_and_only_by_its_author(ada: Office, enter: Enter, submitted_id: int) -> None:
    with pytest.raises(BadInput, match=r"Ada Adviser may not decide.*Lea Leader, Leo Leader or Mia Manager may"):
        ada.act(send_to_approver, submitted_id, ADA)
    with pytest.raises(NotAllowed, match="This letter is Ada Adviser's"):
        enter("ben.adviser").act(send_to_approver, submitted_id, LEA)
    with pytest.raises(LetterMoved, match="may approve letter"):
        ada.act(send_to_next_level, submitted_id)


def test_who_is_here_comes_first_and_each_says_why(ada: Office, enter: Enter, submitted_id: int) -> None:
    enter("mia.manager").act(set_absence, LEA, FRIDAY, TUESDAY)
    assert [one.line for one in ada.read(approvers_of, submitted_id)] == [
        "Leo Leader, team leader",
        "Mia Manager, manager",
        "Lea Leader, team leader (away until 24 Nov 2026)",
    ]


def test_a_stand_in_decides_in_place_of_who_is_away(
    enter: Enter, ada: Office, lea: Office, person_id: int, case: Case
) -> None:
    case.decides = FINAL
    letter_id = response(ada, person_id, case)
    revision = lea.read(for_approval, letter_id).revision_id
    with pytest.raises(NotAllowed, match="decided by a manager"):
        lea.act(approve_letter, letter_id, revision)
    enter("mia.manager").act(set_absence, MIA, FRIDAY, TUESDAY, LEA)
    assert [one.line for one in ada.read(approvers_of, letter_id)] == [
        "Lea Leader, covers for Mia Manager",
        "Mia Manager, manager (away until 24 Nov 2026; Lea Leader covers)",
    ]
    lea.act(approve_letter, letter_id, revision)
    [decision] = lea.read(letter_record, letter_id).decisions
    assert decision.in_place_of == "Mia Manager"


def test_a_cover_that_is_over_gives_nothing(
    enter: Enter, ada: Office, lea: Office, person_id: int, case: Case, clock: SetClock
) -> None:
    case.decides = FINAL
    enter("mia.manager").act(set_absence, MIA, FRIDAY, FRIDAY, LEA)
    letter_id = response(ada, person_id, case)
    clock.advance(timedelta(days=1))
    with pytest.raises(NotAllowed, match="decided by a manager"):
        lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)


@pytest.mark.parametrize("barred", [frozenset[int](), frozenset({LEA})])
def test_a_person_who_is_author_stand_in_and_only_approver_is_told_the_next_level(
    enter: Enter, ada: Office, lea: Office, person_id: int, case: Case, barred: frozenset[int]
) -> None:
    """Mia alone decides, had a hand in it before and is away; Lea, who covers for her, wrote the letter."""
    case.decides = Deciders((Role.MANAGER,), barred | {MIA}, "The final look")
    enter("mia.manager").act(set_absence, MIA, FRIDAY, TUESDAY, LEA)
    letter_id = response(lea, person_id, case)
    assert lea.read(may_approve, letter_id) == []
    with pytest.raises(OwnLetter, match=r"You wrote this letter.*ask an administrator to name a manager"):
        lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)
    assert "a manager who had no hand in it" in lea.read(letter_for_editing, letter_id).nobody_left
    assert lea.act(send_to_next_level, letter_id).result == "a manager who had no hand in it"
    [row] = lea.read(approval_queue)
    assert row.waits_with is not None
    assert row.waits_with.words == "With a manager who had no hand in it"


def test_where_all_who_may_are_away_the_author_who_stands_in_is_told_so_and_of_the_level_above(
    enter: Enter, ada: Office, lea: Office, person_id: int, case: Case
) -> None:
    """Mia alone decides and is away; Lea, who covers for her, wrote the letter."""
    case.decides = Deciders((Role.MANAGER,), frozenset(), "The final look")
    enter("mia.manager").act(set_absence, MIA, FRIDAY, TUESDAY, LEA)
    letter_id = response(lea, person_id, case)
    assert [one.line for one in lea.read(approvers_of, letter_id)] == ["Mia Manager, manager (away until 24 Nov 2026)"]
    told = lea.read(letter_for_editing, letter_id).nobody_left
    assert told.startswith("All of them are away: wait, ")
    assert "a manager who had no hand in it" in told
    with pytest.raises(
        OwnLetter, match=r"You wrote this letter.*Mia Manager \(away until 24 Nov 2026\) may\. All of them"
    ):
        lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)
    assert "who had no hand in it" in lea.act(send_to_next_level, letter_id).result
    own = response(ada, person_id, case)
    with pytest.raises(LetterMoved, match="Lea Leader may approve"):
        ada.act(send_to_next_level, own)


def test_a_stand_in_who_had_a_hand_in_it_before_does_not_decide(
    enter: Enter, ada: Office, lea: Office, person_id: int, case: Case
) -> None:
    case.decides = Deciders((Role.MANAGER,), frozenset({LEA}), "The final look")
    enter("mia.manager").act(set_absence, MIA, FRIDAY, TUESDAY, LEA)
    letter_id = response(ada, person_id, case)
    with pytest.raises(NotAllowed, match="You had a hand in it at an earlier stage"):
        lea.act(approve_letter, letter_id, lea.read(for_approval, letter_id).revision_id)
    approve(enter("mia.manager"), letter_id)
    assert ada.read(letter_record, letter_id).letter.state is LetterState.APPROVED
