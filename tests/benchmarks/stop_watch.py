"""What a four-point complaint takes of a person, by mouse and by keys alone: to log it, to answer it, to approve it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.demo.make_demo import make_demo
from app.office import Office
from tests.benchmarks.figures import say
from ui.kit.preferences import Preferences
from ui.tour.command import CAST
from ui.tour.driver import Driver
from ui.tour.hand import Effort
from ui.tour.seat import Seat
from ui.tour.story import CALL_BACK, CERTIFICATE
from ui.tour.waiting import Waiter

FOUR_POINTS = (
    CERTIFICATE,
    CALL_BACK,
    replace(CERTIFICATE, title="The receipt was not sent", days_ago=25),
    replace(CALL_BACK, title="Nobody answered the email", days_ago=10),
)
MEMBERS = 300


def run() -> Iterator[tuple[str, str]]:
    """Label and figure: keys with chords, clicks, and letters typed, of which most are the words of the findings."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for way, with_mouse in (("mouse and keys", True), ("keys alone", False)):
            url = f"sqlite:///{(Path(folder) / f'{with_mouse}.db').as_posix()}"
            make_demo(url, MEMBERS, seed=1)
            for what, effort in _at_the_window(url, Path(folder), with_mouse=with_mouse):
                yield f"{what}, {way}", _said(effort)


def main() -> int:
    """Print the figures."""
    for what, figure in run():
        say(f"{what:<58}{figure}")
    return 0


def _at_the_window(url: str, rest: Path, *, with_mouse: bool) -> Iterator[tuple[str, Effort]]:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    preferences = Preferences(rest / f"{with_mouse}.ini")
    seat = Seat(lambda login: Office.sign_in(url, login), preferences, Waiter(), with_mouse=with_mouse)
    seat.sit(CAST.adviser[0])
    try:
        driver = Driver(seat)
        driver.points = FOUR_POINTS
        driver.hand.until(lambda: driver.here() == "today", "the first page")
        driver.from_call_to_case(CAST, _unmarked)
        logged = driver.hand.effort
        yield "log a call and its complaint of four points", logged
        driver.find_out(_unmarked)
        found = driver.hand.effort
        yield "record what was found on the four points", found - logged
        driver.draft_letter()
        driver.wait_checks(clean=True)
        driver.submit()
        reference = driver.reference()
        yield "draft, read and submit the answer", driver.hand.effort - found
        driver.become(CAST.leader)
        before = driver.hand.effort
        driver.approve_it(reference, _unmarked)
        yield "approve it", driver.hand.effort - before
    finally:
        seat.leave_if_there()


def _said(effort: Effort) -> str:
    return f"{effort.keys:>5} keys {effort.clicks:>5} clicks {effort.letters:>6} letters"


def _unmarked(_name: str, _words: str) -> None:
    """No pictures are taken."""


if __name__ == "__main__":
    sys.exit(main())
