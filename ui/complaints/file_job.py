"""A whole file made in a process of its own, so that the window never waits."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from letters.dossier import Dossier
from letters.dossier_job import part_of, write_job
from ui.parts.child_job import ChildJob


@dataclass(frozen=True, slots=True)
class MadeFile:
    """The PDF that was written, and which parts' files could not be put in, each (title, why)."""

    pages: int
    sha256: str
    failed: tuple[tuple[str, str], ...]


class FileJob(ChildJob):
    """``made`` hands on a MadeFile."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._part: Path | None = None

    def start(self, dossier: Dossier, folder: Path, to: Path) -> None:
        """Make the file of what lies in a folder; that folder must stay until the job has ended."""
        self._part = part_of(to)
        write_job(dossier, folder)
        self.run("letters.dossier_job", [str(folder), str(to)])

    def clear(self) -> None:
        """The half of a file that was stopped goes."""
        if self._part is not None:
            with contextlib.suppress(OSError):
                self._part.unlink(missing_ok=True)

    def result_of(self, found: Mapping[str, Any]) -> MadeFile | None:
        """What was made, None where nothing was."""
        if "pages" not in found:
            return None
        return MadeFile(found["pages"], found["sha256"], tuple((title, why) for title, why in found["failed"]))
