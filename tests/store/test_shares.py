"""Network shares are told from local folders by what the system lists as mounted."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.store.shares import file_system, is_on_share, parse_mount_command, parse_proc_mounts

LINUX = """\
/dev/sda1 / ext4 rw,relatime 0 0
//server/office /mnt/our\\040office cifs rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/local xfs rw 0 0
"""
MACOS = """\
/dev/disk1s1 on / (apfs, local, journaled)
//ada@server/office on /Volumes/office (smbfs, nodev, nosuid, mounted by ada)
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/lib", "ext4"),
        ("/mnt/our office", "cifs"),
        ("/mnt/our office/2026", "cifs"),
        ("/mnt/our officer", "ext4"),
        ("/home/ada", "nfs4"),
        ("/home/local/ada", "xfs"),
    ],
)
def test_the_nearest_mount_above_a_folder_counts(folder: str, kind: str) -> None:
    assert file_system(Path(folder), parse_proc_mounts(LINUX)) == kind


def test_what_mount_prints_on_macos_is_read() -> None:
    mounts = parse_mount_command(MACOS)
    assert file_system(Path("/Volumes/office/a"), mounts) == "smbfs"
    assert file_system(Path("/Users/ada"), mounts) == "apfs"


def test_nothing_mounted_is_nothing_known() -> None:
    assert file_system(Path("/home"), []) is None


def test_this_machines_own_folder_is_no_share(tmp_path: Path) -> None:
    assert is_on_share(tmp_path / "office") is False
