"""The tour's figures: each step has the longest time in which the event loop could not turn on the way to it."""

from __future__ import annotations

from threading import Thread
from time import perf_counter

from pytestqt.qtbot import QtBot

from ui.tour.waiting import Waiter


def _work(seconds: float) -> None:
    until = perf_counter() + seconds
    while perf_counter() < until:
        pass


def test_a_gap_belongs_to_the_step_that_it_led_to(qtbot: QtBot) -> None:
    waiter = Waiter()
    with waiter.measured():
        _work(0.03)
    waiter.arrived("slow")
    with waiter.unmeasured(), waiter.measured():
        _work(0.03)
    waiter.arrived("pictured")
    (slow, gap), (pictured, none) = waiter.gaps
    assert (slow, pictured) == ("slow", "pictured")
    assert gap.seconds >= 0.03
    assert 0 < gap.own <= gap.seconds
    assert none.seconds == 0


def test_a_gap_tells_what_was_the_windows_own_work_and_what_its_workers(qtbot: QtBot) -> None:
    waiter, worker = Waiter(), Thread(target=_work, args=(0.1,))
    with waiter.measured():
        worker.start()
        worker.join()
    waiter.arrived("read")
    gap = waiter.gaps[0][1]
    assert gap.own < gap.workers
    assert str(gap).startswith(f"{gap.seconds * 1000:.0f} ms (its own work: ")


def test_what_holds_the_loop_up_while_one_waits_is_measured(qtbot: QtBot) -> None:
    waiter = Waiter()
    turns = iter((False, True))

    def look() -> bool:
        _work(0.03)
        return next(turns, True)

    waiter.until(look, "the second turn")
    waiter.turn(1)
    waiter.arrived("waited")
    assert waiter.gaps[0][1].seconds < 0.03, "what asks whether it is so is the tour's own work"
