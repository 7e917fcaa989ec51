"""A whole file made in a process of its own, so that the window never waits: how far it is, what came of it, Cancel."""

from __future__ import annotations

import contextlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

import letters
from letters.dossier import Dossier
from letters.dossier_job import part_of, write_job

_ROOT = Path(letters.__file__).parents[1]


@dataclass(frozen=True, slots=True)
class MadeFile:
    """The PDF that was written, and which parts' files could not be put in, each (title, why)."""

    pages: int
    sha256: str
    failed: tuple[tuple[str, str], ...]


class FileJob(QObject):
    """One job at a time; it ends with exactly one of ``made``, ``failed`` and ``cancelled``."""

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
        self._part: Path | None = None

    @property
    def is_running(self) -> bool:
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start(self, dossier: Dossier, folder: Path, to: Path) -> None:
        """Make the file of what lies in a folder; that folder must stay until the job has ended."""
        self._last, self._is_cancelled, self._part = "", False, part_of(to)
        write_job(dossier, folder)
        self._process.start(sys.executable, ["-m", "letters.dossier_job", str(folder), str(to)])

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
        self._clear()

    def _clear(self) -> None:
        """Remove what a process that was killed had no time to remove."""
        if self._part is not None:
            with contextlib.suppress(OSError):
                self._part.unlink(missing_ok=True)

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
        self._clear()
        if self._is_cancelled:
            self.cancelled.emit()
            return
        found = json.loads(self._last) if self._last.startswith("{") else {}
        if "pages" in found:
            failed = tuple((title, why) for title, why in found["failed"])
            self.made.emit(MadeFile(found["pages"], found["sha256"], failed))
        else:
            self.failed.emit(found.get("problem", "The file could not be made; nothing was saved."))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self.failed.emit("The file could not be made: this computer did not start another process.")
