"""Two people at one letter at the same moment: one of them decides, the other is told, and the record shows one."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from app.basics.problems import Conflict, WorldProblem
from app.complaints.edit_head import edit_head
from app.correspondence.approve_letter import approve_letter, return_letter
from app.correspondence.find import letter_record
from app.correspondence.problems import AlreadyDecided
from app.correspondence.submit_letter import submit_letter
from app.office import Office
from tests.faults.test_fault_names import written
from tests.support.complaints import add_mei, log, ready, record_of
from tests.support.offices import Enter

__all__ = ["ready"]

Deed = Callable[[], object]


def together(*deeds: Deed) -> list[WorldProblem | None]:
    """Do all of them at one moment, each on a thread of its own; what each was told, None for what worked."""
    start = threading.Barrier(len(deeds))
    told: list[WorldProblem | None] = [None] * len(deeds)

    def run(number: int, deed: Deed) -> None:
        start.wait(10)
        try:
            deed()
        except WorldProblem as problem:
            told[number] = problem

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return told


def decisions(office: Office, letter: int) -> list[str]:
    return [str(line.verdict) for line in office.read(letter_record, letter).revisions if line.verdict]


@pytest.mark.parametrize("second", ["approve", "return"])
def test_two_decisions_at_the_same_moment(office: Office, enter: Enter, second: str) -> None:
    lea, leo = enter("lea.leader"), enter("leo.leader")
    _, letter = written(office, "Tan")
    revision = office.act(submit_letter, letter).result

    def other() -> None:
        if second == "approve":
            leo.act(approve_letter, letter, revision)
        else:
            leo.act(return_letter, letter, revision, "Say when.")

    told = together(lambda: lea.act(approve_letter, letter, revision), other)
    (refused,) = [problem for problem in told if problem is not None]
    assert isinstance(refused, AlreadyDecided)
    assert ("Lea Leader" if told[0] is None else "Leo Leader") in refused.sentence
    assert len(decisions(office, letter)) == 1


def test_two_submissions_of_one_letter_make_one_revision(office: Office, enter: Enter) -> None:
    ben = enter("ben.adviser")
    _, letter = written(office, "Tan")
    told = together(lambda: office.act(submit_letter, letter), lambda: ben.act(submit_letter, letter))
    assert [problem is None for problem in told].count(True) == 1
    assert len(office.read(letter_record, letter).revisions) == 1


def test_two_at_one_point_keep_both_their_words_or_are_asked(ready: Office, enter: Enter) -> None:
    """Different fields both stand; the same field is one person's, and the other chooses."""
    ben = enter("ben.adviser")
    case = log(ready, add_mei(ready))
    head = record_of(ready, case).heads[0].id
    same = together(
        lambda: ready.act(edit_head, head, {"reason": ("", "Ada's reason")}),
        lambda: ben.act(edit_head, head, {"reason": ("", "Ben's reason")}),
    )
    (refused,) = [problem for problem in same if problem is not None]
    assert isinstance(refused, Conflict)
    stands = "Ada's reason" if same[0] is None else "Ben's reason"
    assert record_of(ready, case).heads[0].reason == stands
