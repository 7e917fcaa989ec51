"""Every part can be drawn in every theme without a word from Qt."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ui.kit.gallery import PICTURES, THEMES, draw
from ui.kit.theme.apply import apply_theme


def test_the_gallery_is_drawn(qapp: QApplication, tmp_path: Path) -> None:
    files = draw(qapp, tmp_path)
    apply_theme(qapp, "light", use_shipped_fonts=True)
    assert len(files) == len(PICTURES) * len(THEMES)
    for file in files:
        image = QImage(str(file))
        colours = {image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 3)}
        assert len(colours) > 5, f"{file.name} is nearly blank"
