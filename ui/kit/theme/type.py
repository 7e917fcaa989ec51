"""Type: the system's interface font or the shipped one, three sizes, tabular figures, and a face for references."""

from __future__ import annotations

import sys
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

import resources

SMALL, BODY, SECTION, PAGE = 9, 10, 13, 18
"""Sizes in points where 96 make an inch; ``points`` turns them into this system's."""

INTERFACE, CHINESE, REFERENCES = "Inter", "Droid Sans Fallback", "JetBrains Mono"

_WANTED_FACES = ("Segoe UI", ".AppleSystemUIFont", "Cantarell", "Ubuntu", "Noto Sans", "Inter")


def points(size: int) -> int:
    """macOS draws 72 points to the inch where others draw 96."""
    return round(size * 4 / 3) if sys.platform == "darwin" else size


@cache
def load_shipped_fonts() -> tuple[str, ...]:
    """Make the shipped interface, Chinese and reference faces known to Qt; returns their families."""
    families: list[str] = []
    for folder in ("fonts/interface", "fonts/chinese"):
        for file in sorted(resources.path(folder).iterdir()):
            if file.suffix.lower() in (".ttf", ".otf"):
                families += _load(str(file))
    return tuple(dict.fromkeys(families))


def _load(file: str) -> list[str]:
    number = QFontDatabase.addApplicationFont(file)
    if number < 0:
        raise RuntimeError(f"The shipped font {file} cannot be read: install Fairhand again.")
    return QFontDatabase.applicationFontFamilies(number)


def interface_font(*, use_shipped_fonts: bool) -> QFont:
    """The body font, with Chinese behind it: the system's where it has one made for screens, else the shipped."""
    load_shipped_fonts()
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    keep_system = not use_shipped_fonts and system.family().startswith(_WANTED_FACES)
    family = system.family() if keep_system else INTERFACE
    font = QFont(family)
    font.setFamilies([family, INTERFACE, CHINESE])
    font.setPointSize(points(BODY))
    font.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return font


def sized(font: QFont, size: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """The same face in one of the three sizes."""
    changed = QFont(font)
    changed.setPointSize(points(size))
    changed.setWeight(weight)
    return changed


def tabular(font: QFont) -> QFont:
    """The same face with figures of one width, for columns of numbers."""
    changed = QFont(font)
    changed.setFeature(QFont.Tag("tnum"), 1)
    return changed


def reference_font(font: QFont) -> QFont:
    """The monospaced face of references, a little smaller so that it stands as high as the text beside it."""
    changed = QFont(font)
    changed.setFamilies([REFERENCES, CHINESE])
    changed.setPointSizeF(font.pointSizeF() * 0.96)
    return changed
