"""Waiting for what a person would wait for: the event loop runs until it is so, and its longest gap is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter, thread_time

from PySide6.QtCore import QEventLoop, Qt, QTimer

TICK_MS = 5
PATIENCE_S = 30.0


class StuckError(Exception):
    """What a person would have waited for did not come."""


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A time in which the event loop could not turn, in seconds; ``own`` of it this thread was at work.

    In the rest it waited for a processor, or for another thread of the program.
    """

    seconds: float = 0.0
    own: float = 0.0

    def __str__(self) -> str:
        return f"{self.seconds * 1000:.0f} ms (its own work: {self.own * 1000:.0f} ms)"


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
        began = last = perf_counter()
        own = thread_time()
        came = False

        def look() -> None:
            nonlocal last, own, came
            now = perf_counter()
            self._note(Gap(now - last - TICK_MS / 1000, thread_time() - own))
            came = is_so()
            if came or now - began > self._patience_s:
                loop.quit()
            last, own = perf_counter(), thread_time()

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
        began, own = perf_counter(), thread_time()
        yield
        self._note(Gap(perf_counter() - began, thread_time() - own))

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
