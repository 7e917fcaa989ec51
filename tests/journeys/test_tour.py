"""``fairhand --tour DIR``: ends well, and leaves what it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]


IN_LIGHT = """\
import functools, sys
from ui import start
from ui.tour import command
command.run_tour = functools.partial(command.run_tour, only="light")
sys.exit(start.main(["--tour", sys.argv[1]]))
"""
"""The tour in one theme; that the album takes each is tested in test_windows.py."""


def test_the_tour_leaves_its_pictures_and_the_letter(tmp_path: Path) -> None:
    folder = tmp_path / "tour"
    old = folder / "light" / "99-of-an-older-tour.png"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", IN_LIGHT, str(folder)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Longest gap of the event loop: \d+ ms", done.stdout)
    assert not old.exists()
    index = (folder / "index.md").read_text(encoding="utf-8")
    pictured = re.findall(r"\]\((\w+/\d\d-[\w-]+\.png)\)", index)
    assert {picture.partition("/")[2] for picture in pictured} == {one.name for one in (folder / "light").iterdir()}
    assert len(pictured) > 50
    for picture in (*(folder / name for name in pictured), *(folder / "150" / "light").iterdir()):
        assert QImage(str(picture)).width() >= 1366, f"{picture} is no picture of a window"
    assert (folder / "letter.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "printed.pdf").read_bytes().startswith(b"%PDF")
