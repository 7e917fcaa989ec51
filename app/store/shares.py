"""Whether a file lies on a network share, where SQLite's locks cannot be trusted."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_REMOTE = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afpfs", "afs", "webdav", "davfs", "fuse.sshfs"})
_DRIVE_REMOTE = 4  # GetDriveTypeW, winbase.h


def is_on_share(path: Path) -> bool:
    """True where it can be told that the folder of ``path`` is on another machine; False where it cannot."""
    folder = path.resolve().parent
    if sys.platform == "win32":
        return _windows_remote(folder)
    return file_system(folder, _mounts()) in _REMOTE


def file_system(folder: Path, mounts: list[tuple[str, str]]) -> str | None:
    """The type of the file system that holds ``folder``: the longest (mount point, type) above it."""
    above = [
        (len(Path(point).parts), kind)
        for point, kind in mounts
        if folder == Path(point) or Path(point) in folder.parents
    ]
    return max(above)[1] if above else None


def parse_proc_mounts(text: str) -> list[tuple[str, str]]:
    """(mount point, type) from the text of Linux' /proc/mounts."""
    rows = (line.split() for line in text.splitlines())
    return [(row[1].replace("\\040", " "), row[2]) for row in rows if len(row) > 2]


def parse_mount_command(text: str) -> list[tuple[str, str]]:
    """(mount point, type) from what ``mount`` prints on macOS: ``//a@b/c on /Volumes/c (smbfs, …)``."""
    found = []
    for line in text.splitlines():
        point, _, rest = line.partition(" on ")[2].rpartition(" (")
        if point:
            found.append((point, rest.split(",")[0].rstrip(")")))
    return found


def _mounts() -> list[tuple[str, str]]:
    proc = Path("/proc/mounts")
    if proc.exists():
        return parse_proc_mounts(proc.read_text(encoding="utf-8", errors="replace"))
    program = Path("/sbin/mount")
    if not program.exists():
        return []
    shown = subprocess.run([program], capture_output=True, text=True, timeout=5, check=False)  # noqa: S603
    return parse_mount_command(shown.stdout)


def _windows_remote(folder: Path) -> bool:
    import ctypes

    if folder.drive.startswith("\\\\"):
        return True
    kernel32 = getattr(ctypes, "windll").kernel32  # noqa: B009
    return bool(kernel32.GetDriveTypeW(folder.anchor) == _DRIVE_REMOTE)
