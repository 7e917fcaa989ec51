"""Who works for a window pauses while it is at work, and not for ever."""

from __future__ import annotations

import threading

import pytest

from app.basics.give_way import LONGEST_S, OVERDUE_S, Pulse, give_way, giving_way_to


class _Watch:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


@pytest.mark.parametrize(
    ("since_beat", "wait_s"),
    [
        (0.0, 0.0),
        (OVERDUE_S / 2, 0.0),
        (OVERDUE_S * 2, LONGEST_S - OVERDUE_S * 2),
        (LONGEST_S - 0.01, 0.01),
        (LONGEST_S, 0.0),
        (60.0, 0.0),
    ],
)
def test_it_waits_for_a_window_that_did_not_turn_lately_and_not_for_one_that_is_stuck(
    since_beat: float, wait_s: float
) -> None:
    watch = _Watch()
    pulse = Pulse(watch)
    pulse.beat()
    watch.at += since_beat
    assert pulse.wait_s() == pytest.approx(wait_s)


def test_it_waits_for_none_that_never_beat_or_has_stopped() -> None:
    watch = _Watch()
    pulse = Pulse(watch)
    assert pulse.wait_s() == 0
    pulse.beat()
    pulse.stop()
    watch.at += OVERDUE_S * 2
    assert pulse.wait_s() == 0


class _Counting(Pulse):
    """How often somebody asked, and none waits."""

    asked = 0

    def wait(self) -> None:
        self.asked += 1


def test_only_the_thread_that_works_for_a_window_gives_way_to_it() -> None:
    pulse = _Counting()

    def work() -> None:
        with giving_way_to(pulse):
            give_way()
        give_way()  # it works for nobody any more

    worker = threading.Thread(target=work)
    with giving_way_to(pulse):
        give_way()
        worker.start()
        worker.join()
        assert pulse.asked == 2
    give_way()
    assert pulse.asked == 2
