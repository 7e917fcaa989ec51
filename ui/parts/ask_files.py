"""Which files of this computer are to be taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

AskFiles = Callable[[QWidget], Sequence[Path]]
"""Asks which files to add; none when the person thought better of it."""


def ask_files(parent: QWidget, title: str) -> Sequence[Path]:
    """The system's own dialog, in the folder of downloads."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
    chosen, _filter = QFileDialog.getOpenFileNames(parent, title, folder)
    return [Path(one) for one in chosen]
