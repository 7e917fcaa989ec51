"""Waiting for what a person would wait for: the event loop runs until it is so, and its longest gap is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import perf_counter, process_time, thread_time

from PySide6.QtCore import QEventLoop, Qt, QTimer

TICK_MS = 5
PATIENCE_S = 30.0


class StuckError(Exception):
    """What a person would have waited for did not come."""


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A time in which the event loop could not turn, in seconds.

    ``own`` of it this thread was at work, and the others of the program took ``workers`` of the processors meanwhile;
    in what is left it waited for a processor.
    """

    seconds: float = 0.0
    own: float = 0.0
    workers: float = 0.0

    def __str__(self) -> str:
        whole, own, workers = (round(part * 1000) for part in (self.seconds, self.own, self.workers))
        return f"{whole} ms (its own work: {own} ms, its workers': {workers} ms)"


class _Clock:
    """From when on a gap is counted."""

    def __init__(self) -> None:
        self._began, self._own, self._all = perf_counter(), thread_time(), process_time()

    def gap(self) -> Gap:
        own = thread_time() - self._own
        return Gap(perf_counter() - self._began, own, max(process_time() - self._all - own, 0.0))


class Waiter:
    """Runs the event loop; ``gaps`` has the longest time in which it could not turn on the way to each step."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self.doing = ""
        self.gaps: list[tuple[str, Gap]] = []
        self._longest = Gap()
        self._patience_s = patience_s
        self._is_measured = True

    def arrived(self, step: str) -> None:
        """A step is done: what is measured from here on is on the way to the next."""
        self.gaps.append((step, self._longest))
        self._longest = Gap()
        self.doing = step

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Return as soon as ``is_so``; raises StuckError with ``what`` in it when patience is at its end."""
        if is_so():
            return
        loop, tick = QEventLoop(), QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        ends, clock = perf_counter() + self._patience_s, _Clock()
        came = False

        def look() -> None:
            nonlocal clock, came
            gap = clock.gap()
            self._note(replace(gap, seconds=gap.seconds - TICK_MS / 1000))
            came = is_so()
            if came or perf_counter() > ends:
                loop.quit()
            clock = _Clock()  # what asks is the tour's own work

        tick.timeout.connect(look)
        tick.start()
        loop.exec()
        tick.stop()
        if not came:
            raise StuckError(f"After {self._patience_s:.0f} s this has not come: {what} (while: {self.doing}).")

    def turn(self, times: int) -> None:
        """Let the event loop turn so many times."""
        left = iter(range(times))
        self.until(lambda: next(left, None) is None, f"{times} turns of the event loop")

    @contextmanager
    def measured(self) -> Iterator[None]:
        """What is done within, a key or a click, takes the event loop for as long as it lasts."""
        clock = _Clock()
        yield
        self._note(clock.gap())

    def _note(self, gap: Gap) -> None:
        if self._is_measured:
            self._longest = max(self._longest, gap)

    @contextmanager
    def unmeasured(self) -> Iterator[None]:
        """What is done within is no work of the program's: pictures are taken, colours changed for them."""
        self._is_measured = False
        try:
            yield
        finally:
            self._is_measured = True
