"""Work that holds Python for long, done in a process of its own: how far it is, what came of it, Cancel."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

import letters

_ROOT = Path(letters.__file__).parents[1]


class ChildJob(QObject):
    """One at a time; it ends with exactly one of ``made``, ``failed`` and ``cancelled``.

    The process writes a line ``done of`` after each step; its last line is JSON: what it made, or the ``problem``.
    """

    progressed = Signal(int, int)
    made = Signal(object)
    failed = Signal(str)
    """Why nothing was made, as a sentence."""
    cancelled = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        around = QProcessEnvironment.systemEnvironment()
        around.insert("PYTHONPATH", str(_ROOT))
        self._process.setProcessEnvironment(around)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._last = ""
        self._is_cancelled = False

    @property
    def is_running(self) -> bool:
        return self._process.state() != QProcess.ProcessState.NotRunning

    def run(self, module: str, arguments: Sequence[str]) -> None:
        """Begin it."""
        self._last, self._is_cancelled = "", False
        self._process.start(sys.executable, ["-m", module, *arguments])

    def cancel(self) -> None:
        """Stop it; nothing is left of it."""
        if self.is_running:
            self._is_cancelled = True
            self._process.kill()

    def stop(self) -> None:
        """End it at once: the window goes."""
        self._process.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._process.kill()
        self._process.waitForFinished(5_000)
        self.clear()

    def clear(self) -> None:
        """Remove what a process that made nothing left behind."""

    def result_of(self, found: Mapping[str, Any]) -> object:
        """What ``made`` hands on of the last line; None where the process did not come to its end."""
        return dict(found) or None

    def _read(self) -> None:
        while self._process.canReadLine():
            line = bytes(self._process.readLine().data()).decode("utf-8").strip()
            done, _, steps = line.partition(" ")
            if done.isdigit() and steps.isdigit():
                self.progressed.emit(int(done), int(steps))
            else:
                self._last = line or self._last

    def _on_finished(self, _code: int, _status: object) -> None:
        self._read()
        found = json.loads(self._last) if self._last.startswith("{") else {}
        result = None if self._is_cancelled or "problem" in found else self.result_of(found)
        if result is None:
            self.clear()
        if self._is_cancelled:
            self.cancelled.emit()
        elif result is not None:
            self.made.emit(result)
        else:
            self.failed.emit(found.get("problem", "The file could not be made; nothing was saved."))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.failed.emit("The file could not be made: this computer did not start another process.")
