"""Waiting for what a person would wait for: the event loop runs until it is so, and its longest gap is noted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from PySide6.QtCore import QEventLoop, Qt, QTimer

TICK_MS = 5
PATIENCE_S = 30.0


class StuckError(Exception):
    """What a person would have waited for did not come."""


class Waiter:
    """Runs the event loop; ``longest`` is the longest time in seconds in which it could not turn, and ``where``."""

    def __init__(self, patience_s: float = PATIENCE_S) -> None:
        self.doing = ""
        self.longest, self.where = 0.0, ""
        self._patience_s = patience_s
        self._is_measured = True

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Return as soon as ``is_so``; raises StuckError with ``what`` in it when patience is at its end."""
        if is_so():
            return
        loop, tick = QEventLoop(), QTimer(interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        began = last = perf_counter()
        came = False

        def look() -> None:
            nonlocal last, came
            now = perf_counter()
            self.note(now - last - TICK_MS / 1000)
            came = is_so()
            if came or now - began > self._patience_s:
                loop.quit()
            last = perf_counter()

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

    def note(self, seconds: float) -> None:
        """Something took the event loop for so long."""
        if self._is_measured and seconds > self.longest:
            self.longest, self.where = seconds, self.doing

    @contextmanager
    def unmeasured(self) -> Iterator[None]:
        """What is done within is no work of the program's: pictures are taken, colours changed for them."""
        self._is_measured = False
        try:
            yield
        finally:
            self._is_measured = True
