"""What leaves the office as a file: under a sensible name, or as a draft in the person's own mail program."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import platformdirs
from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.basics.problems import WorldProblem

DRAFTS_LAST = timedelta(days=1)
"""After this a draft that was handed to the mail program is taken off the disk."""


ATTACH = "Export the PDF and attach it to a message yourself."


class CannotSaveFile(WorldProblem):
    """The file cannot be written where it was wanted."""


class NoMailProgram(WorldProblem):
    """This computer has no program that opens e-mail drafts."""


AskFile = Callable[[QWidget, str], Path | None]
"""Asks where to save under a proposed name; None when the person thought better of it."""
OpenFile = Callable[[Path], bool]


def ask_file(parent: QWidget, name: str) -> Path | None:
    """The system's own dialog, in the documents folder."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    title = f"Save {name}"
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / name), f"*{Path(name).suffix}")
    return Path(chosen) if chosen else None


def save_file(file: Path, content: bytes) -> str:
    """Write whole or not at all; returns the file's name. Raises CannotSaveFile; an older file then stands."""
    try:
        _write_whole(file, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotSaveFile(f"{file.name} cannot be saved ({reason}).", "Choose another folder.") from error
    return file.name


def _write_whole(file: Path, content: bytes) -> None:
    handle, part = tempfile.mkstemp(dir=file.parent, prefix=f".{file.stem[:40]}-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(part).replace(file)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise


def drafts_folder() -> Path:
    """Where drafts lie until the mail program has read them: a folder of this person's alone."""
    folder = platformdirs.user_cache_path("fairhand", appauthor=False) / "email-drafts"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(stat.S_IRWXU)
    return folder


def write_draft(name: str, content: bytes) -> Path:
    """Write a draft, and take drafts of other days off the disk."""
    folder = drafts_folder()
    oldest = (datetime.now(UTC) - DRAFTS_LAST).timestamp()
    for left in folder.glob("*.eml"):
        if left.stat().st_mtime < oldest:
            left.unlink(missing_ok=True)
    file = folder / name
    _write_whole(file, content)
    return file


def open_file(file: Path) -> bool:
    """Let the system open a file with its own program."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def open_draft(name: str, content: bytes, opens: OpenFile = open_file, otherwise: str = ATTACH) -> str:
    """Write the draft and open it; returns its name.

    Raises CannotSaveFile and NoMailProgram, which tell to do ``otherwise``.
    """
    try:
        file = write_draft(name, content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise CannotSaveFile(f"No draft for your mail program can be written here ({reason}).", otherwise) from error
    if not opens(file):
        raise NoMailProgram("No program on this computer opens e-mail drafts.", otherwise)
    return file.name
