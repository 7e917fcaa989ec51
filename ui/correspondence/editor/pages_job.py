"""The pages of an enclosure made in a process of its own: a large file would hold Python, and with it the window."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.basics.file_types import FileRefused
from app.correspondence.file_to_enclose import FileToEnclose, not_printed, with_pages
from letters.pages_job import FILE, PAGES
from letters.paper import Paper
from ui.parts.child_job import ChildJob
from ui.parts.workers import drawing_runner

MOST_MS = 60_000
"""A file that draws for ever does not hold up those behind it."""


class PagesJob(ChildJob):
    """After each ``start`` comes ``ready`` or ``refused``; only then another may start."""

    ready = Signal(object)
    """The FileToEnclose with its pages."""
    refused = Signal(object)
    """Why it has none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file: FileToEnclose | None = None
        self._folder: TemporaryDirectory[str] | None = None
        self._limit = QTimer(self, singleShot=True, interval=MOST_MS)
        self._limit.timeout.connect(self._give_up)
        self._is_late = False
        self.made.connect(self._on_made)
        self.failed.connect(lambda why: self._refuse_as(f"was not attached. {why}"))
        self.cancelled.connect(self._on_cancelled)

    @property
    def name(self) -> str:
        """Which file it works on; empty for none."""
        return self._file.name if self._file is not None else ""

    def start(self, file: FileToEnclose) -> None:
        """Make the pages of a file that has any."""
        self._file = file
        if file.prints_as is None:
            self._be_ready(file)
        else:
            drawing_runner().submit(
                partial(_put_down, file.content), on_done=self._begin, on_error=self._refuse, owner=self
            )

    def clear(self) -> None:
        """Nothing of the file stays on the disk."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def result_of(self, found: Mapping[str, Any]) -> object:
        """Why there are no pages, or the folder in which they lie and how many there are."""
        if "cannot" in found:
            return str(found["cannot"])
        if "pages" not in found or self._folder is None:
            return None
        return Path(self._folder.name), int(found["pages"])

    def _begin(self, folder: TemporaryDirectory[str]) -> None:
        self._folder = folder
        if self._file is not None:
            self._is_late = False
            self._limit.start()
            self.run("letters.pages_job", [folder.name, str(self._file.prints_as)])

    def _give_up(self) -> None:
        self._is_late = True
        self.cancel()

    def _on_cancelled(self) -> None:
        self._refuse_as("was not attached: its pages took too long." if self._is_late else "was not attached.")

    def _on_made(self, made: str | tuple[Path, int]) -> None:
        file = self._file
        if file is None:
            return
        if isinstance(made, str):
            self._refuse(not_printed(file, made))
        else:
            drawing_runner().submit(
                partial(_read, file, *made), on_done=self._be_ready, on_error=self._refuse, owner=self
            )

    def _be_ready(self, file: FileToEnclose) -> None:
        self._end()
        self.ready.emit(file)

    def _refuse_as(self, why: str) -> None:
        self._refuse(FileRefused(f"“{self.name}” {why}", "Print it and attach it as paper."))

    def _refuse(self, error: Exception) -> None:
        self._end()
        self.refused.emit(error)

    def _end(self) -> None:
        self._limit.stop()
        self.clear()
        self._file = None


def _put_down(content: bytes) -> TemporaryDirectory[str]:
    folder = TemporaryDirectory(prefix="fairhand-pages-")
    (Path(folder.name) / FILE).write_bytes(content)
    return folder


def _read(file: FileToEnclose, folder: Path, pages: int) -> FileToEnclose:
    return with_pages(file, Paper((folder / PAGES).read_bytes(), pages))
