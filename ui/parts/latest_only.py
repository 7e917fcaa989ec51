"""Work on a thread of its own that only ever wants the newest state: what came between two turns is skipped."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any


class LatestOnly:
    """``put`` returns at once; ``close`` when the last state is dealt with."""

    def __init__(self, do: Callable[[Any], object]) -> None:
        self._do = do
        self._worker = ThreadPoolExecutor(max_workers=1)
        self._lock = Lock()
        self._waiting: list[Any] = []
        self._is_closed = False

    def put(self, state: Any) -> None:
        """Deal with this state, unless a newer one comes before its turn."""
        with self._lock:
            is_asked = bool(self._waiting)
            self._waiting = [state]
            if not is_asked and not self._is_closed:
                self._worker.submit(self._turn)

    def rest(self) -> None:
        """Wait until all that was put is dealt with."""
        self._worker.submit(lambda: None).result()

    def close(self) -> None:
        """Deal with what waits; what is put afterwards is not."""
        with self._lock:
            self._is_closed = True
        self._worker.shutdown()

    def _turn(self) -> None:
        with self._lock:
            newest, self._waiting = self._waiting, []
        for state in newest:
            self._do(state)
