"""Plain files that ship with the program: icons, fonts, style, default configuration."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path, PurePosixPath

_ROOT = Path(str(files(__name__)))


def path(name: str) -> Path:
    """Where the shipped file or folder `name` lies, for example ``icons/mail.svg`` or ``fonts/interface``.

    `name` is relative and written with forward slashes on every system. Raises ValueError for a name that
    points outside the resources and FileNotFoundError for one that does not ship.
    """
    relative = PurePosixPath(name)
    if not name or "\\" in name or relative.is_absolute() or ".." in relative.parts:
        raise ValueError(f"{name!r} is not a name inside the resources; write it like 'icons/mail.svg'.")
    found = _ROOT.joinpath(*relative.parts)
    if not found.exists():
        raise FileNotFoundError(f"The program's own file {name!r} is missing from {_ROOT}; install Fairhand again.")
    return found
