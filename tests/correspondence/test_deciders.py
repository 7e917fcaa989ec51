"""Who decides on a letter: the roles of its stage, and nobody who had a hand in an earlier one."""

from __future__ import annotations

import pytest

from app.basics.problems import NotAllowed
from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.deciders import may_approve, next_level
from app.correspondence.find import letter_record
from app.correspondence.find_approvals import for_approval
from app.correspondence.states import LetterState
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from app.staff.tables import Role
from app.staff.work import Deciders
from tests.correspondence.conftest import Case, approve
from tests.support.databases import staff_id
from tests.support.offices import Enter

MIA = staff_id("mia.manager")
LEADERS = (Role.TEAM_LEADER, Role.MANAGER)


@pytest.fixture
def waiting_id(ada: Office, response_id: int) -> int:
    """An answer that waits for approval."""
    ada.act(submit_letter, response_id)
    return response_id


@pytest.mark.parametrize(
    ("decides", "names"),
    [
        (Deciders(), ["Lea Leader", "Leo Leader", "Mia Manager"]),
        (Deciders((Role.MANAGER,)), ["Mia Manager"]),
        (Deciders(LEADERS, frozenset({MIA})), ["Lea Leader", "Leo Leader"]),
        (Deciders((Role.MANAGER,), frozenset({MIA})), []),
        (Deciders((Role.ADVISER,)), []),
    ],
)
def test_those_are_named_whom_the_stage_leaves_it_to(
    ada: Office, waiting_id: int, case: Case, decides: Deciders, names: list[str]
) -> None:
    case.decides = decides
    assert ada.read(may_approve, waiting_id) == names


@pytest.mark.parametrize(
    ("decides", "why", "who"),
    [
        (Deciders((Role.MANAGER,), stage="The review"), "The review is decided by a manager.", "Mia Manager may."),
        (
            Deciders(LEADERS, frozenset({staff_id("lea.leader")}), "The review"),
            "You had a hand in it at an earlier stage, and The review is for somebody who had none.",
            "Leo Leader or Mia Manager may.",
        ),
        (
            Deciders((Role.MANAGER,), frozenset({MIA}), "The review"),
            "The review is decided by a manager.",
            "Nobody here may at present: ask an administrator to name a manager who had no hand in it.",
        ),
    ],
)
def test_others_are_refused_with_the_reason_and_who_may(
    lea: Office, waiting_id: int, case: Case, decides: Deciders, why: str, who: str
) -> None:
    case.decides = decides
    seen = lea.read(for_approval, waiting_id)
    assert seen.why_not == f"{why} {who}"
    with pytest.raises(NotAllowed) as refused:
        lea.act(approve_letter, waiting_id, seen.revision_id)
    assert (refused.value.sentence, refused.value.what_to_do) == (why, who)
    with pytest.raises(NotAllowed, match=why):
        lea.act(return_letter, waiting_id, seen.revision_id, "Not yet.")
    assert lea.read(letter_record, waiting_id).letter.state == LetterState.SUBMITTED


def test_whom_it_is_left_to_decides(enter: Enter, waiting_id: int, case: Case) -> None:
    case.decides = Deciders((Role.MANAGER,), frozenset({staff_id("lea.leader")}), "The review")
    mia = enter("mia.manager")
    assert mia.read(for_approval, waiting_id).why_not == ""
    approve(mia, waiting_id)


@pytest.mark.parametrize(
    ("roles", "level"),
    [
        ((Role.TEAM_LEADER,), (Role.MANAGER,)),
        (LEADERS, (Role.MANAGER,)),
        ((Role.MANAGER,), (Role.MANAGER,)),
        ((), (Role.TEAM_LEADER, Role.MANAGER)),
    ],
)
def test_when_nobody_is_left_the_next_level_is_named(roles: tuple[Role, ...], level: tuple[Role, ...]) -> None:
    assert next_level(roles) == level
