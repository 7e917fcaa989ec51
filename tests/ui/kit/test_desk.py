"""Calls leave the window's thread and answer on it; what changed is told; no failure is lost."""

from __future__ import annotations

import gc
import logging
import threading
import weakref
from functools import partial
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.basics.problems import DatabaseAway, DiskFull, NotFound
from app.office import InDoubt
from tests.ui.fakes import FakeDoor, HeldRunner
from ui.kit.background import BackgroundRunner
from ui.kit.desk import IN_DOUBT_FOR, Desk, touches
from ui.kit.gallery_desk import AtOnceRunner
from ui.kit.preferences import Preferences


def test_a_read_runs_elsewhere_and_answers_here(qtbot: QtBot, threaded_desk: Desk) -> None:
    threads: list[Any] = []
    answers: list[int] = []

    def finder(_work: object, number: int) -> int:
        threads.append(threading.current_thread())
        return number + 1

    def then(answer: int) -> None:
        assert QThread.currentThread() is QApplication.instance().thread()  # type: ignore[union-attr]
        answers.append(answer)

    for number in range(50):
        threaded_desk.read(None, finder, number, then=then)
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert sorted(answers) == list(range(1, 51))
    assert threading.main_thread() not in threads


def test_acts_run_in_the_order_asked(qtbot: QtBot, threaded_desk: Desk) -> None:
    done: list[int] = []

    def verb(_work: object, number: int) -> None:
        done.append(number)

    with qtbot.waitSignal(threaded_desk.acted):
        for number in range(30):
            threaded_desk.act(None, verb, number)
        assert threaded_desk.is_acting
    assert done == list(range(30))
    assert not threaded_desk.is_acting


def test_an_act_tells_its_result_first_and_then_what_changed(desk: Desk, door: FakeDoor) -> None:
    door.changed = frozenset({"member:17"})
    told: list[object] = []
    desk.changed.connect(told.append)
    desk.act(None, lambda _work: "kept", then=told.append)
    assert told == ["kept", frozenset({"member:17"})]


def test_what_changed_is_told_even_when_the_page_trips_over_its_result(desk: Desk, door: FakeDoor) -> None:
    door.changed = frozenset({"member:17"})
    told: list[object] = []
    desk.changed.connect(told.append)

    def trip(_result: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        desk.act(None, lambda _work: None, then=trip)
    assert told == [frozenset({"member:17"})]


def test_a_forgotten_read_never_answers(held_desk: Desk, held: HeldRunner) -> None:
    answers: list[str] = []
    old = held_desk.read(None, lambda _work: "old", then=answers.append)
    held_desk.read(None, lambda _work: "new", then=answers.append)
    held_desk.forget(old)
    held.let_go()
    assert answers == ["new"]


@pytest.mark.parametrize("fails", [False, True])
def test_an_act_has_ended_only_when_its_answer_was_dealt_with(desk: Desk, fails: bool) -> None:
    """What closes the window at the end would else do so before a failure, or what follows a save, is known."""
    told: list[str] = []
    desk.acted.connect(lambda: told.append("ended"))
    verb = _no_member if fails else lambda _work: None
    for do in (desk.act, desk.keep):
        do(None, verb, then=lambda _one: told.append("answer"), failed=lambda _error: told.append("answer"))
    assert told == ["answer", "ended"] * 2


def test_nothing_reaches_a_page_that_is_gone(qtbot: QtBot, threaded_desk: Desk) -> None:
    gate = threading.Event()
    answers: list[object] = []
    owner = QObject()
    threaded_desk.read(owner, lambda _work: gate.wait(5), then=answers.append)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    threaded_desk.read(None, lambda _work: "later", then=answers.append)
    gate.set()
    qtbot.waitUntil(lambda: "later" in answers)
    assert threaded_desk.shut_down()
    assert answers == ["later"]


@pytest.mark.parametrize(("answer", "told"), [(None, 0), (True, 0), (False, 1)])
def test_a_page_may_take_a_problem_or_pass_it_on(desk: Desk, answer: bool | None, told: int) -> None:
    problems: list[object] = []
    taken: list[object] = []
    desk.problem.connect(problems.append)

    def failed(error: Exception) -> bool | None:
        taken.append(error)
        return answer

    desk.read(None, _no_member, then=_unwanted, failed=failed)
    assert len(problems) == told
    assert len(taken) == 1


def test_what_was_told_is_settled_though_a_page_took_it_upon_itself_the_second_time(desk: Desk) -> None:
    """The words of a letter are sent again and again, and that they are not saved is told once."""
    told: list[Exception] = []
    settled: list[Exception] = []
    desk.problem.connect(told.append)
    desk.settled.connect(settled.append)
    is_full = True

    def keep_words(_work: object, _letter: int) -> None:
        if is_full:
            raise DiskFull("The disk of the database is full.")

    answers = iter((False, True))
    for _ in range(2):
        desk.keep(None, keep_words, 7, failed=lambda _error: next(answers))
    is_full = False
    desk.keep(None, keep_words, 7)
    assert settled == told
    assert len(told) == 1


def test_a_problem_that_nobody_takes_goes_the_common_way(desk: Desk) -> None:
    problems: list[Exception] = []
    desk.problem.connect(problems.append)
    desk.act(None, _no_member)
    assert [str(problem) for problem in problems] == ["There is no member 17."]


def test_our_faults_are_logged_even_when_a_page_takes_them(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    desk.read(None, lambda _work: 1 / 0, then=_unwanted, failed=lambda _error: None)
    [record] = caplog.records
    caplog.clear()
    assert record.levelno == logging.ERROR
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError


def test_losing_and_finding_the_database_is_told_once_each(desk: Desk) -> None:
    told: list[str] = []
    desk.lost.connect(lambda: told.append("lost"))
    desk.found_again.connect(lambda: told.append("found"))
    for finder in (_away, _away, lambda _work: 1, lambda _work: 2):
        desk.read(None, finder, then=lambda _answer: None)
    assert told == ["lost", "found"]


def test_what_is_kept_is_told_to_nobody(desk: Desk, door: FakeDoor) -> None:
    told: list[object] = []
    desk.changed.connect(told.append)
    desk.saved.connect(lambda: told.append("saved"))
    desk.keep(None, lambda _work, text: text, "half typ", then=told.append)
    assert told == ["half typ"]
    assert len(door.kept) == 1
    assert not desk.is_acting


def _unwanted(outcome: object) -> None:
    pytest.fail(f"nobody should have been told {outcome!r}")


def _no_member(_work: object) -> None:
    raise NotFound("There is no member 17.")


def _away(_work: object) -> int:
    raise DatabaseAway("The database cannot be reached.")


@pytest.mark.parametrize(
    ("changed", "subjects", "touched"),
    [
        ({"member:17"}, ["member:17"], True),
        ({"member:17"}, ["member:18"], False),
        ({"member:*"}, ["member:17"], True),
        ({"member:17"}, ["member:*"], True),
        ({"case:17"}, ["member:17"], False),
        ({"case:17", "member:2"}, ["letter:1", "case:*"], True),
        (set(), ["member:*"], False),
        ({"memberships:*"}, ["member:1"], False),
    ],
)
def test_touches(changed: set[str], subjects: list[str], touched: bool) -> None:
    assert touches(frozenset(changed), *subjects) is touched


def test_the_runner_says_when_it_is_busy_and_idle(qtbot: QtBot, qapp: QApplication) -> None:
    runner = BackgroundRunner()
    told: list[str] = []
    runner.busy.connect(lambda: told.append("busy"))
    runner.idle.connect(lambda: told.append("idle"))
    with qtbot.waitSignal(runner.idle):
        for _ in range(3):
            runner.submit(lambda: None, on_done=lambda _r: None, on_error=_unwanted)
    ticket = runner.submit(lambda: None, on_done=_unwanted, on_error=_unwanted)
    runner.forget(ticket)
    assert told == ["busy", "idle", "busy", "idle"]
    assert runner.shut_down()
    runner.deleteLater()


def test_between_two_answers_the_window_has_its_turn(qtbot: QtBot, qapp: QApplication) -> None:
    runner = BackgroundRunner()
    told: list[str] = []
    turn = QTimer(interval=0)
    turn.timeout.connect(lambda: told.append("turn"))
    for name in ("one", "two", "three"):
        runner.submit(partial(str, name), on_done=told.append, on_error=_unwanted)
    pool = runner.findChild(QThreadPool)
    assert pool is not None
    assert pool.waitForDone()
    turn.start()
    with qtbot.waitSignal(runner.idle):
        """All three are there."""
    turn.stop()
    answers = [at for at, what in enumerate(told) if what != "turn"]
    assert len(answers) == 3
    assert all(after - before > 1 for before, after in pairwise(answers))
    assert runner.shut_down()
    runner.deleteLater()


@pytest.mark.parametrize("is_done", [True, False])
def test_no_runnable_keeps_what_it_was_to_do(*, is_done: bool, qapp: QApplication) -> None:
    """Done or dropped, whatever Qt does with the runnable itself."""

    class Office:
        def work(self) -> None:
            """Read something."""

    runner, go_on, office, jobs = BackgroundRunner(workers=1), threading.Event(), Office(), list[object]()
    kept = weakref.ref(office)
    begun = threading.Event()

    def hold() -> None:
        begun.set()
        go_on.wait()

    runner.submit(hold, on_done=_unwanted, on_error=_unwanted)
    runner.submit(office.work, on_done=_unwanted, on_error=_unwanted)
    jobs += [thing for thing in gc.get_objects() if type(thing).__name__ == "_Job"]
    del office
    if is_done:
        go_on.set()
        pool = runner.findChild(QThreadPool)
        assert pool is not None
        assert pool.waitForDone()
    else:
        assert begun.wait(10)
        assert not runner.shut_down(0)
        go_on.set()
    assert runner.shut_down()
    gc.collect()
    assert kept() is None
    assert jobs
    runner.deleteLater()


def test_an_answer_that_has_come_may_still_be_forgotten(qtbot: QtBot, qapp: QApplication) -> None:
    runner = BackgroundRunner(workers=1)
    second = 0

    def forget_the_second(_answer: object) -> None:
        runner.forget(second)

    runner.submit(str, on_done=forget_the_second, on_error=_unwanted)
    second = runner.submit(str, on_done=_unwanted, on_error=_unwanted)
    with qtbot.waitSignal(runner.idle):
        """The first is there, the second forgotten."""
    assert runner.shut_down()
    runner.deleteLater()


def test_a_desk_that_was_shut_down_begins_nothing(held_desk: Desk, held: HeldRunner) -> None:
    assert held_desk.shut_down()
    held_desk.read(None, lambda _work: 1, then=lambda _one: None)
    held_desk.act(None, lambda _work: 1)
    held_desk.keep(None, lambda _work: 1)
    assert held.held == {}
    assert not held_desk.is_acting


def test_an_act_says_why_under_an_id_of_its_own(desk: Desk, door: FakeDoor) -> None:
    desk.act(None, lambda _work: None, why="As she asked by telephone")
    desk.act(None, lambda _work: None)
    (first, why), (second, none) = door.requests
    assert (why, none) == ("As she asked by telephone", "")
    assert first != second


def test_what_was_never_answered_is_sent_again_under_the_same_id(desk: Desk, door: FakeDoor) -> None:
    """Whether it was saved is the office's to find out: it knows the id, and does it once."""
    answers = [InDoubt("The connection was lost while this was being saved.")]

    def verb(_work: object, number: int) -> int:
        if answers:
            raise answers.pop()
        return number

    got: list[int] = []
    for number in (7, 8, 7, 7):
        desk.act(None, verb, number, then=got.append, failed=lambda _error: None)
    lost, other, again, later = [request_id for request_id, _why in door.requests]
    assert again == lost
    assert len({lost, other, later}) == 3
    assert got == [8, 7, 7]


@pytest.mark.parametrize(
    ("lost", "seconds", "same"),
    [
        (InDoubt("It may have been saved."), IN_DOUBT_FOR - 1, True),
        (InDoubt("It may have been saved."), IN_DOUBT_FOR + 1, False),
        (DatabaseAway("Nothing was saved."), 0, False),
    ],
    ids=["in doubt", "long ago", "known not to be saved"],
)
def test_a_later_wish_is_never_taken_for_an_earlier_act(
    door: FakeDoor, preferences: Preferences, lost: DatabaseAway, seconds: float, same: bool
) -> None:
    clock = [0.0]
    desk = Desk(door, preferences, reads=AtOnceRunner(), acts=AtOnceRunner(), now=lambda: clock[0])
    answers = [lost]

    def verb(_work: object) -> None:
        if answers:
            raise answers.pop()

    desk.act(None, verb, failed=lambda _error: None)
    clock[0] = seconds
    desk.act(None, verb)
    (first, _), (second, _) = door.requests
    assert (first == second) is same
    assert desk.shut_down()
    desk.deleteLater()
