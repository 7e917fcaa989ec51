"""Opening a page opens no window: a part shown before it has its place flashes up alone and takes the keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from tests.journeys.conftest import CAST, SitDown
from ui.tour.album import THEMES, Album
from ui.tour.walking import PAGES

pytestmark = pytest.mark.only_on("sqlite")


class Flashes(QObject):
    """Notes every widget that is shown as a window of its own without having been made as one."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.names.append(f"{watched.metaObject().className()} {watched.objectName()}")
        return False


def test_the_album_takes_a_page_in_every_theme(sit_down: SitDown, tmp_path: Path) -> None:
    seat = sit_down(CAST.adviser[0]).seat
    album = Album(tmp_path, seat)
    album.mark("today", "Today")
    album.take("again", "In high contrast", ("contrast",))
    look = {theme: QImage(str(tmp_path / theme / "01-today.png")) for theme in THEMES}
    assert set(look) == {"light", "dark"}
    assert look["light"].size() == look["dark"].size() == seat.session.window.grab().size()
    ground = {theme: image.pixelColor(2, image.height() - 2).lightness() for theme, image in look.items()}
    assert ground["light"] > 150 > 100 > ground["dark"]
    assert not QImage(str(tmp_path / "contrast" / "02-again.png")).isNull()
    album.write_index("Pictures", [])
    index = (tmp_path / "index.md").read_text(encoding="utf-8")
    assert "](light/01-today.png)" in index
    assert "Also in [dark](dark/01-today.png)." in index
    assert "](contrast/02-again.png)" in index


def test_no_page_flashes_up_beside_the_window(sit_down: SitDown, qapp: QApplication) -> None:
    driver = sit_down(CAST.adviser[0])
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    try:
        for key in PAGES:
            driver.open_page(key)
        driver.open_member(CAST.words, CAST.is_member)
        driver.begin_call()
    finally:
        qapp.removeEventFilter(flashes)
    assert flashes.names == []
    assert driver.seat.session.window.isActiveWindow()
