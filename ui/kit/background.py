"""Run a plain callable off the GUI thread and hand its result back on it."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from typing import Any, Literal, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThread, QThreadPool, QTimer, Signal, SignalInstance, Slot

from app.basics.give_way import Pulse, giving_way_to

log = logging.getLogger(__name__)

BEAT_MS = 4

R = TypeVar("R")


class Runner(Protocol):
    """What runs work for a desk: the real one below, or one that runs at once in the tests of a page."""

    def submit(
        self,
        work: Callable[[], R],
        *,
        on_done: Callable[[R], None],
        on_error: Callable[[Exception], object],
        owner: QObject | None = None,
    ) -> int: ...

    def forget(self, ticket: int) -> None: ...

    def shut_down(self, msecs: int = 5000) -> bool: ...


class _Job(QRunnable):
    """Carries no QObject of its own, only bound signals of the runner.

    A runnable that owns its signals loses results: the pool destroys them on the worker's thread. It takes its work
    out of ``works`` when it begins: some runnables outlive their run, and would keep a whole office.
    """

    def __init__(
        self,
        ticket: int,
        works: dict[int, Callable[[], Any]],
        pulse: Pulse,
        done: SignalInstance,
        failed: SignalInstance,
    ) -> None:
        super().__init__()
        self._ticket, self._works, self._pulse, self._done, self._failed = ticket, works, pulse, done, failed

    def run(self) -> None:
        work = self._works.pop(self._ticket, None)
        if work is None:
            return  # dropped meanwhile
        try:
            with giving_way_to(self._pulse):
                result = work()
        except Exception as error:  # noqa: BLE001 - the one place that may catch everything: it is handed on
            self._hand_on(self._failed, error)
        else:
            self._hand_on(self._done, result)

    def _hand_on(self, signal: SignalInstance, outcome: object) -> None:
        try:
            signal.emit(self._ticket, outcome)
        except RuntimeError as gone:
            log.info("What ran in the background ended after its window: %s", gone)


class BackgroundRunner(QObject):
    """Lives on the GUI thread, and every callback runs there; one worker keeps the order of submitting."""

    busy = Signal()
    idle = Signal()
    _done = Signal(int, object)
    _failed = Signal(int, object)

    def __init__(self, parent: QObject | None = None, *, workers: int = 3) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(workers)
        self._works: dict[int, Callable[[], Any]] = {}
        """What has not begun, by ticket."""
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[Exception], object], QObject | None]] = {}
        self._arrived: deque[tuple[int, Literal[0, 1], object]] = deque()
        """Ticket, which of its two callbacks, and what with: one is called in each turn of the event loop."""
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._deliver_next)
        self._pulse = Pulse()
        self._beat = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._beat.timeout.connect(self._pulse.beat)
        self._at_work: set[int] = set()
        """Jobs that have begun or will; what is forgotten works on."""
        self._last = 0
        self._done.connect(self._on_done, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self._on_failed, Qt.ConnectionType.QueuedConnection)

    def submit(
        self,
        work: Callable[[], R],
        *,
        on_done: Callable[[R], None],
        on_error: Callable[[Exception], object],
        owner: QObject | None = None,
    ) -> int:
        """Start ``work``; its outcome is dropped if ``owner`` has been deleted by then. Returns a ticket."""
        self._last += 1
        was_idle = not self._waiting
        self._waiting[self._last] = (on_done, on_error, owner)
        self._works[self._last] = work
        self._pool.start(_Job(self._last, self._works, self._pulse, self._done, self._failed))
        if was_idle:
            self.busy.emit()
        self._at_work.add(self._last)
        if not self._beat.isActive():
            self._pulse.beat()
            self._beat.start()
        return self._last

    def forget(self, ticket: int) -> None:
        """Let the work finish but ignore what it returns; unknown tickets are fine."""
        if self._waiting.pop(ticket, None) is not None and not self._waiting:
            self.idle.emit()

    def shut_down(self, msecs: int = 5000) -> bool:
        """Drop what has not begun and wait for the rest; false if something still runs after ``msecs``."""
        self._works.clear()
        self._waiting.clear()
        self._arrived.clear()
        self._at_work.clear()
        if QThread.currentThread() == self.thread():
            self._stop_beating()
            self._turn.stop()  # elsewhere it may not be touched; with nothing left to hand on it ends by itself
        self._pool.clear()
        return self._pool.waitForDone(msecs)

    def _stop_beating(self) -> None:
        self._beat.stop()
        self._pulse.stop()

    @Slot(int, object)
    def _on_done(self, ticket: int, result: Any) -> None:
        self._arrive(ticket, 0, result)

    @Slot(int, object)
    def _on_failed(self, ticket: int, error: Exception) -> None:
        self._arrive(ticket, 1, error)

    def _arrive(self, ticket: int, way: Literal[0, 1], payload: object) -> None:
        self._at_work.discard(ticket)
        if not self._at_work:
            self._stop_beating()
        if ticket in self._waiting:
            self._arrived.append((ticket, way, payload))
            self._turn.start()

    def _deliver_next(self) -> None:
        """Answers come in crowds after each act; between two of them the window has its turn."""
        if not self._arrived:
            return
        ticket, way, payload = self._arrived.popleft()
        if self._arrived:
            self._turn.start()
        entry = self._waiting.pop(ticket, None)
        if entry is not None:
            self._deliver(entry[way], payload, entry[2])

    def _deliver(self, callback: Callable[[Any], object], payload: object, owner: QObject | None) -> None:
        try:
            if owner is None or shiboken6.isValid(owner):
                callback(payload)
        finally:
            if not self._waiting:
                self.idle.emit()
