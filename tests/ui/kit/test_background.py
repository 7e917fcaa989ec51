"""The window goes first: what works for it pauses while it is at work."""

from __future__ import annotations

import threading
from time import monotonic

import pytest
import shiboken6
from PySide6.QtCore import QThreadPool, QTimer
from pytestqt.qtbot import QtBot

from app.basics import give_way
from ui.kit.background import BEAT_MS, BackgroundRunner


def _be_busy(seconds: float) -> None:
    """As a window is that lays out a large page."""
    ends = monotonic() + seconds
    while monotonic() < ends:
        pass


def test_a_worker_waits_while_the_window_is_at_work(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(give_way, "LONGEST_S", 30.0)
    runner = BackgroundRunner(workers=1)
    may_go_on, order = threading.Event(), list[str]()

    def work() -> None:
        may_go_on.wait(30)
        give_way.give_way()
        order.append("worker")

    def lay_out() -> None:
        _be_busy(give_way.OVERDUE_S * 2)
        may_go_on.set()
        _be_busy(0.05)
        order.append("window")

    with qtbot.waitSignal(runner.idle):
        runner.submit(work, on_done=lambda _none: None, on_error=_raise)
        QTimer.singleShot(0, lay_out)
    assert order == ["window", "worker"]
    assert runner.shut_down()


def test_work_that_was_forgotten_gives_way_until_it_ends_and_then_the_window_beats_no_more(qtbot: QtBot) -> None:
    runner = BackgroundRunner(workers=1)
    ended = threading.Event()
    ticket = runner.submit(lambda: ended.wait(30), on_done=lambda _none: None, on_error=_raise)
    runner.forget(ticket)
    beats = [timer for timer in runner.findChildren(QTimer) if timer.interval() == BEAT_MS]
    assert [timer.isActive() for timer in beats] == [True]
    ended.set()
    qtbot.waitUntil(lambda: not beats[0].isActive())
    assert runner.shut_down()


def test_what_never_began_leaves_no_beat_behind(qtbot: QtBot) -> None:
    runner = BackgroundRunner(workers=1)
    began, ended = threading.Event(), threading.Event()

    def work() -> None:
        began.set()
        ended.wait(30)

    runner.submit(work, on_done=lambda _none: None, on_error=_raise)
    runner.submit(lambda: None, on_done=lambda _none: None, on_error=_raise)
    assert began.wait(30)
    assert not runner.shut_down(0)
    ended.set()
    assert runner.shut_down()
    with qtbot.waitSignal(runner.idle):
        runner.submit(lambda: None, on_done=lambda _none: None, on_error=_raise)
    beats = [timer for timer in runner.findChildren(QTimer) if timer.interval() == BEAT_MS]
    assert not beats[0].isActive()
    assert runner.shut_down()


@pytest.mark.parametrize("fails", [False, True])
def test_what_ends_after_its_window_reaches_nobody(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, *, fails: bool
) -> None:
    runner = BackgroundRunner(workers=1)
    begun, may_end = threading.Event(), threading.Event()
    heard: list[object] = []

    def work() -> None:
        begun.set()
        may_end.wait(30)
        if fails:
            raise ValueError

    runner.submit(work, on_done=heard.append, on_error=heard.append)
    assert begun.wait(30)
    pool = runner.findChild(QThreadPool)
    assert pool is not None
    pool.setParent(None)  # a runner that goes with its pool waits for the job
    shiboken6.delete(runner)
    with caplog.at_level("INFO", logger="ui.kit.background"):
        may_end.set()
        assert pool.waitForDone(30_000)
    assert heard == []
    assert "ended after its window" in caplog.text


def _raise(error: Exception) -> None:
    raise error
