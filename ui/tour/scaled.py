"""The main pages at the scale that Qt was started with: ``python -m ui.tour.scaled DIR URL``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.office import Office
from ui.kit.preferences import Preferences
from ui.tour.album import Album
from ui.tour.driver import Driver
from ui.tour.more_pictures import main_pages
from ui.tour.seat import Seat
from ui.tour.waiting import Waiter

WIDTH, HEIGHT = 1280, 720
"""What a screen of 1920 × 1080 shows at 150 %."""


def picture_pages(folder: Path, url: str) -> int:
    """Picture each page as the team leader finds it."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if isinstance(app, QApplication):
        app.setQuitOnLastWindowClosed(False)
    with tempfile.TemporaryDirectory(prefix="fairhand-tour-") as rest:
        seat = Seat(lambda login: Office.sign_in(url, login), Preferences(Path(rest) / "tour.ini"), Waiter())
        seat.sit("asha")
        seat.session.window.resize(WIDTH, HEIGHT)
        main_pages(Driver(seat), Album(folder, seat), ("light",))
        seat.leave()
    return 0


if __name__ == "__main__":
    sys.exit(picture_pages(Path(sys.argv[1]), sys.argv[2]))
