"""Threads that work for a window give way to the one that draws it.

Python runs one thread at a time. While it dresses a page the window asks for its turn some thousand times, and each
time a worker that computes keeps it waiting for as long as ``sys.getswitchinterval``: a page of 40 ms took 300. So a
worker that comes to a place where it may pause asks here first, and waits while the window has something to do.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

OVERDUE_S = 0.008
"""A window that did not turn for so long is at work."""
LONGEST_S = 0.25
"""Nobody waits longer for one turn of it: it may be stuck, and what it waits for must come all the same."""


class Pulse:
    """Of a window: it beats each time its event loop turns, as long as workers are there to see it."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._turned = threading.Event()
        self._last: float | None = None

    def beat(self) -> None:
        """The event loop turned just now."""
        self._last = self._now()
        self._turned.set()

    def stop(self) -> None:
        """It beats no more; nobody waits for it."""
        self._last = None
        self._turned.set()

    def wait(self) -> None:
        """Return as soon as the window is free."""
        if self.wait_s() > 0:
            self._turned.clear()
            self._turned.wait(self.wait_s())

    def wait_s(self) -> float:
        """How many seconds who works for the window would wait at most if it did not turn until then."""
        last = self._last
        late = self._now() - last if last is not None else 0.0
        return max(LONGEST_S - late, 0.0) if late > OVERDUE_S else 0.0


class _Here(threading.local):
    pulse: Pulse | None = None


_here = _Here()


@contextmanager
def giving_way_to(pulse: Pulse) -> Iterator[None]:
    """What this thread does within it does for the window of this pulse."""
    _here.pulse = pulse
    try:
        yield
    finally:
        _here.pulse = None


def give_way() -> None:
    """Pause here while the window for which this thread works is busy; at once back in every other thread."""
    if _here.pulse is not None:
        _here.pulse.wait()
