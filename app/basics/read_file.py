"""A file from somebody's disk, its size asked before it is read."""

from __future__ import annotations

from pathlib import Path

from app.basics.file_names import plain_name
from app.basics.file_types import FileRefused, refuse_size


def read_bytes(path: Path) -> bytes:
    """The bytes of a file that is not too large. Raises FileRefused."""
    name = plain_name(path.name)
    try:
        if not path.is_file():
            raise FileRefused(f"“{name}” is no file.", "Add files one by one, not a folder.")
        refuse_size(name, path.stat().st_size)
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileRefused(f"“{name}” cannot be read ({reason}).", "Save it somewhere else and try again.") from error
