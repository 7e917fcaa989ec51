"""The documents of a pile cut out in a process of its own: a large one would hold Python, and with it the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PySide6.QtCore import QObject

from app.complaints.split_pile import Part, PileFile
from letters.cutting_job import PILE
from ui.parts.child_job import ChildJob


class CutJob(ChildJob):
    """``made`` hands on what ``read_cut`` reads; after it, ``clear``."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: TemporaryDirectory[str] | None = None
        self._parts: Sequence[Part] = ()

    def start(self, folder: TemporaryDirectory[str], parts: Sequence[Part]) -> None:
        """Cut these out of the pile that lies in a folder."""
        self._parts, self._folder = parts, folder
        self.run("letters.cutting_job", [folder.name, *(f"{part.first_page}-{part.last_page}" for part in parts)])

    def clear(self) -> None:
        """Nothing of the pile stays on the disk."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def result_of(self, found: Mapping[str, Any]) -> list[tuple[Part, Path]] | None:
        """Each part with the file of its pages, None where they were not cut."""
        if found.get("parts") != len(self._parts) or self._folder is None:
            return None
        folder = Path(self._folder.name)
        return [(part, folder / f"{number}.pdf") for number, part in enumerate(self._parts)]


def put_down(pile: PileFile) -> TemporaryDirectory[str]:
    """The pile as it was read, where another process finds it: its own file may be gone. On a worker."""
    folder = TemporaryDirectory(prefix="fairhand-pile-")
    (Path(folder.name) / PILE).write_bytes(pile.content)
    return folder


def read_cut(cut: Sequence[tuple[Part, Path]]) -> list[Part]:
    """The parts with their pages; on a worker, since a pile may be large."""
    return [replace(part, content=path.read_bytes()) for part, path in cut]
